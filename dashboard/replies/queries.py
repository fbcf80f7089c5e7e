"""Rows of the page Replies: one function each, columns as the metrics name them."""

from datetime import date, timedelta

import pandas as pd

from dashboard.ui import notes
from dashboard.ui.periods import Span, between
from dashboard.ui.query import within
from dashboard.ui.scope import Scope

QUARTER = timedelta(days=91)


def audit(scope: Scope) -> pd.Series | None:
    """All replies of the period together; None where nobody of the brand replied."""
    return _all(within(scope, "generic_replies", dimension="all"))


def audit_before(scope: Scope) -> pd.Series | None:
    """The same of the compared period; None without one, or where nobody replied."""
    if scope.before is None:
        return None
    return _all(within(scope, "generic_replies", scope.before, dimension="all"))


def by_week(scope: Scope) -> pd.DataFrame:
    """Replies of the period by local week, how soon and what came of them, oldest first."""
    return within(scope, "fast_but_hollow", dimension="week", order="group_value")


def efforts(scope: Scope) -> pd.DataFrame:
    """What answering took, and what went with it: by week, band, part of the day, and all.

    The column dimension says which; asked at once, since planning costs more than reading.
    """
    dimensions = ["all", "week", "band", "part"]
    return within(scope, "efforts", dimensions=dimensions, order="dimension, group_value")


def by_responder(scope: Scope) -> pd.DataFrame:
    """Replies of the period by who wrote them, the busiest first."""
    order = "reply_count desc, group_value"
    return within(scope, "generic_replies", dimension="responder", order=order)


def templates(scope: Scope, limit: int) -> pd.DataFrame:
    """The wordings used most in the period."""
    order = "reply_count desc, template"
    return within(scope, "reply_templates", order=order, row_limit=limit, rows_before=0)


def turnaround(scope: Scope, dimension: str = "all") -> pd.DataFrame:
    """What came of answers by a dimension of the metric `turnaround`, the largest group first."""
    order = "answered_count desc, group_value"
    return within(scope, "turnaround", dimension=dimension, order=order)


def served(scope: Scope, dimension: str) -> pd.DataFrame:
    """Who gets answered within 24 hours, the largest group first."""
    order = "turn_count desc, group_value"
    return within(scope, "served_by_tier", dimension=dimension, order=order)


def outside(scope: Scope) -> pd.DataFrame:
    """Complaints found by listening beside those said to the brand, as the metric has them."""
    return within(scope, "outside_channels", order="group_value")


def outside_open(scope: Scope, limit: int) -> pd.DataFrame:
    """Complaints found by listening that are open still, before most people first; codes masked."""
    return within(scope, "outside_open", row_limit=limit)


def completeness(scope: Scope) -> pd.DataFrame:
    """What first complaints held and what was asked back, by topic; `all` is one of them."""
    order = "complaint_count desc, topic"
    return within(scope, "completeness", order=order)


def asked_back(scope: Scope, limit: int) -> pd.DataFrame:
    """Replies that only asked back, with the complaint, needless ones first; codes masked."""
    return within(scope, "asked_back_replies", row_limit=limit)


def events(scope: Scope) -> pd.DataFrame:
    """Dated events of the brand up to the newest moment shown, oldest first; local days."""
    last = scope.span.until.astimezone(scope.brand.zone).date()
    return notes.events(scope, last)


def after_article(scope: Scope, words: str, day: date) -> pd.Series:
    """Questions that hold one of the words, a line each, before a local day and from it on."""
    return within(scope, "after_article", words=words, event_date=day).iloc[0]


def article_posts(scope: Scope, words: str, day: date, limit: int) -> pd.DataFrame:
    """Those questions, the newest first."""
    return within(scope, "article_posts", words=words, event_date=day, row_limit=limit)


def recurring(scope: Scope, kind: str) -> pd.DataFrame:
    """Questions or requests that people named, by the hours that people waited for them."""
    rows = within(scope, "recurring_questions", order="waiting_hours desc, question")
    return rows[rows["kind"] == kind].reset_index(drop=True)


def question_proposals(scope: Scope) -> pd.DataFrame:
    """What may be asked again and again and nobody named, by the hours that people waited."""
    return within(scope, "question_proposals", order="waiting_hours desc, kind, words")


def known_questions(scope: Scope) -> dict[str, str]:
    """What the figures shown know to be named, by its words; "" is set aside."""
    rows = within(scope, "known_questions")
    return dict(zip(rows["words"], rows["question"], strict=True))


def consistency(scope: Scope, dimension: str = "all") -> pd.DataFrame:
    """How alike the same questions are answered, those asked most first."""
    order = "differing_count desc, turn_count desc, question, group_value"
    return within(scope, "consistency", dimension=dimension, order=order)


def told_differently(scope: Scope, limit: int) -> pd.DataFrame:
    """What was told otherwise to others who asked the same: contradictions first, then changes."""
    return within(scope, "told_differently", row_limit=limit)


def followed(scope: Scope) -> Span:
    """The period, reaching back a quarter where it is shorter: what follows takes 30 days."""
    since = scope.span.until - QUARTER
    if scope.span.since <= since or scope.brand.earliest is None:
        return scope.span
    first, last = scope.span.last - QUARTER, scope.span.last
    return between(first, last, scope.span.until, scope.brand.earliest, scope.brand.zone)


def escalation_rates(scope: Scope) -> pd.DataFrame:
    """How often complaints were followed by wider ones, by what became of the first contact.

    Of the period `followed`.
    """
    order = "wider_share desc, failure"
    return within(scope, "escalation_rates", followed(scope), order=order)


def sequel_rates(scope: Scope) -> pd.DataFrame:
    """How often people complained again, or a competitor gained them, after a complaint.

    Of the period `followed`.
    """
    return within(scope, "complaint_sequel_rates", followed(scope), order="failure")


def sequel_posts(scope: Scope, limit: int) -> pd.DataFrame:
    """Those posts, of the same period: competitors gained first, the newest first; UTC."""
    return within(scope, "sequel_posts", followed(scope), row_limit=limit)


def escalations(scope: Scope, limit: int) -> pd.DataFrame:
    """Complaints that went wider, those that reached most people first, with both texts.

    Of the period `followed`.
    """
    return within(scope, "wider_complaints", followed(scope), row_limit=limit)


def escalation_steps(scope: Scope, turn_id: str) -> pd.DataFrame:
    """One of them step by step, oldest first."""
    return within(scope, "escalation_steps", turn_id=turn_id)


def chain_echoes(scope: Scope, turn_id: str) -> pd.DataFrame:
    """What others made of one of them, found by rare words: press first, then by likeness."""
    order = "is_press desc, place_count desc, created_at, post_id"
    return within(scope, "chain_echoes", turn_id=turn_id, order=order)


def possible_identities(scope: Scope, turn_id: str) -> pd.DataFrame:
    """Who may be its author under another handle or elsewhere, as the metric has them."""
    order = "created_at, post_id"
    return within(scope, "possible_identities", turn_id=turn_id, order=order)


def loud_authors(scope: Scope, limit: int) -> pd.DataFrame:
    """Who complained in the period, those heard by most first."""
    order = "largest_audience desc nulls last, complaint_count desc, author_id"
    return within(scope, "loud_authors", order=order, row_limit=limit, rows_before=0)


def known_notices(scope: Scope) -> set[str]:
    """Templates that the figures shown know to be notices."""
    return set(within(scope, "known_notices")["template"])


def _all(rows: pd.DataFrame) -> pd.Series | None:
    return None if rows.empty else rows.iloc[0]
