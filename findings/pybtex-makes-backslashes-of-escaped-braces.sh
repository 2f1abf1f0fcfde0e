#!/usr/bin/env bash
# pybtex 0.26.1 (PyPI), seen in November 2026: `Text.from_latex` takes `\{` and `\}` for a group whose braces are not shown,
# and shows their backslashes: the one form of a brace that all other readers of BibTeX read.
#
# Output seen:
#   A set \x\ of DNA
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet pybtex==0.26.1
"$work/env/bin/python" - <<'PY'
from pybtex.richtext import Text

found = str(Text.from_latex(r"A set \{x\} of {DNA}"))
print(found)
assert found == "A set \\x\\ of DNA", "the behaviour has changed"
PY
