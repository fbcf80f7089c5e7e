"""Which brands a text is about."""

import pytest

from ingest.brand import Brand
from ingest.reading.matching import Matcher

WRITTEN = [
    ("Weiß", ["weiss", "WEISS!", "WEIẞ", "bei Weiß", "#weiss"], ["der weiße Hai", "Weissbier"]),
    ("İş Bankası", ["İŞ BANKASI", "iş bankası", "Iş Bankası'nın", "is bankasi", "isbankasi"], []),
    ("小米", ["我买了小米手机", "小米", "#小米 好"], ["大米"]),
    ("ソニー", ["新しいソニーのカメラ"], []),
    ("ธนาคารดี", ["ฉันเกลียดธนาคารดีมาก"], []),
    ("삼성", ["삼성은 별로", "삼성"], ["대삼성"]),
    (
        "McDonald’s",
        [
            "McDonald's",
            "mcdonalds fries",
            "MCDONALD`S",
            "McDonald´s",
            "McDonald&#39;s",
            "#McDonalds",
        ],
        ["the McDonald clan"],
    ),
    (
        "Coca-Cola",
        [
            "coca cola",
            "Coca‑Cola",
            "Coca–Cola",
            "CocaCola",
            "#cocacola",
            "COCA_COLA",
            "Ｃｏｃａ‐Cola",
        ],
        ["coca or cola"],
    ),
    ("PayPal", ["pay pal", "Pay-Pal", "paypal", "PAYPAL's"], ["pay my pal"]),
    ("jetBlue", ["Jet Blue", "jet-blue", "JETBLUE", "#jetbluefail"], ["the jet is blue"]),
    ("Żabka", ["zabka na rogu", "ŻABKA"], ["zabkami"]),
    ("Boots", ["#BootsUK", "#boots"], ["bootstrap", "#bootscootin"]),
    ("H&M", ["h & m", "H and M", "h&amp;m", "H&M's"], ["HM", "h n m"]),
    ("Procter & Gamble", ["procter and gamble", "Procter &amp; Gamble", "Procter und Gamble"], []),
    ("Nestlé", ["Nestle", "NESTLÉ", "nestle\u0301", "Nest\u00adle"], ["nestled"]),
    ("Müller Milch", ["Mueller Milch", "muller milch", "MÜLLERMILCH"], []),
    ("Schön", ["Schön", "SCHÖN", "schoen", "Scho\u0308n"], ["schon gut", "schöner"]),
    ("L'Oréal", ["loreal", "L’Oreal", "l oréal"], []),
    ("Booking.com", ["booking.com", "BookingCom"], ["booking"]),
    ("المراعي", ["للمراعي", "والمراعي", "بالمراعي", "\u202bالمراعي\u202c"], []),
    ("Ростелеком", ["РОСТЕЛЕКОМ", "#ростелеком"], ["ростелекомовский"]),
    ("टाटा", ["टाटा की सेवा"], ["टाटानगर"]),
    ("TakeAway", ["takeaway", "TAKEAWAY"], ["take away"]),
    ("On Air", ["on air", "On-Air", "#onair x"], ["onair"]),
    (
        "Acme",
        [
            "ACME",
            "acme's",
            "我喜欢Acme的服务",
            "Acme는 최악",
            "#acme",
            "$ACME",
            "𝐀𝐜𝐦𝐞",
            "Ac\u200bme",
        ],
        ["acmes", "reacme", "help@acme.com", "@acme_fans", "Acmé"],
    ),
    ("United", ["#UnitedFail", "#boycottUnited", "#united2026"], ["#UnitedNations", "reunited"]),
]
CASES = [
    *((name, text, True) for name, texts, _ in WRITTEN for text in texts),
    *((name, text, False) for name, _, texts in WRITTEN for text in texts),
]


@pytest.mark.parametrize(("name", "text", "is_named"), CASES)
def test_a_brand_is_found_as_people_write_it(name, text, is_named):
    """Whatever the case, quotes, hyphens, accents, unseen signs and script."""
    assert (["b"] if is_named else []) == Matcher([Brand(key="b", name=name)]).match(text)[0]


@pytest.mark.parametrize("name", [name for name, _, _ in WRITTEN])
def test_a_brand_is_found_as_it_is_configured(name):
    assert ["b"] == Matcher([Brand(key="b", name=name)]).match(f"they say {name} is here")[0]


def test_a_longer_name_is_not_a_shorter_one_and_a_word():
    matcher = Matcher([Brand(key="acme", name="Acme"), Brand(key="air", name="Acme Air")])

    assert ["air"] == matcher.match("AcmeAir is late")[0]
    assert ["acme", "air"] == matcher.match("Acme, and ACME AIR")[0]


def test_two_brands_of_one_name_are_both_found():
    """However each of them is written in the configuration."""
    matcher = Matcher([Brand(key="a", name="Coca-Cola"), Brand(key="b", name="CocaCola")])

    assert ["a", "b"] == matcher.match("coca cola")[0]


@pytest.mark.parametrize(
    ("handle", "text", "is_addressed"),
    [
        ("acme", "@Acme hi", True),
        ("acme", "@acme’s help desk", True),
        ("acme", "thanks @acme.", True),
        ("acme", "@acme@mastodon.example hi", True),
        ("acme", "mail help@acme.com", False),
        ("acme", "找@acme的客服", True),
        ("acme", "\uff20acme hi", True),
        ("acme", "@acme_fans", False),
        ("acme@mastodon.example", "hi @ACME@mastodon.example.", True),
        ("acme@mastodon.example", "hi @acme", False),
        ("acme@mastodon.example", "hi @acme@other.example", False),
        ("acme.bsky.social", "@acme.bsky.social hi", True),
        ("小米公司", "@小米公司的客服", True),
        ("小米公司", "小米公司的客服", False),
    ],
)
def test_a_handle_addresses_its_brand(handle, text, is_addressed):
    """On any host, unless one is configured; the same signs in an address of mail do not."""
    matcher = Matcher([Brand(key="b", name="Zzyzx", handles=(handle,))])

    assert (["b"] if is_addressed else []) == matcher.match(text)[1]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Apple’s pie", False),
        ("APPLE-PIE", False),
        ("apple\u00ad pies", True),
        ("Apple pie on an Apple", True),
        ("@apple pie", True),
    ],
)
def test_an_excluded_phrase_does_not_count(text, is_named):
    """However it is written; a name or handle elsewhere in the text does."""
    brand = Brand(key="b", name="Apple", handles=("apple",), exclude=("Apple Pie", "Apple's pie"))

    assert (["b"] if is_named else []) == Matcher([brand]).match(text)[0]


def test_matching_long_hostile_texts_takes_no_time():
    """No pattern looks at a text more often than a few times."""
    matcher = Matcher(
        [Brand(key="b", name=name) for name in ("Coca-Cola", "L'Oréal", "H&M", "a b")]
    )
    for text in (
        "coca-" * 30_000,
        "#coca" * 20_000,
        "h & " * 30_000,
        "@a." * 30_000,
        "l'" * 40_000,
    ):
        assert matcher.match(text) is not None
