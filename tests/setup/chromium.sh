#!/bin/sh
# The browser tests need a Chromium and a font. Uses the one that is there; else Debian's, where we may install it.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium on the PATH (chromium, google-chrome); install it and try again." >&2
    exit 2
fi
if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
