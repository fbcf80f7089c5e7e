"""Scoring by a language model behind OpenAI's chat API, over a real local server."""

import json
from contextlib import closing

import pytest
import stamina

from ingest.reading.scorer import Score
from ingest.reading.scorers.openai import Budget, OpenAI
from tests.ingest.reading.scorers.endpoint import endpoint, rate

GOOD, BAD = Score(1.0, "positive"), Score(-1.0, "negative")


@pytest.fixture(autouse=True)
def _no_waiting():
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def score(url, texts, **options):
    with closing(OpenAI(url, "tiny", **options)) as scorer:
        return scorer.score(texts)


def test_posts_are_rated_in_batches():
    """One question for twenty posts, the same post asked for once."""
    texts = [f"good {n}" for n in range(25)] + ["bad", "bad"]
    with endpoint() as (url, asked):
        found = score(url, texts, api_key="sesame")

    assert [GOOD] * 25 + [BAD] * 2 == found
    assert [20, 6] == [len(json.loads(q["messages"][1]["content"])) for _, _, q in asked]
    assert ("/v1/chat/completions", "Bearer sesame") == asked[0][:2]
    assert ("tiny", 0) == (asked[0][2]["model"], asked[0][2]["temperature"])


def test_without_a_key_none_is_sent():
    with endpoint() as (url, asked):
        score(url, ["good"])

    assert None is asked[0][1]


def test_answers_are_kept_over_runs(tmp_path):
    with endpoint() as (url, asked):
        first = score(url, ["good", "bad"], cache=tmp_path / "deep" / "answers.sqlite")
        again = score(url, ["bad", "good"], cache=tmp_path / "deep" / "answers.sqlite")

    assert [GOOD, BAD] == first
    assert [BAD, GOOD] == again
    assert 1 == len(asked)


def test_what_is_beyond_the_budget_stays_unscored():
    texts = [f"good {n}" for n in range(45)]
    with endpoint() as (url, asked):
        found = score(url, texts, budget=Budget(texts=30))

    assert [GOOD] * 30 + [None] * 15 == found
    assert 2 == len(asked)


def test_no_question_is_begun_after_the_time():
    with endpoint() as (url, asked):
        found = score(url, ["good"], budget=Budget(seconds=0))

    assert [None] == found
    assert [] == asked


@pytest.mark.parametrize("statuses", [[429], [503, 500]])
def test_a_busy_endpoint_is_asked_again(statuses):
    with endpoint(statuses=statuses) as (url, asked):
        assert [GOOD] == score(url, ["good"])

    assert len(statuses) + 1 == len(asked)


@pytest.mark.parametrize(
    ("statuses", "questions", "said"), [([401], 1, "401"), ([503] * 9, 3, "503")]
)
def test_an_endpoint_that_refuses_leaves_texts_unscored(caplog, statuses, questions, said):
    """The key is in no message."""
    with endpoint(statuses=statuses) as (url, asked):
        assert [None] == score(url, ["good"], api_key="sesame")

    assert questions == len(asked)
    assert f"openai: {said}; 1 texts stay unscored" in caplog.text
    assert "sesame" not in caplog.text


def test_an_endpoint_that_hangs_is_given_up(caplog):
    with endpoint(statuses=[0] * 9) as (url, _):
        assert [None] == score(url, ["good"], budget=Budget(answer_seconds=0.2))

    assert "ReadTimeout" in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "sure!",
        "[]",
        '{"ratings": []}',
        '{"ratings": ["angry"]}',
        '{"ratings": [["x"]]}',
        "null",
    ],
)
def test_an_answer_that_is_no_rating_leaves_texts_unscored(caplog, answer):
    with endpoint(lambda _: answer) as (url, _):
        assert [None] == score(url, ["good"])

    assert "stay unscored" in caplog.text


def test_an_unusable_answer_costs_its_own_batch_only():
    with endpoint(lambda posts: rate(posts) if "good 0" in posts else "?") as (url, _):
        found = score(url, [f"good {n}" for n in range(25)])

    assert [GOOD] * 20 + [None] * 5 == found
