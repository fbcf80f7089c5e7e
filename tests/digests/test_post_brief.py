"""A brief says of one post what the views say, on one page, in every form."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from assistants.asked import RefusedError
from dashboard.mentions.facets import FACETS
from dashboard.ui import who
from digests import brief, post_brief
from digests.html import page
from digests.pdf import pdf
from digests.subject import subject
from digests.text import text
from tests.commands.door import earshot
from tests.dashboard.conftest import run, troubles
from tests.digests.post_office import PostOffice
from tests.hostile.corpus import CORPUS
from tests.hostile.test_hostile_messages import ATTRIBUTES, ELEMENTS, Elements

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
URL = "https://earshot.example"
WHEELCHAIR = "chirp:914560028088861655"
FINISHED = "chirp:907970689263332203"
STRANGE = {"title", "text", "title_or_text", "author_name", "author_handle", "url", "term"}


@pytest.fixture(scope="module")
def source(sample_reader):
    return brief.source_of(subject(sample_reader, "tavornay", 7, URL))


def words(told):
    return " ".join(text(told).split())


def test_it_tells_the_post_as_the_views_do(source):
    told = post_brief.make(source, WHEELCHAIR, NOW)
    row = source.rows("viral_risk", post_id=WHEELCHAIR).iloc[0]
    reactions = source.rows("post_reactions", post_id=WHEELCHAIR)
    by_label = {one.label: one.value for one in told.numbers}

    assert by_label == {
        "Viral risk": row["viral_risk"],
        "Shares": row["share_count"],
        "At seven days": row["projected_share_count"],
        "Est. audience": row["estimated_audience"],
        "Negative reactions": reactions["is_negative"].sum(),
    }
    said = words(told)
    assert "I use a wheelchair" in said
    assert "Nobody has answered it." in said
    # Eight of the first ten to whoever reads them; "Unbelievable. My mother had the same" is one.
    assert "At first 80% negative (95%: 41% to 96%, n = 10)" in said
    assert len(re.sub(r"https?://\S+", "", said.partition("How these are")[0]).split()) < 460


def test_of_a_finished_post_nothing_is_projected(source):
    """Its risk is no figure any more, and what it becomes is no question."""
    told = post_brief.make(source, FINISHED, NOW)

    assert {"Shares", "Est. audience", "Negative reactions"} == {one.label for one in told.numbers}
    assert "older than seven days" in told.question
    assert "Viral risk" not in told.conclusion[0]
    assert "Nothing more is projected of it." in words(told)
    assert "too few to say how they sound" in words(told)


def test_who_was_answered_is_said_with_the_answer(source):
    rows = source.rows("viral_risk", order="share_count desc")
    answered = rows[rows["is_answered"] & rows["is_live"]].iloc[0]["post_id"]
    told = post_brief.make(source, answered, NOW)

    assert "Answered on" in told.conclusion[1]
    assert "The first answer, " in words(told)


def test_links_open_the_post_or_its_conversation(source):
    told = post_brief.make(source, WHEELCHAIR, NOW)
    links = [one.link for one in told.numbers]
    links += [line.link for part in told.sections for line in part.lines if line.link]

    for link in [*links, told.link, told.picture.link]:
        query = parse_qs(urlsplit(link).query)
        assert link.startswith(f"{URL}/")
        assert query.pop("brand") == ["tavornay"]
        assert query.keys() <= FACETS.keys()


def test_without_a_name_it_is_the_one_that_hurts_most(source):
    assert "I use a wheelchair" in words(post_brief.make(source, None, NOW))


def test_a_post_that_there_is_not_is_said(source):
    with pytest.raises(RefusedError, match="tavornay has no post chirp:none with share counts"):
        post_brief.make(source, "chirp:none", NOW)


def test_files_and_a_mail_come_from_the_command_line(sample_data, tmp_path):
    with PostOffice() as office:
        (tmp_path / "earshot.toml").write_text(
            f'[brands.tavornay]\nname = "Tavornay"\n[people.anna]\nto = ["{office.address}"]\n'
        )
        asked = ("--post", "worst", "--to", "anna", "--html", "p.html", "--pdf", "p.pdf")
        done = earshot(
            "brief", *asked, "--brand", "tavornay", "--data", str(sample_data), cwd=tmp_path
        )

    assert done.returncode == 0, done.stderr
    (letter,) = office.letters
    assert letter["Subject"] == "Tavornay: a post that may run away"
    assert "I use a wheelchair" in (tmp_path / "p.html").read_text()
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_live_risk_offers_it(sample_data, monkeypatch):
    """As files of the post that is shown, made when they are clicked."""
    monkeypatch.setenv("EARSHOT_DATA", str(sample_data))
    made, later = {}, who.later

    def kept(make, what):
        made[what] = later(make, what)
        return made[what]

    monkeypatch.setattr(who, "later", kept)
    app = run("live_risk", brand="tavornay")

    assert not troubles(app)
    (name,) = [name for name in made if name.startswith("earshot-post") and "html" in name]
    assert "Has it been answered?" in made[name]().decode()


@pytest.mark.parametrize("make", [brief.make, post_brief.make], ids=["spike", "post"])
def test_hostile_words_stay_words_in_either_brief(source, make):
    """Texts of the corpus in place of a post's, of its title, its author and its address."""
    texts = iter(CORPUS * 40)

    def hostile(metric, **asked):
        rows = source.rows(metric, **asked)
        for column in STRANGE & {*rows}:
            rows[column] = [next(texts) for _ in range(len(rows))]
        return rows

    bad = replace(source, rows=hostile, name=CORPUS[0])
    for _ in range(8):
        told = make(bad, None, NOW)
        for is_mail in (False, True):
            found = Elements(page(told, is_mail=is_mail))
            assert found.names <= ELEMENTS
            assert found.attributes <= ATTRIBUTES
            assert all(
                one.startswith(("https:", "http:", "cid:", "data:image/png"))
                for one in found.addresses
            )
        assert "\u202e" not in text(told)
    assert pdf(told).startswith(b"%PDF")
