#!/bin/sh
# Prints the path of a uv, which resolves versions for all systems at once and to their lower bounds: that on the path,
# else one that is installed into .venv.
set -eu

command -v uv && exit
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet 'uv>=0.9' >&2
echo .venv/bin/uv
