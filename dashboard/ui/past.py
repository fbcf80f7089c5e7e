"""Any page as it was known at a moment: the control, the state that is made for it, the banner.

The moment stands in the address as the brand's own clock showed it (`as_of=2026-09-30T12:31`). A
page in the past reads a version of its own (sql/past.py) and nothing else about it is different.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.ui import jobs, query
from dashboard.ui.jobs import Job
from dashboard.ui.scope import Brand, Scope
from dashboard.ui.speech import say
from sql import past
from wording.numbers import moment as said
from wording.numbers import percent
from wording.safety import esc

KEY = "as_of"
_JOBS = "as-of-jobs"  # by the name of what they make, in this session
_MINUTE = timedelta(minutes=1)


class NotMade(Exception):  # noqa: N818 - a state, named as one
    """The version that shows a moment is not there yet: it is made while the page waits.

    Attributes:
        name: of the version.
        moment: UTC.
        zone: of the clock that it is told by.
    """

    def __init__(self, name: str, moment: datetime, zone: ZoneInfo) -> None:
        super().__init__(name)
        self.name = name
        self.moment = moment
        self.zone = zone


def choose(brand: Brand) -> datetime | None:
    """The control; the moment that the reader goes back to, UTC, None for now.

    A moment that a link asks for and that is not known is told, and now is shown.
    """
    if brand.earliest is None or brand.observed_until is None:
        return None
    first = _clock(brand.earliest, brand.zone) + _MINUTE
    last = _clock(brand.observed_until, brand.zone)
    if last < first:
        return None
    _tell_unknown(first, last)
    st.text(say("as of"), width="content")
    picked = st.datetime_input(
        say("As of"),
        None,
        min_value=first,
        max_value=last,
        key=KEY,
        bind="query-params",
        step=60,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=235,
        help=say(
            "See every page as it was known at a moment of the past, by the clock of {zone}.",
            zone=esc(brand.zone.key.replace("_", " ")),
        ),
    )
    return picked and picked.replace(tzinfo=brand.zone).astimezone(UTC)


def version_of(version: str, brand: Brand, moment: datetime) -> str:
    """The version that shows a moment.

    Args:
        version: the newest one.
        brand: whose clock it is told by.
        moment: UTC.

    Raises:
        NotMade: it is not there yet.
    """
    name = query.past_name(version, moment)
    if not past.kept(query.folder(), name):
        raise NotMade(name, moment, brand.zone)
    return name


def banner(scope: Scope) -> None:
    """Say loudly that the page stands in the past, and what that leaves open; a way back."""
    if not past.is_past(scope.version):
        return
    told = [say("Nothing that came later is in any figure. Rules are those of today.")]
    sources = query.ask(scope.version, "freshness_by_source")
    if (sources["kind"] == "file").any():
        told.append(say("Reconstructed: posts of files count from their own time on."))
    with st.container(key="past", gap="xxsmall"):
        st.warning(
            " ".join(told),
            title=say("As it was known on {moment}", moment=said(scope.now, scope.clock)),
            icon=":material/history:",
        )
        st.button(say("Back to now"), icon=":material/update:", key="back-to-now", on_click=_back)


def wait(wanted: NotMade) -> None:
    """In place of the page, while the state is made: how far it is."""
    name, moment = wanted.name, wanted.moment
    running: dict[str, Job] = st.session_state.setdefault(_JOBS, {})
    if name not in running:
        running[name] = jobs.start("as-of", moment.isoformat(), f"--data={query.folder()}")
    with st.container(border=True, key="nothing"):
        st.header(say("Going back to {moment}", moment=said(moment, wanted.zone)), anchor=False)
        st.caption(
            say(
                "What was known by then is put together and every figure worked out anew, once: "
                "afterwards this moment opens as fast as now."
            )
        )
        st.button(say("Back to now"), icon=":material/update:", key="back-to-now", on_click=_back)
        _watch(name)


def _back() -> None:
    st.session_state[KEY] = None


def _clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the brand's clock shows, to the minute."""
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _tell_unknown(first: datetime, last: datetime) -> None:
    asked = st.query_params.get(KEY)
    if not asked:
        return
    try:
        is_known = first <= datetime.fromisoformat(asked) <= last
    except (TypeError, ValueError):
        is_known = False
    if not is_known:
        st.toast(
            say(
                "Nothing is known of {asked}: this is now. Known is {first} to {last}.",
                asked=esc(asked, 30),
                first=f"{first:%Y-%m-%d %H:%M}",
                last=f"{last:%Y-%m-%d %H:%M}",
            ),
            icon=":material/help:",
            duration="long",
        )


@st.fragment(run_every="1s")
def _watch(name: str) -> None:
    running: dict[str, Job] = st.session_state[_JOBS]
    if name not in running:
        return
    told = running[name].ended()
    if told is None:
        share = running[name].share or 0.0
        st.progress(min(share, 1.0), say("{share} done", share=percent(share)))
        return
    del running[name]
    if not told.problem:
        st.rerun()
    st.error(esc(told.problem, 400), title=say("It could not be made"), icon=":material/error:")
