"""Which language a text is in."""

from pathlib import Path

import pytest

from ingest.reading.language import detect, has_words
from ingest.reading.masking import mask_addresses

LANGUAGES = Path(__file__).parent / "texts" / "languages.tsv"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("@user thanks so much!", "en"),
        ("@user ok. Thank you", "en"),
        ("@user im still on hold...", "en"),
        ("omg you guys are the best", "en"),
        ("STILL WAITING FOR MY BAGS", "en"),
        ("Die Lieferung kam drei Tage zu spät und der Kundendienst war unfreundlich", "de"),
        ("Schon wieder kein Netz!", "de"),
        ("Le colis n'est jamais arrivé, service client injoignable", "fr"),
        ("Merci beaucoup!", "fr"),
        ("Muy mal servicio, no lo recomiendo a nadie", "es"),
        ("Muchas gracias por todo", "es"),
        ("Il pacco non è mai arrivato, che vergogna", "it"),
        ("O aplicativo não funciona desde ontem", "pt"),
        ("De bezorging was te laat en niemand helpt", "nl"),
        ("Kargo hala gelmedi", "tr"),
        ("slechte service", "nl"),
        ("サービスが最悪です", "ja"),
        ("服务太差了", "zh"),
        ("خدمة سيئة جدا", "ar"),
        ("Ужасный сервис, никому не советую", "ru"),
        ("El support fue terrible, mi order nunca me llegó, sin refund y they no contestan", "es"),
        ("je suis on hold depuis 2h", "fr"),
    ],
)
def test_language_is_detected(text, language):
    """Short English with slang stays English; nothing else becomes it."""
    assert [language] == detect([text], [None])


@pytest.mark.parametrize(
    "text", ["", "   ", "😍😍😍", "http", "@user @user", "12:30 – 14", "ok", "\x00"]
)
def test_a_text_without_words_has_no_language(text):
    assert [None] == detect([text], [None])
    assert not has_words(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("perfect, thank you Jo", "en"),
        ("ok thanks Meri", "en"),
        ("thanks Ella", "en"),
        ("cheers Luz", "en"),
        ("got it, ta!", "en"),
        ("Thanks Leute, das war super", "de"),
        ("bedankt en thanks", "nl"),
        ("meri flight cancel ho gayi", "hi"),
    ],
)
def test_thanks_that_end_in_a_name_are_english(text, language):
    """Names are words of Hindi, Spanish, Italian; one of them makes no text of that language."""
    assert [language] == detect([text], [None])


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        *(("de", "de"), ("pt-BR", "pt"), ("DE_at", "de"), ("fil", "fil"), (" fr ", "fr")),
        *(("German", "de"), ("deu", "de"), ("Deutsch", "de"), ("zh-Hant-TW", "zh"), ("iw", "he")),
        *(("English (US)", "en"), ("Portuguese (Brazil)", "pt"), ("['en']", "en")),
        *(
            ("English", "en"),
            ("eng", "en"),
            ("en_US", "en"),
            ("ENGLISH", "en"),
            ("fran\u00e7ais", "fr"),
        ),
    ],
)
def test_a_declared_language_counts_where_the_text_does_not_say(declared, language):
    """As a code of any kind or as a word."""
    assert [language] == detect(["Zzyzx Plonk"], [declared])


@pytest.mark.parametrize(
    "declared",
    [
        "und",
        "zxx",
        "qme",
        "",
        "x",
        "123",
        "None",
        "none",
        "null",
        "N/A",
        "unknown",
        "xq",
        "a b",
    ],
)
def test_a_platform_that_declares_nothing_leaves_it_to_the_text(declared):
    assert ["en"] == detect(["The service is great, thank you"], [declared])
    assert [None] == detect(["Zzyzx Plonk"], [declared])


@pytest.mark.parametrize("declared", ["de", "es", "fr", "German", "ja"])
@pytest.mark.parametrize(
    "text",
    [
        "Awful. First the @user, now this.",
        "Is there any answer from @user yet?",
        "Sue them.",
        "Thank you so much!",
        "The service is great, thank you",
        "He shouted at my grandmother",
        "Is breakfast included?",
        "Claims department",
        "AMAZING CREW TODAY",
    ],
)
def test_plain_english_is_english_whatever_is_declared(text, declared):
    """What an author declares is the language of an interface."""
    assert ["en"] == detect([text], [declared])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Unverschämt. Eine Frechheit", "de"),
        ("Unverschaemt. Eine Frechheit", "de"),
        ("Muy mal servicio, no lo recomiendo a nadie", "es"),
        ("Kargo hala gelmedi", "tr"),
        ("yaar bahut bakwas service hai", "hi"),
        ("サービスが最悪です", "ja"),
        ("Paczka znowu nie dotarła, trzeci raz w tym roku", "pl"),
    ],
)
def test_a_sure_reading_beats_a_declaration(text, language):
    assert [language] == detect([text], ["en"])


def test_hardly_a_text_of_another_language_is_taken_for_english():
    """At most one in fifty of short posts in 25 languages, in Latin letters mostly."""
    rows = [line.split("\t") for line in LANGUAGES.read_text("utf-8").splitlines()[1:]]
    found = detect([mask_addresses(text) for _, text in rows], [None] * len(rows))
    taken = [text for (_, text), language in zip(rows, found, strict=True) if language == "en"]

    assert len(taken) <= len(rows) / 50, taken


@pytest.mark.parametrize(
    "text",
    ["suitcase", "Umbrellas", "lawnmower", "KETTLE!", "charger, adapter, cable", "Hindi keyboard"],
)
def test_a_few_nouns_are_english_that_a_dictionary_has(text):
    """Of one word any detector knows nothing."""
    assert ["en"] == detect([text], [None])
    assert ["de"] == detect([text], ["de"])  # it may well be a word there as well


@pytest.mark.parametrize(
    "text", ["Koffer", "parapluie", "maleta", "valigia", "hindi ko alam", "bahut ganda", "zzyzx"]
)
def test_a_noun_of_another_language_is_not_english(text):
    assert ["en"] != detect([text], [None])


def test_scripts_may_be_mixed():
    """Some English words in another script's text do not make it English."""
    assert ["ja"] == detect(["今日の the best サービスは最悪でした and もう使いません"], [None])
