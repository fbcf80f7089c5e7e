"""Words of strangers are shown, and do nothing else."""

import pandas as pd
import pytest

from wording.safety import cell, esc, link, plain

HOSTILE = [
    "![x](https://evil.example/pixel.png)",
    "[your bank](https://evil.example)",
    ":red-badge[CEO] :material/error: :smile:",
    "# Giant\n\n---\n> quote",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "$\\frac{1}{2}$ `code` ~~gone~~ **bold** _it_",
    "| a | b |\n|---|---|",
    "```mermaid\ngraph TD\n```",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_of_markdown_is_escaped(text):
    """No punctuation is left that Markdown could read: each has a backslash before it."""
    shown = esc(text)
    signs = [
        index for index, sign in enumerate(shown) if sign in "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
    ]

    assert signs
    assert all(shown[index - 1] == "\\" for index in signs)
    assert "\n" not in shown


@pytest.mark.parametrize(
    "address", ["https://evil.example", "HTTP://evil.example", "www.evil.example"]
)
def test_bare_addresses_are_broken_in_labels(address):
    """A word joiner stands where Markdown would begin a link by itself."""
    assert "\u2060" in esc(address)


def test_marks_that_turn_text_around_are_dropped():
    """A file name written backwards is shown as it is stored."""
    assert "invoice_gnp.exe" == plain("invoice_\u202egnp.exe")
    assert "ab" == plain("a\u200b\u2066\ufeffb")
    assert "a\nb\tc" == plain("a\x00\nb\x1b\tc")


def test_emoji_made_of_several_signs_stay_whole():
    assert "👩\u200d💻" == plain("👩\u200d💻")


def test_unknown_is_empty_and_long_text_is_cut():
    assert "" == plain(None)
    assert "" == plain(float("nan")) == plain(pd.NA)
    assert "abcd…" == plain("abcdefgh", 5)
    assert "abcde" == plain("abcde", 5)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("http://example.com", "http://example.com"),
        ("javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("//example.com", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://a.example/ b", None),
        ("java\nscript:alert(1)", None),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_only_plain_web_addresses_are_links(address, expected):
    assert expected == link(address)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_spreadsheet_calculates_nothing(start):
    """A cell that would be a formula begins with a quote."""
    assert f"'{start}cmd|' /C calc'!A0" == cell(f"{start}cmd|' /C calc'!A0")


def test_numbers_and_plain_text_stay_as_they_are():
    assert -3 == cell(-3)
    assert "a = b" == cell("a = b")
