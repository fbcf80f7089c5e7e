"""Every cell of the table in docs/roles.md: what each reader gets of two brands, counted."""

import json
import re
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pandas as pd
import pytest

from assistants import web
from assistants.answers import Desk
from assistants.asked import RefusedError, Wish
from assistants.figures import FIGURES
from assistants.server import STRANGER
from dashboard.ui import query, verbs, who
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from sql import access, deliveries, permitted, sent_pages, statements
from sql.access import Asker, NotPermitted
from sql.deliveries import FAILED, Message
from sql.feedback import Action
from sql.reader import Reader
from tests.answers import answers_kept
from tests.build import NOW, START, asks, published_once
from tests.build import answers as answer
from tests.dashboard.conftest import run, troubles, words
from tests.places import ROOT

__all__ = ["answers_kept"]
# Who signs beside KM.
OTHER = {"acme": "ABo", "zorv": "ABs"}
# In every text, name and account of the other brand, and nowhere else.
SECRET, OPEN = "qqsecret", "qqopen"
CONFIG = {
    "brands": {
        "acme": {"name": "Acme qqopen", "handles": ["acme"], "own_accounts": ["acme"]},
        "zorv": {"name": "Zorv qqsecret", "handles": ["zorv"], "own_accounts": ["zorv"]},
    },
    "people": {"kim": {"to": "json://127.0.0.1:1"}},
}
GRANTS = [
    *({"who": [role], "role": role, "brands": []} for role in access.ROLES),
    {"who": ["admin of one brand"], "role": "admin", "brands": ["acme"]},
]
RULES = {
    "client_id": "earshot",
    "claim": "groups",
    "session_hours": 12,
    "has_provider": True,
    "grants": GRANTS,
}
OWN = {"responders": "own", "signatures": {role: ["KM"] for role in access.ROLES}}
CONFIGURED = {
    "trusted_header": "X-User",
    "grants": [{"who": "anna", "role": "admin"}],
    "responders": "own",
    "signatures": {"Kim": "KM"},
}
READERS = ["nobody", "session over", *access.ROLES, "admin of one brand"]
NOTHING, ALL, ITS, OWN_ANSWERS, YES = "–", "all", "own brands", "own answers", "yes"
PAGES = {
    "page Overview": "overview",
    "page Sentiment": "sentiment",
    "page Spikes": "spikes",
    "page Live risk": "live_risk",
    "page Response desk": "response_desk",
    "page Replies": "replies",
    "page Mentions": "mentions",
    "page Sources": "sources",
    "page Data health": "data_health",
    "page Methods": "methods",
}


def table(number):
    """A table of docs/roles.md: cells by row and column."""
    text = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    found = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)[number]
    head, _, *lines = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in found.split("\n")[:-1]
    ]
    return {cells[0]: dict(zip(head[1:], cells[1:], strict=True)) for cells in lines}


MATRIX = table(0)


def posts(brand, word):
    """Fifty people who ask; KM and another one answer 23 of them each, and promise something."""
    for n in range(50):
        person = {"author": f"{brand}p{n}", "author_handle": f"{word}{n}", "author_name": word}
        asked = f"@{brand} my {word} order is late and broken, where is it?"
        yield asks(f"{brand}{n}", n * 20, text=asked, **person)
        if n < 46:
            sign = "KM" if n % 2 else OTHER[brand]
            said = f"Sorry about your {word} order! Next update here by tomorrow 10:00. ^{sign}"
            yield answer(f"{brand}a{n}", n * 20 + 5, f"{brand}{n}", author_id=brand, text=said)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder with two brands, of which one grant names one."""
    records = [*posts("acme", OPEN), *posts("zorv", SECRET)]
    folder = tmp_path_factory.mktemp("roles")
    return published_once("roles", folder, records, config=parse_config(CONFIG), until=4320)


@pytest.fixture
def enter(data, monkeypatch, tmp_path):
    """Read as somebody of the table: call with their name and what else is configured."""
    monkeypatch.setenv("EARSHOT_DATA", str(data))
    monkeypatch.setenv(access.VARIABLE, str(tmp_path / "access.json"))

    def entered(name, **more):
        (tmp_path / "access.json").write_text(json.dumps(RULES | more), encoding="utf-8")
        told = claims(name)
        monkeypatch.setattr(who, "_claims", lambda: told)

    return entered


def claims(name):
    if name == "nobody":
        return {"is_logged_in": False}
    begun = datetime.now(UTC) - timedelta(hours=13 if name == "session over" else 1)
    who_it_is = "admin" if name == "session over" else name
    return {"is_logged_in": True, "aud": "earshot", "iat": begun.timestamp(), "sub": who_it_is}


def held(app):
    """Everything that a page sends to a browser, as bytes."""
    found, left = [], [app._tree]  # noqa: SLF001 - elements of kinds that it has no name for, too
    while left:
        one = left.pop()
        proto = getattr(one, "proto", None)
        if proto is not None:
            found.append(proto.SerializeToString())
        left += list(getattr(one, "children", {}).values())
    return b"\n".join(found)


def counted(text):
    """How often a text names the other brand, and the reader's own."""
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return told.lower().count(SECRET), told.lower().count(OPEN)


