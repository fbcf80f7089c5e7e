"""A source, told step by step: which kind, its keys, a test that writes nothing, then written."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.sources import known, trial_cards
from dashboard.sources.known import Entry
from dashboard.ui import verbs
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.safety import esc
from wording.said import mark

_SAID = "source-said"
_TRIED = "source-tried"
# Of every source; the others are seldom wanted.
_COMMON = ("brands", "every_minutes", "language")
_LANGUAGE = mark("Two letters (en, de) where everybody there writes one language.")


def draw() -> None:
    """The steps, one card each."""
    kinds = known.kinds()
    with Card(
        say("1 · What to listen to"), say("Each is read by its own rules, through its own door.")
    ):
        _say_what_was_done()
        kind = st.selectbox(
            say("Kind of source"),
            list(kinds),
            format_func=known.title,
            key="kind",
            label_visibility="collapsed",
        )
        if not kind:
            return
        _about(kinds[kind])
    with Card(say("2 · What it needs")):
        name, values = _values(kinds[kind])
        _secrets(kinds[kind], name)
    with Card(say("3 · Test, then add"), say("A test reads one page and writes nothing.")):
        _steps(kind, name, values)


def _about(kind: Entry) -> None:
    """What it hears, and its whole page."""
    st.markdown(f"{esc(kind['title'], 300)}.")
    text = known.document(kind["kind"])
    with st.expander(
        say("How to set it up, what it costs, what it cannot see"), icon=":material/menu_book:"
    ):
        if text:
            st.markdown(text)  # of our own
        else:
            for word in ("auth", "limits", "gaps"):
                st.markdown(f"**{word.capitalize()}**: {esc(kind[word], 900)}")


def _values(kind: Entry) -> tuple[str, Mapping[str, str]]:
    """Its name and what was typed, by key; what is empty is left to the default."""
    taken = {one["source"] for one in known.configured().sources}
    keys = [key for key in kind["keys"] if not key["is_secret"]]
    # What has no default of its own says what is heard; the rest is seldom wanted.
    needed = [key for key in keys if key["is_required"] or key["default"] in (None, [])]
    rest = [key for key in keys if key not in needed]
    with st.grid(2, min_column_width=280, gap="small"):
        name = st.text_input(
            say("Its name here"),
            value=_free(kind["kind"], taken),
            key=f"source-{kind['kind']}-name",
            help=say("Small letters, digits, - and _. Figures and filters call it so."),
        )
        values = {key["name"]: _field(kind["kind"], key) for key in needed}
        values |= _common(kind["kind"])
    if rest:
        with (
            st.expander(say("More that it can be told"), icon=":material/tune:"),
            st.grid(2, min_column_width=280, gap="small"),
        ):
            values |= {key["name"]: _field(kind["kind"], key) for key in rest}
    return name, {key: said for key, said in values.items() if said}


def _common(kind: str) -> dict[str, str]:
    brands = {one["key"]: one["name"] for one in known.configured().brands}
    chosen = st.multiselect(
        say("For which brands"),
        list(brands),
        format_func=lambda key: str(brands[key]),
        key=f"source-{kind}-brands",
        placeholder=say("all of them"),
        help=say(
            "Where it is about one brand, name it: then answers from there are the brand's own."
        ),
    )
    minutes = st.number_input(
        say("Read every … minutes"),
        min_value=1,
        max_value=10_080,
        value=30,
        key=f"source-{kind}-every",
    )
    language = st.text_input(say("Language"), key=f"source-{kind}-language", help=say(_LANGUAGE))
    return dict(zip(_COMMON, (",".join(chosen), str(minutes), language.strip()), strict=True))


def _field(kind: str, key: Entry) -> str:
    """A key's widget, by the type of its default; what it says as text, empty for the default."""
    default, name = key["default"], f"source-{kind}-{key['name']}"
    label = f"{_label(key['name'])}{' (needed)' * key['is_required']}"
    if isinstance(default, bool):
        said = st.toggle(label, value=default, key=name, help=esc(key["description"], 300))
        return "" if said == default else str(said).lower()
    return st.text_input(
        label,
        key=name,
        placeholder=_shown(default),
        help=esc(key["description"], 300),
    ).strip()


def _label(key: str) -> str:
    words = key.replace("_", " ").capitalize().split()
    return " ".join(
        word.upper() if word.lower() in ("url", "id", "api") else word for word in words
    )


def _secrets(kind: Entry, name: str) -> None:
    """The environment variables that it reads: their names, never their values."""
    for key in kind["keys"]:
        if key["is_secret"]:
            variable = key["default"].strip("${}").replace("NAME", _upper(name), 1)
            is_set = known.is_set(variable)
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.badge(
                    say("set")
                    if is_set
                    else say("needed")
                    if key["is_required"]
                    else say("optional"),
                    icon=":material/key:",
                    color="green" if is_set else "orange" if key["is_required"] else "gray",
                )
                st.markdown(f"`{variable}`: {esc(key['description'], 300)}", width="content")
    if any(key["is_secret"] for key in kind["keys"]):
        st.caption(
            say(
                "Secrets are never typed here nor written down: set the environment "
                "variable of that name where Earshot is started, then start it again."
            )
        )


def _steps(kind: str, name: str, values: Mapping[str, str]) -> None:
    draft = (kind, name, tuple(values.items()))
    no = bool(verbs.why_not())
    with st.container(horizontal=True, gap="small"):
        if st.button(
            say("Test it"), icon=":material/network_check:", key="source-test", disabled=no
        ):
            with st.spinner(say("Asking for one page …")):
                st.session_state[_TRIED] = draft, _tried(kind, name, values)
        is_wanted = st.button(
            say("Add it"),
            type="primary",
            icon=":material/add:",
            key="source-add",
            disabled=no,
        )
    # Not in a callback, which would get what was typed before the last word.
    if is_wanted:
        _add(kind, name, values)
    tried, told = st.session_state.get(_TRIED, (None, None))
    if tried == draft and told is not None:
        trial_cards.trial(told)


def _tried(kind: str, name: str, values: Mapping[str, str]) -> verbs.Told:
    said = [f"{key}={value}" for key, value in values.items()]
    return verbs.tell(
        "sources", "test", verbs.with_config(), f"--kind={kind}", "--", name, *said, seconds=90
    )


def _add(kind: str, name: str, values: Mapping[str, str]) -> None:
    said = [f"{key}={value}" for key, value in values.items()]
    done = verbs.tell("sources", "add", verbs.with_config(), "--", kind, name, *said)
    st.session_state[_SAID] = done
    st.rerun()


def _say_what_was_done() -> None:
    done = st.session_state.pop(_SAID, None)
    if done is None:
        return
    if done.problem:
        st.error(esc(done.problem, 600), title=say("Nothing was written"), icon=":material/error:")
        return
    missing = ", ".join(done.found["missing"])
    still = say("It still misses {missing} in the environment.", missing=esc(missing, 300))
    st.success(
        " ".join(
            [
                say(
                    "{name} stands in {config} now.",
                    name=esc(done.found["source"], 80),
                    config=esc(verbs.config(), 200),
                ),
                *([still] if missing else []),
                say("“What is set up” fetches it at once."),
            ]
        ),
        title=say("The source is written"),
        icon=":material/check_circle:",
    )


def _free(kind: str, taken: set[Any]) -> str:
    """The kind's own name, with a number where that is taken."""
    names = [kind, *(f"{kind}_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _upper(name: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in name).upper()


def _shown(default: object) -> str:
    if default in (None, "", []):
        return ""
    return ", ".join(map(str, default)) if isinstance(default, list) else str(default)
