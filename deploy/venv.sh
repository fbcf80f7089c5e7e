#!/bin/sh
# Make .venv and install a lock file into it, hashes checked; more arguments go to pip.
set -eu
lock=$1
shift
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Earshot needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Try: make run PYTHON=python3.11" >&2
    exit 1
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    # Debian ships venv apart from Python.
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            # The browser may be installed at the same time; apt takes one at a time.
            flock /run/lock/earshot-apt sh -c \
                "apt-get update -q && apt-get install -y -q python3-venv" >/dev/null
            "$python" -m venv --clear .venv
        else
            echo "Python cannot make a virtual environment; install it: sudo apt-get install python3-venv" >&2
            exit 1
        fi
    fi
fi
echo "Installing $lock into .venv …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes "$@" -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
