"""Topics by keyword, and the model that fills the rest."""

from ingest.reading.phrases import words_of
from ingest.reading.topics import TopicWords, default_topics, topics_for
from ingest.training.topic_model import Topic, TopicModel

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
