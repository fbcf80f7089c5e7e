"""What a row of a "Customer Support on Twitter" file becomes."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from ingest.files import read
from ingest.mention import Post
from tests.places import PUBLIC

ANSWER = {"author_id": "AcmeCare", "inbound": "False", "in_response_to_tweet_id": "1"}


def test_a_customer_speaks_to_whoever_answers_in_the_thread(one):
    """The brand is left to the thread."""
    expected = Post(
        source="posts",
        post_id="2",
        created_at=datetime(2017, 10, 31, 22, 10, 47, tzinfo=UTC),
        text="@acme no signal",
        brand_by_thread=True,
        is_addressed=True,
        author_id="115713",
    )

    assert expected == one(format="twcs")


def test_who_answers_is_an_own_account_of_the_brand_of_that_name(one):
    """Inbound False is the brand's own voice."""
    expected = Post(
        source="posts",
        post_id="2",
        created_at=datetime(2017, 10, 31, 22, 10, 47, tzinfo=UTC),
        text="Sorry & thanks",
        parent_id="1",
        brand="AcmeCare",
        is_outbound=True,
        kind="reply",
        author_id="AcmeCare",
        author_handle="AcmeCare",
    )

    assert expected == one({**ANSWER, "text": "Sorry &amp; thanks"}, format="twcs")


@pytest.mark.parametrize("changes", [{}, ANSWER])
def test_the_calls_brand_is_every_rows(one, changes):
    """With --brand no thread decides."""
    record = one(changes, format="twcs", brand="acme")

    assert ("acme", False) == (record.brand, record.brand_by_thread)


def test_an_own_account_is_outbound_even_when_marked_inbound(one):
    """--own-account is a person's word."""
    assert one(format="twcs", own_accounts=["115713"]).is_outbound


def test_decimal_parents_are_the_tweet_of_that_number(one):
    """Data frames write the column with gaps as decimals; its ids are whole numbers by design."""
    assert "3" == one({"in_response_to_tweet_id": "3.0"}, format="twcs").parent_id


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tweet_id": ""}, "tweet_id is missing"),
        ({"author_id": " "}, "author_id is missing"),
        ({"inbound": " "}, "inbound is missing"),
        ({"inbound": "in"}, "inbound 'in' is not true or false"),
        ({"created_at": ""}, "created_at is missing"),
        ({"text": " "}, "text is missing"),
    ],
)
def test_rejected_with_the_reason(one, changes, reason):
    """What has no text, author, direction or time cannot be part of a conversation."""
    assert reason == one(changes, format="twcs").reason


@pytest.mark.skipif(not PUBLIC.exists(), reason=f"{PUBLIC} is absent")
def test_real_conversations_are_read_without_a_reject():
    """Counts by an independent reading: pandas, inbound == False."""
    pandas = pytest.importorskip("pandas")
    path = PUBLIC / "twcs_dev.csv"
    frame = pandas.read_csv(path, dtype=str)
    posts = list(read(path, format="twcs"))

    assert frame["tweet_id"].tolist() == [post.post_id for post in posts]
    assert frame.loc[frame["inbound"] == "False", "author_id"].value_counts().to_dict() == Counter(
        post.brand for post in posts if post.is_outbound
    )
    assert frame["created_at"].tolist() == [
        post.created_at.strftime("%a %b %d %H:%M:%S %z %Y") for post in posts
    ]
