"""What people said about wordings and questions: what is a notice, and what recurring is called."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dashboard.ui import query, who
from sql.feedback import Action, PeopleDamaged, not_undone

NOTICE, QUESTION, IDENTITY = "notice", "question_group", "identity"


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


def name_question(brand: str, words: Sequence[str], name: str) -> None:
    """Say what those ask who use some words; figures follow with the next run.

    Args:
        brand: its key.
        words: sets of words, with blanks between them; whoever uses all of one set asks it.
        name: of the question; several sets may share one. "" sets the words aside.

    Raises:
        NotPermitted: whoever asks may not say so.
    """
    now = datetime.now(UTC)
    query.say(
        [
            Action(
                kind=QUESTION,
                subject=one,
                brand=brand,
                field="name",
                value=name,
                who="dashboard",
                said_at=now,
            )
            for one in words
        ]
    )


def unname_question(brand: str, words: str) -> None:
    """Take back all that was said of a set of words: it is proposed again with the next run.

    Raises:
        NotPermitted: whoever asks may not say so.
    """
    who.need("lead")
    for one in not_undone(query.said(QUESTION, [words])):
        if one.brand == brand:
            query.take_back(one.batch_id, "dashboard")


def questions(brand: str) -> dict[str, str]:
    """Names of sets of words as they stand, by the words; "" is set aside."""
    try:
        said = query.said(QUESTION)
    except PeopleDamaged:
        return {}
    return {one.subject: str(one.value) for one in not_undone(said) if one.brand == brand}


def say_identity(brand: str, post_id: str, other_post_id: str, *, is_same: bool) -> None:
    """Say of the authors of two posts that they are one person, or that they are not.

    Raises:
        NotPermitted: whoever asks may not say so.
    """
    query.say(
        [
            Action(
                kind=IDENTITY,
                subject=post_id,
                brand=brand,
                field=other_post_id,
                value="same" if is_same else "other",
                who="dashboard",
                said_at=datetime.now(UTC),
            )
        ]
    )


def identities(brand: str, post_id: str) -> dict[str, bool]:
    """What was said of the author of a post and those of others, by their post: is it the same?"""
    try:
        said = query.said(IDENTITY, [post_id])
    except PeopleDamaged:
        return {}
    return {one.field: one.value == "same" for one in not_undone(said) if one.brand == brand}


def unsay_identity(brand: str, post_id: str, other_post_id: str) -> None:
    """Take back all that was said of two authors.

    Raises:
        NotPermitted: whoever asks may not say so.
    """
    for one in not_undone(query.said(IDENTITY, [post_id])):
        if one.brand == brand and one.field == other_post_id:
            query.take_back(one.batch_id, "dashboard")
