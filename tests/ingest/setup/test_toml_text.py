"""earshot.toml as text: what is asked for changes, and nothing else does."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ConfigError
from ingest.setup.toml_text import value, with_keys, with_table, with_tables, without_table

FILE = """\
# Ours.
[brands.acme]   # the one that pays
name = "Acme # 1"  # as printed
names = [
    "AcmeCorp",  # since 2019
    # the old one
    "Acme [Ltd]",
]
note = \"\"\"
[brands.fake]
\"\"\"

[brands.acme.hours]
mon = "09:00-17:30"

# Feeds.
[sources.blog]
kind = "rss"
[[alerts]]
name = "Complaints"
"""


def test_a_table_is_added_at_the_end():
    text = with_table(
        FILE, ("brands", "bolt"), {"name": "Bolt", "hours": {"mon": ["08:00-12:00"]}, "n": 2}
    )

    assert text.startswith(FILE.rstrip())
    assert {"name": "Bolt", "n": 2, "hours": {"mon": ["08:00-12:00"]}} == tomllib.loads(text)[
        "brands"
    ]["bolt"]


def test_the_first_table_begins_an_empty_file():
    assert '[brands.a]\nname = "A"\n' == with_table("", ("brands", "a"), {"name": "A"})


def test_a_table_that_is_there_is_not_added_again():
    with pytest.raises(ConfigError, match=r"brands\.acme: there is one already"):
        with_table(FILE, ("brands", "acme"), {})


def test_keys_are_set_and_every_comment_stays():
    """Of a line, inside a list, and above; a header inside a text is none."""
    text = with_keys(
        FILE, ("brands", "acme"), {"name": "Acme", "names": ["One"], "role": "own", "note": None}
    )

    assert {"name": "Acme", "names": ["One"], "role": "own"}.items() <= tomllib.loads(text)[
        "brands"
    ]["acme"].items()
    assert "note" not in text
    for comment in ("# Ours.", "# the one that pays", "# as printed", "# since 2019", "# Feeds."):
        assert comment in text
    assert 'name = "Acme"  # as printed\n' in text
    assert "# the old one\n" in text


def test_a_key_that_is_taken_out_leaves_its_comment():
    text = with_keys(FILE, ("brands", "acme"), {"name": None})

    assert "\n# as printed\n" in text
    assert "name" not in tomllib.loads(text)["brands"]["acme"]


def test_a_table_is_taken_out_with_those_in_it():
    text = without_table(FILE, ("brands", "acme"))

    assert {"sources", "alerts"} == tomllib.loads(text).keys()
    assert ("# Ours." in text, "# Feeds." in text) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        'sources = {blog = {kind = "rss"}}',
        'sources.blog.kind = "rss"',
        '[sources]\nblog.kind = "rss"',
        '[sources]\nblog = {kind = "rss"}',
    ],
)
def test_what_is_written_otherwise_is_left_to_people(text):
    """Nothing is guessed: a table without a header of its own is not changed."""
    with pytest.raises(ConfigError, match="only a person can change"):
        with_keys(text, ("sources", "blog"), {"url": "https://x.example"})
    with pytest.raises(ConfigError, match="only a person can take out"):
        without_table(text, ("sources", "blog"))


def test_what_is_not_there_is_neither_changed_nor_taken_out():
    for change in (lambda: with_keys(FILE, ("sources", "x"), {}), lambda: without_table("", "x")):
        with pytest.raises(ConfigError, match="there is none"):
            change()


def test_ends_of_lines_of_windows_stay():
    text = with_keys('[a]\r\nb = 1 # c\r\nd = "x"\r\n', ("a",), {"b": 2})

    assert {"a": {"b": 2, "d": "x"}} == tomllib.loads(text)
    assert 'd = "x"\r\n' in text


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(date(1000, 1, 1)),
)


@given(st.one_of(VALUES, st.lists(VALUES, max_size=4)))
def test_every_value_is_read_as_it_was(held):
    assert held == tomllib.loads(f"x = {value(held)}")["x"]


@pytest.mark.parametrize("held", [None, {}, object(), "\ud800"])
def test_what_toml_cannot_hold_is_refused(held):
    with pytest.raises(ConfigError):
        value(held)


@given(
    st.dictionaries(st.sampled_from(["name", "names", "mon", "x"]), st.none() | VALUES, max_size=4)
)
def test_whatever_is_set_the_rest_is_as_it_was(values):
    text = with_keys(FILE, ("brands", "acme"), values)
    expected = tomllib.loads(FILE)
    acme = expected["brands"]["acme"]
    for key, held in values.items():
        acme.pop(key, None)
        if held is not None:
            acme[key] = held

    assert expected == tomllib.loads(text)
    assert text.count("#") >= FILE.count("#") - 1  # but that inside the name itself


DATED = """\
[brands.acme]
name = "Acme"

# The great one.
[[brands.acme.events]]
date = 2026-11-03
label = "Release"  # at last

[[brands.acme.events]]
date = 2026-11-04
label = "Fair"

[sources.blog]
kind = "rss"
"""
RELEASE, FAIR, OUTAGE = (
    {"date": date(2026, 11, day), "label": label}
    for day, label in ((3, "Release"), (4, "Fair"), (9, "Outage"))
)
EVENTS = ("brands", "acme", "events")


@pytest.mark.parametrize("rows", [[], [RELEASE], [FAIR, OUTAGE], [OUTAGE, RELEASE, FAIR]])
@pytest.mark.parametrize("inline", [False, True])
def test_a_list_of_tables_is_as_told_and_what_stands_keeps_its_comments(rows, inline):
    one_line = 'events = [{date = 2026-11-03, label = "Release"}]'
    file = FILE.replace("note =", f"{one_line}\nnote =") if inline else DATED
    text = with_tables(file, EVENTS, rows)
    raw = tomllib.loads(text)

    found = raw["brands"]["acme"].pop("events", [])
    assert sorted(map(str, rows)) == sorted(map(str, found))
    before = tomllib.loads(file)
    del before["brands"]["acme"]["events"]
    assert before == raw
    if not inline:
        assert "# The great one." in text
        assert ("# at last" in text) == (RELEASE in rows)
