"""Exports of known tools are recognised by themselves and load without a question."""

import csv
import io
import json
from datetime import UTC

import pytest

from ingest.files import FileMap, preview
from ingest.files.mapping import FIELDS
from ingest.files.shapes import shapes
from tests.ingest.files.samples import SAMPLES

# Of each file: its shape, posts, answers of the brand, the id of the first and when it was said.
KNOWN = {
    "zendesk_view.csv": ("zendesk", 1, 0, "88", "2026-03-02T10:15"),
    "zendesk.jsonl": ("zendesk", 1, 1, "5", "2026-03-01T10:00"),
    "zendesk_api.json": ("zendesk", 1, 0, "6", "2026-03-01T10:00"),
    "freshdesk.csv": ("freshdesk", 1, 0, "31", "2026-04-13T09:12"),
    "freshdesk.json": ("freshdesk", 1, 1, "4", "2026-05-11T15:04"),
    "chatwoot.csv": ("chatwoot", 1, 1, "901", "2026-05-01T10:00"),
    "chatwoot.json": ("chatwoot", 1, 1, "1", "2026-10-02T03:04"),
    "intercom.csv": ("intercom", 1, 1, None, "2026-05-01T10:00"),
    "intercom.json": ("intercom", 1, 1, "400", "2026-10-02T03:04"),
    "play.csv": ("google_play", 2, 1, "abc-1", "2026-05-01T10:00"),
    "publisher.json": ("google_play", 1, 1, "gp:1", "2026-05-01T10:00"),
    "appstore.csv": ("app_store", 1, 1, None, "2026-05-03T00:00"),
    "appstore.json": ("app_store", 1, 1, "r1", "2026-05-01T10:04"),
    "scraper.csv": ("app_store", 1, 1, None, "2026-05-11T15:04"),
    "feed.json": ("app_store", 1, 0, "77", "2026-05-11T22:04"),
    "sprout.csv": ("sprout", 1, 0, "17", "2026-05-11T22:04"),
    "hootsuite.csv": ("hootsuite", 1, 0, "https://instagram.com/p/1", "2026-05-11T15:04"),
    "hootsuite2.csv": ("hootsuite", 1, 1, "m1", "2026-05-11T15:04"),
    "brandwatch.csv": ("brandwatch", 1, 0, "9f8e", "2026-05-11T15:04"),
    "meltwater2.csv": ("meltwater", 1, 0, "doc1", "2026-05-11T15:04"),
    "talkwalker.csv": ("talkwalker", 1, 0, "https://forum.example/t/1", "2026-05-11T15:04"),
    "mention.csv": ("mention", 1, 0, "https://blog.example/1", "2026-05-11T15:04"),
    "brand24.csv": ("brand24", 1, 0, "https://x.com/k/1", "2026-05-11T15:04"),
    "twarc1.jsonl": ("twarc", 1, 0, "1712345678901234567", "2026-05-11T15:04"),
    "twarc.csv": ("twarc", 1, 0, "1712345678901234567", "2026-05-11T15:04"),
    "hootsuite_few.csv": ("hootsuite", 1, 0, "https://x.com/kim/1", "2026-10-12T15:41"),
    "freshdesk_few.csv": ("freshdesk", 1, 0, "12", "2026-10-12T15:41"),
    "chatwoot_few.csv": ("chatwoot", 1, 0, "12", "2026-10-12T15:41"),
    "brand24_few.csv": ("brand24", 1, 0, "https://x.com/k/1", "2026-10-12T15:41"),
    "talkwalker_few.csv": ("talkwalker", 1, 0, "https://a.example/1", "2026-10-12T15:41"),
    "mention_few.csv": ("mention", 1, 0, "https://x.com/k/1", "2026-10-12T15:41"),
    "RS_2026-05": ("reddit", 2, 0, "t3_abc", "2026-05-01T10:00"),
}
TABLES = [name for name in KNOWN if name.endswith(".csv")]


@pytest.fixture
def seen(tmp_path):
    """A preview of a sample, or of other content under its name."""

    def preview_of(name, content=None, **said):
        path = tmp_path / name
        path.write_bytes(SAMPLES[name] if content is None else content)
        return preview(path, FileMap(**said))

    return preview_of


@pytest.mark.parametrize("name", KNOWN)
def test_known_shapes_load_without_a_question(seen, name):
    shape, posts, answers, post_id, at = KNOWN[name]
    found = seen(name)
    first = found.records[0]

    assert (shape, True) == (found.guess.shape.name, found.guess.is_sure)
    assert (posts, answers, {}) == (found.post_count, found.answer_count, found.refused)
    assert (shape, post_id or first.post_id) == (first.source, first.post_id)
    assert at == first.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def altered(content):
    """The same table with its columns turned round, names in capitals, and one column more."""
    text = content.decode("utf-16" if content.startswith(b"\xff\xfe") else "utf-8-sig")
    delimiter = ";" if text.count(";") > text.count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    head = next(n for n, row in enumerate(rows) if len(row) > 3)
    rows = rows[head:]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t")
    writer.writerow(["COLOUR", *(name.upper() for name in reversed(rows[0]))])
    writer.writerows(["red", *reversed(row)] for row in rows[1:])
    return out.getvalue().encode()


