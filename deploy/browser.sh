#!/bin/sh
# A browser for the tests: the one that is there, else Debian's, else Playwright's own, which
# "early" leaves for later: its installer may still be on the way.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium for the browser tests …"
    if flock /run/lock/earshot-apt sh -c \
        "apt-get update -q && apt-get install -y -q --no-install-recommends chromium" >/dev/null; then
        exit 0
    fi
fi
if [ "${1:-}" = early ]; then
    exit 0
fi
echo "Installing Playwright's chromium for the browser tests …"
.venv/bin/playwright install chromium
