"""Names, handles and links out of a text."""

import pytest

from ingest.reading.masking import Masker, mask_addresses

NAMES = ["United", "Virgin America", "Dunkin' Donuts", "Acme Air", "Acme", "C++ Bank", "Nestlé"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("@united thanks", "@user thanks"),
        ("thanks @acme@social.example, bye", "thanks @user, bye"),
        ("thanks @acme.bsky.social!", "thanks @user!"),
        ("write to help@acme.com", "write to help@@user.com"),
        ("see https://t.co/x?y=1 and WWW.acme.com/z", "see http and http"),
        ("UNITED is late", "@user is late"),
        ("united's crew", "@user's crew"),
        ("a reunited family", "a reunited family"),
        ("unitedly, acmes", "unitedly, acmes"),
        ("virgin-america, VirginAmerica, virgin  america", "@user, @user, @user"),
        ("Acme Air and Acme", "@user and @user"),
        ("#united #UnitedFail", "@user @user Fail"),
        ("$ACME falls", "@user falls"),
        ("Dunkin’ Donuts’ queue", "@user' queue"),
        ("my c++ bank card", "my @user card"),
        ("NESTLÉ again", "@user again"),
        ("", ""),
    ],
)
def test_names_handles_and_links_are_masked(text, masked):
    """Whatever the capitals, as whole words, and at the front of a hashtag."""
    assert masked == Masker(NAMES).mask(text)


def test_only_addresses_are_masked_without_names():
    """What a post is about may be a tracked name."""
    assert "@user: the Acme app, http" == mask_addresses("@help: the Acme app, https://a.example")


def test_without_names_only_addresses_are_masked():
    assert "@user and United" == Masker([" ", ""]).mask("@x and United")


def test_a_street_named_like_a_feeling_is_a_place():
    masker = Masker([])

    assert "The depot is on there Lane" == masker.mask("The depot is on Love Lane")
    assert "Roadworks on Victoria Street" == masker.mask("Roadworks on Victoria Street")


def test_masking_long_hostile_texts_takes_no_time():
    """No pattern looks at a text more often than a few times."""
    masker = Masker(NAMES)
    for text in ("@" * 50_000, "@a." * 30_000, "http" * 20_000, "#acme" * 20_000, "a@a" * 30_000):
        assert masker.mask(text) is not None


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Weiß", "Bei WEISS ist’s gut", "Bei @user ist's gut"),
        ("İş Bankası", "Thanks İŞ BANKASI, great", "Thanks @user, great"),
        ("小米", "我买了小米手机", "我买了 @user 手机"),
        ("McDonald’s", "Mc\u00addonalds’ fries", "@user' fries"),
        ("Coca-Cola", "love coca‑cola 😍", "love @user 😍"),
        ("Nestlé", "Œuvre of NESTLE", "Œuvre of @user"),
        ("Acme", "#BoycottAcme now", "#Boycott @user now"),
        ("Great Life", "ＧＲＥＡＴ‐life called", "@user called"),
    ],
)
def test_a_name_is_masked_as_people_write_it(name, text, masked):
    """Found as the matcher finds it; the rest of the text keeps its letters and places."""
    assert masked == Masker([name]).mask(text)