def opened(page, **address):
    """What a page shows; None where the reader has no such page."""
    try:
        app = run(page, **address)
    except ValueError:  # no such page in the navigation
        return None
    assert not app.exception
    assert all(one.startswith("You may not see this") for one in troubles(app))
    return held(app)


@contextmanager
def offered():
    """What makes each file that pages offer, by its name."""
    found, later = {}, who.later

    def kept(make, what):
        found[what] = later(make, what)
        return found[what]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(who, "later", kept)
        yield found


def check(row, reader, got, whole, own):
    """Hold what somebody got against the cell of the table.

    Args:
        row: of the table.
        reader: its column.
        got: counts of the other brand and of theirs.
        whole: what an admin gets of the other brand's.
        own: what an admin gets of theirs.
    """
    cell = MATRIX[row][reader]
    assert cell in (NOTHING, ALL, ITS)
    expected = {NOTHING: (0, 0), ALL: whole, ITS: (0, own[1])}[cell]
    assert got == expected, (row, reader)


VIEWS = {"response_desk": [{}, {"show": "figures"}]}
FILES = {"mentions": ["mentions.csv"], "response_desk": ["queue.csv", "turns.csv"]}


def seen(page, brand):
    """Counts of a page and of the files that it offers."""
    with offered() as made:
        views = [opened(page, brand=brand, **view) for view in VIEWS.get(page, [{}])]
        files = [made[name]() if name in made else b"" for name in FILES.get(page, ())]
    shown = b"".join(one or b"" for one in views)
    return [counted(one or b"") for one in (shown, *files)], shown


@pytest.mark.parametrize("row", PAGES)
def test_a_page_and_its_files_hold_nobody_one_row_more(enter, row):
    """Everything that a page sends is counted, and the files; also where the address asks more."""
    page = PAGES[row]
    rows = [row, *(f"file {name}" for name in FILES.get(page, ()))]
    enter("admin")
    whole, own = (seen(page, brand)[0] for brand in ("zorv", "acme"))
    assert all(one[0] > 1 for one in whole)
    assert all(one[1] > 1 for one in own)
    for reader in READERS:
        enter(reader)
        got, shown = seen(page, "zorv")
        if reader == "admin of one brand":
            # No brand beside theirs stands in lists; where there is no page another one opens.
            assert got[0][0] == 0
            # One more a view: it says that there is no such brand, and which one it shows.
            assert got[0][1] <= own[0][1] + len(VIEWS.get(page, [{}]))
            rows, got, whole, own = ([*all_of[1:]] for all_of in (rows, got, whole, own))
        for name, *counts in zip(rows, got, whole, own, strict=True):
            check(name, reader, *counts)
        has_log = row == "page Data health" and MATRIX["audit log"][reader] == YES
        assert (b"Audit log" in shown) == has_log, reader


