#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: setup/install.sh run|test
# Installs those packages of setup/packages.txt that are missing. With all of
# them there it needs no network, no root and no time.
set -eu
list=$(dirname "$0")/packages.txt

die() {
	echo "$0: $*" >&2
	exit 1
}

case ${1-} in
run) wanted=$(sed -n 's/^run //p' "$list") ;;
test) wanted=$(sed -n 's/^run //p; s/^test //p' "$list") ;;
*) die "say what for: run or test" ;;
esac

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null \
	|| die "this needs Debian's apt; on another system install by hand: $(echo $wanted)"

# One package may provide another: some builds of nodejs have npm in them.
there=$(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' \
	| sed -n 's/^installed //p' | tr -s ', ' '\n')
missing=
for package in $wanted; do
	echo "$there" | grep -qxF "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null; then
	as_root=sudo
else
	die "these packages are missing and there is no sudo to install them; as root run: apt-get install$missing"
fi

echo "installing:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update \
	|| die "apt-get update failed: is there a network?"
$as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get -qq -y --no-install-recommends install $missing >/dev/null \
	|| die "apt-get could not install:$missing"
