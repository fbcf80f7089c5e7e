"""Complaints and questions."""

import pytest

from ingest.reading.complaints import (
    CUT,
    ComplaintWords,
    complaint_score,
    complaint_words,
    is_question,
)
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
    """In the order in which they are added here, to a post that sounds neither good nor bad."""
    posts = [
        ("so the parcel is blue and it is small http", 0.0, 0),
        ("so the parcel is blue and it is small", 0.0, 0),
        ("so my parcel is blue and it is small", 0.0, 0),
        ("so my parcel was blue and it is small", 0.0, 0),
        ("so my parcel was still blue and it is small", 0.0, 0),
        ("@user so my parcel was still blue and it is small", 0.0, 0),
        ("@user so my parcel was still blue and it can't open", 0.0, 0),
        ("@user why my parcel was still blue and it can't open", 0.0, 0),
        ("@user why my parcel was still blue and it can't open, help", 0.0, 0),
        ("@user why my parcel was still blue and it can't open, help", -0.5, 0),
        ("@user why my parcel was still blue and it can't open, help", -0.5, 1),
        ("@user why my parcel was still blue and it can't open, help", -0.5, 2),
    ]
    scores = [complaint_score(*post, is_addressed="@user" in post[0]) for post in posts]

    assert sorted(set(scores)) == scores
    assert scores[0] < CUT < scores[-1]


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ("@user my parcel is in the shop", "@user my parcel is in the wrong shop"),
        ("@user so the parcel came with it", "@user so the parcel came with it, seriously"),
        ("@user so it has a new menu, I see that", "@user so it has a new menu, are you kidding"),
        ("@user on the phone with 3 people", "@user on the phone for 3 hours"),
    ],
)
def test_what_went_wrong_an_outcry_and_how_long_it_lasts_speak_for_a_complaint(weak, strong):
    scores = [complaint_score(text, 0.0, 0, is_addressed=True) for text in (weak, strong)]

    assert scores[0] < scores[1]


def test_a_polite_complaint_is_one_and_thanks_are_none():
    """Without a bad word, by what does not work and what is asked for."""
    polite = "@user my order 4711 still hasn't arrived, could you please help? Thanks!"
    thanks = "@user thanks for the quick help, all is well"

    scores = [
        complaint_score(thanks, 0.6, 0, is_addressed=True),
        complaint_score(polite, 0.1, 1, is_addressed=True),
    ]
    assert scores[0] < CUT <= scores[1]


@pytest.mark.parametrize(
    "text",
    [
        "never disappointed",
        "no delays this time",
        "not a single problem",
        "without any hassle",
        "they never let me down",
        "couldn't fault them",
        "never lets me down",
        "they never fail to deliver",
        "no complaints",
        "hasn't crashed once",
        "no hidden fees",
    ],
)
def test_a_fault_that_there_was_not_is_no_word_of_complaint(text):
    assert 0 == ComplaintWords().count(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "no refund for the delay",
        "the problem was not fixed",
        "not only late but rude",
        "they don't care about the delay",
        "no delays but my bag was lost",
        "hope there is no delay after the last delay",
        "it is not the delay that annoys me",
        "they never fail to disappoint",
    ],
)
def test_a_fault_that_there_was_stays_a_word_of_complaint(text):
    assert ComplaintWords().count(words_of(text))
