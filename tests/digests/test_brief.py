"""A brief says of one spike what the views say, on one page, in every form."""

import re
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from assistants.asked import RefusedError
from dashboard.mentions.facets import FACETS
from dashboard.ui import who
from digests import brief
from digests.html import page
from digests.pdf import pdf
from digests.subject import subject
from digests.text import text
from sql.warehouse import WORK, open_file, published
from tests.commands.door import earshot
from tests.dashboard.conftest import run, troubles
from tests.digests.post_office import PostOffice

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
URL = "https://earshot.example"
SONG = datetime(2026, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def source(sample_reader):
    return brief.source_of(subject(sample_reader, "tavornay", 7, URL))


@pytest.fixture(scope="module")
def song(source):
    """The spike of the song of 12 September: complaints of all topics together."""
    rows = source.rows("spikes", order="severity desc")
    day = rows["started_at"].dt.date == SONG.date()
    return rows[day & rows["topic"].isna() & (rows["measure"] == "complaints")].iloc[0]


def test_it_tells_the_spike_as_the_views_do(source, song):
    told = brief.make(source, song["spike_key"], NOW)
    named = {"measure": song["measure"], "started_at": song["started_at"]}
    summary = source.rows("spike_summary", topic=None, **named).iloc[0]
    by_label = {one.label: one for one in told.numbers}

    assert told.conclusion[0].startswith(f"{song['observed_count']} posts where ")
    assert f"severity {song['severity']} of 10" in told.conclusion[0]
    assert by_label["Posts"].value == song["observed_count"]
    assert by_label["Different authors"].value == summary["author_count"]
    assert by_label["Negative"].value == summary["negative_share"]
    words = text(told)
    (first,) = source.rows("mentions", post_id=summary["first_post_id"])["text"]
    assert first[:40] in " ".join(words.split())
    assert "“song”" in told.conclusion[1]
    # The brand's own fault, in which no other brand had a part.
    assert "Us: only" in words
    assert len(re.sub(r"https?://\S+", "", words.partition("How these are")[0]).split()) < 560


def test_every_link_opens_the_days_of_the_spike(source, song):
    told = brief.make(source, song["spike_key"], NOW)
    links = [one.link for one in told.numbers]
    links += [line.link for part in told.sections for line in part.lines if line.link]

    for link in [*links, told.link, told.picture.link]:
        query = parse_qs(urlsplit(link).query)
        assert link.startswith(f"{URL}/")
        assert query.pop("dates")[0] <= "2026-09-12"
        assert query.pop("brand") + query.pop("period") == ["tavornay", "dates"]
        assert query.keys() <= FACETS.keys()


def test_each_form_is_whole(source, song):
    told = brief.make(source, song["spike_key"], NOW)

    assert told.title in page(told)
    assert "<script" not in page(told)
    assert pdf(told).startswith(b"%PDF")


def briefed(data, folder, brands="", *more):
    """Files and a mail by the command line, to somebody of whom the file says this, too."""
    with PostOffice() as office:
        named = f'[people.anna]\nto = ["{office.address}"]\n{brands}\n'
        (folder / "earshot.toml").write_text(
            '[brands.tavornay]\nname = "Tavornay"\n[brands.bolt]\nname = "Bolt"\n' + named
        )
        asked = ("--to", "anna", "--html", "b.html", "--pdf", "b.pdf", "--brand", "tavornay")
        done = earshot("brief", *asked, *more, "--data", str(data), cwd=folder)
    return done, office.letters


def test_a_mail_and_files_come_from_the_command_line(sample_data, tmp_path):
    done, (letter,) = briefed(sample_data, tmp_path)

    assert done.returncode == 0, done.stderr
    assert letter["Subject"] == "Tavornay: Complaints"
    said = letter.get_body(("plain",)).get_content()
    assert "wheelchair" in said
    assert "may not see" not in said
    assert "wheelchair" in (tmp_path / "b.html").read_text()
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_files_are_in_one_language_and_a_mail_in_its_readers(sample_data, tmp_path):
    done, (letter,) = briefed(sample_data, tmp_path, 'language = "de"', "--language", "es")
    assert done.returncode == 0, done.stderr
    assert letter["Subject"] == "Tavornay: Quejas"

    done, (letter,) = briefed(sample_data, tmp_path, 'language = "de"')
    assert done.returncode == 0, done.stderr
    assert letter["Subject"] == "Tavornay: Beschwerden"
    assert '<html lang="en">' in (tmp_path / "b.html").read_text()


def test_who_is_named_with_brands_hears_of_those_alone(sample_data, tmp_path):
    done, (letter,) = briefed(sample_data, tmp_path, 'brands = ["tavornay"]')
    assert done.returncode == 0, done.stderr
    assert "may not see" in letter.get_body(("plain",)).get_content()

    done, letters = briefed(sample_data, tmp_path, 'brands = ["bolt"]')
    assert done.returncode == 2
    assert letters == []


def test_what_an_older_earshot_published_is_brought_up_first(sample_data, tmp_path):
    """After an upgrade, before the next run: a figure of today is not there yet."""
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    for path in (data / WORK, data / published(data)):
        with closing(open_file(path, read_only=False)) as con:
            con.execute("drop macro table spike_sector")
            con.execute("update warehouse_state set schema_hash = 'older'")
    done, letters = briefed(data, tmp_path)

    assert done.returncode == 0, done.stderr
    assert len(letters) == 1


def test_it_says_what_was_not_watched(source):
    """The outage of the story, and nothing of a day that was watched throughout."""
    rows = source.rows("spikes", order="started_at")
    told = {key: brief.make(source, key, NOW).unwatched for key in rows["spike_key"].head(4)}
    held = {
        row["spike_key"]: source.rows(
            "watched_by_source", since=row["started_at"], until=row["ended_at"]
        )["missing_seconds"].sum()
        for _, row in rows.head(4).iterrows()
    }
    assert {key: bool(said) for key, said in told.items()} == {
        key: seconds >= 1 for key, seconds in held.items()
    }


def test_without_a_name_it_is_the_one_that_runs(source):
    told = brief.make(source, None, NOW)

    assert "still running" in told.question
    assert "wheelchair" in text(told)


def test_a_spike_that_there_is_not_is_said_with_those_that_there_are(source):
    with pytest.raises(RefusedError, match=r"no spike nonsense; the newest are \w+~2026"):
        brief.make(source, "nonsense", NOW)


def test_other_brands_are_for_whom_they_may_be_shown(source, song):
    told = brief.make(replace(source, sees_all=False), song["spike_key"], NOW)

    assert "may not see" in text(told)
    assert "Us: only" not in text(told)


def test_the_page_offers_it(sample_data, monkeypatch):
    """As a file of the spike that is shown, made when it is clicked."""
    monkeypatch.setenv("EARSHOT_DATA", str(sample_data))
    made, later = {}, who.later

    def kept(make, what):
        made[what] = later(make, what)
        return made[what]

    monkeypatch.setattr(who, "later", kept)
    app = run("spikes", brand="tavornay")

    assert not troubles(app)
    (name,) = [name for name in made if name.startswith("earshot-brief") and "html" in name]
    assert "Who carried it?" in made[name]().decode()
    assert made[name.replace("html", "pdf")]().startswith(b"%PDF")

    run("spikes", brand="tavornay", lang="de")
    assert "Wer trug es weiter?" in made[name]().decode()
