"""An alert rule tried out on history, and kept if it is worth it."""

import streamlit as st

from dashboard.alerts import feedback, queries
from dashboard.ui import cards, query
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from sql.alert_kinds import AlertKind, alert_kinds
from wording.numbers import count, decimal, duration, is_known, moment
from wording.safety import esc
from wording.said import mark

OFTEN = 30  # alerts a month; more than one a day is too many to be read


# As sql/views/alert_kinds.sql calls them, and asks for their levels.
KINDS = (
    mark("spike"),
    mark("viral"),
    mark("silence"),
    mark("overdue"),
    mark("health"),
    mark("quiet"),
    mark("issue"),
)
LEVELS = (
    mark("Spike of at least this severity"),
    mark("Viral risk of at least"),
    mark("Audience-hours of one silence of at least"),
    mark("Target missed before an audience of at least"),
    mark("Brand health below"),
    mark("Hours that a source was not watched, at least"),
    mark("New issue that so many people tell of in seven days"),
)


def replay(scope: Scope) -> None:
    """What a rule would have done so far, before anybody is woken by it."""
    with Card(
        say("Try an alert rule"),
        say("Replayed over all history of the brand, before anything is saved."),
        "alert_replay",
    ):
        kinds = alert_kinds()
        first = next(iter(kinds))
        listed("rule", list(kinds))
        kind = (
            st.segmented_control(
                say("Kind"),
                list(kinds),
                format_func=shower(),
                default=first,
                required=True,
                key="rule",
                bind="query-params",
            )
            or first
        )
        level = _level(kinds[kind])
        found = queries.alert_replay(scope, kind, level)
        if not is_known(found["alerts_per_month"]):
            st.caption(say("There is no history to replay."))
            return
        with st.grid(2, min_column_width=150, gap="small"):
            cards.figure(
                say("Alerts a month"),
                decimal(found["alerts_per_month"]),
                term="alert_replay",
                note=say(
                    "{alerts} in {days} days",
                    alerts=count(found["alert_count"]),
                    days=count(found["history_days"]),
                ),
                below=say(
                    "Last: {at}",
                    at=moment(found["last_alerted_at"], scope.clock),
                )
                if found["alert_count"]
                else "",
            )
            cards.figure(
                say("Before the peak"),
                _lead(found["lead_hours_median"]),
                term="alert_replay",
                note=say("in the median"),
                below=say("Negative: too late. For spikes and posts only"),
            )
        if found["alerts_per_month"] > OFTEN:
            st.warning(
                say(
                    "It would speak {n} times a month: who is called that "
                    "often stops listening. Choose a higher level.",
                    n=count(found["alerts_per_month"]),
                ),
                icon=":material/notifications_paused:",
            )
        _keep(scope, kind, level)


def _level(kind: AlertKind) -> float:
    """The level to try, whole where its steps are; another kind is another widget."""
    return st.number_input(
        say(kind.words),
        int(kind.offered_low),
        int(kind.offered_high),
        int(kind.default_level),
        int(kind.offered_step),
        key=f"level-{kind.kind}",
    )


def _keep(scope: Scope, kind: str, level: float) -> None:
    """Save what was tried, under a name; the rules made here stand below with a way back."""
    name = st.text_input(
        say("Name of the rule"), f"{kind} {level:.10g}", 80, key=f"rule-name-{kind}"
    )
    people = query.people(scope.version)
    tell = st.multiselect(say("Tell"), people, key="rule-tell") if people else []
    if not people:
        st.caption(say("Nobody can be told yet: name people in `[people]` of earshot.toml."))
    st.button(
        say("Save this rule"),
        key="rule-save",
        disabled=not name.strip(),
        on_click=_save,
        args=(scope.brand.key, name.strip(), kind, level, tuple(tell)),
    )
    for number, rule in enumerate(feedback.rules(scope.brand.key)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                say(
                    "{subject}: {field} at {value}",
                    subject=esc(rule.subject, 80),
                    field=say(str(rule.field)),
                    value=esc(rule.value, 20),
                )
            )
            st.button(
                say("Remove"),
                key=f"rule-remove-{number}",
                on_click=feedback.remove_rule,
                args=(scope.brand.key, rule.subject),
            )


def _save(brand: str, name: str, kind: str, level: float, tell: tuple[str, ...]) -> None:
    """Save it and say so: a button that answers nothing is pressed twice."""
    feedback.save_rule(brand, name, kind, level, tell)
    st.toast(
        say("Saved: {name}. It is judged with the next pass.", name=esc(name, 80)),
        icon=":material/check_circle:",
    )


def _lead(hours: float | None) -> str:
    if hours is None or not is_known(hours):
        return say("not known")
    return f"−{duration(-hours * 3600)}" if hours < 0 else duration(hours * 3600)  # noqa: RUF001
