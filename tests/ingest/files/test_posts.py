"""What a row of the posts preset becomes, and why it is rejected."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files import posts
from ingest.files.preset import Context, Refused
from ingest.mention import KINDS, Post, Reject

FULL = {
    "source": "forum",
    "post_id": "007",
    "parent_id": "006",
    "conversation_id": "c1",
    "brand": "acme",
    "kind": "comment",
    "author_id": "u9",
    "author_handle": "@ann",
    "author_name": "Ann",
    "author_followers": "1200",
    "author_is_bot": "true",
    "title": "Broken",
    "text": " It broke. ",
    "lang": "en",
    "url": "https://forum.example/7",
    "created_at": "2026-03-01T09:30:00Z",
    "rating": "2.5",
    "given_polarity": "Negative",
    "like_count": "1",
    "share_count": "0",
    "reply_count": "3.0",
    "view_count": "9223372036854775807",
    "removed_at": "2026-03-02T00:00:00Z",
    "edited_at": "2026-03-01T10:00:00Z",
    "observed_at": "2026-03-03T00:00:00Z",
}


def test_every_column_arrives(one):
    """Ids keep their zeros, text its blanks; handles lose the @."""
    expected = Post(
        source="forum",
        post_id="007",
        parent_id="006",
        conversation_id="c1",
        brand="acme",
        kind="comment",
        author_id="u9",
        author_handle="ann",
        author_name="Ann",
        author_followers=1200,
        author_is_bot=True,
        title="Broken",
        text=" It broke. ",
        lang="en",
        url="https://forum.example/7",
        created_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        rating=2.5,
        given_polarity="negative",
        like_count=1,
        share_count=0,
        reply_count=3,
        view_count=9223372036854775807,
        removed_at=datetime(2026, 3, 2, tzinfo=UTC),
        edited_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
        observed_at=datetime(2026, 3, 3, tzinfo=UTC),
    )

    assert expected == one(FULL)


def test_three_columns_are_enough(one):
    """What is not given is unknown, never 0; the source is the file's name without endings."""
    expected = Post(
        source="posts",
        post_id="1",
        created_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        text="It broke.",
    )

    assert expected == one()
    assert expected == one(dict.fromkeys(FULL.keys() - {"post_id", "created_at", "text"}, " "))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"post_id": ""}, "post_id is missing"),
        ({"created_at": " "}, "created_at is missing"),
        ({"post_id": "1.98E+18"}, "post_id '1.98E+18' was rounded: export ids as text"),
        ({"parent_id": "2E+17"}, "parent_id '2E+17' was rounded: export ids as text"),
        (
            {"parent_id": "1712345678901234688.0"},
            "parent_id '1712345678901234688.0' was rounded: export ids as text",
        ),
        (
            {"given_polarity": "so so"},
            "given_polarity 'so so' is not one of negative, neutral, positive",
        ),
        ({"author_id": "1,98e+12"}, "author_id '1,98e+12' was rounded: export ids as text"),
        ({"source": "a:b"}, "source 'a:b' holds a colon"),
        ({"kind": "rant"}, f"kind 'rant' is not one of {', '.join(KINDS)}"),
        ({"rating": "6"}, "rating '6' is outside 1 to 5"),
        ({"rating": "0"}, "rating '0' is outside 1 to 5"),
        ({"rating": "nan"}, "rating 'nan' is outside 1 to 5"),
        ({"rating": "inf"}, "rating 'inf' is outside 1 to 5"),
        ({"rating": "4,5"}, "rating '4,5' is not a number from 1 to 5"),
        ({"author_is_bot": "maybe"}, "author_is_bot 'maybe' is not true or false"),
        ({"text": " "}, "text is empty, and there is neither a title nor a rating"),
    ],
)
def test_rejected_with_the_column_and_its_value(one, changes, reason):
    """The reason names what is wrong; the payload holds the row as delivered."""
    record = one(changes)

    assert isinstance(record, Reject)
    assert reason == record.reason
    assert changes.items() <= record.payload.items()
    assert ("posts", "posts.csv:2") == (record.format, record.place)


@pytest.mark.parametrize("column", ["author_followers", "like_count", "view_count"])
@pytest.mark.parametrize(
    "cell", ["-1", "1.5", "1e3", "1,234", "1_000", "2K", "NaN", "²", "9223372036854775808"]
)
def test_a_count_is_a_whole_number_from_0(one, column, cell):
    """A count that cannot be trusted rejects the row rather than become unknown."""
    reason = f"{column} {cell!r} is not a whole number from 0 to 9223372036854775807"

    assert reason == one({column: cell}).reason


