"""Words and phrases of a table in a text."""

import pytest

from ingest.reading.phrases import Phrases, words_of

TABLE = {"refund": ["refund*", "money back"], "never": ["never * again"], "empty": ["", " - "]}


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Refunded? REFUND!", {"refund": 2}),
        ("my money, back to you", {"refund": 1}),
        ("money", {}),
        ("never fly again, never", {"never": 1}),
        ("never again", {}),
        ("unrefunded", {}),
        ("", {}),
    ],
)
def test_phrases_are_found_by_whole_words(text, hits):
    """In any case; a star is the rest of a word, a lone star any one word."""
    assert hits == Phrases(TABLE).labels(words_of(text))


def test_a_phrase_may_stand_under_several_labels():
    phrases = Phrases({"one": ["late"], "two": ["late", "so late"]})

    assert {"one": 1, "two": 2} == phrases.labels(words_of("so late"))


def test_apostrophes_belong_to_the_word():
    assert ("don't", "worry", "24", "7") == words_of("Don't worry 24/7!")
