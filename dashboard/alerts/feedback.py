"""What people said about alerts: rules they asked for and marks, in the people's own file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.ui import query
from sql.feedback import Action, not_undone

RULE, MARK, TELL, TAKEN = "alert_rule", "alert_mark", "alert_tell", "alert_taken"
USEFUL, NOISE = "useful", "noise"
WHO = "dashboard"
Marks = Mapping[tuple[str, str], str]  # verdict by rule and subject


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of a rule's marked alerts were useful."""

    useful_count: int
    marked_count: int


def save_rule(brand: str, name: str, kind: str, level: float, tell: Sequence[str] = ()) -> None:
    """Ask for a rule; the next pass, or `earshot alerts`, judges it.

    Args:
        brand: key.
        name: of the rule.
        kind: what it watches.
        level: on the kind's scale.
        tell: keys of the people who are told.
    """
    said = [_action(RULE, name, brand, kind, f"{level:.10g}")]
    if tell:
        said.append(_action(TELL, name, brand, kind, " ".join(tell)))
    query.say(said)


def take(brand: str, rule_name: str, subject: str) -> None:
    """Say that somebody has it: nobody else is called for it."""
    _say(TAKEN, subject, brand, rule_name, "yes")


def taken(brand: str) -> frozenset[tuple[str, str]]:
    """Rule and subject of the alerts that somebody has."""
    said = not_undone(query.said(TAKEN))
    return frozenset((one.field, one.subject) for one in said if one.brand == brand)


def rules(brand: str) -> list[Action]:
    """Rules asked for here and not taken back, the newest of a name, by name."""
    newest = {one.subject: one for one in not_undone(query.said(RULE)) if one.brand == brand}
    return [newest[name] for name in sorted(newest)]


def remove_rule(brand: str, name: str) -> None:
    """Take back everything that was asked for by that name."""
    for one in not_undone(query.said(RULE, [name])):
        if one.brand == brand:
            query.take_back(one.batch_id, WHO)


def mark(brand: str, rule_name: str, subject: str, verdict: str) -> None:
    """Call an alert useful or noise; the last word of all counts."""
    _say(MARK, subject, brand, rule_name, verdict)


def unmark(brand: str, rule_name: str, subject: str) -> None:
    """Take back the last mark that still stands; the one before it holds again."""
    said = not_undone(query.said(MARK, [subject]))
    mine = [one for one in said if (one.brand, one.field) == (brand, rule_name)]
    if mine:
        query.take_back(mine[-1].batch_id, WHO)


def marks(brand: str) -> Marks:
    """Verdict by rule and subject, as far as marked."""
    said = not_undone(query.said(MARK))
    return {(one.field, one.subject): one.value or "" for one in said if one.brand == brand}


def precision(verdicts: Sequence[str]) -> Precision:
    """Of the marked alerts of one rule."""
    return Precision(verdicts.count(USEFUL), len(verdicts))


def _say(kind: str, subject: str, brand: str, field: str, value: str) -> None:
    query.say([_action(kind, subject, brand, field, value)])


def _action(kind: str, subject: str, brand: str, field: str, value: str) -> Action:
    return Action(
        kind=kind,
        subject=subject,
        brand=brand,
        field=field,
        value=value,
        who=WHO,
        said_at=datetime.now(UTC),
    )
