#!/bin/sh
# Runs the tests with other versions than the locked ones, in an environment of their own: `unlocked.sh lowest` takes for
# each library the lowest that pyproject.toml allows, on the lowest Python; `unlocked.sh newest` the newest that there is,
# on $PYTHON. What stands behind it goes to pytest.
set -eu

here=$(dirname "$0")
which=$1
shift
environment=.venv-$which
python=${PYTHON:-python3}

if [ "$which" = lowest ]; then
    resolution=lowest-direct
    command -v python3.11 >/dev/null 2>&1 && python=python3.11
else
    resolution=highest
fi

[ -x .venv/bin/python ] || sh "$here/environment.sh"
uv=$(sh "$here/uv.sh")
"$uv" venv --quiet --clear --seed --python "$python" "$environment"
"$uv" pip install --quiet --python "$environment/bin/python" --resolution "$resolution" --editable . --group test
"$environment/bin/python" --version
"$uv" pip list --quiet --python "$environment/bin/python"

CHROMIUM=$(ENVIRONMENT=$environment sh "$here/browser.sh" chromium-headless-shell)
export CHROMIUM UNLOCKED="$which"
exec "$environment/bin/python" -m pytest -n 3 --dist worksteal "$@"