def test_a_file_is_made_for_who_may_have_it_when_it_is_clicked(enter):
    """A page that stayed open gives nothing after the session, or after the grant."""
    enter("viewer")
    with offered() as made:
        opened("mentions", brand="zorv")
    make = made["mentions.csv"]
    assert counted(make())[0] > 0
    enter("viewer", session_hours=0.5)
    with pytest.raises(NotPermitted, match="this session has ended"):
        make()
    enter("viewer", grants=GRANTS[1:])
    with pytest.raises(NotPermitted, match="may not enter"):
        make()


LINKS = {"conversation": "x:{}7", "post": "x:{}7", "author": "x:{}p7"}


@pytest.mark.parametrize("page", ["mentions", "overview"])
def test_brands_that_one_may_not_see_are_left_out_of_several(enter, page):
    enter("admin of one brand")
    app = run(page, brand=["acme", "zorv"])

    assert app.multiselect(key="brand").value == ["acme"]
    assert not app.exception
    assert SECRET not in held(app).decode(errors="ignore").lower()


@pytest.mark.parametrize(
    ("page", "facet"), [*(("mentions", facet) for facet in LINKS), ("author", "author")]
)
def test_a_link_opens_nobody_one_post_more(enter, page, facet):
    """Roles differ in what they do, so that one link asks all of them."""
    row = "link to a post, a conversation, an author"

    def followed(brand, named):
        value = LINKS[facet].format(named)
        return counted(opened(page, brand=brand, **{facet: value}))

    enter("admin")
    whole, own, none = (followed(*one) for one in (("zorv",) * 2, ("acme",) * 2, ("acme", "zorv")))
    assert whole[0] > none[0]
    for reader in READERS if facet == "conversation" else ["viewer", "admin of one brand"]:
        enter(reader)
        if MATRIX[row][reader] == ITS:
            assert followed("acme", "acme") == (0, own[1])
            assert followed("acme", "zorv") == (0, none[1])
        else:
            check(row, reader, followed("zorv", "zorv"), whole, own)


def done_for(brands, do):
    """The brands of which somebody may do something; what is done is called with each."""
    done = set()
    for brand in brands:
        try:
            do(brand)
        except NotPermitted:
            continue
        done.add(brand)
    return done


def held_by(row, reader):
    """The brands of a row's cell."""
    both = {"acme", "zorv"}
    return {NOTHING: set(), ALL: both, YES: both, ITS: {"acme"}}[MATRIX[row][reader]]


def said(kind, brand):
    subject = f"{kind}-{brand}"
    return Action(
        kind=kind, subject=subject, brand=brand, field="f", value="v", who="", said_at=NOW
    )


DONE = {
    "correct a mention, take a case of the queue, take those back": (
        "label",
        "turn_taken",
        "identity",
    ),
    "make a rule, take an alert, send a page, take those back": (
        "alert_rule",
        "notice",
        sent_pages.KIND,
    ),
}


@pytest.mark.parametrize("row", DONE)
def test_nobody_says_or_takes_back_more_than_the_table_has(enter, row):
    for reader in READERS:
        for kind in DONE[row]:
            enter("admin")
            before = {brand: query.say([said(kind, brand)]) for brand in ("acme", "zorv")}
            enter(reader)
            spoken = done_for(before, lambda brand, kind=kind: query.say([said(kind, brand)]))
            back = done_for(before, lambda brand, at=before: query.take_back(at[brand], "kim"))

            assert spoken == back == held_by(row, reader), (reader, kind)


def test_what_was_said_and_sent_is_told_of_the_readers_brands(enter, data):
    enter("admin")
    for brand in ("acme", "zorv"):
        query.say([said("label", brand)])
    with deliveries.opened(data) as con:
        deliveries.add(con, [message(brand) for brand in ("acme", "zorv")])
    for reader in READERS:
        enter(reader)
        try:
            heard = {one.brand for one in query.said("label")}
        except NotPermitted:
            heard = set()

        assert heard == held_by("what people said", reader), reader
        told = done_for(("acme", "zorv"), lambda brand: query.told(brand, 9) or 1 / 0)
        sent = done_for(("acme", "zorv"), lambda brand: query.told_digests(brand, 9))
        again = done_for(("acme", "zorv"), lambda brand: query.tell_again(f"m-{brand}", NOW))
        assert told == sent == held_by("messages and digests sent", reader), reader
        assert again == held_by("send a failed message again", reader), reader


