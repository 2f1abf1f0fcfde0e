#!/usr/bin/env bash
# math-core 0.9.0 (PyPI), seen in November 2026: in `\text{…}` the blank after a sign with a backslash (`\%`, `\&`, `\_`, `\#`,
# `\$`) is gone, as after the name of a command. TeX keeps it there: such a sign is a control symbol, and blanks are passed
# over after control words only (The TeXbook, chapter 8). `\text{98\% of them}` is read as "98%of them", without an error.
#
# Output seen (blanks of MathML are U+00A0, shown here as _):
#   \text{98\% of them}: 98%of_them
#   \text{98\%{} of them}: 98%_of_them
#   \text{a b}: a_b
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet math-core==0.9.0
"$work/env/bin/python" - <<'PY'
import re

from math_core import LatexToMathML


def shown(tex):
    written = LatexToMathML().convert_with_local_state(tex, displaystyle=False)
    text = re.sub(r"<[^>]*>", "", written).replace("\xa0", "_")
    print(f"{tex}: {text}")
    return text


assert shown(r"\text{98\% of them}") == "98%of_them", "the behaviour has changed"
assert shown(r"\text{98\%{} of them}") == "98%_of_them"
assert shown(r"\text{a b}") == "a_b"
PY
