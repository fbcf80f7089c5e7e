"""Topics by keyword, and the model that fills the rest."""

from ingest.reading.phrases import words_of
from ingest.reading.topics import TopicWords, default_topics, topics_for

TABLE = {"late": ["late", "delayed"], "bags": ["bag", "luggage"], "rare": ["unicorn"]}


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
