#!/bin/sh
# Install the extra spark into .venv, hashes checked, and a Java runtime where there is none.
set -eu
lock=$1
if ! command -v java >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        flock /run/lock/earshot-apt sh -c \
            "apt-get update -q && apt-get install -y -q default-jre-headless" >/dev/null
    else
        echo "Spark needs a Java runtime of 17 or newer: sudo apt-get install default-jre-headless" >&2
        exit 1
    fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
