"""Training: reading labelled files, fitting, writing."""

import gzip

import numpy as np
import pytest

from ingest.errors import LoadError
from ingest.reading.linear.model import Linear
from ingest.reading.linear.weights import read
from ingest.training import shipped
from ingest.training.corpora import Labelled, likeness, read_labelled, unescape

MOODS = {"positive": "lovely splendid", "negative": "dreadful rotten", "neutral": "plain ordinary"}
ROWS = [
    Labelled(f"{words} thing\u2019s number {'abcdefghijklmnopqrstuvwxyz'[n]}{n}", polarity)
    for n in range(20)
    for polarity, words in MOODS.items()
]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Plus\u002c I\u2019m", "Plus, I\u2019m"),
        (r"\ud83d\ude0d", "\U0001f60d"),
        ('"He said ""no"""', 'He said "no'),
        ("a &amp;amp; b", "a & b"),
        ("plain", "plain"),
    ],
)
def test_escapes_of_the_training_files_are_undone(written, text):
    assert text == unescape(written)


def test_each_text_is_read_once_from_files_of_either_kind(tmp_path):
    """Copies that differ in handles and links are the same post; unknown classes are left out."""
    with gzip.open(tmp_path / "a.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("1\tpositive\tGood @x http://a.b\n2\tobjective\tAt noon\n3\toff topic\tno\n")
        file.write("4\tnegative\tNot Available\n5\tnegative\n6\tpositive\tgood @y\n")
    (tmp_path / "b.csv").write_text('text,polarity\n"Bad, bad",negative\n', "utf-8")
    rows = read_labelled([tmp_path / "a.tsv.gz", tmp_path / "b.csv"])

    assert [
        Labelled("Good @x http://a.b", "positive"),
        Labelled("At noon", "neutral"),
        Labelled("Bad, bad", "negative"),
    ] == rows


@pytest.mark.parametrize("content", [None, "a,b\n1,2\n"])
def test_a_file_that_is_not_labelled_is_named(tmp_path, content):
    if content:
        (tmp_path / "x.csv").write_text(content)

    with pytest.raises(LoadError, match=r"x\.csv: not a labelled file"):
        read_labelled([tmp_path / "x.csv"])


def test_a_text_without_letters_is_only_like_itself():
    assert likeness("!!! 😍") != likeness("??? 😍")


def test_training_finds_what_tells_classes_apart(tmp_path):
    """The command leaves out what is kept aside, and writes weights that load."""
    lines = [f"{n}\t{row.polarity}\t{row.text}\n" for n, row in enumerate(ROWS)]
    (tmp_path / "l.tsv").write_text("".join(lines), "utf-8")
    (tmp_path / "aside.txt").write_text(ROWS[0].text.replace("\u2019", r"\u2019") + "\n", "utf-8")
    aside, out = str(tmp_path / "aside.txt"), str(tmp_path / "m")
    options = ["--without", aside, "--out", out, "--name", "mine", "--origin", "made up"]
    shipped.main([str(tmp_path / "l.tsv"), *options])
    weights, card = read(tmp_path / "m")
    scores = Linear(weights, card).score(list(MOODS.values()))

    assert list(MOODS) == [score.polarity for score in scores]
    assert ("mine", "made up", len(ROWS) - 1) == (card.name, card.origin, card.figures["texts"])


def test_training_twice_gives_the_same_model():
    first, second = shipped.train(ROWS), shipped.train(ROWS)

    assert first[1] == second[1]
    assert np.array_equal(first[0].levels, second[0].levels)


def test_macro_recall_is_the_mean_of_the_classes():
    """Three of four and none of one."""
    assert 0.375 == shipped.macro_recall(np.array([0, 0, 0, 0, 1]), np.array([0, 0, 0, 1, 0]))
