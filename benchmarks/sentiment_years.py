"""How right the sentiment model is on posts of a year that it never saw: an honest split.

Run it as `python benchmarks/sentiment_years.py`. It trains as the shipped model was trained, from
SemEval's files before the test of 2016, and measures on that test: about five minutes on one core.
Posts that stand in both are left out of the training. The strengths of the two models were chosen
on this split, so expect a little less elsewhere; no weight has seen a post of the test.
"""

import numpy as np
import sentiment_data as data

from ingest.reading.linear.model import Linear
from ingest.reading.masking import Masker
from ingest.reading.scorer import POLARITIES
from ingest.training.corpora import Labelled, likeness, read_labelled
from ingest.training.shipped import macro_recall, train

TEST = "2016test.tsv.gz"


def split() -> tuple[list[Labelled], list[Labelled]]:
    """What is learned from, and what is measured on."""
    paths = sorted((data.DATA / "semeval").glob("*.tsv.gz"))
    test = read_labelled([path for path in paths if path.name == TEST])
    told = {likeness(row.text) for row in test}
    rows = read_labelled([path for path in paths if path.name != TEST])
    return [row for row in rows if likeness(row.text) not in told], test


def main() -> None:
    """Print macro recall and accuracy."""
    rows, test = split()
    model = Linear(*train(rows))
    likely = model.probabilities([Masker([]).mask(row.text) for row in test])
    truth = np.array([POLARITIES.index(row.polarity) for row in test])
    found = likely.argmax(axis=1)
    print(f"learned from {len(rows):,}, measured on {len(test):,} of 2016")
    print(f"macro recall {macro_recall(truth, found):.3f}, accuracy {(truth == found).mean():.3f}")


if __name__ == "__main__":
    main()
