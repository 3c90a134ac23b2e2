#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: setup/npm.sh
# Puts the packages that tests/npm/package-lock.json names into build/npm/node_modules.
# With all of them there it needs no network and no time. Nothing of a package
# is run, and nothing of them gets into the programs.
set -eu
cd "$(dirname "$0")/.."
wanted=tests/npm
home=build/npm

cmp -s "$wanted/package-lock.json" "$home/complete" && exit 0
mkdir -p "$home"
rm -f "$home/complete"
cp "$wanted/package.json" "$wanted/package-lock.json" "$home"
echo "installing what tests need from npm"
npm ci --prefix "$home" --ignore-scripts --legacy-peer-deps --no-audit --no-fund --silent || {
	echo "$0: npm could not install: is there a network? Tests that need a package will be skipped." >&2
	exit 0
}
cp "$wanted/package-lock.json" "$home/complete"
