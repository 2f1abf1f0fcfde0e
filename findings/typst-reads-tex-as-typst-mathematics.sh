#!/usr/bin/env bash
# typst 0.15.2 (PyPI), seen in November 2026: formulas in titles of a BibTeX file are taken for typst's own mathematics, not
# for TeX, in braces or not: `\s` is an s and `in` the sign of an element, so that \sin x is “s ∈ x”; \beta is b η, and
# \le the letters l and e, all without a word. What is no valid typst is shown as TeX. Without commands it is right.
#
# Output seen:
#   $O(n^2)$ is 𝑂(𝑛2), mathematics
#   $\sin x$ is 𝑠∈𝑥, mathematics
#   {$\beta$} is 𝑏𝜂, mathematics
#   $n \le m$ is 𝑛𝑙𝑒𝑚, mathematics
#   $O(N \log N)$ is O(N \log N), text
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet typst==0.15.2
cat >look.py <<'PY'
import re

import typst

WANTED = {
    "$O(n^2)$": "𝑂(𝑛2), mathematics",
    r"$\sin x$": "𝑠∈𝑥, mathematics",
    r"{$\beta$}": "𝑏𝜂, mathematics",
    r"$n \le m$": "𝑛𝑙𝑒𝑚, mathematics",
    r"$O(N \log N)$": r"O(N \log N), text",
}


def shown(formula):
    with open("a.bib", "w") as file:
        file.write(f"@article{{a, title = {{Sorting in {formula} steps}}, author = {{Ada Lovelace}}, year = 2027}}\n")
    with open("a.typ", "w") as file:
        file.write('#cite(<a>)\n#bibliography("a.bib", style: "ieee")\n')
    page = typst.compile("a.typ", format="html").decode()
    title = re.search("Sorting in (.*?) steps", page[page.index("<body") :], re.S)[1]
    return f"{re.sub('<[^>]*>', '', title)}, {'mathematics' if '<math' in title else 'text'}"


found = {formula: shown(formula) for formula in WANTED}
for formula, title in found.items():
    print(formula, "is", title)
assert found == WANTED, "the behaviour has changed"
PY
PYTHONIOENCODING=utf-8 env/bin/python look.py
