"""Any page as it was known at a moment: made on demand, loud, and nothing of later in it."""

from contextlib import closing
from datetime import timedelta

import pytest

from dashboard.ui import links, states
from dashboard.ui.scope import Brand, Scope
from ingest.loading.past import make_past
from sql import past
from sql.reader import Reader
from tests.build import asks, minutes, published_once
from tests.dashboard.conftest import run, troubles, words

# Posts are of 9:00, 9:10 and 9:20, and known up to 11:00; clocks of the brand show UTC.
THEN = "2026-03-02T09:15"
MOMENT = minutes(15)


@pytest.fixture
def heard(data):
    three = [asks(f"p{n}", 10 * n, author=f"a{n}") for n in range(3)]
    return published_once("three-heard", data, three, until=120, voice=True)


@pytest.fixture
def made(heard):
    make_past(heard, MOMENT, evaluate_alerts=lambda _con, _then: None)
    return heard


def test_a_moment_is_made_while_the_page_waits(heard):
    """The page says so and how far it is; then it shows what was known, and leads back."""
    app = run("response_desk", as_of=THEN, show="figures")

    assert "Going back to 2 Mar 2026, 09:15" in words(app)
    (job,) = app.session_state["as-of-jobs"].values()
    assert 0 == job.process.wait(timeout=120)
    app.run()
    assert not app.exception
    assert [] == troubles(app)
    assert "As it was known on 2 Mar 2026, 09:15" == app.warning[0].proto.title
    assert "Reconstructed" in app.warning[0].value
    assert "2" == next(one for one in app.metric if one.label == "Waiting now").value
    app.button(key="back-to-now").click().run()
    assert ["3 of 3 who wait are past the target"] == [one.proto.title for one in app.warning]
    assert "3" == next(one for one in app.metric if one.label == "Waiting now").value


@pytest.mark.parametrize("page", ["overview", "spikes", "mentions", "data_health", "methods"])
def test_every_page_stands_in_the_past(made, page):
    app = run(page, as_of=THEN)

    assert not app.exception
    assert [] == troubles(app)
    assert "As it was known on 2 Mar 2026, 09:15" == app.warning[0].proto.title


@pytest.mark.parametrize("asked", ["2029-01-01T00:00", "2020-01-01T00:00", "yesterday", THEN + "Z"])
def test_a_moment_that_is_not_known_is_told(heard, asked):
    """And now is shown, not some other moment in its place."""
    app = run("mentions", as_of=asked)

    assert "this is now" in app.toast[0].value
    assert not app.warning


def test_clocks_stand_at_the_moment(made):
    """Nothing is late in the past that was not late then; links lead to the minute that began."""
    with closing(Reader(made)) as reader:
        name = past.name_of(reader, MOMENT)
    brand = Brand(
        key="acme", name="Acme", is_own=True, zone=MOMENT.tzinfo, target_seconds=3600,
        earliest=minutes(0), observed_until=MOMENT, is_live=True,
    )  # fmt: skip
    scope = Scope(name, brand, None, None, {})

    assert MOMENT == scope.now
    assert states.late_by(scope) is None
    assert states.late_by(Scope("v00000001.duckdb", brand, None, None, {})) is not None
    assert "response-desk?brand=acme&as_of=2026-03-02T09%3A15" == links.then(
        brand, MOMENT - timedelta(seconds=60)
    )
