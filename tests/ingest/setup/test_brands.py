"""Brands as people tell them, and as earshot.toml holds them."""

import pytest

from ingest.errors import ConfigError
from ingest.setup.brands import NewBrand, add_brand, change_brand, key_of
from ingest.setup.weekly_hours import weekly_hours


def test_a_brand_is_understood_as_it_was_told(tmp_path):
    """Its handles answer for it unless somebody else does."""
    file = tmp_path / "earshot.toml"
    brand = add_brand(
        file,
        NewBrand(
            name="Müller & Söhne",
            names=("Muellers", " Muellers "),
            handles=("@mueller",),
            time_zone="Europe/Berlin",
            hours=("mon-fri 09:00-17:30",),
            first_reply_minutes=45.0,
        ),
    )

    assert ("muller_sohne", ("Muellers",), ("mueller",)) == (brand.key, brand.names, brand.handles)
    assert ("mueller",) == brand.own_accounts
    assert (45, ("09:00-17:30",), ()) == (
        brand.targets.first_reply_minutes,
        brand.hours.fri,
        brand.hours.sat,
    )
    assert "first_reply_minutes = 45\n" in file.read_text(encoding="utf-8")
    assert "role" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewBrand(name="Acme", time_zone="Europe/Berlni"), "did you mean 'Europe/Berlin'"),
        (NewBrand(name="Acme", hours=("someday 9-5",)), "is no span of hours"),
        (NewBrand(name="Acme", key="A b"), "lower-case letters"),
        (NewBrand(name="Acme", holidays=["25.12.2026"]), "'25.12.2026' is no day"),
        (NewBrand(name="Acme", events=["2026-11-03"]), "an event is a day and what it was"),
        (NewBrand(name="Acme", automated_patterns=["(?=x)"]), "is not a regular expression"),
        (NewBrand(name="Яндекс"), "say with --key"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(tmp_path, new, said):
    with pytest.raises(ConfigError, match=said):
        add_brand(tmp_path / "earshot.toml", new)

    assert not (tmp_path / "earshot.toml").exists()


def test_the_same_brand_is_not_added_twice(tmp_path):
    add_brand(tmp_path / "earshot.toml", NewBrand(name="Acme"))
    with pytest.raises(ConfigError, match="there is one already"):
        add_brand(tmp_path / "earshot.toml", NewBrand(name="acme"))


FULL = """\
# Ours.
[brands.acme]
name = "Acme"
nicknames = ["Crapme"]  # since the outage
role = "own"

[brands.acme.hours]
mon = "09:00-17:30"

[sources.hn]
kind = "hackernews"
"""


def test_a_brand_is_changed_and_what_nobody_said_stays(tmp_path):
    """By its name or its key; what is said to be empty goes; comments stay."""
    file = tmp_path / "earshot.toml"
    file.write_text(FULL, encoding="utf-8")
    told = NewBrand(name="Acme", handles=["@acme"], hours=["sat 10:00-12:00"], clock="business")
    first = change_brand(file, told)
    second = change_brand(
        file, NewBrand(name="acme", nicknames=[], hours=[], first_reply_minutes=15)
    )
    text = file.read_text(encoding="utf-8")

    assert (("Crapme",), ("acme",), ()) == (first.nicknames, first.handles, first.own_accounts)
    assert (("10:00-12:00",), ()) == (first.hours.sat, first.hours.mon)
    assert ((), None, 15, "business") == (
        second.nicknames,
        second.hours,
        second.targets.first_reply_minutes,
        second.targets.clock,
    )
    assert all(said in text for said in ("# Ours.", "# since the outage", "[sources.hn]"))


def test_a_brand_that_is_not_there_is_not_changed(tmp_path):
    with pytest.raises(ConfigError, match="no brand is called Bolt; there are none"):
        change_brand(tmp_path / "earshot.toml", NewBrand(name="Bolt", role="own"))


@pytest.mark.parametrize(
    ("name", "key"), [("Acme", "acme"), ("  Café Zoë 24/7 ", "cafe_zoe_24_7"), ("a-b", "a_b")]
)
def test_a_key_is_made_of_a_name(name, key):
    assert key == key_of(name)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("mon-wed 9:00-17:00", {day: ["09:00-17:00"] for day in ("mon", "tue", "wed")}),
        ("Sat 10:00-12:00, 13:00-16:00", {"sat": ["10:00-12:00", "13:00-16:00"]}),
        ("fri-mon 22:00-02:00", {day: ["22:00-02:00"] for day in ("mon", "fri", "sat", "sun")}),
        ("Tuesday and thursday: 8:00 - 9:00", {day: ["08:00-09:00"] for day in ("tue", "thu")}),
        ("daily 00:00-24:00", dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))),
    ],
)
def test_hours_are_read_as_people_say_them(said, expected):
    found = weekly_hours([said])

    assert list(expected) == list(found)
    assert all(hours in (found[day], None) for day, hours in expected.items())


@pytest.mark.parametrize("said", ["", "mon", "moonday 09:00-10:00", "mon 9-17", "09:00-17:00"])
def test_other_hours_are_refused_with_an_example(said):
    with pytest.raises(ConfigError, match="mon-fri 09:00-17:30"):
        weekly_hours([said])
