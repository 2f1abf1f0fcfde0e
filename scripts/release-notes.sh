#!/bin/sh
# Prints what CHANGELOG.md says of a version (`release-notes.sh 0.1.0`); fails where it says nothing.
set -eu

awk -v heading="## [$1]" '
    index($0, "## ") == 1 { here = index($0, heading) == 1; next }
    here && NF { found = 1 }
    found && here
    END { exit !found }
' "$(dirname "$0")/../CHANGELOG.md" || {
    echo "CHANGELOG.md has no section for $1, or an empty one: begin it with \"## [$1] - YYYY-MM-DD\"" >&2
    exit 1
}
