"""Warehouses with one thing wrong, or one thing to look at, and the app run on them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ingest.loading.load import load
from ingest.loading.source_state import failed, succeeded
from sql.warehouse import writer
from tests.answers import answers_kept
from tests.build import ACME, asks, published_once
from tests.commands.door import earshot
from tests.places import ROOT

__all__ = ["answers_kept"]
APP = ROOT / "dashboard" / "app.py"
# Every new AppTest reads the metadata of all that is installed, which stays the same in a run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
GLAD = "@acme thank you so much, great service"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty folder that the app reads."""
    monkeypatch.setenv("EARSHOT_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def story(sample_data, monkeypatch):
    """The sample story, which the app reads."""
    monkeypatch.setenv("EARSHOT_DATA", str(sample_data))
    return sample_data


@pytest.fixture
def few(data):
    """Three mentions of one brand."""
    three = [asks(f"p{n}", 10 * n, author=f"a{n}") for n in range(3)]
    return published_once("three-mentions", data, three, until=120)


@pytest.fixture
def glad(data):
    """Thirty posts of one brand, all of them glad."""
    posts = [asks(f"p{n}", n, author=f"a{n}", text=f"{GLAD} {n}") for n in range(30)]
    return published_once("thirty-glad", data, posts, until=60)


@pytest.fixture
def live(data):
    """A brand that is fetched again and again; call with the hours since the last success."""

    def fill(hours, *, error=None):
        now = datetime.now(UTC)
        seen = now - timedelta(hours=hours)
        with writer(data) as con:
            posts = [replace(asks("p1", 0), created_at=seen - timedelta(hours=1))]
            load(con, posts, config=ACME, run_id="live", now=now)
            succeeded(con, "x", kind="rss", run_id="live", since=seen, until=seen, at=seen)
            if error:
                failed(con, "x", kind="rss", run_id="live", error=error, at=now)
        return data

    return fill


@pytest.fixture
def verbs_at_hand(monkeypatch):
    """The page's verbs run the front door's own file in this process.

    One of its own spends a second on imports and says the same; browsers see those.
    """

    def called(command, environment, _seconds):
        return earshot(*command[2:], cwd=Path.cwd(), told=environment)

    monkeypatch.setattr("dashboard.ui.verbs.run_process", called)


def run(page=None, *, context=None, **query):
    """The app as a reader opens it: a page by its module's name and what stands in the address.

    Context is what the reader's browser tells, by the names of `st.context`.
    """
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in (context or {}).items():
        app.context[key] = value
    for key, value in query.items():
        app.query_params[key] = value
    if page:
        # Where it has not run yet, switch_page takes a file's name for the address.
        app._page_hash = calc_hash(page.replace("_", "-"))  # noqa: SLF001
    return app.run()


def troubles(app):
    """Every red box that tells of a failure; one that tells of the brand has a title of its own."""
    broken = ("", "An older version is shown", "The warehouse cannot be read")
    return [one.value for one in app.error if one.proto.title in broken]


def words(app):
    """Everything that stands on the page as text, in one string."""
    kinds = (
        "title",
        "header",
        "markdown",
        "caption",
        "text",
        "error",
        "warning",
        "success",
        "info",
    )
    shown = [element.value for kind in kinds for element in app.get(kind)]
    return "\n".join([*shown, *(f"{one.label} {one.value}" for one in app.metric)])
