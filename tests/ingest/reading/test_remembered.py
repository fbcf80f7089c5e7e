"""A word is looked at once, and memory does not grow for ever."""

from ingest.reading.remembered import LONGEST, OfWords, Remembered


def test_a_word_is_looked_at_once():
    asked = []
    known = Remembered(lambda word: asked.append(word) or len(word))

    assert [4, 5, 4] == list(map(known.__getitem__, ["late", "again", "late"]))
    assert ["late", "again"] == asked


def test_the_words_in_use_stay_and_the_others_go():
    """Half the memory is let go at a time; a line without blanks is never kept."""
    asked = []
    known = Remembered(lambda word: asked.append(word) or word, most=8)
    for n in range(20):
        assert "often" == known["often"]
        assert f"rare{n}" == known[f"rare{n}"]
    assert "x" * (LONGEST + 1) == known["x" * (LONGEST + 1)]

    assert 1 == asked.count("often")
    assert len(known) <= 8
    assert "x" * (LONGEST + 1) not in known


def test_rules_that_ask_of_the_same_words_share_the_answer():
    """Other words are other ones, however they are held."""
    asked = []
    find = OfWords(lambda words: asked.append(words) or len(words))
    words = ("so", "late")

    assert [2, 2, 2, 1] == [find(words), find(words), find(["so", "late"]), find(("so",))]
    assert [words, ("so",)] == asked
