"""What people said about wordings: which are notices, the same to everybody on purpose."""

from datetime import UTC, datetime

from dashboard.ui import query
from sql.feedback import Action, PeopleDamaged, not_undone

NOTICE = "notice"


def approve(brand: str, template: str, *, is_notice: bool) -> None:
    """Call a wording a notice, or take that back; figures follow with the next run.

    Raises:
        NotPermitted: whoever asks may not say so.
    """
    query.say(
        [
            Action(
                kind=NOTICE,
                subject=template,
                brand=brand,
                field="approved",
                value="yes" if is_notice else "no",
                who="dashboard",
                said_at=datetime.now(UTC),
            )
        ]
    )


def notices(brand: str) -> set[str]:
    """Templates that somebody called a notice, as it stands."""
    # A ledger that cannot be read is told where it is written; the page stands without it.
    try:
        said = query.said(NOTICE)
    except PeopleDamaged:
        return set()
    last = {one.subject: one.value for one in not_undone(said) if one.brand == brand}
    return {template for template, value in last.items() if value == "yes"}
