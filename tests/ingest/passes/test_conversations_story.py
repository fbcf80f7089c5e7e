"""Five places where people talk, from their servers to the warehouse, in one pass each time.

Every story is the same: a pass that breaks off in the middle, the rest, nothing new, and then an
edit or a deletion beside the brand's own answer.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.sources import chat, desk, front_page, hub, stack_exchange_site
from tests.ingest.web.server import QUICK, Reply, Request, Server

NOW = datetime.now(UTC).replace(microsecond=0)
SECOND = int(NOW.timestamp())
HELD = """
    select source, post_id, parent_id, conversation_id, brand, direction, text
    from posts
    order by post_id
"""
ASKED, ANSWERED, TAKEN_BACK = "Acme is broken", "Mended, sorry!", ""


@dataclass
class Story:
    """One source: its server, its keys, the path that fails first, what changes, what is held.

    passes: (outcome, new, changed) of each of the four. held: post → parent, conversation,
    direction and text; all of it is Acme's. paths: keys that are addresses of the server.
    """

    server: Callable[[Request], Reply]
    keys: dict
    fails: str
    change: Callable[[], None]
    held: dict
    passes: tuple = (("failed", 1, 0), ("ok", 1, 0), ("unchanged", 0, 0), ("ok", 1, 1))
    paths: dict = field(default_factory=dict)


def ago(minutes):
    return (NOW - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def stack_exchange():
    asked = stack_exchange_site.question(11, "t", "Since v3", SECOND - 900, tags=["acme"])
    answer = stack_exchange_site.answer(12, 11, ANSWERED, SECOND - 60)
    site = stack_exchange_site.Site(asked)

    def change():
        edit = {"body_markdown": ASKED, "last_edit_date": SECOND - 90, "answers": [answer]}
        site.questions = [asked | edit | {"last_activity_date": SECOND - 60}]

    return Story(
        server=site,
        keys={"own_user_ids": [7], "tags": ["acme"], "terms": ["Acme"]},
        fails="/questions/11",
        change=change,
        passes=(("failed", 0, 0), ("ok", 1, 0), ("unchanged", 0, 0), ("ok", 1, 1)),
        held={
            "question-11": (None, "question-11", "inbound", ASKED),
            "answer-12": ("question-11", "question-11", "outbound", ANSWERED),
        },
    )


def github():
    root, said = hub.issue(1, "t", ago(60)), hub.comment(9, 1, ago(50), body="Same")
    server = hub.Hub([root], [said])
    staff = {"author_association": "MEMBER", "user": hub.user(7, "kim"), "body": ANSWERED}

    def change():
        server.issues = [root | {"body": ASKED, "updated_at": ago(5)}]
        server.comments.append(hub.comment(10, 1, ago(5), **staff))

    return Story(
        server=server,
        keys={"own_repositories": ["acme/sdk"]},
        fails="/repos/acme/sdk/issues/comments",
        change=change,
        held={
            "acme/sdk#1": (None, "acme/sdk#1", "inbound", ASKED),
            "acme/sdk#1-9": ("acme/sdk#1", "acme/sdk#1", "inbound", "Same"),
            "acme/sdk#1-10": ("acme/sdk#1", "acme/sdk#1", "outbound", ANSWERED),
        },
    )


def reddit():
    root = front_page.submission("1", "t", SECOND - 600, num_comments=1)
    page = front_page.FrontPage(root, front_page.comment("5", "t3_1", SECOND - 500))

    def change():
        page.things[0] = root | {"selftext": ASKED, "edited": SECOND - 60.0}
        page.things[1] |= {"author": "[deleted]", "body": "[deleted]"}
        answer = {"author": "AcmeHelps", "body": ANSWERED}
        page.things.append(front_page.comment("6", "t1_5", SECOND - 30, "t3_1", **answer))

    return Story(
        server=page,
        keys={"username": "kim", "own_subreddits": ["widgets"]},
        paths={"token_url": "/api/v1/access_token"},
        fails="/r/widgets/comments",
        change=change,
        held={
            "t3_1": (None, "t3_1", "inbound", ASKED),
            "t1_5": ("t3_1", "t3_1", "inbound", TAKEN_BACK),
            "t1_6": ("t1_5", "t3_1", "outbound", ANSWERED),
        },
    )


def zendesk():
    """The ticket that is refused at first comes with the next pass; the other one is deleted."""
    opened = desk.comment(1, desk.CUSTOMER, "Where?", ago(20))
    answer = desk.comment(3, desk.AGENT, ANSWERED, ago(10))
    first = desk.ticket(35, "t", ago(20), opened)
    second = desk.ticket(36, "t", ago(20), desk.comment(4, desk.CUSTOMER, "Late", ago(20)))
    server = desk.Desk(first, second)

    def change():
        server.tickets += [first | {"comments": [opened | {"plain_body": ASKED}, answer]}]
        server.tickets += [second | {"status": "deleted", "updated_at": ago(1)}]

    return Story(
        server=server,
        keys={"email": "ada@acme.example"},
        fails="/api/v2/tickets/35/comments.json",
        change=change,
        held={
            "35": (None, "35", "inbound", ASKED),
            "35-3": ("35", "35", "outbound", ANSWERED),
            "36": (None, "36", "inbound", TAKEN_BACK),
        },
    )


def chatwoot():
    """The conversation that is refused at first comes with the next pass."""
    first = chat.message(5, ASKED, SECOND - 500)
    second = chat.message(6, "Hello?", SECOND - 400)
    server = chat.Chat(chat.conversation(1, first), chat.conversation(2, second))

    def change():
        answer = chat.message(7, ANSWERED, SECOND - 100, chat.OUTGOING, chat.AGENT)
        gone = second | {"content": "…", "content_attributes": {"deleted": True}}
        server.conversations = [chat.conversation(1, first, answer), chat.conversation(2, gone)]

    return Story(
        server=server,
        keys={"account_id": 1},
        fails="conversations/1/messages",
        change=change,
        passes=(("failed", 1, 0), ("ok", 1, 0), ("unchanged", 0, 0), ("ok", 1, 0)),
        held={
            "1-5": (None, "1", "inbound", ASKED),
            "1-7": (None, "1", "outbound", ANSWERED),
            "2-6": (None, "2", "inbound", TAKEN_BACK),
        },
    )


STORIES = {one.__name__: one for one in (stack_exchange, github, reddit, zendesk, chatwoot)}
SECRETS = {
    "REDDIT_CLIENT_ID": "app-id-of-ours",
    "REDDIT_CLIENT_SECRET": "app-secret-of-ours",
    "ZENDESK_API_TOKEN": "t0ken-of-the-desk",
    "CHATWOOT_ACCESS_TOKEN": "t0ken-of-the-chat",
}


@pytest.fixture(autouse=True)
def just_now(monkeypatch):
    """The stories begin with the test: it may run long after this file was read."""
    now = datetime.now(UTC).replace(microsecond=0)
    monkeypatch.setitem(globals(), "NOW", now)
    monkeypatch.setitem(globals(), "SECOND", int(now.timestamp()))


def test_conversations_reach_the_warehouse_whole(warehouse, monkeypatch):
    """What came before a failure stays, the rest follows, then nothing, then only what changed."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    stories = {name: begin() for name, begin in STORIES.items()}
    passes = []
    with ExitStack() as running:
        sources = {
            name: entry(name, story, running.enter_context(Server(story.server)).url)
            for name, story in stories.items()
        }
        acme = {"name": "Acme", "own_accounts": ["AcmeHelps"]}
        config = parse_config({"brands": {"acme": acme}, "sources": sources})
        for number in range(4):
            for story in stories.values():
                if number == 0:
                    story.server.before = {story.fails: Reply("{}", 403)}
                if number == 3:
                    story.change()
            passes.append(run_pass(warehouse, config, client=Client(QUICK)))

    for name, story in stories.items():
        assert (name, story.passes) == (name, tuple(counted(one, name) for one in passes))
        assert (name, story.held) == (name, held(warehouse, name))


def entry(kind, story, url):
    addresses = {key: f"{url}{path}" for key, path in story.paths.items()}
    return {"kind": kind, "brands": ["acme"], "base_url": url, **addresses, **story.keys}


def counted(summary, name):
    (one,) = [one for one in summary.outcomes if one.source == name]
    return one.outcome, one.new_count, one.changed_count


def held(data, name):
    """Its posts, without its name before their ids."""
    found = [row for row in rows(data, HELD) if row["source"] == name]
    assert {"acme"} == {row["brand"] for row in found}
    bare = [{k: v and v.removeprefix(f"{name}:") for k, v in row.items()} for row in found]
    told = ("parent_id", "conversation_id", "direction", "text")
    return {row["post_id"]: tuple(row[key] for key in told) for row in bare}
