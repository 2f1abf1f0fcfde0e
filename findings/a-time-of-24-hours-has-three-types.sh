#!/usr/bin/env bash
# openpyxl 3.1.5 and python-calamine 0.4.0 (PyPI), exceljs 4.4.0 (npm), seen in November 2026: a cell in the format `h:mm` that
# holds 1.0, as midnight at the end of a day is when lengths are added up, comes out as three kinds of things: openpyxl makes a
# datetime of 1 January 1900 of it, python-calamine a date without any time, exceljs a moment of 31 December 1899 (the two
# disagree on the day, since serial 0 is 30 December 1899 and Excel counts a 29 February 1900 that was none). Below 1.0 the
# first two give a time. So who asks `isinstance(value, datetime.time)` loses such a row in both, and who tells datetimes from
# dates in one of them.
#
# Output seen:
#   openpyxl time 12:00:00 | datetime 1900-01-01 00:00:00 | datetime 1900-01-01 06:00:00
#   calamine time 12:00:00 | date 1900-01-01 | datetime 1900-01-01 06:00:00
#   exceljs 1899-12-30T12:00 | 1899-12-31T00:00 | 1899-12-31T06:00
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet openpyxl==3.1.5 python-calamine==0.4.0 XlsxWriter==3.2.5
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null 2>&1
cat >look.py <<'PY'
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("times.xlsx")
sheet, clock = book.add_worksheet(), book.add_format({"num_format": "h:mm"})
for column, value in enumerate((0.5, 1.0, 1.25)):
    sheet.write_number(0, column, value, clock)
book.close()
(one,) = openpyxl.load_workbook("times.xlsx").active.iter_rows(values_only=True)
(other,) = python_calamine.CalamineWorkbook.from_path("times.xlsx").get_sheet_by_index(0).to_python()
for name, row in (("openpyxl", one), ("calamine", other)):
    print(name, " | ".join(f"{type(value).__name__} {value}" for value in row))
PY
cat >look.cjs <<'JS'
const excel = require("exceljs");
const book = new excel.Workbook();
book.xlsx.readFile("times.xlsx").then(() => {
  const values = book.worksheets[0].getRow(1).values.slice(1);
  console.log("exceljs", values.map((each) => each.toISOString().slice(0, 16)).join(" | "));
});
JS
seen=$(env/bin/python look.py && node look.cjs)
echo "$seen"
[ "$seen" = $'openpyxl time 12:00:00 | datetime 1900-01-01 00:00:00 | datetime 1900-01-01 06:00:00\ncalamine time 12:00:00 | date 1900-01-01 | datetime 1900-01-01 06:00:00\nexceljs 1899-12-30T12:00 | 1899-12-31T00:00 | 1899-12-31T06:00' ] ||
    { echo "the behaviour has changed"; exit 1; }
