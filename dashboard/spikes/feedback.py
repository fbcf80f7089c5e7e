"""What people say about issues: watching, known or done; in the people's own file."""

from collections.abc import Mapping
from datetime import UTC, datetime

from dashboard.ui import query
from sql.feedback import Action, PeopleDamaged, not_undone
from wording.said import mark

ISSUE = "issue"
WATCHING, KNOWN, DONE = STATES = (mark("watching"), mark("known"), mark("done"))
WHO = "dashboard"


def say(brand: str, term: str, state: str) -> None:
    """Say how an issue stands; the last word of all counts.

    Raises:
        NotPermitted: whoever asks may not say so.
        PeopleDamaged: the file cannot be written.
    """
    query.say(
        [
            Action(
                kind=ISSUE,
                subject=term,
                brand=brand,
                field="state",
                value=state,
                who=WHO,
                said_at=datetime.now(UTC),
            )
        ]
    )


def take_back(brand: str, term: str) -> None:
    """Take back the last word that stands on an issue; the one before it holds again.

    Raises:
        NotPermitted: whoever asks may not say so.
        PeopleDamaged: the file cannot be written.
    """
    said = [one for one in not_undone(query.said(ISSUE, [term])) if one.brand == brand]
    if said:
        query.take_back(said[-1].batch_id, WHO)


def states(brand: str) -> Mapping[str, str]:
    """How issues stand, by the term that names them; those that nobody spoke of are left out."""
    # A ledger that cannot be read is told where it is written; the page stands without it.
    try:
        said = query.said(ISSUE)
    except PeopleDamaged:
        return {}
    return {one.subject: one.value or "" for one in not_undone(said) if one.brand == brand}
