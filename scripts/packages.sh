#!/bin/sh
# Installs packages of the system (`packages.sh chromium …`) where that needs no password; fails where it cannot.
set -eu

command -v apt-get >/dev/null 2>&1 || exit 1

if [ "$(id -u)" = 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root='sudo -n'
else
    exit 1
fi

quiet='-qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60' # waits a minute for an installation under way
echo "Installing from the system's packages: $*" >&2
$root apt-get $quiet update >/dev/null || true # one source out of reach does not spoil the others
$root env DEBIAN_FRONTEND=noninteractive apt-get $quiet -y --no-install-recommends install "$@" >/dev/null
