"""Who needs a reply: not who thanks, praises without a question or speaks of somebody else."""

import pytest

from tests.build import answers, asks, load_posts, rows


@pytest.fixture(scope="module")
def reasons(tmp_path_factory):
    """Reply reasons by post: a customer's complaint, its answer, and what others say below it."""
    said = {
        "lost": "@acme you lost my parcel, terrible service",
        "thanks": "@acme great, thank you!",
        "thanked": "@acme all sorted, thanks",
        "praise": "@acme lovely people in your shop, wonderful coffee",
        "polite": "@acme thanks, but the second parcel is missing too",
        "told": "@acme it was order 4711",
        "shame": "Crying at that video. Shame on acme",
    }
    posts = [
        asks(name, place, author=name, text=text) for place, (name, text) in enumerate(said.items())
    ]
    stars = [
        asks(
            "low", 20, author="l", text="All sorted, thanks", kind="review", brand="acme", rating=1
        ),
        asks("high", 21, author="h", text="Wonderful app", kind="review", brand="acme", rating=5),
    ]
    data = tmp_path_factory.mktemp("reasons")
    load_posts(data, [*posts, *stars, answers("welcome", 30, "thanked", text="You are welcome!")])
    found = rows(data, "select post_id, reply_reason, needs_reply from posts where brand = 'acme'")
    return {row["post_id"].removeprefix("x:"): row["reply_reason"] for row in found}


@pytest.mark.parametrize(
    ("post", "reason"),
    [
        ("lost", "named"),
        ("thanks", None),
        ("praise", None),
        ("polite", "named"),
        ("told", "named"),
        ("shame", None),
        ("low", "review"),
        ("high", None),
    ],
)
def test_reason(reasons, post, reason):
    assert reason == reasons[post]


def test_thanks_that_were_answered_are_turns_only_for_that(reasons):
    """They are shown beside the curve, since only their answer makes them turns."""
    assert "answered" == reasons["thanked"]
