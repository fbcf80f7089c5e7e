"""Which rows the cards of each term show, so that their SQL can be read and run elsewhere."""

import re
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.alerts import queries as alerts
from dashboard.authors import queries as authors
from dashboard.data_health import queries as data_health
from dashboard.mentions import queries as mentions
from dashboard.overview import queries as overview
from dashboard.replies import queries as replies
from dashboard.response import queries as response
from dashboard.risk import queries as risk
from dashboard.sentiment import queries as sentiment
from dashboard.spikes import queries as spikes
from dashboard.staffing import queries as staffing
from dashboard.ui import query
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql import statements
from sql.alert_kinds import alert_kinds
from wording.said import mark

WORD, TEXT = re.compile(r"\b[a-z][a-z0-9_]+\b"), re.compile(r"'[^']*'")
NO_SPIKE = mark("No spike touches this period: choose a longer one.")
NO_AUTHOR = mark("Nobody complained in this period: choose a longer one.")
NO_POST = mark("No post of this period passed the alert level: choose a longer one.")

NOTHING_GROWS = mark("No post grows now.")


def _of_spike(rows: Callable[[Scope, spikes.Episode], object], scope: Scope) -> str | None:
    """Asks for the spike that the page opens with."""
    found = spikes.episodes(scope)
    if found.empty:
        return say(NO_SPIKE)
    rows(scope, spikes.episode(found.iloc[0]))
    return None


def _of_post(scope: Scope) -> str | None:
    """Asks for the post that the page opens with."""
    found = risk.early_warning(scope)
    if found.empty:
        return say(NO_POST)
    risk.post_timeline(scope, found.iloc[0]["post_id"])
    return None


def _words(scope: Scope, one: spikes.Episode) -> None:
    """Asks for the word that stands out most; of a spike without one for any."""
    found = spikes.spike_terms(scope, one)
    spikes.spike_words(scope, one, list(found["term"].head(1)) or ["delay"])


def _of_growing(scope: Scope) -> str | None:
    """Asks for the post that grows and hurts most."""
    found = risk.live_risk(scope.version, scope.brand.key)
    if found.empty:
        return NOTHING_GROWS
    risk.reaction_tone(scope.version, scope.brand.key, found.iloc[0]["post_id"])
    return None


def _of_author(rows: Callable[[Scope, str], object], scope: Scope) -> str | None:
    """Asks for the loudest author who complained."""
    found = replies.loud_authors(scope, 1)
    if found.empty:
        return say(NO_AUTHOR)
    rows(scope, f"{found.iloc[0]['source']}:{found.iloc[0]['author_id']}")
    return None


def _replayed(scope: Scope) -> pd.Series:
    kind, proposed = next(iter(alert_kinds().items()))
    return alerts.alert_replay(scope, kind, proposed.default_level)


