"""Topics and kinds of posts by their names; both are words of Earshot's own or of a configuration.

A topic of the configuration is called as it stands there, unless it is one of ours.
"""

from wording.said import mark, say

# As ingest/reading/words/topics.toml and the sample story have them, and what has none.
TOPICS = {
    "account": mark("account##topic"),
    "app_or_website": mark("app or website##topic"),
    "assistance": mark("assistance##topic"),
    "baggage": mark("baggage##topic"),
    "billing": mark("billing##topic"),
    "cabin": mark("cabin##topic"),
    "cancellation": mark("cancellation##topic"),
    "check_in_and_app": mark("check in and app##topic"),
    "delay_or_cancellation": mark("delay or cancellation##topic"),
    "delivery": mark("delivery##topic"),
    "instruments": mark("instruments##topic"),
    "late": mark("late##topic"),
    "lost_or_damaged": mark("lost or damaged##topic"),
    "order": mark("order##topic"),
    "outage": mark("outage##topic"),
    "price": mark("price##topic"),
    "quality": mark("quality##topic"),
    "refund": mark("refund##topic"),
    "staff": mark("staff##topic"),
    "support": mark("support##topic"),
    "unknown": mark("unknown##topic"),
    "waiting": mark("waiting##topic"),
}
KINDS = {
    "article": mark("article##kind"),
    "comment": mark("comment##kind"),
    "post": mark("post##kind"),
    "question": mark("question##kind"),
    "quote": mark("quote##kind"),
    "reply": mark("reply##kind"),
    "repost": mark("repost##kind"),
    "review": mark("review##kind"),
}


def topic(name: str) -> str:
    """A topic as people read it; not safe yet."""
    return say(TOPICS[name]) if name in TOPICS else name.replace("_", " ")


def kind(name: str) -> str:
    """A kind of posts as people read it; not safe yet."""
    return say(KINDS[name]) if name in KINDS else name.replace("_", " ")
