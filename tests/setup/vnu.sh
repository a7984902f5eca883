#!/bin/sh
# The Nu Html Checker for tests/test_site_html.py, in the version and with the hashes of package-lock.json here.
# It needs npm to come, and Java to run; where either is missing, or there is no network, that test is skipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${MOEDEARKIV_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/moedearkiv}/vnu
if cmp -s "$here/package-lock.json" "$cache/package-lock.json"; then exit 0; fi
for needed in java npm; do
    command -v "$needed" >/dev/null 2>&1 || { echo "HTML is not checked by vnu: no $needed here." >&2; exit 0; }
done
rm -rf "$cache.new"
mkdir -p "$cache.new"
cp "$here/package.json" "$here/package-lock.json" "$cache.new"
if npm ci --prefix "$cache.new" --ignore-scripts --no-audit --no-fund --loglevel error >/dev/null; then
    rm -rf "$cache"
    mv "$cache.new" "$cache"
else
    rm -rf "$cache.new"
    echo "HTML is not checked by vnu: npm could not fetch it." >&2
fi
