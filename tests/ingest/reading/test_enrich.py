"""What is read out of a text on loading."""

import pytest

from ingest.brand import Brand
from ingest.reading.enrich import Enricher
from ingest.reading.linear.model import shipped
from ingest.reading.scorers.vader import Vader

BRANDS = [
    Brand(key="united", name="United", handles=("united",), products=("MileagePlus Love",)),
    Brand(key="strings", name="Heirloom Strings", topics={"tuning": ("out of tune",)}),
]
HATEFUL = "Killer Death Hate Bank"


def read(text, lang=None, **options):
    return Enricher(BRANDS, **options).enrich([text], [lang])[0]


def test_an_english_text_is_scored_with_scorer_and_version():
    found = read("@united worst service, still waiting for my refund. Why is nobody answering?")

    assert ("en", "negative", "earshot-en") == (found.lang, found.polarity, found.scorer)
    assert shipped().version == found.scorer_version
    assert found.sentiment < 0
    assert found.has_complaint_word
    assert found.is_question
    assert found.complaint_score > 0.5
    assert "refund" in found.topics


def test_another_language_is_unscored_never_neutral():
    found = read("Die Lieferung kam drei Tage zu spät, nie wieder")

    assert ("de", None, None, None, None, None) == (
        found.lang,
        found.sentiment,
        found.polarity,
        found.scorer,
        found.scorer_version,
        found.complaint_score,
    )


@pytest.mark.parametrize("text", ["", " ", "https://a.example/great", "@united", "\x00"])
def test_a_text_without_anything_to_read_is_neutral(text):
    found = read(text)

    assert (None, 0.0, "neutral") == (found.lang, found.sentiment, found.polarity)


def test_emojis_alone_are_scored_and_of_no_language():
    found = read("😍😍")

    assert (None, "positive") == (found.lang, found.polarity)


@pytest.mark.parametrize("name", ["Happy Love Best Bank", HATEFUL, "Plain Bank", "Bank of 1999"])
def test_a_name_carries_no_score(name):
    """Whatever a brand or product is called, the texts about it score alike."""
    brand = Brand(key="b", name=name, products=(f"{name} Card",))
    texts = [
        f"{name} opens at nine",
        f"my {name} Card, #{name.replace(' ', '')}",
        f"@{name[:4]} hi",
    ]
    found = Enricher([brand]).enrich(texts, ["en"] * 3)
    plain = Enricher([Brand(key="b", name="Zzyzx", products=("Zzyzx Card",))]).enrich(
        ["Zzyzx opens at nine", "my Zzyzx Card, #Zzyzx", "@zzyz hi"], ["en"] * 3
    )

    assert [f.sentiment for f in plain] == [f.sentiment for f in found]


def test_names_of_every_kind_are_masked():
    """Name, other names, nicknames, handles without their sign, products."""
    kinds = {
        "names": ("Great",),
        "nicknames": ("Awful",),
        "handles": ("lovely",),
        "products": ("Bliss",),
    }
    brand = Brand(key="b", name="Zzyzx", **kinds)
    texts = [f"{name} opens at nine" for name in ("Zzyzx", "Great", "Awful", "lovely", "Bliss")]

    assert 1 == len({found.sentiment for found in Enricher([brand]).enrich(texts, ["en"] * 5)})


def test_topics_are_those_of_the_brand():
    """A brand's own table adds to the general one; a product's name may be a keyword."""
    texts = ["it is out of tune and late"] * 2

    found = Enricher(BRANDS).enrich(texts, ["en"] * 2, ["strings", None])

    assert [{"tuning", "late"}, {"late"}] == [set(f.topics) for f in found]


def test_a_tracked_name_may_be_a_topic():
    brand = Brand(key="b", name="Acme", products=("Roadrunner",), topics={"bird": ("roadrunner",)})

    assert ("bird",) == Enricher([brand]).enrich(["my Roadrunner sings"], ["en"], ["b"])[0].topics


def test_a_long_text_is_read_from_its_beginning():
    """100 kB cost no more than the part that is read."""
    found = read("terrible, awful, worst. " + "great " * 20_000)

    assert found.has_complaint_word


def test_what_a_text_says_decides_before_what_is_declared():
    assert "positive" == read("great service, thank you", "fr").polarity
    assert None is read("Nie wieder, der Kundendienst schläft", "en").polarity
    assert None is read("Zzyzx Plonk", "fr").polarity


def test_another_scorer_may_be_used():
    found = read("great", scorer=Vader())

    assert ("vader", "positive") == (found.scorer, found.polarity)


def test_no_texts_give_nothing():
    assert [] == Enricher(BRANDS).enrich([], [])


def test_copies_of_a_text_are_read_once():
    """Whomever they are sent to, and whatever stands between them."""
    asked = []

    class Counting(Vader):
        def score(self, texts):
            asked.extend(texts)
            return super().score(texts)

    said = "my guitar arrived broken and nobody answers"
    texts = [f"@united {said}", *[f"@fan{n} {said}" for n in range(700)], "all is well here now"]
    found = Enricher(BRANDS, Counting()).enrich(texts, ["en"] * len(texts))

    assert [f"@user {said}", "all is well here now"] == asked
    assert 1 == len({(one.sentiment, one.copy_bands) for one in found[:-1]})
