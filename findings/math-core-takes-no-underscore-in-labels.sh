#!/usr/bin/env bash
# math-core 0.9.0 (PyPI), seen in November 2026: a label with an underscore, as in most papers, is refused, in \label as in
# \eqref, and with it the whole equation. LaTeX takes any characters there.
#
# Output seen:
#   eq:loss read
#   eq:loss_1 Expected non-special ASCII characters in string literal.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet math-core==0.9.0
"$work/env/bin/python" - <<'PY'
from math_core import LatexError, LatexToMathML


def said(label):
    tex = rf"\begin{{equation}} x \label{{{label}}} \end{{equation}}"
    try:
        LatexToMathML(fancy_error=False).convert_with_local_state(tex, displaystyle=True)
    except LatexError as error:
        return str(error).partition(": ")[2]
    return "read"


plain, usual = said("eq:loss"), said("eq:loss_1")
print("eq:loss", plain)
print("eq:loss_1", usual)
assert plain == "read"
assert usual != "read", "the behaviour has changed"
PY
