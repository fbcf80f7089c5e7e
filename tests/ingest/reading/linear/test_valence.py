"""VADER's rules, held against VADER's own code."""

from importlib.metadata import version

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from ingest.reading.linear.valence import valence
from ingest.reading.scorer import Score
from ingest.reading.scorers.vader import Vader

REFERENCE = SentimentIntensityAnalyzer()
TELLING = """
not never so this without doubt no or nor at very least the shit bomb bad ass kind of sort just
enough but good GREAT terrible LOVE hate isn't kinda absolutely hardly yeah right kiss death to die
for :) :( 😁 💔 ok! why?? !!! http @user it was bus stop sucks
"""
WORDS = st.sampled_from(sorted(TELLING.split()))


@given(st.lists(WORDS, max_size=14))
@settings(max_examples=300)
@example(["it", "was", "never", "so", "good"])
@example(["it", "was", "never", "this", "good"])
@example(["it", "was", "this", "so", "very", "good"])
@example(["it", "was", "without", "a", "doubt", "good"])
@example(["without", "doubt", "it", "was", "good"])
@example(["good", "but", "bad", "good", "bad"])
@example(["it", "was", "the", "very", "least", "good"])
@example(["at", "least", "good"])
@example(["no", "nor", "good"])
@example(["it", "was", "kind", "of", "good"])
@example(["it", "was", "just", "enough", "good"])
@example(["GREAT", "but", "so", "BAD", "bad"])
@example(["it", "was", "to", "die", "for"])
@example(["good", "or", "no", "terrible", "good"])
def test_rules_give_the_same_answer_as_the_reference_code(words):
    """To the last digit, whatever the order of negations, boosters, capitals and signs."""
    text = " ".join(words)

    assert REFERENCE.polarity_scores(text)["compound"] == valence(text).compound


@given(st.text(max_size=60))
def test_any_text_gives_the_same_answer_as_the_reference_code(text):
    assert REFERENCE.polarity_scores(text)["compound"] == valence(text).compound


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", Score(0.0, "neutral")),
        ("the flight is at noon", Score(0.0, "neutral")),
        ("great crew", Score(0.6249, "positive")),
        ("worst crew", Score(-0.6249, "negative")),
    ],
)
def test_vader_classes_by_two_cut_offs(text, score):
    """A text without a word of the lexicon is neutral, never negative."""
    assert [score] == Vader().score([text])


def test_cut_offs_come_from_the_configuration():
    assert ["neutral"] == [s.polarity for s in Vader(positive=0.7, negative=-0.9).score(["great"])]


def test_the_version_is_the_librarys_with_the_cut_offs():
    """Other cut-offs may give the same text another class."""
    library = version("vaderSentiment")

    assert f"{library} at +0.05, -0.05" == Vader().version
    assert f"{library} at +0.7, -0.9" == Vader(positive=0.7, negative=-0.9).version


def test_what_else_is_told_of_a_text():
    """Capitals, drawn-out letters and numbers are counted for the model."""
    read = valence("SOOO late, 3 hours 20 min")

    assert (1, True, 2) == (read.capitals_count, read.is_drawn_out, read.number_count)
