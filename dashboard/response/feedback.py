"""What people say at the desk: who has taken which case, and what needs no reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard.mentions import feedback as labels
from dashboard.mentions.feedback import Said
from dashboard.response import queries
from dashboard.ui import query, states, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql.access import NotPermitted
from sql.export import to_csv
from sql.feedback import Action, PeopleDamaged, not_undone
from wording.safety import esc

TAKEN = "turn_taken"
_FIELD, _NONE = "reply", "no"


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of one turn, as it stands.

    Attributes:
        who: as they call themselves.
        said_at: aware.
        batch_id: by which it is taken back.
    """

    who: str
    said_at: datetime
    batch_id: str

    @property
    def is_mine(self) -> bool:
        """Whether whoever asks said it."""
        return self.who == _me()


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said of the turns of a list, by turn_id.

    Attributes:
        taken: who has it.
        needless: who said that it needs no reply.
    """

    taken: Mapping[str, Word]
    needless: Mapping[str, Word]


def heard(scope: Scope, turns: Sequence[str]) -> Heard:
    """What people said of some turns; nothing where their file cannot be read, which is told."""
    try:
        taken = _standing(scope, query.said(TAKEN, turns))
        spoken = _standing(scope, query.said(labels.LABEL, turns), _FIELD)
    except PeopleDamaged as error:
        st.error(
            say("What people said cannot be read: {error}", error=esc(error, 300)),
            icon=":material/error:",
        )
        return Heard({}, {})
    # Who took it first has it; of a correction the last word counts.
    first = {turn: said[0] for turn, said in taken.items()}
    last = {turn: said[-1] for turn, said in spoken.items() if said[-1].value == _NONE}
    return Heard(*({turn: _word(one) for turn, one in said.items()} for said in (first, last)))


def may_take() -> bool:
    """Whether whoever asks may take a case, and say that one needs no reply."""
    return who.asker().may("analyst")


def may_give_back(word: Word) -> bool:
    """Whether whoever asks may take a word back: their own, a lead any."""
    return who.asker().may("lead") or (may_take() and word.is_mine)


def take(scope: Scope, turn: str) -> None:
    """Say that whoever asks answers it; where somebody else does already, tell them so."""
    if (held := heard(scope, [turn]).taken.get(turn)) is not None:
        st.toast(say("{who} has it already.", who=esc(held.who, 40)), icon=":material/front_hand:")
        return
    said = Action(
        kind=TAKEN,
        subject=turn,
        brand=scope.brand.key,
        field="turn",
        value="yes",
        who=_me(),
        said_at=datetime.now(UTC),
    )
    states.kept(lambda: query.say([said]))


def give_back(word: Word) -> None:
    """Take a word back: the case is anybody's again, or needs a reply after all.

    Raises:
        NotPermitted: it is another one's, and whoever asks is no lead.
    """
    if not may_give_back(word):
        raise NotPermitted("somebody else said it; a lead takes back any")
    states.kept(lambda: query.take_back(word.batch_id, _me()))


def needs_none(scope: Scope, turn: str) -> None:
    """Say that no post of an open turn needs a reply; it leaves the queue with the next run."""
    posts = queries.posts_of_turn(scope, turn)
    labels.say(scope, [Said(post_id=one, field=_FIELD, value=_NONE) for one in posts])


def queue_csv(scope: Scope, *, never: bool) -> bytes:
    """Who waits, as the queue lists them, with their handles and who has taken each."""
    rows = queries.unanswered(scope, never=never)
    taken = heard(scope, list(rows["turn_id"])).taken
    names = {turn: word.who for turn, word in taken.items()}
    return to_csv(rows.assign(taken_by=rows["turn_id"].map(names))).encode("utf-8-sig")


def _me() -> str:
    """As the log-in names whoever asks, else as they call themselves."""
    return who.asker().name or labels.who()


def _standing(
    scope: Scope, said: Sequence[Action], field: str | None = None
) -> Mapping[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for one in not_undone(said):
        if one.brand == scope.brand.key and field in (None, one.field):
            found.setdefault(one.subject, []).append(one)
    return found


def _word(one: Action) -> Word:
    return Word(one.who, one.said_at, one.batch_id)
