#!/bin/sh
# A browser for the tests: the one that is there, else Debian's, else Playwright's own.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium for the browser tests …"
    if apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi
echo "Installing Playwright's chromium for the browser tests …"
.venv/bin/playwright install chromium
