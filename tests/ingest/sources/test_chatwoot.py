"""Chatwoot: conversations down to a mark, who speaks for the brand, what is never stored."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import chatwoot, read_item
from tests.ingest.sources.chat import (
    ACTIVITY,
    AGENT,
    BOT,
    OUTGOING,
    PRIVATE,
    TEMPLATE,
    Chat,
    conversation,
    message,
)
from tests.ingest.sources.samples import sample
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
END = int(NOW.timestamp())
DAY = 86_400
ASKED = message(501, "Where is my order?", END - 900)
GREETED = message(502, "We will be with you", END - 899, TEMPLATE, None)
NOTE = message(503, "Refund only if he insists", END - 800, OUTGOING, AGENT, private=True)
MOVED = message(504, "Ada took it", END - 790, ACTIVITY, None)
ANSWERED = message(505, "On its way!", END - 700, OUTGOING, AGENT)
TALK = conversation(77, ASKED, GREETED, NOTE, MOVED, ANSWERED)


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("CHAT_ACCESS_TOKEN", "t0ken-of-the-chat")


def source(server=None, **settings):
    url = server.url if server else "https://chat.acme.example"
    given = {"base_url": url, "account_id": 1, "brands": ("acme",)} | settings
    return chatwoot.Options(name="chat", kind="chatwoot", **given)


def read(server, cursor=None, now=NOW, **settings):
    with quick_client() as client:
        return list(chatwoot.fetch(client, source(server, **settings), {}, cursor or {}, now))


def items(pages):
    return [item for page in pages for item in page.items]


def posts(pages, **settings):
    return [post for item in items(pages) for post in chatwoot.parse(item, source(**settings))]


def ids(pages):
    return [post.post_id for post in posts(pages)]


def heard(*conversations, **settings):
    with Server(Chat(*conversations)) as server:
        return posts(read(server, **settings))


def simple(number, ago, size=1):
    said = [message(1000 * number + n, "Hello?", END - ago - size + 1 + n) for n in range(size)]
    return conversation(number, *said)


def test_a_conversation_is_what_customers_can_see_of_it():
    """They speak to the brand, agents and machines for it; notes and events are nowhere."""
    asked, greeted, answered = heard(TALK)

    assert Post(
        source="chat",
        post_id="77-501",
        created_at=NOW - timedelta(seconds=900),
        conversation_id="77",
        brand="acme",
        is_addressed=True,
        author_id=asked.author_id,
        text="Where is my order?",
        url="https://chat.acme.example/app/accounts/1/conversations/77",
    ) == (asked)
    assert Post(
        source="chat",
        post_id="77-505",
        created_at=NOW - timedelta(seconds=700),
        conversation_id="77",
        brand="acme",
        is_outbound=True,
        kind="reply",
        author_id="chatwoot:user:5",
        author_name="Ada Agent",
        text="On its way!",
        url="https://chat.acme.example/app/accounts/1/conversations/77",
    ) == (answered)
    assert (True, True) == (greeted.is_outbound, greeted.author_is_bot)


def test_nothing_private_is_kept():
    """No address, number, place, file or name of a customer; no note among colleagues."""
    with Server(Chat(TALK)) as server:
        kept = json.dumps([[page.items, page.cursor] for page in read(server)])

    assert not [word for word in (*PRIVATE, "Kim", "Refund", "Ada took") if word in kept]


@pytest.mark.parametrize(
    "sender",
    [BOT, {"id": 2, "type": "captain_assistant"}, None],
    ids=["bot", "assistant", "rule"],
)
def test_what_no_person_wrote_is_automatic(sender):
    (post,) = heard(conversation(1, message(5, "Hi", END - 60, OUTGOING, sender)))

    assert (True, True, None) == (post.is_outbound, post.author_is_bot, post.author_name)


@pytest.mark.parametrize(
    ("fields", "outbound", "bot"),
    [
        ({"message_type": "incoming", "sender_type": "Contact", "sender_id": 9}, False, False),
        ({"message_type": 1, "sender_type": "User", "sender_id": 5}, True, False),
        ({"message_type": "outgoing", "sender_type": "AgentBot", "sender_id": 2}, True, True),
    ],
)
def test_the_sender_may_be_told_by_kind_and_number(fields, outbound, bot):
    """And the kind of message by its name."""
    (post,) = heard(conversation(1, message(5, "Hi", END - 60, sender=None, **fields)))

    assert (outbound, bot) == (post.is_outbound, post.author_is_bot)
    assert post.author_id


def test_a_customer_is_the_same_person_in_every_conversation():
    """Also where a message does not say who sent it."""
    first, second = heard(
        conversation(1, message(5, "Hi", END - 60)),
        conversation(2, message(6, "Hi", END - 90, sender=None)),
    )

    assert first.author_id == second.author_id
    assert first.author_id.startswith("person-")


def test_an_answer_names_what_it_answers():
    reply = message(506, "This", END - 60, content_attributes={"in_reply_to": 501})
    *_, post = heard(conversation(77, ASKED, reply))

    assert ("77-501", "77") == (post.parent_id, post.conversation_id)


def test_a_rating_is_a_row_of_its_own():
    """Below the survey, which a machine sent."""
    answer = {"csat_survey_response": {"rating": 2, "feedback_message": "Too slow"}}
    survey = message(
        507,
        "Please rate us",
        END - 60,
        TEMPLATE,
        None,
        content_type="input_csat",
        content_attributes={"submitted_values": answer},
    )
    asked, sent, rating = heard(conversation(77, ASKED, survey))

    assert ("77-507-rating", "review", 2, "Too slow", "77-507", asked.author_id, False) == (
        rating.post_id,
        rating.kind,
        rating.rating,
        rating.text,
        rating.parent_id,
        rating.author_id,
        rating.is_outbound,
    )
    assert sent.author_is_bot


def test_a_deleted_message_says_so():
    """In one word of ours: Chatwoot's own are in the account's language."""
    gone = ASKED | {"content": "Gelöscht", "content_attributes": {"deleted": True}}
    (post,) = heard(conversation(77, gone))

    assert "[deleted]" == post.text


def test_only_inboxes_of_the_brand_that_is_meant():
    assert [] == heard(TALK, inbox_ids=(2,))
    assert 3 == len(heard(TALK, inbox_ids=(2, 3)))


def test_a_source_without_a_brand_is_refused():
    with Server(Chat(TALK)) as server, pytest.raises(SourceRejected, match="chat: say whose"):
        read(server, brands=())


def test_conversations_are_read_down_to_where_the_last_pass_ended():
    """Whole at first; then what is new in those that were active, an overlap of ten minutes."""
    chat = Chat(simple(1, 1000, 45), simple(2, DAY), simple(3, 31 * DAY), page_size=2)
    with Server(chat) as server:
        first = read(server)
        known = len(server.requests)
        second = read(server, first[-1].cursor, NOW + timedelta(hours=1))
        chat.conversations[1] = conversation(
            2, *chat.conversations[1]["all"], message(2001, "Still?", END + 4000)
        )
        third = read(server, second[-1].cursor, NOW + timedelta(hours=2))
        listed = [request.query for request in server.requests if "page" in request.query]

    assert (46, {"1000"}) == (len(ids(first)), {i.split("-")[1] for i in ids(first)[:1]})
    assert (NOW - timedelta(days=30), NOW) == (first[0].observed_since, first[-1].observed_until)
    assert ([], {"read_until": END + 3600}) == (ids(second), second[-1].cursor)
    assert (8, "2-2001") == (known, ids(third)[-1])
    assert {("all", "all")} == {(query["status"], query["assignee_type"]) for query in listed}


def test_ten_minutes_are_read_twice():
    """What was written just before a pass may have been listed late."""
    with Server(Chat(simple(1, 599), simple(2, 601))) as server:
        cursor = read(server)[-1].cursor
        assert ["1-1000"] == ids(read(server, cursor, NOW + timedelta(hours=1)))


def test_messages_come_in_their_order():
    """Pages go from the newest back."""
    with Server(Chat(simple(1, 60, 45))) as server:
        found = posts(read(server))

    assert sorted(found, key=lambda post: post.created_at) == found


def test_a_pass_that_breaks_off_goes_on_where_it_stopped():
    """What is new comes first, what was read is left out, then the rest of the list."""
    chat = Chat(*(simple(n, 1000 * n) for n in range(1, 7)), page_size=2)
    with Server(chat) as server, quick_client() as client:
        pages = chatwoot.fetch(client, source(server), {}, {}, NOW)
        came = [next(pages) for _ in range(3)]
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            next(pages)
        server.answer = chat
        chat.conversations.append(simple(7, -4000))
        again = chatwoot.fetch(
            client, source(server), {}, came[-1].cursor, NOW + timedelta(hours=2)
        )
        new = next(again)
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            list(again)
        server.answer = chat
        rest = read(server, new.cursor, NOW + timedelta(hours=3))

    assert ["1-1000", "2-2000", "3-3000"] == ids(came)
    assert ["7-7000"] == ids([new])
    assert came[-1].cursor == new.cursor
    assert ["7-7000", "3-3000", "4-4000", "5-5000", "6-6000"] == ids(rest)
    assert {"read_until": END + 3 * 3600} == rest[-1].cursor
    assert {None} == {page.observed_until for page in (*came, new, *rest[:-1])}


def test_max_items_leaves_the_rest_to_the_next_pass():
    chat = Chat(*(simple(n, 1000 * n) for n in range(1, 7)), page_size=2)
    with Server(chat) as server:
        first = read(server, max_items=2)
        rest = read(server, first[-1].cursor, NOW + timedelta(minutes=1))

    assert ["1-1000", "2-2000"] == ids(first)
    assert {"3-3000", "4-4000", "5-5000", "6-6000"} <= {*ids(rest)}
    assert "1-1000" not in ids(rest)


def test_a_conversation_that_is_refused_costs_no_other():
    chat = Chat(*(simple(n, 1000 * n) for n in range(1, 4)))
    chat.before = {
        "conversations/1/messages": Reply('{"error": "no access"}', 403),
        "conversations/2/messages": Reply("{}", 404),
    }
    with Server(chat) as server, quick_client() as client:
        pages = chatwoot.fetch(client, source(server), {}, {}, NOW)
        came = [next(pages) for _ in range(4)]
        with pytest.raises(SourceRejected, match=r"chat: 403 Forbidden: .*no access"):
            next(pages)

    assert (["3-3000"], NOW) == (ids(came), came[-1].observed_until)
    assert {"read_until": END, "again": {"1": 1}} == came[-1].cursor


def test_a_conversation_that_was_refused_is_asked_for_again():
    """Five times; by then it is forbidden for good. One that is gone is forgotten."""
    chat = Chat(*(simple(n, 1000 * n) for n in range(1, 4)))
    cursor = {"read_until": END, "again": {"1": 1, "2": 4, "9": 1}}
    chat.before = {"conversations/2/messages": Reply('{"error": "no access"}', 403)}
    with Server(chat) as server, quick_client() as client:
        pages = chatwoot.fetch(client, source(server), {}, cursor, NOW)
        came = [next(pages) for _ in range(3)]
        with pytest.raises(SourceRejected):
            next(pages)

    assert (["1-1000"], {"read_until": END}) == (ids(came), came[-1].cursor)


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (Reply("", 429, {"retry-after": "5000"}), SourceUnavailable, "asks to wait 5000 s"),
        (Reply('{"errors": ["Invalid Access Token"]}', 401), SourceRejected, "chat: 401"),
        (Reply("{}", 404), SourceRejected, "chat: 404, there is no /api/v1/accounts/1/conv"),
        (Reply("<html>moved</html>"), SourceRejected, "HTML where JSON is due"),
        (Reply("[]"), UnexpectedPayload, "chat: answer without a list 'payload'"),
        (Reply('{"data": {"payload": {}}}'), UnexpectedPayload, "chat: answer without a list"),
    ],
)
def test_what_the_server_refuses_is_told(reply, kind, told):
    with Server(in_order(reply)) as server, pytest.raises(kind, match=told):
        read(server)


def test_a_server_that_repeats_itself_ends():
    """Whatever page is asked for."""
    page = {"data": {"payload": [{"id": 1, "last_activity_at": END, "inbox_id": 3}]}}
    said = {"payload": [ASKED]}

    def answer(request):
        return Reply(json.dumps(said if "messages" in request.path else page))

    with Server(answer) as server:
        assert ["1-501"] == ids(read(server))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"message": None}, "chat: message holds None, an object is due"),
        ({"sender": "Kim"}, "chat: sender holds 'Kim', an object is due"),
        ({"conversation_id": "x"}, "chat: conversation_id holds 'x', a whole number is due"),
        ({"message": {"message_type": 9}}, "chat: message_type holds 9, text is due"),
        ({"message": {"message_type": "sent"}}, "chat: message_type holds 'sent', incoming"),
    ],
)
def test_what_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    with Server(Chat(TALK)) as server:
        item = items(read(server))[0] | change
    (record,) = read_item(item, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert record.reason.startswith(told)


@pytest.mark.parametrize("stars", [0, 6, None])
def test_a_rating_beyond_one_to_five_is_none(stars):
    csat = {"rating": stars, "feedback": "x", "author_id": None}
    with Server(Chat(TALK)) as server:
        item = items(read(server))[0]
    item["message"]["csat"] = csat
    (record,) = read_item(item, source(), "p", NOW)

    assert isinstance(record, Reject)


def test_what_is_gone_is_told():
    """Missing, deleted, made private, or of a conversation that is not there any more."""
    said = [message(n, "Hello?", END - 900 + n) for n in range(1, 60)]
    said[4]["content_attributes"] = {"deleted": True}
    said[5]["private"] = True
    chat = Chat(conversation(1, *said))
    names = ["1-2", "1-5", "1-6", "1-99", "1-7", "1-7-rating", "2-1", "nonsense", "x-1"]
    with Server(chat) as server, quick_client() as client:
        found = list(chatwoot.recheck(client, source(server), names))

    assert ["1-5", "1-6", "1-99", "1-7-rating", "2-1"] == [o for part in found for o in part.gone]
    assert ["1-2", "1-7"] == sorted(
        post.post_id for part in found for i in part.items for post in chatwoot.parse(i, source())
    )


def test_a_failed_recheck_says_nothing_of_its_posts():
    """A conversation that is refused neither, and it costs no other."""
    chat = Chat(simple(1, 100), simple(2, 200))
    chat.before = {"conversations/1/messages": Reply('{"error": "no access"}', 401)}
    with Server(chat) as server, quick_client() as client:
        (checked,) = chatwoot.recheck(client, source(server), ["1-1000", "2-1"])
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            list(chatwoot.recheck(client, source(server), ["1-2"]))

    assert ("2-1",) == checked.gone


def test_the_sample_answers_are_understood():
    """Messages of all kinds and a rating; nothing is refused."""
    records = [one for item in sample("chatwoot") for one in read_item(item, source(), "p", NOW)]

    assert 6 <= len(records)
    assert {"post", "reply", "review"} == {record.kind for record in records}