# What a card of the term asks for; the last statement is its own. Text instead of rows says why
# there is none.
ROWS: Mapping[str, Callable[[Scope], object]] = {
    "mentions": lambda scope: sentiment.period_summary(scope, scope.span),
    "net_sentiment": lambda scope: sentiment.period_summary(scope, scope.span),
    "folded_mentions": lambda scope: mentions.sizes(scope, {}),
    "mention_facets": lambda scope: mentions.facet_counts(scope, {}),
    "negative_share": mentions.negative_share,
    "measured_accuracy": mentions.measured_accuracy,
    "negative_corrected": mentions.negative_share,
    "complaint_rate": lambda scope: sentiment.period_summary(scope, scope.span),
    "complaint_score": lambda scope: mentions.mentions(scope, {}, 1),
    "moved": lambda scope: sentiment.change_by(scope, sentiment.SOURCE),
    "headline": sentiment.headline_cases,
    "sentiment_terms": lambda scope: sentiment.terms(scope, "negative"),
    "scorer": sentiment.scorers,
    "turn": response.turns,
    "answered_within": response.headline,
    "mean_24h": response.headline,
    "curve": response.response_curve,
    "update_cadence": response.update_cadence,
    "dropped": response.update_cadence,
    "promises": response.promise_summary,
    "other_rules": lambda scope: response.response_summary(scope, scope.span),
    "target": response.targets_by_source,
    "unanswered": response.unanswered_summary,
    "reply_queue": lambda scope: response.unanswered(scope, never=False),
    "silence": response.silence,
    "week": sentiment.complaints_by_hour_of_week,
    "volume": lambda scope: spikes.volume(scope, "mentions", scope.span.since, scope.span.until),
    "spike": spikes.episode_summary,
    "emerging_issues": spikes.issues,
    "spike_terms": partial(_of_spike, spikes.spike_terms),
    "names_told_wrong": data_health.names_told_wrong,
    "spike_words": partial(_of_spike, _words),
    "spike_tone": partial(_of_spike, spikes.spike_tone),
    "reaction_tone": _of_growing,
    "spike_sector": partial(_of_spike, spikes.spike_sector),
    "spike_parts": partial(_of_spike, spikes.spike_parts),
    "spike_voices": partial(_of_spike, spikes.spike_summary),
    "spike_timeline": partial(_of_spike, spikes.spike_timeline),
    "audience": partial(_of_spike, spikes.spike_summary),
    "viral_risk": lambda scope: risk.live_summary(scope.version, scope.brand.key),
    "live_risk": lambda scope: risk.live_risk(scope.version, scope.brand.key),
    "early_warning": risk.early_warning,
    "post_timeline": _of_post,
    "alert_replay": _replayed,
    "alert_ledger": alerts.alerts,
    "brand_health": overview.health_summary,
    "share_of_voice": overview.share_of_voice,
    "coverage": lambda scope: response.coverage(scope, "calendar"),
    "groups": lambda scope: response.groups(scope, "source", "calendar"),
    "generic_reply": replies.audit,
    "turnaround": replies.turnaround,
    "escalation": replies.escalation_rates,
    "complaint_sequels": replies.sequel_rates,
    "loud_authors": lambda scope: replies.loud_authors(scope, 15),
    "author_history": partial(_of_author, authors.summary),
    "author_effects": partial(_of_author, partial(authors.reactions, limit=50)),
    "author_tone": partial(_of_author, authors.tone),
    "after_article": lambda scope: replies.after_article(
        scope, "refund", scope.span.since.astimezone(scope.brand.zone).date()
    ),
    "recurring_questions": lambda scope: replies.recurring(scope, "question"),
    "question_proposals": replies.question_proposals,
    "consistency": replies.consistency,
    "served": lambda scope: replies.served(scope, "followers"),
    "fast_but_hollow": replies.by_week,
    "outside_channels": replies.outside,
    "completeness": replies.completeness,
    "effort": replies.efforts,
    "backlog": response.backlog,
    "reach": response.reach,
    "staffing": staffing.turns,
    "as_of": lambda scope: data_health.freshness_by_source(scope.version),
    "freshness": lambda scope: data_health.freshness_by_source(scope.version),
    "rejected": lambda scope: data_health.rejected_by_reason(scope.version),
}


def asked(term: str, scope: Scope) -> str:
    """The statement that a card of the term asks, as any SQL client runs it on the published file.

    A comment that says why, where the period holds nothing to ask about.

    Raises:
        KeyError: there is no such term.
    """
    with query.overheard() as statements_asked:
        lacking = ROWS[term](scope)
    if isinstance(lacking, str) or not statements_asked:
        return f"-- {lacking or say('Choose a period to compare with.')}"
    return statements_asked[-1]


def metrics_of(sql: str) -> list[str]:
    """Names of the public views and macros that a statement reads, in its order."""
    known, words = statements.metrics(), WORD.findall(TEXT.sub("", sql))
    return [name for name in dict.fromkeys(words) if name in known]
