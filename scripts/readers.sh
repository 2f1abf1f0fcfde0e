#!/bin/sh
# Brings the programs that tests/readers reads exports with, in environments of their own; `readers.sh --lock` writes
# their lock files anew. bibtex, biber, bibutils, khal and libical are Debian's, and are brought where that needs no
# password.
set -eu

here=$(dirname "$0")
cd "$here/.."
uv=$(command -v "$(sh scripts/uv.sh)")
case $uv in /*) ;; *) uv=$PWD/$uv ;; esac
cd tests/readers

if [ "${1:-}" = --lock ]; then
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "scripts/readers.sh --lock" requirements.in --output-file requirements.txt
    npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
    exit
fi
[ -x .venv/bin/python ] || "$uv" venv --quiet .venv
"$uv" pip install --quiet --python .venv/bin/python --require-hashes --requirement requirements.txt
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || echo "npm is not here, or could not install: its readers are skipped." >&2
debian="biber bibutils gir1.2-ical-3.0 khal python3-gi texlive-binaries texlive-latex-base"
sh ../../scripts/packages.sh $debian ||
    echo "Not installed, so that their tests are skipped: some of $debian" >&2