def message(brand):
    more = dict.fromkeys(("happened_at", "alerted_at", "planned_at", "due_at"), NOW)
    return Message(
        message_id=f"m-{brand}", thread="t", person="kim", channel=1, part="alert", rule_name="r",
        brand=brand, kind="spike", subject="s", measure=None, post_id=None, level=1.0,
        observed_value=2.0, is_critical=False, state=FAILED, **more,
    )  # fmt: skip


def test_only_who_is_admin_of_all_sets_up(enter):
    for reader in READERS:
        enter(reader)
        verb = ("brands", "add", "--", "x")
        done = done_for(("acme", "zorv"), lambda _, verb=verb: verbs.call(*verb))

        assert done == held_by("set up, load, erase", reader), reader


PEOPLE = (
    ("response_by_responder", {}, "responder"),
    ("generic_replies", {"dimension": "responder"}, "group_value"),
    ("turns_to_export", {"row_limit": 500}, "responder"),
    ("broken_promises", {}, "responder"),
)
SPAN = {"since": START, "until": START + timedelta(days=2), "filters": {}}


def named(asked):
    """Who is named in figures by who answered, by brand; of brands that the reader may see."""
    name, more, column = asked
    found = {}
    for brand in OTHER:
        with suppress(NotPermitted):
            rows = query.ask(query.version(), name, brand=brand, **SPAN, **more)
            found[brand] = set(rows[column].dropna())
    return found


@pytest.mark.parametrize("configured", [{}, OWN])
def test_figures_by_who_answered_are_ones_own_where_that_is_configured(enter, configured):
    """Rows of others are gone, their names too where the row is a turn's or a promise's."""
    row = "figures by who answered" + ', with `responders = "own"`' * bool(configured)
    for asked in PEOPLE:
        enter("admin")
        whole = named(asked)
        assert whole == {brand: {"KM", other} for brand, other in OTHER.items()}, asked
        for reader in READERS:
            enter(reader, **configured)
            got = named(asked)
            expected = {
                NOTHING: {},
                ALL: whole,
                ITS: {"acme": whole["acme"]},
                OWN_ANSWERS: {brand: {"KM"} for brand in OTHER},
            }
            assert got == expected[MATRIX[row][reader]], (asked, reader)


def test_with_own_rows_only_the_rest_of_an_answer_stays(enter):
    """Turns are all in the file; links to what others answered are refused."""
    enter("admin")
    whole = query.ask(query.version(), "turns_to_export", brand="acme", row_limit=500, **SPAN)
    enter("viewer", **OWN)
    seen = query.ask(query.version(), "turns_to_export", brand="acme", row_limit=500, **SPAN)
    page = {"brand": "acme", "facets": {}, "row_limit": 9, "rows_before": 0, **SPAN}

    def opens(**facets):
        name = "drill_through_replies" if "reply_facets" in facets else "drill_through_turns"
        return len(query.ask(query.version(), name, what="post_id", **page, **facets))

    assert seen.drop(columns="responder").equals(whole.drop(columns="responder"))
    assert opens(turn_facets={"responder": "KM"}) > 0
    for facets in ({"turn_facets": {"responder": "ABo"}}, {"reply_facets": {"reply_by": "ABo"}}):
        with pytest.raises(NotPermitted, match="those of your own answers only"):
            opens(**facets)
    app = run("response_desk", brand="acme", by="responder")
    assert "Only your own answers are shown apart: those signed KM." in words(app)
    enter("viewer", responders="own")
    assert "nobody wrote yet under what you sign" in words(
        run("response_desk", brand="acme", by="responder")
    )


