#!/usr/bin/env bash
# latexcodec 3.0.1 (PyPI), by which pybtex 0.26.1 reads TeX, seen in November 2026: of a letter with two accents, as in most
# Vietnamese names, the inner one is a letter and the outer one stays a command, in each form that LaTeX prints. The other
# way it knows no such letter, and raises. Names written in UTF-8 are read whole.
#
# Output seen:
#   Nguy{\~{\^e}}n Nguy\~ên
#   Nguy\~{\^e}n Nguy\~ên
#   Ga{\"{\i}}l Ga\"ıl
#   Nguyễn Nguyễn
#   written: don't know how to translate 'ễ' into latex
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet pybtex==0.26.1 latexcodec==3.0.1
PYTHONIOENCODING=utf-8 "$work/env/bin/python" - <<'PY'
import latexcodec  # registers the codec
from pybtex.richtext import Text

NAMES = (r"Nguy{\~{\^e}}n", r"Nguy\~{\^e}n", r'Ga{\"{\i}}l', "Nguyễn")
found = [str(Text.from_latex(name)) for name in NAMES]
for name, shown in zip(NAMES, found):
    print(name, shown)
assert found == [r"Nguy\~ên", r"Nguy\~ên", r"Ga\"ıl", "Nguyễn"], "the behaviour has changed"
try:
    "Nguyễn".encode("latex")
except UnicodeEncodeError as error:
    print("written:", error.reason)
else:
    raise AssertionError("the behaviour has changed")
PY
