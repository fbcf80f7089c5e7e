"""What a file is and what of it would be understood, before anything is loaded."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.sources.known import Entry
from dashboard.ui import cards
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc, plain
from wording.said import mark

_REASONS = 10
_SHOWN = 20
_FIELDS = {
    "brand": mark("Brand"),
    "own-account": mark("Who answers for it"),
    "source": mark("Source"),
    "timezone": mark("Times are meant in"),
    "dates": mark("Dates are written"),
    "encoding": mark("Letters are written in"),
    "sheet": mark("Sheet"),
    "column": mark("What its columns mean"),
}
_OPTION = re.compile(rf"pass --({'|'.join(_FIELDS)})\b(?: (?:dmy|mdy)(?: or --dates mdy)?)?")


def guessed(name: str, found: Entry) -> None:
    """What it was taken for, and what was taken for granted."""
    if title := found["title"]:
        st.success(
            say("Its columns are known; nothing has to be told."),
            title=say("{name}: an export of {title}", name=esc(name, 80), title=esc(title, 60)),
            icon=":material/task_alt:",
        )
    else:
        st.info(
            say(
                "Its columns were guessed by their names and by what stands in them: look at the "
                "rows below, and change what is wrong."
            ),
            title=say("{name}: a file of its own kind", name=esc(name, 80)),
            icon=":material/draft:",
        )
    for line in (*found["told"], *found["warnings"]):
        st.caption(esc(in_words(line), 400))


def in_words(told: str) -> str:
    """A sentence of the command line for who sees no command line: fields in place of options."""
    return _OPTION.sub(
        lambda found: say("say it under “{field}”", field=say(_FIELDS[found[1]])), told
    )


def rows(found: Entry) -> None:
    """Up to twenty rows as they would be understood, and why others would be refused."""
    posts = say("**{n} post**" if found["posts"] == 1 else "**{n} posts**", n=count(found["posts"]))
    answers = say(
        "{n} answer of the brand" if found["answers"] == 1 else "{n} answers of the brand",
        n=count(found["answers"]),
    )
    refused = say("**{n}** would be refused.", n=count(found["refused"]))
    many = "" if found["is_whole"] else say("Of the first rows:") + " "
    st.markdown(many + ", ".join(filter(None, [posts, answers * bool(found["answers"]), refused])))
    taken = [row for row in found["rows"] if "refused" not in row][:_SHOWN]
    if taken:
        cards.table(_table(taken), "preview", say("The first rows as they would be understood."))
    if found["reasons"]:
        _refused(found)


def _refused(found: Entry) -> None:
    reasons = list(found["reasons"].items())[:_REASONS]
    st.caption(say("What would be refused is kept with its reason and can be tried again later."))
    cards.table(
        pd.DataFrame(
            {
                "Reason": [plain(in_words(reason), 300) for reason, _ in reasons],
                "Payloads": [number for _, number in reasons],
            }
        ),
        "preview-refused",
        say("Why rows would be refused."),
    )


def _table(posts: list[Mapping[str, Any]]) -> pd.DataFrame:
    """Columns that hold anything, in words."""
    shown = pd.DataFrame(
        {
            "When (UTC)": [str(one.get("created_at", ""))[:16].replace("T", " ") for one in posts],
            "Who": [_who(one) for one in posts],
            "Title": [plain(one.get("title", ""), 80) for one in posts],
            "Text": [plain(one.get("text", ""), 160) for one in posts],
            "Stars": [one.get("rating") for one in posts],
            "Kind": [_kind(one) for one in posts],
            "Brand": [plain(one.get("brand", ""), 40) for one in posts],
            "Answers": [plain(one.get("parent_id", ""), 40) for one in posts],
            "From": [plain(one.get("source", ""), 40) for one in posts],
            "Number": [plain(one.get("post_id", ""), 40) for one in posts],
        }
    )
    kept = [
        name
        for name in shown
        if name in ("When (UTC)", "Text") or shown[name].replace("", None).notna().any()
    ]
    return shown[kept]


def _who(post: Mapping[str, Any]) -> str:
    names = ("author_name", "author_handle", "author_id")
    return plain(next((post[name] for name in names if post.get(name)), ""), 60)


def _kind(post: Mapping[str, Any]) -> str:
    kind = say(str(post.get("kind", mark("counts"))))
    return say("{kind} by the brand", kind=kind) if post.get("is_outbound") else kind
