"""A brand, told in a form and written into earshot.toml."""

from zoneinfo import available_timezones

import streamlit as st

from dashboard.sources import known
from dashboard.ui import verbs
from dashboard.ui.states import Card
from wording.safety import esc

_OWN, _OTHER = "It is ours", "A competitor"
_ALL, _OPEN = "nights and weekends count", "only opening hours count"
_SAID = "brand-said"


def draw() -> None:
    """The form; what it did stands above it."""
    with Card(
        "Add a brand",
        "Only the name is needed. What people call it, and who answers for it, can be added later "
        "in earshot.toml.",
    ):
        _say_what_was_done()
        with st.form("brand", border=False):
            with st.grid(2, min_column_width=280, gap="small"):
                _names()
            with st.expander("Opening hours, promise, products", icon=":material/tune:"):
                _more()
            st.form_submit_button(
                "Add the brand",
                type="primary",
                icon=":material/add:",
                disabled=bool(verbs.why_not()),
                on_click=_add,
            )


def _names() -> None:
    st.text_input("Name", key="brand-name", max_chars=80, placeholder="Acme")
    st.text_input(
        "Other spellings",
        key="brand-names",
        placeholder="Acme Corp, AcmeCorp",
        help="Parted by commas. Whole words, in any case.",
    )
    st.text_input(
        "Nicknames",
        key="brand-nicknames",
        placeholder="Crapme",
        help="Insulting ones are worth watching.",
    )
    st.text_input(
        "@names that address it",
        key="brand-handles",
        placeholder="@acme, @acmehelp",
    )
    st.text_input(
        "Accounts that answer for it",
        key="brand-accounts",
        placeholder="the same @names",
        help="Who answers is how waiting is told from answered. Leave it empty where the accounts "
        "above answer themselves.",
    )
    st.segmented_control("Whose", [_OWN, _OTHER], default=_OWN, required=True, key="brand-whose")


def _more() -> None:
    zones = sorted(available_timezones())
    mine = st.context.timezone
    with st.grid(2, min_column_width=280, gap="small"):
        st.selectbox(
            "Time zone",
            zones,
            index=zones.index(mine) if mine in zones else zones.index("UTC"),
            key="brand-zone",
            help="In which days and hours are cut.",
        )
        st.text_input(
            "Opening hours",
            key="brand-hours",
            placeholder="always open",
            help="Days, then hours: mon-fri 09:00-17:30. Part several by semicolons: "
            "mon-fri 09:00-17:30; sat 10:00-14:00",
        )
        st.number_input(
            "Promised minutes to a first reply",
            min_value=1,
            max_value=60 * 24 * 30,
            value=60,
            key="brand-target",
        )
        st.segmented_control(
            "In that promise", [_ALL, _OPEN], default=_ALL, required=True, key="brand-clock"
        )
        st.text_input("Products", key="brand-products", placeholder="Acme Anvil")
        st.text_input(
            "Phrases that mean something else",
            key="brand-exclude",
            placeholder="acme of perfection",
        )


def _add() -> None:
    """Write what the form holds; a mistake is said, and the form keeps what was typed."""
    held = st.session_state
    if verbs.why_not():
        return
    told = {
        "names": held["brand-names"],
        "nicknames": held["brand-nicknames"],
        "handles": held["brand-handles"],
        "own-accounts": held["brand-accounts"],
        "products": held["brand-products"],
        "exclude": held["brand-exclude"],
        "time-zone": held["brand-zone"],
        "target": str(held["brand-target"]),
    }
    options = [f"--{key}={value}" for key, value in told.items() if value and value.strip()]
    options += [f"--hours={one}" for one in (held["brand-hours"] or "").split(";") if one.strip()]
    options += ["--competitor"] * (held["brand-whose"] == _OTHER)
    options += ["--business-hours"] * (held["brand-clock"] == _OPEN)
    if not (name := (held["brand-name"] or "").strip()):
        held[_SAID] = "Say the brand's name.", False
        return
    done = verbs.tell("brands", "add", verbs.with_config(), *options, "--", name)
    held[_SAID] = done.problem or done.found["name"], not done.problem
    if not done.problem:
        for key in ("name", "names", "nicknames", "handles", "accounts", "products", "exclude"):
            held[f"brand-{key}"] = ""


def _say_what_was_done() -> None:
    said, is_done = st.session_state.pop(_SAID, ("", False))
    if is_done:
        st.success(
            f"{esc(said, 80)} stands in {esc(verbs.config(), 200)} now. Posts that are held are "
            "looked through for it at the next run.",
            title="The brand is written",
            icon=":material/check_circle:",
        )
    elif said:
        st.error(esc(said, 600), title="Nothing was written", icon=":material/error:")
    if not known.configured().brands and not is_done:
        st.caption("There is no brand yet: begin with your own.")
