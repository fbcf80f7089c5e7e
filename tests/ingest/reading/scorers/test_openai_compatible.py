"""Scoring by a language model behind OpenAI's chat API, over a real local server."""

import json
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import stamina

from ingest.reading.scorer import Score
from ingest.reading.scorers.openai_compatible import Budget, OpenAICompatible

GOOD, BAD = Score(1.0, "positive"), Score(-1.0, "negative")


@pytest.fixture(autouse=True)
def _no_waiting():
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def rate(posts):
    return json.dumps({"ratings": ["positive" if "good" in post else "negative" for post in posts]})


@contextmanager
def endpoint(answer=rate, statuses=()):
    """A chat endpoint; statuses come before it behaves. Yields address and questions."""
    asked, left, ends = [], list(statuses), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers.get("Authorization"), question))
            status = left.pop(0) if left else 200
            if status == 0:
                ends.wait(10)
                return
            content = answer(json.loads(question["messages"][1]["content"]))
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        ends.set()
        server.shutdown()
        thread.join()
        server.server_close()


def score(url, texts, **options):
    with closing(OpenAICompatible(url, "tiny", **options)) as scorer:
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
        found = score(url, texts, budget=Budget(texts=40))

    assert [GOOD] * 40 + [None] * 5 == found
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
    assert f"openai_compatible: {said}; 1 texts stay unscored" in caplog.text
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
