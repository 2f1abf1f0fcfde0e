#!/bin/sh
# Writes requirements/test.txt, all that `make test` installs, and requirements/build.txt, what `make site` needs of it:
# versions and digests for every Python and system that is supported. Versions that still fit pyproject.toml stay as
# they are; `lock.sh --upgrade` takes the newest. Where packages come from stays out of the files.
set -eu

uv=$(sh "$(dirname "$0")/uv.sh")

lock() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "make lock" "$@"
}

lock pyproject.toml --group dev --output-file requirements/test.txt "$@"
lock pyproject.toml --group install --constraint requirements/test.txt --no-annotate --output-file requirements/build.txt
