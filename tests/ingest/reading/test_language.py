"""Which language a text is in."""

import pytest

from ingest.reading.language import detect, has_words


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
    ("declared", "language"),
    [("de", "de"), ("pt-BR", "pt"), ("EN_us", "en"), ("fil", "fil"), (" fr ", "fr")],
)
def test_a_declared_language_wins(declared, language):
    assert [language] == detect(["The service is great, thank you"], [declared])


@pytest.mark.parametrize("declared", ["und", "zxx", "qme", "", "x", "123", None])
def test_a_platform_that_declares_nothing_leaves_it_to_the_text(declared):
    assert ["en"] == detect(["The service is great, thank you"], [declared])


def test_scripts_may_be_mixed():
    """Some English words in another script's text do not make it English."""
    assert ["ja"] == detect(["今日の the best サービスは最悪でした and もう使いません"], [None])
