"""Topics by keyword, the model that fills the rest, and terms said more than usual."""

from math import log

from ingest.phrases import words_of
from ingest.terms import over_represented, term_counts
from ingest.topic_model import Topic, TopicModel
from ingest.topics import TopicWords, default_topics, topics_for

TABLE = {"late": ["late", "delayed"], "bags": ["bag", "luggage"], "rare": ["unicorn"]}
TEXTS = [
    *[f"my flight is late, {n} hours at the gate" for n in range(20)],
    *[f"they lost my bag at the carousel, case {n}" for n in range(20)],
    "unicorn",
    "hello there",
]


def test_topics_come_with_most_hits_first():
    words = words_of("late again, delayed, and where is my bag")

    assert ("late", "bags") == TopicWords(TABLE).topics(words)
    assert () == TopicWords(TABLE).topics(words_of("hello"))


def test_a_brands_topic_replaces_the_general_one_of_its_name():
    """Others stay, new ones are added."""
    table = topics_for({"billing": ["ledger"], "strings": ["guitar string*"]})

    assert ("ledger",) == table["billing"]
    assert ("guitar string*",) == table["strings"]
    assert default_topics()["refund"] == table["refund"]


def test_the_model_fills_what_keywords_leave_open():
    """A keyword settles it; the model learns from texts with exactly one topic."""
    model = TopicModel(TABLE, TEXTS)
    found = model.assign(["late", "hours at the gate", "case at the carousel", "the bag is late"])

    assert Topic("late", "keyword", 1.0) == found[0]
    assert [("late", "model"), ("bags", "model")] == [(f.name, f.how) for f in found[1:3]]
    assert "model" == found[3].how
    assert 41 / 42 == model.coverage


def test_the_model_only_chooses_among_the_topics_hit():
    """Two rare keywords do not make a text one about bags, however much the rest speaks of them."""
    table = {**TABLE, "gate": ["gate"], "crew": ["crew"]}
    texts = [*TEXTS, *["the gate is shut"] * 12, *["a kind crew"] * 12]
    found = TopicModel(table, texts).assign(["they lost my case at the carousel: gate crew"])

    assert found[0].name in ("gate", "crew")


def test_a_topic_with_few_examples_is_left_to_its_keywords():
    model = TopicModel(TABLE, TEXTS)

    assert ("late", "bags") == model.topics
    assert [Topic("rare", "keyword", 1.0)] == model.assign(["a unicorn"])


def test_without_examples_there_is_no_guess():
    model = TopicModel(TABLE, [])

    assert [Topic(None, "model", 0.0), Topic("late", "keyword", 1.0)] == model.assign(
        ["hi", "late bag"]
    )
    assert 0.0 == model.coverage
    assert [] == model.assign([])


def test_terms_said_more_than_usual_come_with_examples():
    """Common words on both sides are no news; a phrase stands for its words."""
    rest = term_counts(["the service was fine today"] * 50)
    texts = [*["charged twice for the service"] * 10, *["fine today"] * 10]
    terms = over_represented(texts, rest)

    assert "charged twice" == terms[0].term
    assert (10, 0, (0, 1, 2)) == (terms[0].text_count, terms[0].rest_count, terms[0].examples)
    assert {"charged", "twice", "fine", "service"}.isdisjoint(term.term for term in terms)


def test_the_z_of_a_term_is_the_log_odds_over_its_error():
    """Worked by hand: 5 of 10 here, 1 of 10 there, prior of 1000 words shared as 6 in 20."""
    terms = over_represented(["apple"] * 5 + ["plum"] * 5, {"apple": 1, "plum": 9})
    prior = 1000 * 6 / 20
    here, there = (5 + prior) / (1010 - 5 - prior), (1 + prior) / (1010 - 1 - prior)
    spread = (1 / (5 + prior) + 1 / (1 + prior)) ** 0.5

    assert ["apple"] == [term.term for term in terms]
    assert abs((log(here) - log(there)) / spread - terms[0].z) < 1e-12


def test_nothing_is_over_represented_in_nothing():
    assert [] == over_represented([], term_counts(["a text"]))
    assert [] == over_represented(["two texts"] * 2, {})
