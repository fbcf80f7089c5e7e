"""Markup → text, whatever the markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.web.html_text import headline, plain_text, tidy


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<p>two &amp; three", "one\ntwo & three"),
        ("one<br/>two<br>\n<br>three", "one\ntwo\nthree"),
        ("a < b and I <3 it", "a < b and I <3 it"),
        ("a\n   b\t c", "a b c"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("in<b>si</b>de", "inside"),
        ("x<script>alert(1)</script><style>p {}</style>y", "xy"),
        ("<script>never closed", ""),
        ("&lt;script&gt;shown as text&lt;/script&gt;", "<script>shown as text</script>"),
        ('<a href="https://a.example/long">https://a.exa...</a>', "https://a.example/long"),
        ('<a href="https://evil.example">https://bank...</a>', "https://bank..."),
        ('<a href="https://a.example">here</a>', "here"),
        ("</p></a></script>fine", "fine"),
        ("<![if weird]>fine", "fine"),
        ("nul\x00 and bell\x07", "nul and bell"),
    ],
)
def test_markup_is_taken_off(markup, text):
    """Blocks become lines, scripts vanish, what only looks like a tag stays."""
    assert text == plain_text(markup)


def test_a_headline_is_one_line():
    """Whatever its markup was."""
    assert "one two" == headline("<p>one</p><p>two</p>")


@given(st.text("<>!-[]/&;#x\"'= \n\x00ascriptp", max_size=40))
def test_no_markup_breaks_the_reader(markup):
    """The result is tidy: no control characters, no empty lines, no spaces at the ends."""
    text = plain_text(markup)

    assert tidy(text) == text
    assert "\x00" not in text
