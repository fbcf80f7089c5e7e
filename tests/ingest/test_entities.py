"""Entities left in plain text."""

import pytest

from ingest.entities import decoded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("&amp;amp; &amp;lt;", "&amp; &lt;"),
        ("it&#39;s &#x1F600; &quot;ok&quot;", 'it\'s 😀 "ok"'),
        ("https://a.example/?a=1&lt=3&copy=2", "https://a.example/?a=1&lt=3&copy=2"),
        ("R&D; AT&T &nosuch; & ; &", "R&D; AT&T &nosuch; & ; &"),
        ("", ""),
    ],
)
def test_entities_are_decoded_once(text, found):
    """What was escaped twice stays escaped once; an address is not an entity."""
    assert found == decoded(text)