@pytest.mark.parametrize("name", TABLES)
def test_order_case_and_more_columns_make_no_difference(seen, name):
    """A shape is known by the set of its names."""
    shape, posts, answers, _, _ = KNOWN[name]
    found = seen(name, altered(SAMPLES[name]))

    assert (shape, posts, answers) == (
        found.guess.shape.name,
        found.post_count,
        found.answer_count,
    )


def test_answers_are_rows_of_the_brand(seen):
    """They hang on what they answer, and have their own time."""
    review, answer, stars = seen("play.csv", brand="acme").records

    assert (review.post_id, True, "acme", "Danke Kim") == (
        answer.parent_id,
        answer.is_outbound,
        answer.brand,
        answer.text,
    )
    assert (1.0, True, "review") == (review.rating, review.is_addressed, review.kind)
    assert (5.0, "") == (stars.rating, stars.text)
    assert [True, False] == [bool(it.edited_at) for it in (review, stars)]


def test_notes_that_nobody_said_in_public_are_left_out(seen):
    for name in (
        "chatwoot.csv",
        "chatwoot.json",
        "zendesk.jsonl",
        "intercom.json",
        "freshdesk.json",
    ):
        said = [record.text for record in seen(name).records]

        assert 2 == len(said), name
        assert not {"internal", "private", "he is angry", "Ana resolved this"} & set(said)


def test_the_contact_did_not_write_what_the_brand_sent(seen):
    """A row's contact is whom the brand writes to."""
    asked, answered = seen("hootsuite2.csv").records

    assert ("p1", "kim") == (asked.author_id, asked.author_handle)
    assert (None, None, True) == (
        answered.author_id,
        answered.author_handle,
        answered.is_outbound,
    )


def test_a_thread_is_no_post(seen):
    """Rows of one conversation do not replace each other."""
    first, second = seen("intercom.csv").records

    assert first.post_id != second.post_id
    assert "400" == first.conversation_id == second.conversation_id


def test_the_tools_own_sentiment_is_kept(seen):
    names = ("sprout.csv", "brandwatch.csv", "talkwalker.csv", "mention.csv", "brand24.csv")

    assert {"negative"} == {seen(name).records[0].given_polarity for name in names}


def test_what_reddit_removed_has_no_words(seen):
    gone, held = seen("RS_2026-05").records

    assert ("", None, None) == (gone.text, gone.author_handle, gone.like_count)
    assert [True, False] == [bool(it.removed_at) for it in (gone, held)]


def test_a_zone_in_the_header_or_above_it_is_used(seen):
    """An account's clock: Pacific summer time in May."""
    assert "America/Los_Angeles" == seen("sprout.csv").guess.file_map.timezone
    assert "UTC" == seen("brandwatch.csv").guess.file_map.timezone
    assert "Asia/Tokyo" == seen("sprout.csv", timezone="Asia/Tokyo").guess.file_map.timezone


def test_what_was_taken_for_granted_is_said(seen):
    """Times without a zone and dates that may be two days."""
    assert any("read as UTC" in said for said in seen("mention.csv").guess.told)
    assert any("read as mdy" in said for said in seen("sprout.csv").guess.told)


@pytest.mark.parametrize("name", ["survey_de.csv", "trust.csv", "gbp.json"])
def test_files_of_ones_own_are_understood_by_near_right_names(seen, name):
    """German, prefixed and nested names; the answer becomes the brand's row."""
    found = seen(name, timezone="Europe/Berlin")
    post, answer = found.records

    assert found.guess.shape is None
    assert found.guess.is_sure
    assert post.rating
    assert post.text
    assert (post.post_id, True) == (answer.parent_id, answer.is_outbound)


@pytest.mark.parametrize("name", shapes())
def test_every_shape_maps_our_columns_only(name):
    """And says when and what."""
    shape = shapes()[name]

    assert not shape.columns.keys() - FIELDS.keys()
    assert shape.columns["created_at"]
    assert shape.columns.get("text") or shape.columns.get("title")
    assert name in {known[0] for known in KNOWN.values()} | {"google_play_scraper"}


def test_figures_that_no_tool_wrote_are_asked_about(seen):
    """A spreadsheet has written the dates of this export anew: nobody knows in which order."""
    table = SAMPLES["talkwalker.csv"].replace(b"2026-05-11 15:04:05", b"05/11/2026 15:04")

    assert ["dates"] == [
        question.about for question in seen("talkwalker.csv", table).guess.questions
    ]


def test_a_report_that_holds_no_posts_is_asked_about(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text("Date,Impressions,Clicks\n2026-05-11,3,4\n", encoding="utf-8")

    assert ["columns.text", "timezone"] == [
        question.about for question in preview(path).guess.questions
    ]


def test_a_page_of_tweets_keeps_who_wrote_them(tmp_path):
    page = {
        "data": [
            {"id": "2", "text": "@a yes", "author_id": "9", "created_at": "2026-05-11T15:04:05Z",
             "referenced_tweets": [{"type": "replied_to", "id": "1"}],
             "public_metrics": {"retweet_count": 1, "quote_count": 2, "like_count": 0}},
        ],
        "includes": {"users": [{"id": "9", "username": "kim",
                                "public_metrics": {"followers_count": 7}}]},
    }  # fmt: skip
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(page) + "\n" + json.dumps(page), encoding="utf-8")
    first, _ = preview(path).records

    assert ("kim", 7, "1", "reply", 3, 0) == (
        first.author_handle,
        first.author_followers,
        first.parent_id,
        first.kind,
        first.share_count,
        first.like_count,
    )
