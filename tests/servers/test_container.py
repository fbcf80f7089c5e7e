"""deploy/Dockerfile as it stands: built, healthy as nobody in particular, ended by SIGTERM.

By buildah without a daemon (`--isolation chroot`). The base is no image of a registry, but Debian
with its Python by debootstrap, under the name that the file asks for; networks and limits of an
engine are not tried.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
import stamina

from tests.browser.serving import free_port
from tests.places import ROOT

NEEDED = ("buildah", "debootstrap")
pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(
        os.geteuid() != 0 or not all(map(shutil.which, NEEDED)),
        reason=f"needs root, and the packages {' and '.join(NEEDED)}",
    ),
]
TRUSTED = "etc/ssl/certs/ca-certificates.crt"
BASE = "FROM scratch\nCOPY base /\n"
ENDS_WITHIN = 10  # seconds, before an engine kills it


class Buildah:
    """Calls with a storage of their own."""

    def __init__(self, folder):
        places = ("--root", folder / "store", "--runroot", folder / "run")
        self.call = ["buildah", *map(str, places), "--storage-driver", "vfs"]

    def told(self, *arguments):
        done = subprocess.run(
            [*self.call, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        assert not done.returncode, done.stderr[-3000:]
        return done.stdout.strip()

    def inside(self, container, *command):
        """What starts a command in a container, as the user of its image."""
        return [*self.call, "run", "--isolation", "chroot", container, "--", *command]


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    """With the image `earshot`, built from this tree."""
    folder = tmp_path_factory.mktemp("container")
    base, own = folder / "base", Buildah(folder)
    packages = "--include=python3,python3-venv,python-is-python3,ca-certificates"
    subprocess.run(
        ["debootstrap", "--variant=minbase", packages, "bookworm", str(base)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for file in (TRUSTED, "etc/pip.conf"):  # as this machine reaches its package index
        if Path("/", file).exists():
            shutil.copyfile(Path("/", file), base / file)
    (folder / "Base").write_text(BASE, encoding="utf-8")
    named = "docker.io/library/python:3.11-slim-bookworm"
    own.told("bud", "--isolation", "chroot", "-f", folder / "Base", "-t", named, folder)
    file = ("-f", ROOT / "deploy" / "Dockerfile")
    made = ("--pull-never", "--format", "docker", "-t", "earshot")
    own.told("bud", "--isolation", "chroot", *made, *file, ROOT)
    yield own
    own.told("rm", "--all")


def test_it_is_built_healthy_nobodys_and_ends(buildah, tmp_path):
    container = buildah.told("from", "--pull-never", "localhost/earshot")
    config = json.loads(buildah.told("inspect", container))["Docker"]["config"]
    port = free_port()
    check = [part.replace(":8501/", f":{port}/") for part in config["Healthcheck"]["Test"][1:]]
    with (tmp_path / "log").open("w") as log:
        call = buildah.inside(container, *config["Cmd"], "--port", str(port))
        running = subprocess.Popen(call, stdout=log, stderr=log)
        is_healthy = _is_healthy(buildah.inside(container, *check))
        server = _server(port)
        user = server.stat().st_uid
        begun = time.monotonic()
        os.kill(int(server.name), signal.SIGTERM)
        code = running.wait(60)
        took = time.monotonic() - begun
    written = Path(buildah.told("mount", container)) / "data"

    assert is_healthy
    assert (config["User"], config["StopSignal"], [*config["Volumes"]]) == (
        *("earshot", "SIGTERM"),
        ["/data"],
    )
    assert user == written.stat().st_uid != 0
    assert took < ENDS_WITHIN
    assert code == 0, (tmp_path / "log").read_text(encoding="utf-8")


@stamina.retry(on=AssertionError, attempts=None, timeout=180, wait_max=2)
def _is_healthy(check):
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return True


def _server(port):
    """The process of `earshot run` itself, by its own port; not the calls around it."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"python" in words[0] and b"run" in words and str(port).encode() in words:
            return process
    raise AssertionError("no server runs")
