#!/usr/bin/env bash
# pypandoc-binary 1.17 (PyPI), which brings pandoc 3.9, seen in November 2026: of an author in RIS, whose form is
# `Family, Given, Suffix`, pandoc makes the suffix the given name and the given name the suffix, so that Guy L. Steele
# Jr. is cited as “Steele, Jr., Guy L.”. The order `Family, Suffix, Given` of BibTeX it reads right, in BibTeX and in RIS.
#
# Output seen:
#   RIS, Steele, Guy L., Jr.: given Jr., suffix Guy L.
#   RIS, Steele, Jr., Guy L.: given Guy L., suffix Jr.
#   BibTeX, Steele, Jr., Guy L.: given Guy L., suffix Jr.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet pypandoc-binary==1.17
"$work/env/bin/python" - <<'PY'
import json

import pypandoc

RIS = "TY  - CPAPER\r\nAU  - {}\r\nTI  - Lambda\r\nPY  - 1976\r\nER  - \r\n"
BIBTEX = "@inproceedings{{a, author = {{{}}}, title = {{Lambda}}, booktitle = {{B}}, year = 1976}}\n"


def parts(form, template, name):
    (item,) = json.loads(pypandoc.convert_text(template.format(name), "csljson", format=form))
    (author,) = item["author"]
    return author.get("given"), author.get("suffix")


for label, form, template, name in (
    ("RIS", "ris", RIS, "Steele, Guy L., Jr."),
    ("RIS", "ris", RIS, "Steele, Jr., Guy L."),
    ("BibTeX", "bibtex", BIBTEX, "Steele, Jr., Guy L."),
):
    given, suffix = parts(form, template, name)
    print(f"{label}, {name}: given {given}, suffix {suffix}")
assert parts("ris", RIS, "Steele, Guy L., Jr.") == ("Jr.", "Guy L."), "the behaviour has changed"
assert parts("ris", RIS, "Steele, Jr., Guy L.") == ("Guy L.", "Jr."), "the behaviour has changed"
PY
