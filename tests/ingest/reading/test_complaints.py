"""Complaints and questions."""

import pytest

from ingest.reading.complaints import ComplaintWords, complaint_score, complaint_words, is_question
from ingest.reading.phrases import words_of


@pytest.mark.parametrize(
    ("text", "is_hit"),
    [
        ("still waiting for my order", True),
        ("I want a REFUND", True),
        ("the app doesn't work", True),
        ("lovely day at the beach", False),
        ("", False),
    ],
)
def test_words_of_complaint_are_found(text, is_hit):
    assert is_hit == (ComplaintWords().count(words_of(text)) > 0)


def test_the_table_is_an_argument():
    assert 1 == ComplaintWords(["kaputt"]).count(words_of("schon kaputt"))
    assert "refund*" in complaint_words()


@pytest.mark.parametrize(
    ("text", "is_asking"),
    [
        ("when does the shop open?", True),
        ("@user can you help me with my order", True),
        ("how do I get my money back", True),
        ("hi, does anyone know a good bank", True),
        ("Is it open today? thanks", True),
        ("Really??", False),
        ("seriously?", False),
        ("?? ?", False),
        ("what a day", False),
        ("I know how it works", False),
        ("", False),
    ],
)
def test_questions_are_told_from_outcries(text, is_asking):
    """A question mark after at least three words, or a beginning that asks."""
    assert is_asking == is_question(text, words_of(text))


def test_a_question_mark_at_the_head_of_a_long_text_costs_nothing():
    assert not is_question("? " + "word " * 20_000, ())


def test_every_sign_of_a_complaint_raises_the_score():
    scores = [
        complaint_score(0.5, 0, is_addressed=False),
        complaint_score(-0.5, 0, is_addressed=False),
        complaint_score(-0.5, 1, is_addressed=False),
        complaint_score(-0.5, 2, is_addressed=False),
        complaint_score(-0.5, 2, is_addressed=True),
    ]

    assert sorted(set(scores)) == scores
    assert scores[0] < 0.5 < scores[2]
