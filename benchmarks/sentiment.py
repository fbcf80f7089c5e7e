"""How right the scores are, with no label and with some, beside the usual tools.

Run it as `python benchmarks/sentiment.py`. It reads `../shared/data`, takes about ten minutes on
one core and prints six tables. TextBlob and AFINN are measured where the group `bench` is
installed. The shipped model has seen none of these posts; its n-gram strength and the learner's
were chosen on SemEval's own years and on the airlines' posts.
"""

import importlib
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np
import sentiment_data as data
from numpy.typing import NDArray
from sklearn.metrics import f1_score, recall_score

from ingest.brand import Brand
from ingest.reading.complaints import CUT, ComplaintWords, complaint_score
from ingest.reading.enrich import Enricher
from ingest.reading.linear.model import Linear, shipped
from ingest.reading.phrases import words_of
from ingest.reading.scorer import POLARITIES, Scorer, polarity_of
from ingest.reading.scorers.vader import Vader
from ingest.training.adopt import POLARITY, How, Label, learn
from ingest.training.fit import fit, prepare
from ingest.training.shipped import macro_recall

SEEDS = 10
HELD_BACK = 2_500
LABELS = (50, 200, 500, 1_000)
CORRECTIONS = (200, 500, 1_000)
CORRECTION_SEEDS = 3
LEAST_PER_DAY = 25

Classes = NDArray[np.intp]
Method = Callable[[Sequence[str]], Classes]


def by_scorer(scorer: Scorer) -> Method:
    """Classes of a scorer of the project."""
    return lambda texts: np.array(
        [POLARITIES.index(score.polarity if score else "neutral") for score in scorer.score(texts)]
    )


def by_score(score: Callable[[str], float]) -> Method:
    """Classes of a bare score: above 0, below 0."""
    return lambda texts: np.array(
        [POLARITIES.index(polarity_of(score(t), positive=1e-9, negative=-1e-9)) for t in texts]
    )


def others() -> dict[str, Method]:
    """TextBlob and AFINN, as far as they are installed."""
    found = {}
    if find_spec("textblob"):
        blob = importlib.import_module("textblob").TextBlob
        found["TextBlob"] = by_score(lambda text: float(blob(text).sentiment.polarity))
    if find_spec("afinn"):
        found["AFINN"] = by_score(importlib.import_module("afinn").Afinn(emoticons=True).score)
    return found


def zero_labels() -> None:
    """Macro recall and accuracy without a single label of these posts."""
    print("| without labels | TweetEval val | airlines | recall neg, neu, pos | texts/CPU-s |")
    print("|---|---|---|---|---|")
    tweets, airline = data.tweeteval(), data.airline()
    vader = by_scorer(Vader())
    row("VADER, names as written", vader, tweets, airline.raw, airline.truth)
    methods = {"VADER, names masked": vader, **others(), "shipped": by_scorer(shipped())}
    for name, method in methods.items():
        row(name, method, tweets, airline.masked, airline.truth)
    if missing := {"TextBlob", "AFINN"} - methods.keys():
        print(f"\nNot installed, so not measured: {', '.join(missing)} (uv sync --group bench)")


def row(
    name: str, method: Method, tweets: data.Posts, texts: Sequence[str], truth: Classes
) -> None:
    """One line of the first table."""
    method(texts[:100])
    started = time.process_time()
    found = method(texts)
    speed = len(texts) / (time.process_time() - started)
    easy = method(tweets.masked)
    recalls = " ".join(f"{(found[truth == k] == k).mean():.0%}" for k in range(3))
    print(
        f"| {name} | {both(tweets.truth, easy)} | {both(truth, found)} | {recalls} | {speed:,.0f} |"
    )


def both(truth: Classes, found: Classes) -> str:
    """Macro recall / accuracy."""
    return f"{100 * macro_recall(truth, found):.1f} / {100 * (truth == found).mean():.1f}"


