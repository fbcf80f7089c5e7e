"""What columns mean, what a whole column decides, and what is asked because nothing decides it."""

import pytest

from ingest.errors import LoadError
from ingest.files import FileMap, preview, read
from ingest.files.mapping import FOLDER, keep_map, kept_map, kept_maps
from ingest.files.names import by_name, plain
from ingest.files.rounding import rounding_of
from ingest.mention import Reject

HEAD = "id,date,author,text"


@pytest.fixture
def seen(tmp_path):
    """A preview of a table of these lines."""

    def preview_of(*lines, name="export.csv", **said):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return preview(path, FileMap(**{"timezone": "UTC", **said}))

    return preview_of


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Post ID", "post_id"),
        ("postId", "post_id"),
        ("POST-ID", "post_id"),
        ("  post.id ", "post_id"),
        ("Timestamp (ET)", "timestamp"),
        ("Réponse du propriétaire", "reponse_du_proprietaire"),
        ('\ufeff"Id"', "id"),
        ("HTTPLink", "http_link"),
        ("(id)", "id"),
        ("日付", ""),
    ],
)
def test_names_have_one_spelling(name, spelled):
    """Case, signs, accents, camels and what stands in brackets make no difference."""
    assert spelled == plain(name)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ("tweet_id created_at full_text screen_name", "post_id created_at text author_handle"),
        ("ID Timestamp Message Author Likes", "post_id created_at text author_name like_count"),
        ("Nr Datum Kommentar Verfasser Sterne", "created_at text author_name rating"),
        ("Identifiant Date Commentaire Auteur Note", "post_id created_at text author_name rating"),
        ("Fecha Comentario Autor Calificación", "created_at text author_name rating"),
        ("Review Date Review Text Reviewer", "created_at text author_name"),
        ("date time body", "created_at created_time text"),
        ("Date of Response", "reply_at"),
        ("Owner Answer", "reply_text"),
        ("First Reply Time", ""),
        ("Reply Count", "reply_count"),
    ],
)
def test_near_right_names(columns, found):
    """In several languages; a report about replies is no reply."""
    split = {"Review Date Review Text Reviewer": ["Review Date", "Review Text", "Reviewer"]}
    whole = {"Date of Response", "Owner Answer", "First Reply Time", "Reply Count"}
    given = split.get(columns) or ([columns] if columns in whole else columns.split())

    assert set(found.split()) == set(by_name(given))


def test_a_column_is_only_what_its_cells_can_be(seen):
    """A score of 120 is no rating, a number no text, a link no time."""
    found = seen("id,date,score,text,note", "1,2026-05-11,120,it is slow,https://a.example")

    assert {"post_id", "created_at", "text"} == set(found.guess.file_map.columns)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["05/11/2026", "06/11/2026", "25/11/2025"], "dmy"),
        (["05/11/2026", "06/11/2026", "11/25/2025"], "mdy"),
        (["05/11/2026"] * 1500 + ["13/11/2025"], "dmy"),
        (["2026-05-11", "2026-05-12"], None),
        (["11.05.2026", "12.05.2026"], None),
    ],
    ids=["a day", "a month", "the last of many", "ISO", "points"],
)
def test_the_whole_column_decides_the_order_of_day_and_month(seen, dates, order):
    """One date that allows one order only is enough, wherever it stands."""
    found = seen(HEAD, *(f"{n},{date},kim,it is slow" for n, date in enumerate(dates)))

    assert (order, True) == (found.guess.file_map.dates, found.guess.is_sure)
    assert 0 == found.refused_count


@pytest.mark.parametrize(
    "dates", [["05/11/2026", "06/11/2026"], ["05/11/2026"] * 3 + ["25/12/2025", "12/25/2025"]]
)
def test_an_order_that_no_date_tells_is_asked(seen, dates):
    """So is one where dates contradict each other; the answer is followed."""
    rows = [f"{n},{date},kim,it is slow" for n, date in enumerate(dates)]
    found = seen(HEAD, *rows)

    assert ["dates"] == [question.about for question in found.guess.questions]
    assert all("--dates dmy or --dates mdy" in it for it in found.refused)
    assert 11 == seen(HEAD, *rows, dates="dmy").records[0].created_at.month
    assert 5 == seen(HEAD, *rows, dates="mdy").records[0].created_at.month


