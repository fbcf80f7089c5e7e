"""A brand, told or changed in a form and written into earshot.toml."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

import streamlit as st

from dashboard.sources import known
from dashboard.sources.known import Entry
from dashboard.ui import verbs
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.safety import esc, plain
from wording.said import mark

_OWN, _OTHER = mark("It is ours"), mark("A competitor")
_ALL, _OPEN = mark("nights and weekends count"), mark("only opening hours count")
_SAID, _CLEAR, _WHICH = "brand-said", "brand-clear", "brand-which"
_NEW = ""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Keys of earshot.toml that are lists; people part them by commas.
_LISTS = ("names", "nicknames", "handles", "own_accounts", "products", "exclude")


def draw() -> None:
    """The form; what it did stands above it."""
    with Card(
        say("Add a brand, or change one"),
        say(
            "Only the name is needed. What people call it, and who answers for it, "
            "can be told later."
        ),
    ):
        _say_what_was_done()
        brands = {one["key"]: one for one in known.configured().brands}
        chosen = _choose(brands)
        with st.form("brand", border=False):
            with st.grid(2, min_column_width=280, gap="small"):
                _names(is_new=not chosen)
            with st.expander(
                say("Opening hours, holidays, promise, products, dates"), icon=":material/tune:"
            ):
                _more()
            is_wanted = st.form_submit_button(
                say("Change it") if chosen else say("Add the brand"),
                type="primary",
                icon=":material/edit:" if chosen else ":material/add:",
                disabled=bool(verbs.why_not()),
            )
    if is_wanted:
        _write(chosen)


def _choose(brands: Mapping[str, Entry]) -> str:
    """The key of the brand to change, empty for a new one; its form holds what is written."""
    if st.session_state.pop(_CLEAR, False) or "brand-name" not in st.session_state:
        st.session_state[_WHICH] = _NEW
        _fill({})
    if not brands:
        return _NEW
    return st.selectbox(
        say("Which"),
        [_NEW, *brands],
        format_func=lambda key: plain(brands[key]["name"], 60) if key else say("a new brand"),
        key=_WHICH,
        label_visibility="collapsed",
        width=260,
        on_change=lambda: _fill(brands.get(st.session_state[_WHICH], {})),
    )


def _fill(brand: Mapping[str, Any]) -> None:
    """Let the form hold a brand; an empty one empties it."""
    held = st.session_state
    held["brand-name"] = brand.get("name", "")
    for name in _LISTS:
        held[f"brand-{name}"] = ", ".join(brand.get(name, ()))
    held["brand-whose"] = _OTHER if brand.get("role") == "competitor" else _OWN
    held["brand-zone"] = brand.get("time_zone") or _here()
    held["brand-hours"] = said_hours(brand.get("hours") or {})
    held["brand-holidays"] = ", ".join(brand.get("holidays", ()))
    held["brand-automated"] = "\n".join(brand.get("automated_patterns", ()))
    events = brand.get("events", ())
    held["brand-event"] = "\n".join(
        f"{one['date']} {' '.join(one['label'].split())}" for one in events
    )
    targets = brand.get("targets", {})
    held["brand-target"] = int(targets.get("first_reply_minutes", 60))
    held["brand-clock"] = _OPEN if targets.get("clock") == "business" else _ALL


def _here() -> str:
    """The reader's time zone."""
    zone = st.context.timezone or ""
    return zone if zone in available_timezones() else "UTC"


def said_hours(hours: Mapping[str, Sequence[str]]) -> str:
    """Opening hours as they are typed: days beside each other that are alike are one run."""
    days = [(day, ", ".join(hours.get(day, ()))) for day in _WEEK]
    runs = [(spans, [day for day, _ in run]) for spans, run in groupby(days, lambda one: one[1])]
    return "; ".join(
        f"{'-'.join(dict.fromkeys((run[0], run[-1])))} {spans}" for spans, run in runs if spans
    )


def _names(*, is_new: bool) -> None:
    st.text_input(
        say("Name"), key="brand-name", max_chars=80, placeholder="Acme", disabled=not is_new
    )
    st.text_input(
        say("Other spellings"),
        key="brand-names",
        placeholder="Acme Corp, AcmeCorp",
        help=say("Parted by commas. Whole words, in any case."),
    )
    st.text_input(
        say("Nicknames"),
        key="brand-nicknames",
        placeholder="Crapme",
        help=say("Insulting ones are worth watching."),
    )
    st.text_input(
        say("@names that address it"),
        key="brand-handles",
        placeholder="@acme, @acmehelp",
    )
    st.text_input(
        say("Accounts that answer for it"),
        key="brand-own_accounts",
        placeholder=say("the same @names"),
        help=say(
            "Who answers is how waiting is told from answered. Leave it empty where "
            "the accounts above answer themselves."
        ),
    )
    st.segmented_control(
        say("Whose"), [_OWN, _OTHER], required=True, key="brand-whose", format_func=say
    )