def brand_days() -> None:
    """What a dashboard shows: brand and day, groups of at least LEAST_PER_DAY."""
    airline = data.airline()
    keys = np.char.add(airline.brand, airline.day)
    vader = by_scorer(Vader())
    learned = Linear(*_learned(airline, np.random.default_rng(0).permutation(len(keys))[:200]))
    methods = {
        "VADER, names as written": vader(airline.raw),
        "VADER, names masked": vader(airline.masked),
        "shipped": by_scorer(shipped())(airline.masked),
        "shipped and 200 labels": by_scorer(learned)(airline.masked),
    }
    groups = [keys == key for key in np.unique(keys) if (keys == key).sum() >= LEAST_PER_DAY]
    print(f"\n| {len(groups)} brand-days | negative share, mean error | net, bias | rank of net |")
    print("|---|---|---|---|")
    for name, found in methods.items():
        negative = [(found[g] == 0).mean() - (airline.truth[g] == 0).mean() for g in groups]
        net, true_net = (
            [np.mean(classes[g] - 1.0) for g in groups] for classes in (found, airline.truth)
        )
        bias, error = np.mean(np.subtract(net, true_net)), np.mean(np.abs(negative))
        print(f"| {name} | {100 * error:.1f} | {100 * bias:+.1f} | {spearman(net, true_net):.2f} |")


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Correlation of ranks; ties, if any, by their order."""
    ranks = [np.argsort(np.argsort(values)) for values in (one, other)]
    return float(np.corrcoef(ranks)[0, 1])


def _learned(airline: data.Airline, chosen: Classes, how: How = "random") -> tuple:
    labels = [Label(airline.masked[i], POLARITIES[airline.truth[i]], how) for i in chosen]
    outcome = learn(POLARITY, labels, shipped=shipped(), in_use=_answers(shipped()))
    if outcome.weights is None:
        return shipped().weights, shipped().card
    return outcome.weights, outcome.card


def _answers(model: Linear) -> Callable[[Sequence[str]], list[str]]:
    return lambda texts: [POLARITIES[k] for k in model.probabilities(texts).argmax(axis=1)]


def learning_curve() -> None:
    """Accuracy and macro recall on airline posts held back, SEEDS times."""
    airline = data.airline()
    print(f"\n| labels | {SEEDS} seeds: accuracy (sd) / macro recall | adopted |")
    print("|---|---|---|")
    for count in (0, *LABELS):
        found = [_one_seed(airline, seed, count) for seed in range(SEEDS if count else 1)]
        accuracy, recall, adopted = np.mean(found, axis=0)
        spread = np.std([one[0] for one in found])
        right = f"{100 * accuracy:.1f} ({100 * spread:.1f}) / {100 * recall:.1f}"
        print(f"| {count} | {right} | {adopted:.0%} |")


def _one_seed(airline: data.Airline, seed: int, count: int) -> tuple[float, float, bool]:
    order = np.random.default_rng(seed).permutation(len(airline.truth))
    held, chosen = order[:HELD_BACK], order[HELD_BACK : HELD_BACK + count]
    model = Linear(*_learned(airline, chosen)) if count else shipped()
    found = model.probabilities([airline.masked[i] for i in held]).argmax(axis=1)
    truth = airline.truth[held]
    return float((found == truth).mean()), macro_recall(truth, found), model.name != shipped().name


def corrections_alone() -> None:
    """What people correct, without what they left alone: refused, and why.

    Somebody reads posts in any order and corrects those that are wrong. "alone" holds only these;
    "naive" is a model fitted to them without any safeguard; "and the rest" also confirms what was
    read and right.
    """
    airline = data.airline()
    print("\n| corrections | naive | alone | and the rest |\n|---|---|---|---|")
    wrong = shipped().probabilities(airline.masked).argmax(axis=1) != airline.truth
    for count in CORRECTIONS:
        found = [_corrected(airline, wrong, seed, count) for seed in range(CORRECTION_SEEDS)]
        told = [
            " / ".join(f"{100 * value:.1f}" for value in pair) for pair in np.mean(found, axis=0)
        ]
        print(f"| {count} | {' | '.join(told)} |")


def _corrected(
    airline: data.Airline, wrong: NDArray[np.bool_], seed: int, count: int
) -> list[tuple[float, float]]:
    """Accuracy and macro recall of the three models."""
    order = np.random.default_rng(seed).permutation(len(airline.truth))
    held, read = order[:HELD_BACK], order[HELD_BACK:]
    picked = read[wrong[read]][:count]
    looked_at = read[: int(np.flatnonzero(read == picked[-1])[0]) + 1]
    texts, truth = [airline.masked[i] for i in held], airline.truth[held]
    sample = prepare([airline.masked[i] for i in picked], shipped())
    naive = fit(sample, airline.truth[picked], 3).probabilities(prepare(texts, shipped()))
    alone = _answered(airline, picked, "picked").probabilities(texts)
    rest = _answered(airline, looked_at, "random").probabilities(texts)
    classes = [likely.argmax(axis=1) for likely in (naive, alone, rest)]
    return [(float((one == truth).mean()), macro_recall(truth, one)) for one in classes]


def _answered(airline: data.Airline, chosen: Classes, how: How) -> Linear:
    """The model in use after one round over these labels."""
    return Linear(*_learned(airline, chosen, how))


def complaints() -> None:
    """Macro F1 of the rule by definition, and of weighed evidence."""
    posts = data.complaints()
    scores = shipped().score(posts.masked)
    words = ComplaintWords()
    rule = [
        complaint_score(
            text, score.sentiment, words.count(words_of(text)), is_addressed="@user" in text
        )
        >= CUT
        for score, text in zip(scores, posts.masked, strict=True)
        if score
    ]
    print("\n| complaints | macro F1 |\n|---|---|")
    vader = by_scorer(Vader())(posts.masked) == 0
    print(f"| VADER says negative | {f1_score(posts.truth, vader, average='macro'):.3f} |")
    defined = [
        score is not None and score.polarity == "negative" and (found or "@user" in text)
        for score, found, text in zip(
            scores,
            (words.count(words_of(text)) > 0 for text in posts.masked),
            posts.masked,
            strict=True,
        )
    ]
    is_praise = [score is not None and score.polarity == "positive" for score in scores]
    decided = np.logical_or(defined, np.logical_and(rule, np.logical_not(is_praise)))
    for name, found in (
        ("negative, and a complaint word or an address", defined),
        ("weighed evidence alone", rule),
        ("is_complaint: either of the two, no praise", decided),
    ):
        f1, recall = (measure(posts.truth, found) for measure in (_macro_f1, recall_score))
        print(f"| {name} | {f1:.3f}, recall {recall:.2f} |")
    # No weight was fitted, so a trade left out is one that is measured alone.
    for domain in np.unique(posts.domain[posts.truth == 1]):
        here = posts.domain == domain
        f1 = _macro_f1(posts.truth[here], decided[here])
        recall = recall_score(posts.truth[here], decided[here])
        print(f"| … {domain} | {f1:.3f}, recall {recall:.2f} |")


def _macro_f1(truth: Classes, found: Classes) -> float:
    return float(f1_score(truth, found, average="macro"))


def speed() -> None:
    """The whole path on one core: masks, language, model, complaint, question, topics."""
    airline = data.airline()
    names = sorted(set(airline.brand.tolist()))
    brands = [Brand(key=name.lower().replace(" ", "_"), name=name) for name in names]
    enricher = Enricher(brands)
    enricher.enrich(airline.raw[:1_000], [None] * 1_000)
    started = time.process_time()
    found = enricher.enrich(airline.raw, [None] * len(airline.raw))
    spent = time.process_time() - started
    kept = sum(one.lang == "en" for one in found) / len(found)
    print(f"\nWhole path: {len(found) / spent:,.0f} texts a second and core;")
    print(f"{kept:.1%} seen as English.")


if __name__ == "__main__":
    zero_labels()
    brand_days()
    learning_curve()
    corrections_alone()
    complaints()
    speed()