def test_a_zone_is_asked_only_where_most_times_have_none(seen):
    """The few rows that have none are refused by name, and can be tried again."""
    rows = ["1,2026-05-11T10:00Z,kim,a b", "2,2026-05-11T11:00Z,kim,c d", "3,2026-05-11 12:00,k,e"]
    found = seen(HEAD, *rows, timezone=None)
    asked = seen(HEAD, *rows[2:], timezone=None)

    assert (True, 1) == (found.guess.is_sure, found.refused_count)
    assert ["timezone"] == [question.about for question in asked.guess.questions]


@pytest.mark.parametrize("column", ["Date (ET)", "Date (EST)", "date ET"])
def test_a_header_says_the_clock(seen, column):
    """The account's, summer time included: 10:00 in New York in May is 14:00 UTC."""
    found = seen(f"id,{column},text", "1,2026-05-11 10:00,it is slow", timezone=None)

    assert "2026-05-11T14:00:00+00:00" == found.records[0].created_at.isoformat()


@pytest.mark.parametrize(
    ("ids", "how"),
    [
        (["1712345678901230000", "1712345678901240000"], "sheet"),
        (["1712345678901230000"], "sheet"),
        (["17123456789012300"] * 3, "sheet"),
        (["1712345678901234688", "1712345678901234944", "1712345678901235200"], "double"),
        (["1712345678901234700", "1712345678901235000", "1812345678901234200"], "double"),
        (["1712345678901234567", "1712345678901230000"], None),
        (["1712345678901234567"], None),
        (["1000000000000000"], None),
        (["120000", "t3_abc", ""], None),
        ([], None),
    ],
)
def test_ids_that_were_rounded_are_told_by_all_of_them(ids, how):
    """One id may end in zeros by chance."""
    assert how == rounding_of(ids)


def test_rounded_ids_are_refused_by_name(seen):
    """Three posts of one rounded id do not become one; parents too."""
    rows = [f"1712345678901230000,2026-05-1{n}T10:00Z,kim,post {n}" for n in range(3)]
    found = seen(HEAD, *rows)
    parents = seen(
        f"{HEAD},parent_id",
        "1712345678901230000,2026-05-11T10:00Z,kim,a,",
        "5,2026-05-11T11:00Z,acme,b,1712345678901230000",
    )

    assert ["post_id '1712345678901230000' was rounded: export ids as text"] == list(found.refused)
    assert (3, 2) == (found.refused_count, parents.refused_count)
    assert any(reason.startswith("parent_id ") for reason in parents.refused)


def test_what_a_spreadsheet_was_told_to_take_for_text(seen):
    """An apostrophe, quotes or a formula around an id are not the id's own."""
    rows = ["'0171", '"""0172"""', '"=""0173"""']

    assert ["0171", "0172", "0173"] == [
        one.post_id for one in seen(HEAD, *(f"{it},2026-05-11T10:00Z,k,t" for it in rows)).records
    ]


def test_without_ids_the_same_row_is_the_same_post(seen):
    """The link, else when, who and what; twice the same content under the same id."""
    first = seen("date,author,text", "2026-05-11T10:00Z,kim,one", "2026-05-11T10:00Z,kim,two")
    again = seen("date,author,text", "2026-05-11T10:00Z,kim,two")
    linked = seen("date,text,link", "2026-05-11T10:00Z,one,https://a.example/1")

    assert 2 == len({one.post_id for one in first.records})
    assert first.records[1].post_id == again.records[0].post_id
    assert "https://a.example/1" == linked.records[0].post_id