def _more() -> None:
    with st.grid(2, min_column_width=280, gap="small"):
        st.selectbox(
            say("Time zone"),
            sorted(available_timezones()),
            key="brand-zone",
            help=say("In which days and hours are cut."),
        )
        st.text_input(
            say("Opening hours"),
            key="brand-hours",
            placeholder=say("always open"),
            help=say(
                "Days, then hours: mon-fri 09:00-17:30. Part several by semicolons: "
                "mon-fri 09:00-17:30; sat 10:00-14:00"
            ),
        )
        st.text_input(
            say("Holidays"),
            key="brand-holidays",
            placeholder="2026-12-25, 2026-12-26",
            help=say("Days without opening hours, parted by commas."),
        )
        st.number_input(
            say("Promised minutes to a first reply"),
            min_value=1,
            max_value=60 * 24 * 30,
            key="brand-target",
        )
        st.radio(say("In that promise"), [_ALL, _OPEN], key="brand-clock", format_func=say)
        st.text_input(say("Products"), key="brand-products", placeholder="Acme Anvil")
        st.text_input(
            say("Phrases that mean something else"),
            key="brand-exclude",
            placeholder="acme of perfection",
        )
        st.text_area(
            say("Dates to see beside the figures"),
            key="brand-event",
            placeholder="2026-11-03 Release 4.2",
            help=say("Campaigns, releases, incidents: a day and what it was, one in each line."),
        )
        st.text_area(
            say("What a machine's replies look like"),
            key="brand-automated",
            placeholder="^Thanks for your message, we",
            help=say(
                "Regular expressions (RE2), one in each line. Such a reply does not stop "
                "the clock: the customer still waits for a person."
            ),
        )


def _write(key: str) -> None:
    """Write what the form holds; a mistake is said, and the form keeps what was typed.

    Args:
        key: of the brand that is changed; empty adds one.
    """
    held = st.session_state
    if not (name := (key or held["brand-name"] or "").strip()):
        held[_SAID] = say("Say the brand's name."), False
        st.rerun()
    options = [*_options(is_all=bool(key))]
    verb = "change" if key else "add"
    done = verbs.tell("brands", verb, verbs.with_config(), *options, "--", name)
    held[_SAID] = done.problem or done.found["name"], not done.problem
    held[_CLEAR] = not done.problem
    st.rerun()


def _options(*, is_all: bool) -> Iterator[str]:
    """What the form holds; of a brand that is changed what was emptied, too."""
    held = st.session_state
    told = {name.replace("_", "-"): held[f"brand-{name}"] or "" for name in _LISTS}
    told["own-accounts"] = told["own-accounts"] or told["handles"]
    told |= {"time-zone": held["brand-zone"], "target": str(held["brand-target"])}
    for name, value in told.items():
        if is_all or value.strip():
            yield f"--{name}={value}"
    if is_all or (held["brand-holidays"] or "").strip():
        yield f"--holidays={held['brand-holidays'] or ''}"
    for name, between in (("hours", ";"), ("automated", "\n"), ("event", "\n")):
        said = [one for one in (held[f"brand-{name}"] or "").split(between) if one.strip()]
        yield from (f"--{name}={one}" for one in (said or [""] * is_all))
    if is_all or held["brand-whose"] == _OTHER:
        yield "--competitor" if held["brand-whose"] == _OTHER else "--own"
    if is_all or held["brand-clock"] == _OPEN:
        yield "--business-hours" if held["brand-clock"] == _OPEN else "--all-hours"


def _say_what_was_done() -> None:
    said, is_done = st.session_state.pop(_SAID, ("", False))
    if is_done:
        st.success(
            say(
                "{said} stands in {config} now. Posts that are held are looked through "
                "for it at the next run.",
                said=esc(said, 80),
                config=esc(verbs.config(), 200),
            ),
            title=say("The brand is written"),
            icon=":material/check_circle:",
        )
    elif said:
        st.error(esc(said, 600), title=say("Nothing was written"), icon=":material/error:")
    if not known.configured().brands and not is_done:
        st.caption(say("There is no brand yet: begin with your own."))
