"""An alert rule tried out on history, and kept if it is worth it."""

import streamlit as st

from dashboard.alerts import feedback, queries
from dashboard.ui import cards, query
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from sql.alert_kinds import AlertKind, alert_kinds
from wording.numbers import count, duration, is_known, moment
from wording.safety import esc

OFTEN = 30  # alerts a month; more than one a day is too many to be read


def replay(scope: Scope) -> None:
    """What a rule would have done so far, before anybody is woken by it."""
    with Card(
        "Try an alert rule",
        "Replayed over all history of the brand, before anything is saved.",
        "alert_replay",
    ):
        kinds = alert_kinds()
        first = next(iter(kinds))
        kind = (
            st.segmented_control(
                "Kind", list(kinds), default=first, required=True, key="rule", bind="query-params"
            )
            or first
        )
        level = _level(kinds[kind])
        found = queries.alert_replay(scope, kind, level)
        if not is_known(found["alerts_per_month"]):
            st.caption("There is no history to replay.")
            return
        with st.grid(2, min_column_width=150, gap="small"):
            cards.figure(
                "Alerts a month",
                f"{found['alerts_per_month']:.1f}",
                term="alert_replay",
                note=f"{count(found['alert_count'])} in {count(found['history_days'])} days",
                below=f"Last: {moment(found['last_alerted_at'], scope.brand.zone)}"
                if found["alert_count"]
                else "",
            )
            cards.figure(
                "Before the peak",
                _lead(found["lead_hours_median"]),
                term="alert_replay",
                note="in the median",
                below="Negative: too late. For spikes and posts only",
            )
        if found["alerts_per_month"] > OFTEN:
            st.warning(
                f"It would speak {found['alerts_per_month']:.0f} times a month: who is called that "
                "often stops listening. Choose a higher level.",
                icon=":material/notifications_paused:",
            )
        _keep(scope, kind, level)


def _level(kind: AlertKind) -> float:
    """The level to try, whole where its steps are; another kind is another widget."""
    return st.number_input(
        kind.words,
        int(kind.offered_low),
        int(kind.offered_high),
        int(kind.default_level),
        int(kind.offered_step),
        key=f"level-{kind.kind}",
    )


def _keep(scope: Scope, kind: str, level: float) -> None:
    """Save what was tried, under a name; the rules made here stand below with a way back."""
    name = st.text_input("Name of the rule", f"{kind} {level:.10g}", 80, key=f"rule-name-{kind}")
    people = query.people(scope.version)
    tell = st.multiselect("Tell", people, key="rule-tell") if people else []
    if not people:
        st.caption("Nobody can be told yet: name people in `[people]` of earshot.toml.")
    st.button(
        "Save this rule",
        key="rule-save",
        disabled=not name.strip(),
        on_click=_save,
        args=(scope.brand.key, name.strip(), kind, level, tuple(tell)),
    )
    for number, rule in enumerate(feedback.rules(scope.brand.key)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{esc(rule.subject, 80)}: {rule.field} at {esc(rule.value, 20)}")
            st.button(
                "Remove",
                key=f"rule-remove-{number}",
                on_click=feedback.remove_rule,
                args=(scope.brand.key, rule.subject),
            )


def _save(brand: str, name: str, kind: str, level: float, tell: tuple[str, ...]) -> None:
    """Save it and say so: a button that answers nothing is pressed twice."""
    feedback.save_rule(brand, name, kind, level, tell)
    st.toast(
        f"Saved: {esc(name, 80)}. It is judged with the next pass.", icon=":material/check_circle:"
    )


def _lead(hours: float | None) -> str:
    if hours is None or not is_known(hours):
        return "not known"
    return f"−{duration(-hours * 3600)}" if hours < 0 else duration(hours * 3600)  # noqa: RUF001
