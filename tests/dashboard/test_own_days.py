"""Two brands far apart on the globe: each by its own days, each checked by itself."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ingest.config_file import parse_config
from ingest.mention import Post
from sql.feedback import FILE, everything
from tests.build import published_once
from tests.dashboard.conftest import GLAD, run, troubles, words

ZONES = {"kauri": ZoneInfo("Pacific/Auckland"), "hudson": ZoneInfo("America/New_York")}
CONFIG = {
    "brands": {
        brand: {
            "name": brand.title(),
            "handles": [brand],
            "own_accounts": [brand],
            "time_zone": zone.key,
        }
        for brand, zone in ZONES.items()
    }
}
BOTH = [*ZONES]
DAY = "2026-03-03"
ENDS = [
    datetime.fromisoformat(text)
    for text in ("2026-03-02T23:59:59", DAY, f"{DAY}T23:59:59", "2026-03-04")
]


def posts():
    """Of each brand one post at each end of its own 3 March and of the other's, of somebody new.

    And thirty glad ones at noon of that day in Auckland, about both, to be checked.
    """
    letters = iter("abcdefghijklmnop")
    for brand, own in ZONES.items():
        for zone in ZONES.values():
            for n, moment in enumerate(ENDS):
                letter = next(letters)
                # No copies of one another, which would be one line of the list.
                text = f"@{brand} what a day " + " ".join(letter * size for size in (5, 6, 7))
                name = f"{brand}-{'own' if zone == own else 'other'}-{n}"
                yield post(name, moment.replace(tzinfo=zone), text)
    for n in range(30):
        at = datetime(2026, 3, 3, 12, n, tzinfo=ZONES["kauri"])
        yield post(f"both{n}", at, f"{GLAD.replace('@acme', '@kauri @hudson')} {n}")


def post(name, at, text):
    return Post(source="x", post_id=name, created_at=at, text=text, author_id=f"a-{name}")


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    return published_once(
        "two-zones",
        tmp_path_factory.mktemp("zones"),
        posts(),
        config=parse_config(CONFIG),
        until=4320,
    )


@pytest.fixture
def opened(apart, monkeypatch):
    monkeypatch.setenv("EARSHOT_DATA", str(apart))
    return apart


def test_a_day_of_two_brands_is_each_brands_own(opened):
    """In Auckland it begins 18 hours before it does in New York: to the second at both ends."""
    wanted = {
        one.text[-7:]
        for one in posts()
        for brand, zone in ZONES.items()
        if one.post_id.startswith(brand) and str(one.created_at.astimezone(zone).date()) == DAY
    }
    app = run("mentions", brand=BOTH, period="dates", dates=[DAY] * 2, text="what a day")
    said = words(app)
    shown = {one.text[-7:] for one in posts() if one.text[-7:] in said}

    assert not app.exception
    assert [] == troubles(app)
    assert 8 == len(wanted)
    assert wanted == shown
    assert "8 mentions" in said
    for brand in BOTH:
        assert f"{brand.title()}: 4" == app.button(key=f"closer-{brand}").label
        alone = run("mentions", brand=brand, period="dates", dates=[DAY] * 2, text="what a day")
        assert "4 mentions" in words(alone)
    assert "each brand by its own days · Kauri: 3 Mar – 3 Mar 2026" in app.caption[0].value
    assert "Auckland" in app.caption[0].value


def test_the_queue_of_two_brands_is_a_queue_of_each(opened):
    """A post that speaks of both is asked of each, and what is said is said of one."""
    try:
        app = run("mentions", brand=BOTH, review="true")
        keys = [str(one.key) for one in app.button if "review-right-" in str(one.key)]
        app.button(key=next(one for one in keys if "-hudson-" in one)).click().run()
        said = everything(opened)

        assert not app.exception
        assert {"kauri": 20, "hudson": 20} == Counter(one.split("-")[2] for one in keys)
        assert {"hudson"} == {one.brand for one in said}
        assert "1 of 20 checked" in words(app)
        assert "0 of 20 checked" in words(app)
        app.button(key="kauri-review-rest").click().run()
        assert {"kauri": 20, "hudson": 1} == Counter(
            one.brand for one in everything(opened) if one.field == "polarity"
        )
        app.button(key="review-undo").click().run()
        assert 2 == words(app).count(" of 20 checked")
    finally:
        (opened / FILE).unlink(missing_ok=True)
