"""Share of voice: the interval over voices, and what is left without the largest one."""

import pytest

from ingest.config_file import parse_config
from tests import voices
from tests.build import asks, load_posts, rows

CONFIG = parse_config(
    {
        "brands": {
            "acme": {"handles": ["acme"], "own_accounts": ["acme"]},
            "bolt": {"names": ["Bolt"], "role": "competitor"},
        }
    }
)
TALE = "Bolt sent my grandmother a guitar in three pieces and nobody there says a word about it"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Ten posts about acme, ten about bolt, 20 copies of one about bolt, one about both."""
    data = tmp_path_factory.mktemp("voice")
    posts = [
        *(asks(f"a{n}", n, author=f"a{n}", author_followers=1000) for n in range(10)),
        *(asks(f"b{n}", n, author=f"b{n}", text="bolt again") for n in range(10)),
        *(
            asks(f"c{n}", n, author=f"c{n}", text=f"{TALE} {'!' * n}", view_count=500 * (n == 0))
            for n in range(20)
        ),
        asks("d", 50, author="d", text="acme or bolt, who can tell"),
    ]
    load_posts(data, posts, config=CONFIG)
    return {one["brand"]: one for one in rows(data, "select * from share_of_voice(null, null)")}


def test_shares_with_and_without_the_largest_voice(found):
    """11 and 31 of 42 mentions; without the 20 copies 11 of 22. Bolt is heard by one post alone."""
    acme, bolt = found["acme"], found["bolt"]

    assert (11, 31) == (acme["mention_count"], bolt["mention_count"])
    assert (11 / 42, 31 / 42) == (acme["mention_share"], bolt["mention_share"])
    assert (20, 11 / 22) == (bolt["largest_count"], bolt["mention_share_without"])
    # Ten people of 1,000 followers, 150 reached of each, and 500 views of one post.
    assert (0.75, 0.25) == (acme["audience_share"], bolt["audience_share"])
    assert (1.0, 0.0) == (bolt["largest_audience_share"], bolt["audience_share_without"])
    assert (0.1, 1350 / 1850) == (acme["largest_audience_share"], acme["audience_share_without"])


def test_the_interval_is_over_voices(found):
    """By numpy: bolt's 20 copies are one voice, the post about both is one too."""
    is_bolt = [0] * 10 + [1] * 10 + [1] * 20 + [0, 1]
    said_by = [*range(20), *[20] * 20, 21, 21]
    copied = [20 <= one < 21 for one in said_by]
    expected = voices.interval(is_bolt, said_by, copied, 0)
    names = ("mention_share", "mention_share_low", "mention_share_high")

    assert pytest.approx(expected, rel=1e-5) == tuple(found["bolt"][name] for name in names)