def test_a_long_value_is_cut_in_the_reason(one):
    """Nobody reads a reason of a megabyte."""
    assert len(one({"like_count": "x" * 10_000}).reason) < 200


@pytest.mark.parametrize("kept", ["1e5", "3.0", "0001", "t3_1e4", "12345678901234567890"])
def test_ids_are_text_as_delivered(one, kept):
    """Digits above 2^53, leading zeros and base-36 ids that look like powers stay as they are."""
    assert (kept, kept) == (
        (record := one({"post_id": kept, "parent_id": kept})).post_id,
        record.parent_id,
    )


@pytest.mark.parametrize("changes", [{"title": "Broken"}, {"rating": "1"}])
def test_empty_text_needs_a_title_or_a_rating(one, changes):
    """A headline or stars alone say something."""
    assert "" == one({"text": "", **changes}).text


@pytest.mark.parametrize(
    ("changes", "kind", "is_addressed"),
    [
        ({}, "post", None),
        ({"parent_id": "0"}, "reply", None),
        ({"rating": "5"}, "review", True),
        ({"kind": "Review"}, "review", True),
        ({"kind": "comment", "rating": "5"}, "comment", None),
    ],
)
def test_kind_is_inferred_where_it_is_not_given(one, changes, kind, is_addressed):
    """A rating makes a review, which speaks to the brand; a parent makes a reply."""
    record = one(changes)

    assert (kind, is_addressed) == (record.kind, record.is_addressed)


def test_a_rows_brand_wins_over_the_calls(one):
    """--brand names the brand of the rows that name none."""
    assert "globex" == one(brand="globex").brand
    assert "acme" == one({"brand": "acme"}, brand="globex").brand


def test_a_rows_source_wins_over_the_calls(one):
    """The call's source wins over the file's name."""
    assert "forum" == one(source="forum").source
    assert "app" == one({"source": "app"}, source="forum").source


@pytest.mark.parametrize(
    ("changes", "is_outbound"),
    [
        ({"author_handle": "@AcmeCare"}, True),
        ({"author_handle": "acmecare"}, True),
        ({"author_id": "4711"}, True),
        ({"author_handle": "acmecare2"}, False),
        ({"author_name": "AcmeCare"}, False),
        ({}, False),
    ],
)
def test_own_accounts_write_outbound(one, changes, is_outbound):
    """--own-account names ids or handles, not display names; case and "@" do not matter."""
    assert is_outbound == one(changes, own_accounts=["acmeCARE", "@4711"]).is_outbound


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "www.example.org"])
def test_other_links_are_dropped_with_a_note(readable, url):
    """The post is worth more than its link; the link is never shown."""
    reading = readable(f"post_id,created_at,text,url\n1,2026-03-01T09:30:00Z,x,{url}\n")

    assert [None] == [record.url for record in reading]
    assert ["links dropped because they are not http or https: 1"] == reading.warnings


@pytest.mark.parametrize(
    ("post_id", "parent_id", "joined", "warnings"),
    [("4", "3.0", "3", 1), ("4.0", "3.0", "3.0", 0), ("t1_x", "3.0", "3.0", 0), ("4", "3", "3", 0)],
)
def test_decimal_parents_are_joined_where_ids_are_whole(
    readable, post_id, parent_id, joined, warnings
):
    """A data frame makes decimals of a column with gaps: beside the id 4 its 3.0 is the post 3."""
    row = f"{post_id},2026-03-01T09:30:00Z,x,{parent_id}"
    reading = readable(f"post_id,created_at,text,parent_id\n{row}\n")

    assert [joined] == [record.parent_id for record in reading]
    assert warnings == len(reading.warnings)


CELLS = st.sampled_from(["", " ", "1", "-1", "x", "NaN", "1e9", "true", "2026-03-01T00:00Z"])


@given(st.dictionaries(st.sampled_from(posts.COLUMNS), CELLS | st.text()))
def test_any_row_is_a_post_or_refused(row):
    """No cell brings the reading down."""
    with suppress(Refused):
        record = posts.parse(row, Context(source="s", own_accounts=frozenset("a")))

        assert record.post_id
        assert record.created_at.tzinfo
