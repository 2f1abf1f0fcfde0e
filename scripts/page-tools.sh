#!/bin/sh
# Brings the programs that look at built pages: `page-tools.sh tests/tools` installs what package-lock.json there names,
# into node_modules beside it. Node and Java, in which they are written, are installed where that needs no password;
# where they cannot be had, that is said, and the tests that need them are skipped.
set -eu

tools=$1
packages="$(dirname "$0")/packages.sh"

say() {
    printf '%s\n' "$@" >&2
}

java_runs() {
    java -version >/dev/null 2>&1
}

npm_runs() {
    npm --version >/dev/null 2>&1
}

java_runs || { sh "$packages" default-jre-headless && java_runs; } || say \
    "There is no Java here, in which the checker of HTML is written: its tests are skipped." \
    "As root: apt-get install default-jre-headless (or any Java from 17 on)"

npm_runs || { sh "$packages" nodejs npm && npm_runs; } || {
    say "There is no npm here, which brings what $tools/package.json names: the tests that need it are skipped." \
        "As root: apt-get install nodejs npm (or any Node from 18 on); then run this again"
    exit
}

npm ci --prefix "$tools" --loglevel error >&2 || say \
    "npm could not install what $tools/package-lock.json names: the tests that need it are skipped." \
    "To see why: npm ci --prefix $tools"