def test_rows_that_are_one_persons_each_are_left_out_whatever_they_are_called():
    rows = pd.DataFrame({"group_value": ["KM", "ABo", "unknown"], "is_small": [False] * 3})
    reader = Asker(name="kim", role="viewer", brands=None, signs=frozenset({"KM"}))
    by = partial(permitted.kept, reader, "turnaround", rows=rows)

    assert list(by({"brand": "acme", "dimension": "responder"})["group_value"]) == ["KM"]
    assert len(by({"brand": "acme", "dimension": "source"})) == 3


WISH, MORE = Wish(period="all"), {"dimension": "responder", "step": "day", "measure": "mentions"}
# Those of several brands, and of persons.
SOME = ("share_of_voice", "known_brands", "brand_health_by_day", "response_by_responder", "turns")


def told_by(desk, brand, figures, views):
    """What an assistant is told about a brand, as text; {} of nothing."""
    calls = [
        *(partial(desk.figure, name, brand, WISH) for name in figures),
        *(partial(desk.mentions, brand, WISH, figure=name) for name in ("mentions", "complaints")),
        *(partial(desk.view, name, brand, WISH, more=MORE) for name in views),
    ]
    found = []
    for call in [desk.brand_rows, *calls]:
        with suppress(RefusedError):
            found.append(json.dumps(call(), default=str))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("figures", "views"),
    [(("mentions", "waiting_now"), SOME), pytest.param(FIGURES, None, marks=pytest.mark.long)],
)
def test_assistants_are_told_of_their_brands_only(data, figures, views):
    """Figures, posts and views of two brands, asked by each asker of the table."""
    views = statements.metrics() if views is None else views
    cells = table(1)["`earshot mcp --http`, asked by `[assistants.NAME]`"]
    askers = {
        "who is named without brands": Asker(name="a", role="viewer", brands=None),
        "who is named with brands": Asker(name="b", role="viewer", brands=frozenset({"acme"})),
        "nobody": STRANGER,
    }
    with closing(Reader(data)) as reader:
        told = {
            name: [counted(told_by(Desk(reader, one), brand, figures, views)) for brand in OTHER]
            for name, one in askers.items()
        }
    (_, own), (whole, _) = told["who is named without brands"]
    assert whole == own > 100
    for name, (of_acme, of_zorv) in told.items():
        if cells[name] == ITS:
            # The other brand is refused; its own name stands in the list of brands.
            assert (of_acme[0], of_zorv) == (0, (0, 1))
            assert of_acme[1] == own
        elif cells[name] == NOTHING:
            assert of_acme == of_zorv == (0, 0)


def test_assistants_see_answers_of_their_own_name_where_each_sees_their_own(data):
    access = parse_config({**CONFIG, "access": CONFIGURED}).access
    one = parse_config({"assistants": {"kim": {"token": "${KIM}"}}}).assistants["kim"]
    with closing(Reader(data)) as reader:
        desk = Desk(reader, web.asker("kim", one, access))
        rows = desk.view("response_by_responder", "acme", WISH)["rows"]
        turns = desk.view("turns", "acme", WISH)["rows"]
        with pytest.raises(RefusedError, match="your own answers only"):
            desk.view("turns", "acme", WISH, more={"responder": "ABo"})

    assert [row["responder"] for row in rows] == ["KM"]
    assert {row["responder"] for row in turns} == {"KM", None}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"alerts": [{"name": "x", "brand": "zorv", "kind": "spike", "level": 4}]}, "an alert"),
        ({"digests": [{"for": "executive", "brand": "zorv"}]}, "a digest"),
    ],
)
def test_nobody_is_told_of_a_brand_that_is_not_theirs(told, said):
    row = table(1)["alerts, digests and pages sent, to `[people.NAME]`"]
    ((kind, (one,)),) = told.items()
    kim = {"to": "json://127.0.0.1:1"}
    asked = CONFIG | {kind: [one | {"tell": ["kim"]}]}

    assert list(row.values()) == [ALL, ITS, NOTHING]
    assert parse_config(asked | {"people": {"kim": kim}})
    assert parse_config(asked | {"people": {"kim": kim | {"brands": ["zorv"]}}})
    with pytest.raises(ConfigError, match="may be told about acme only"):
        parse_config(asked | {"people": {"kim": kim | {"brands": ["acme"]}}})