def test_ids_of_threads_are_no_ids_of_posts(seen):
    """Where most rows share theirs with others that say something else."""
    rows = [f"{n % 2},2026-05-11T10:0{n}Z,kim,message {n}" for n in range(8)]
    found = seen(HEAD, *rows)

    assert 8 == len({one.post_id for one in found.records})
    assert {"0", "1"} == {one.conversation_id for one in found.records}
    assert any("taken for the thread" in said for said in found.guess.told)


def test_own_accounts_by_name_where_there_is_no_handle(seen):
    """A display name answers for the brand only in a file that knows nothing better."""
    by_name_only = seen(HEAD, "1,2026-05-11T10:00Z,Acme Care,hello", own_accounts=("acme care",))
    by_handle = seen(
        "id,date,author,handle,text",
        "1,2026-05-11T10:00Z,Acme Care,fan,hello",
        own_accounts=("acme care",),
    )

    assert [True, False] == [it.records[0].is_outbound for it in (by_name_only, by_handle)]


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("rating", "4 out of 5", "rating", 4.0),
        ("rating", "★★★★☆", "rating", 4.0),
        ("rating", "8/10", "rating", 4.0),
        ("rating", '"4,5"', "rating", 4.5),
        ("rating", "3 Sterne", "rating", 3.0),
        ("rating", "FIVE", "rating", 5.0),
        ("rating", "n/a", "rating", None),
        ("likes", '"1,204"', "like_count", 1204),
        ("likes", "1.204", "like_count", 1204),
        ("likes", "2.5K", "like_count", 2500),
        ("likes", "-3", "like_count", None),
        ("likes", "-", "like_count", None),
        ("sentiment", "Positive", "given_polarity", "positive"),
        ("sentiment", "Mixed", "given_polarity", "neutral"),
        ("sentiment", "-0.4", "given_polarity", "negative"),
        ("sentiment", "0", "given_polarity", "neutral"),
        ("sentiment", "Negativ", "given_polarity", "negative"),
    ],
)
def test_how_tools_write_ratings_counts_and_sentiment(seen, column, cell, field, value):
    found = seen(f"{HEAD},{column}", f"1,2026-05-11T10:00Z,kim,it is slow,{cell}")

    assert value == getattr(found.records[0], field)


def test_a_column_of_no_times_is_refused_by_what_it_holds(seen):
    """Rather than asked for: its name says what it is."""
    found = seen("id,Created At,text", "1,yesterday,it is slow")

    assert next(iter(found.refused)).startswith("created_at 'yesterday' is not a time")


def test_a_reply_without_its_time(seen):
    """Where a column says when, it is refused and the review loads; else it is left out."""
    dated = seen("id,date,text,reply,reply date", "1,2026-05-11T10:00Z,slow,sorry,")
    undated = seen("id,date,text,reply", "1,2026-05-11T10:00Z,it is slow,we are sorry")

    assert (1, 1) == (dated.post_count, dated.refused_count)
    assert "reply_at is missing" in next(iter(dated.refused))
    assert (1, 0) == (undated.post_count, undated.refused_count)
    assert any("answers left out" in said for said in undated.warnings)


def test_a_quote_that_another_row_closes_swallows_none(seen):
    """Opened in row 3, closed at row 40: the rows between are rows."""
    rows = [f"{n},2026-05-11T10:00Z,kim,it is slow" for n in range(60)]
    rows[3] = '3,2026-05-11T10:00Z,kim,"it is slow'
    rows[40] = '40,2026-05-11T10:00Z,kim,it is slow"'
    found = seen(HEAD, *rows)

    assert 58 <= found.post_count
    assert 60 == found.post_count + found.refused_count
    assert any("a quote is opened and not closed" in reason for reason in found.refused)


def test_a_long_text_is_pointed_out(seen):
    """It may be one; whoever looks at it knows."""
    long = "\n".join(f"and line {n}" for n in range(30))
    found = seen(HEAD, f'1,2026-05-11T10:00Z,kim,"{long}"')

    assert long == found.records[0].text
    assert any("rows of more than 20 lines" in said for said in found.warnings)


