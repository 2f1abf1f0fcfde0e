#!/bin/sh
# Prints the path of a Chromium for the tests, and sees to it that Playwright, which drives it, runs. Of those that are
# there the ones that are named go first (`browser.sh chromium-headless-shell`).
# What is missing is installed where that needs no password, and named where it does.
set -eu

packages="$(dirname "$0")/packages.sh"
python=${ENVIRONMENT:-.venv}/bin/python
first=$*

fail() {
    printf '%s\n' "$@" "All other tests: make fast" >&2
    exit 1
}

# Ubuntu's chromium-browser may be a placeholder that only says to install something else: so each is tried.
runs() {
    "$1" --version >/dev/null 2>&1
}

on_path() {
    for name in $first chromium chromium-browser google-chrome google-chrome-stable; do
        if runs "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

playwrights_own() {
    own=$("$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null) && runs "$own" && echo "$own"
}

playwright_runs() {
    "$python" -m playwright --version >/dev/null 2>&1
}

# Playwright brings a Node that needs libatomic, which a small Debian does not have.
playwright_runs || { sh "$packages" libatomic1 && playwright_runs; } || fail \
    "Playwright, which drives the browser in the tests, does not run: $python -m playwright --version says why." \
    "On Debian and Ubuntu it may lack a library. As root: apt-get install libatomic1"

if [ -n "${CHROMIUM:-}" ]; then
    runs "$CHROMIUM" ||
        fail "CHROMIUM is $CHROMIUM, which does not run. Name another browser, or unset it to have one found."
    command -v "$CHROMIUM"
    exit
fi

on_path && exit
playwrights_own && exit
for name in $first chromium; do
    sh "$packages" "$name" fonts-noto-core && on_path && exit
done
"$python" -m playwright install chromium >&2 && playwrights_own && exit

fail "The browser tests need Chromium, and it could not be installed from here." \
    "As root: apt-get install chromium fonts-noto-core; or name a browser: CHROMIUM=/path/to/chrome make test"
