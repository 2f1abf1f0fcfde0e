#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5 (npm), seen in November 2026: formatting a moment just before midnight rounds the minute up and leaves
# the day as it is. A cell of 1 January 2024, 23:59:59.57, in the format `yyyy-mm-dd hh:mm` becomes "2024-01-01 24:00", which
# no reader of dates takes, and 0.999999 in `h:mm` becomes "24:00", while a whole day, 1.0, becomes "0:00". openpyxl 3.1.5
# (PyPI) gives the moments themselves, to the millisecond.
#
# Output seen:
#   openpyxl 2024-01-01 23:59:59.568000 | 23:59:59.914000 | 1900-01-01 00:00:00
#   xlsx 2024-01-01 24:00 | 24:00 | 0:00
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet openpyxl==3.1.5 XlsxWriter==3.2.5
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null
cat >look.py <<'PY'
import openpyxl
import xlsxwriter

book = xlsxwriter.Workbook("times.xlsx")
sheet = book.add_worksheet()
sheet.write_number(0, 0, 45292.999995, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
for column, value in enumerate((0.999999, 1.0), 1):
    sheet.write_number(0, column, value, book.add_format({"num_format": "h:mm"}))
book.close()
(row,) = openpyxl.load_workbook("times.xlsx").active.iter_rows(values_only=True)
print("openpyxl", " | ".join(map(str, row)))
PY
cat >look.cjs <<'JS'
const xlsx = require("xlsx");
const book = xlsx.readFile("times.xlsx");
const [row] = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: false });
console.log("xlsx", row.join(" | "));
JS
seen=$(env/bin/python look.py && node look.cjs)
echo "$seen"
[ "$seen" = $'openpyxl 2024-01-01 23:59:59.568000 | 23:59:59.914000 | 1900-01-01 00:00:00\nxlsx 2024-01-01 24:00 | 24:00 | 0:00' ] ||
    { echo "the behaviour has changed"; exit 1; }
