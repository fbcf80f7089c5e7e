"""`earshot learn`: fit what people said, keep it only where it proves better, score anew."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from ingest.loading.load import finish, load
from ingest.loading.scoring import TASK
from ingest.loading.settings import stored_brands
from ingest.reading.enrich import Enricher
from ingest.reading.linear.model import Linear, shipped
from ingest.reading.linear.versions import Versions
from ingest.reading.scorer import Scorer
from ingest.training.adopt import POLARITY, How, Label, Measured, learn
from sql import feedback
from sql.rows import scalar
from sql.warehouse import published, writer

_ORIGINS: dict[str, How] = {"random": "random", "uncertain": "uncertain", "browse": "picked"}
_LABELS = """
    select
        labels.post_id,
        coalesce(posts.title || '. ', '') || posts.text as text,
        labels.value,
        labels.origin
    from labels
    inner join posts
        on labels.post_id = posts.post_id and labels.brand = posts.brand
    where
        labels.field = 'polarity'
        and posts.direction = 'inbound'
        and posts.text <> ''
        and posts.lang in (select unnest(?))
    order by labels.labelled_at, labels.post_id, labels.brand
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What a round came to.

    Attributes:
        is_adopted: another model is in use than before.
        reason: one sentence for people.
        model: name and version of the scorer in use now.
        label_count: labels of posts that the model can read.
        random_count: of them, those that chance chose.
        before: the model in use before, on random labels new to it; None if not tried.
        after: the new one, each of them held back from it; None if not tried.
        rescored_count: posts scored anew.
        seconds: it took.
    """

    is_adopted: bool
    reason: str
    model: str
    label_count: int = 0
    random_count: int = 0
    before: Measured | None = None
    after: Measured | None = None
    rescored_count: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def __str__(self) -> str:
        scored = f"; {self.rescored_count:,} posts scored anew" if self.is_adopted else ""
        return (
            f"{'Adopted' if self.is_adopted else 'Nothing changed'}: {self.reason}{scored}.\n"
            f"{self.label_count:,} labels, {self.random_count:,} of them random. "
            f"In use: {self.model}."
        )


def teach(data: Path, config: Config, *, now: datetime) -> Taught:
    """Learn from all labels, and adopt what is better on labels held back.

    Adopting, scoring anew and all that follows are one transaction: killed anywhere, the model in
    use before stays. While it fits, others may write.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    started = time.monotonic()
    if refused := _other_scorer(config):
        return refused
    if published(data) is None or not feedback.everything(data, "label"):
        return Taught(is_adopted=False, reason="nobody has checked a post yet", model=_name(None))
    ids, labels, known = _known(data, config, now)
    # Fitting takes its time: nobody has to wait for it.
    outcome = learn(POLARITY, labels, shipped=shipped(), in_use=_classes(known), seen=known.seen)
    model, rescored = known.model, 0
    if outcome.weights is not None and outcome.card is not None:
        checks = {
            post: outcome.held_back[label.text]
            for post, label in zip(ids, labels, strict=True)
            if label.text in outcome.held_back
        }
        with writer(data) as con:
            Versions(con, TASK).adopt(outcome.weights, outcome.card, now, checks)
            rescored = _rescored(con, config, now)
            model = Versions(con, TASK).current()
    return Taught(
        is_adopted=outcome.weights is not None,
        reason=outcome.reason,
        model=_name(model),
        label_count=len(labels),
        random_count=sum(label.how == "random" for label in labels),
        before=outcome.before,
        after=outcome.after,
        rescored_count=rescored,
        seconds=round(time.monotonic() - started, 2),
    )


def go_back(data: Path, config: Config, *, now: datetime) -> Taught:
    """Use the model before the one in use again; its labels are not learned a second time.

    Raises:
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    started = time.monotonic()
    if refused := _other_scorer(config):
        return refused
    with writer(data) as con:
        is_moved = Versions(con, TASK).go_back(now)
        rescored = _rescored(con, config, now) if is_moved else 0
        return Taught(
            is_adopted=is_moved,
            reason="back to the model before" if is_moved else "the shipped model is in use",
            model=_name(Versions(con, TASK).current()),
            rescored_count=rescored,
            seconds=round(time.monotonic() - started, 2),
        )


def _other_scorer(config: Config) -> Taught | None:
    """Why nothing is learned, where the configuration names a scorer that cannot learn."""
    if config.scorer is None or config.scorer.kind == "linear":
        return None
    reason = (
        f'earshot.toml says [scorer] kind = "{config.scorer.kind}", and only the kind linear '
        "learns; corrections win over any scorer where they were made"
    )
    return Taught(is_adopted=False, reason=reason, model=config.scorer.kind)


@dataclass(frozen=True, slots=True)
class _Known:
    """The learned model in use, None while it is the shipped one, and what any version learned."""

    model: Linear | None
    seen: frozenset[int]


def _known(data: Path, config: Config, now: datetime) -> tuple[list[str], list[Label], _Known]:
    """Posts and their labels with everything said up to now, and what there is to beat."""
    with writer(data) as con:
        load(con, (), config=config, run_id="learn", now=now)
        finish(con)
        versions = Versions(con, TASK)
        return *_labels(con), _Known(versions.current(), versions.seen())


def _classes(known: _Known) -> Callable[[Sequence[str]], list[str]]:
    in_use: Scorer = known.model or shipped()
    return lambda texts: [score.polarity if score else "neutral" for score in in_use.score(texts)]


def _labels(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[Label]]:
    """What people say about posts that the shipped model can read, the oldest first."""
    rows = con.execute(_LABELS, [sorted(shipped().languages)]).fetchall()
    masked = Enricher(stored_brands(con).values()).masked([text for _, text, _, _ in rows])
    labels = [
        Label(text, value, _ORIGINS[origin])
        for text, (_, _, value, origin) in zip(masked, rows, strict=True)
    ]
    return [post for post, *_ in rows], labels


def _rescored(con: duckdb.DuckDBPyConnection, config: Config, now: datetime) -> int:
    load(con, (), config=config, run_id="learn", now=now)
    finish(con)
    return int(scalar(con, "select count(distinct post_id) from posts where scorer is not null"))


def _name(model: Scorer | None) -> str:
    scorer = model or shipped()
    return f"{scorer.name} {scorer.version}"
