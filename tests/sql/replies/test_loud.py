"""Who with an audience is unhappy: who is listed, what is counted, and who is not."""

from ingest.loading.erase import erase_for_good
from tests.build import answers, asks, publish_all, rows

ANGRY = "@acme worst service ever, my order is late and broken"
ASKED = (
    "select author_id, post_count, complaint_count, positive_count, answered_count, open_count, "
    "largest_audience from loud_authors('acme', null, null) "
    "order by largest_audience desc nulls last, author_id"
)


def test_people_who_complained_are_listed_by_whom_they_reach(tmp_path):
    """Who only praises is not; who is erased is not, nor the name that erased posts share."""
    posts = [
        asks("loud", 0, author="loud", text=ANGRY, author_followers=90_000),
        asks("glad", 5, author="loud", text="@acme thank you so much, great service"),
        asks("quiet", 10, author="quiet", text=ANGRY, author_followers=10),
        answers("a", 20, "quiet"),
        asks("someone", 30, author="someone", text=ANGRY),
        asks("praise", 40, author="praise", text="@acme thank you, great", author_followers=10**6),
        asks("gone", 50, author="gone", text=ANGRY, author_followers=10**6),
    ]
    publish_all(tmp_path, posts, until=100)
    erase_for_good(tmp_path, posts=[], authors=["gone"])
    found = [tuple(row.values()) for row in rows(tmp_path, ASKED)]

    assert [
        ("loud", 2, 1, 1, 0, 1, 13_500.0),
        ("quiet", 1, 1, 0, 1, 0, 1.5),
        ("someone", 1, 1, 0, 0, 1, None),
    ] == found


def test_everything_that_somebody_wrote_opens(sample_reader):
    """As many posts at any time as the story's singer wrote."""
    loud = sample_reader.query(
        "select source || ':' || author_id as author, post_count "
        "from loud_authors('tavornay', null, null) "
        "order by largest_audience desc nulls last limit 1"
    ).iloc[0]
    opened = sample_reader.query(
        "select direction from drill_through('tavornay', null, null, facets := $facets)",
        {"facets": {"author": str(loud["author"])}},
    )

    assert len(opened) == loud["post_count"] > 1