def test_what_was_said_stands_above_what_is_guessed(seen):
    """Another column for the text, another source, a kind."""
    found = seen(
        "id,date,text,body",
        "1,2026-05-11T10:00Z,a headline,the words",
        columns={"text": ("body", "text"), "title": ("text",)},
        source="survey",
        kind="review",
    )

    assert ("the words", "a headline", "survey", "review") == (
        (only := found.records[0]).text,
        only.title,
        only.source,
        only.kind,
    )


def test_a_map_is_kept_under_a_name(tmp_path):
    """Quotes, signs and other scripts in names of columns come back as they were."""
    file_map = FileMap(
        columns={"text": ('Say "it" \\ now', "本文"), "created_at": ("Date",)},
        source="survey",
        own_accounts=("acme",),
        timezone="Europe/Berlin",
        dates="dmy",
        is_page=True,
    )
    path = keep_map(tmp_path, "My survey", file_map)

    assert tmp_path / FOLDER / "My survey.toml" == path
    assert file_map == kept_map(tmp_path, "My survey")
    assert ["My survey"] == kept_maps(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "unknown keys: colour"),
        ("[columns]\nwords = 'x'", "no column is called words"),
        ("dates = 'ymd'", "dates 'ymd' is unknown"),
        ("columns = 3", "is no map"),
        ("=", "is no map"),
    ],
)
def test_a_map_that_somebody_broke(tmp_path, text, said):
    keep_map(tmp_path, "mine", FileMap()).write_text(text, encoding="utf-8")

    with pytest.raises(LoadError, match=said):
        kept_map(tmp_path, "mine")


def test_rejects_say_where_they_stood(seen):
    """The line of the file, preamble and header counted."""
    found = seen(
        "a title", "", HEAD, "1,some day,kim,it is slow", "2,2026-05-11T10:00Z,k,fine then"
    )

    assert ["export.csv:4"] == [one.place for one in found.records if isinstance(one, Reject)]


def test_what_only_later_objects_have_is_read_too(tmp_path):
    """JSON leaves out what an object does not have; the first thousand do not show all."""
    plain = '{"post_id": "%d", "created_at": "2026-05-11T10:00Z", "text": "a"}'
    last = '{"post_id": "x", "created_at": "2026-05-11T10:00Z", "text": "b", "parent_id": "1"}'
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join([*(plain % n for n in range(1100)), last]), encoding="utf-8")
    found = preview(path, rows=2000)

    assert "1" == found.records[-1].parent_id


def test_a_column_that_the_file_lacks_is_said_and_guessed(seen):
    """A kept map meets a file whose tool has renamed a column."""
    found = seen(HEAD, "1,2026-05-11T10:00Z,kim,it is slow", columns={"text": ("Body",)})

    assert "it is slow" == found.records[0].text
    assert "columns that were named and are not in the file: Body" in found.guess.told


def test_files_of_the_presets_are_told_by_their_columns(tmp_path):
    """Snapshots of counts, and threads of help desks, without naming a format."""
    path = tmp_path / "counts.csv"
    path.write_text("post_id,observed_at,like_count\n1,2026-05-11T10:00Z,4\n", encoding="utf-8")
    found = preview(path)

    assert ("engagement", True, 4) == (
        found.guess.format,
        found.guess.is_sure,
        found.records[0].like_count,
    )


@pytest.mark.parametrize("preset", ["posts", "engagement"])
def test_presets_understand_near_right_names(tmp_path, preset):
    path = tmp_path / "near.csv"
    path.write_text(
        "Post ID,Created At,Observed-At,Text,Like Count\n"
        "1,2026-05-11T10:00Z,2026-05-11T11:00Z,slow,4\n",
        encoding="utf-8",
    )
    (only,) = read(path, format=preset)

    assert ("1", 4) == (only.post_id, only.like_count)
