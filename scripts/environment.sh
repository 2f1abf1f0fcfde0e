#!/bin/sh
# Makes the environment in .venv; repairs one that is half made.
set -eu

python=${PYTHON:-python3}

fail() {
    echo "$1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    fail "There is no $python here. Install Python 3.11 or later, or name the one to use: PYTHON=python3.12 make site"

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "enlsp-site needs Python 3.11 or later, and $python is $version. Name the one to use: PYTHON=python3.12 make site"

# Debian and Ubuntu keep what makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh "$(dirname "$0")/packages.sh" "python$version-venv" || true
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python cannot make environments here. As root: apt-get install python$version-venv; then run this again"
fi

# A .venv whose Python is gone (after an upgrade of the system) is made anew, any other is only completed.
clear=
if [ -e .venv ] && ! .venv/bin/python -c '' 2>/dev/null; then
    clear=--clear
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making an environment in .venv with Python $version; this takes a minute the first time." >&2
    "$python" -m venv $clear .venv
fi
