#!/usr/bin/env bash
# poppler-utils 22.12.0 (Debian 12) with the PDFs of typst 0.15.2 (PyPI), seen in November 2026: every tagged PDF of Typst makes
# poppler's programs (pdfinfo, pdftotext, pdftoppm) say "Syntax Error: Suspects object is wrong type (boolean)", though
# `/MarkInfo << /Marked true /Suspects false >>` is what ISO 32000-1 asks for (table 321: Suspects is a boolean, false by default).
# poppler takes a boolean that is false for a wrong type; without tags, or without the key, it says nothing. All pages are read.
#
# Output seen:
#   tagged: Syntax Error: Suspects object is wrong type (boolean)
#   untagged:
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet typst==0.15.2 pypdf==6.4.0
(cd "$work" && apt-get download -o APT::Sandbox::User=root --quiet=2 poppler-utils libpoppler126 && for package in ./*.deb; do dpkg -x "$package" tools; done)
pdfinfo=$(find "$work/tools" -name pdfinfo -type f)
LD_LIBRARY_PATH=$(dirname "$(find "$work/tools" -name 'libpoppler.so.126')")
export LD_LIBRARY_PATH
"$work/env/bin/python" - "$work" <<'PY'
import sys

import pypdf
import typst

for name, tags in (("tagged", True), ("untagged", False)):
    path = f"{sys.argv[1]}/{name}.pdf"
    typst.compile(b"#set document(title: [Programme])\n= Programme", output=path, pdf_tags=tags, pdf_standards="ua-1" if tags else [])
root = pypdf.PdfReader(f"{sys.argv[1]}/tagged.pdf").trailer["/Root"]
assert root["/MarkInfo"]["/Suspects"] == pypdf.generic.BooleanObject(False), root["/MarkInfo"]
PY
case $("$pdfinfo" -v 2>&1) in *"version 22.12.0"*) ;; *) echo "another poppler"; exit 1 ;; esac
said() { "$pdfinfo" "$work/$1.pdf" 2>&1 >/dev/null || true; }
echo "tagged: $(said tagged)"
echo "untagged: $(said untagged)"
[ "$(said tagged)" = "Syntax Error: Suspects object is wrong type (boolean)" ] || { echo "the behaviour has changed"; exit 1; }
[ -z "$(said untagged)" ]
