"""Servers that several tests ask, started once in a run, when the first of them is needed."""

import pytest

from tests.servers.kit import free_port, run_folder, running


@pytest.fixture(scope="session")
def run():
    with run_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def wordpress(run):
    """Address of an empty WordPress, not installed yet."""
    port = free_port()
    with running("wordpress", run, port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def ghost(run):
    """Address of an empty Ghost, not set up yet."""
    port = free_port()
    with running("ghost", run, port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def bluesky(run):
    """The first of the four ports of an empty Bluesky: PLC, PDS, AppView, Ozone."""
    postgres, redis, base = free_port(), free_port(), free_port(4)
    with (
        running("postgres", run, postgres),
        running("redis", run, redis),
        running("bluesky", run, base, PG_PORT=postgres, REDIS_PORT=redis),
    ):
        yield base


@pytest.fixture(scope="session")
def sink(run):
    """Port of a mail server, and address of a receiver of webhooks beside it."""
    smtp, hook = free_port(), free_port()
    with running("smtp_webhook", run, smtp, hook):
        yield smtp, f"http://127.0.0.1:{hook}"


@pytest.fixture(scope="session")
def s3(run):
    """Address of a service that speaks S3, with no bucket in it."""
    port = free_port()
    with running("s3", run, port):
        yield f"http://127.0.0.1:{port}"
