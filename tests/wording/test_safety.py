"""Words of strangers are shown, and do nothing else."""

import pandas as pd
import pytest

from wording.safety import cell, clipped, esc, link, marked, plain

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


@pytest.mark.parametrize(
    ("text", "words", "limit", "expected"),
    [
        ("My bag is a BAG", "bag", 99, "My :orange-background[bag] is a :orange-background[BAG]"),
        ("Zürich café", "CAFE", 99, "Zürich :orange-background[café]"),
        ("a Zurich b", "zürich", 99, "a :orange-background[Zurich] b"),
        ("cafe\u0301 x", "café", 99, ":orange-background[cafe]\u0301 x"),
        ("one\n two", "E TW", 99, "on:orange-background[e tw]o"),
        ("nothing here", "bag", 7, "nothing…"),
        ("nothing", "", 99, "nothing"),
        ("abcdefghij bag xyz", "bag", 8, "…j :orange-background[bag] xy…"),
        ("[x](y) :red[z]", "](", 99, r"\[x:orange-background[\]\(]y\) \:red\[z\]"),
        (None, "bag", 99, ""),
    ],
)
def test_what_was_searched_for_is_marked(text, words, limit, expected):
    """Whatever its case and accents, and where the words stand late the text begins there."""
    assert expected == marked(text, words, limit)


@pytest.mark.parametrize("words", ["x", "](", "*", ":"])
@pytest.mark.parametrize("text", HOSTILE)
def test_marks_leave_no_sign_of_markdown(text, words):
    """Without the marks themselves it is as safe as any other text."""
    shown = marked(text, words, 300)
    while ":orange-background[" in shown:
        before, _, rest = shown.partition(":orange-background[")
        end = next(n for n, sign in enumerate(rest) if sign == "]" and rest[n - 1] != "\\")
        shown = before + rest[:end] + rest[end + 1 :]
    # An address that a mark cuts in two needs no joiner: it is no address for Markdown.
    assert esc(text, 300).replace("\u2060", "") == shown.replace("\u2060", "")


def test_a_clipped_text_ends_with_a_whole_word():
    assert "one two…" == clipped("one\ntwo three", 9)
    assert "one two" == clipped(" one\n two", 9)


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
