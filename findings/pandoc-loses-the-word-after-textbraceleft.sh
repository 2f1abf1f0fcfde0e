#!/usr/bin/env bash
# pypandoc-binary 1.17 (PyPI), which brings pandoc 3.9, seen in November 2026: of `\textbraceleft{}{DNA}` in BibTeX neither
# the sign nor the protected word after it is left, and `\textbar{}` is dropped without a word. `\{ \}` and `$|$` are kept.
#
# Output seen:
#   \textbraceleft{}{DNA}: One  two
#   \textbar{}: One  two
#   $|$: One $|$ two
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet pypandoc-binary==1.17
"$work/env/bin/python" - <<'PY'
import json

import pypandoc


def title(tex):
    entry = f"@article{{a, title = {{One {tex} two}}, author = {{Ada Lovelace}}, year = 2027}}\n"
    (item,) = json.loads(pypandoc.convert_text(entry, "csljson", format="bibtex"))
    return item["title"]


brace, bar, math = (title(tex) for tex in (r"\textbraceleft{}{DNA}", r"\textbar{}", "$|$"))
print(r"\textbraceleft{}{DNA}:", brace)
print(r"\textbar{}:", bar)
print("$|$:", math)
assert "DNA" not in brace and "|" not in bar, "the behaviour has changed"
assert "|" in math
PY
