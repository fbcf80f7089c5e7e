"""Tokens: got once, renewed once, shared by threads, told to nobody."""

import base64
import itertools
import json
import logging
import threading
from dataclasses import dataclass

import pytest

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.asking import Api
from ingest.web.auth import FixedHeaders, Granted, Token, basic
from ingest.web.config_text import ConfigText, expand
from ingest.web.oauth import ClientCredentials, RefreshToken
from ingest.web.redaction import masked
from tests.ingest.web.server import Reply, Server, quick_client

JSON = {"Content-Type": "application/json"}


class Platform:
    """A token server and an API that takes its newest token only."""

    def __init__(self, **given):
        self.given = {"expires_in": 3600} | given
        self.numbers = itertools.count(1)
        self.newest = None
        self.tokens = 0
        self.guard = threading.Lock()

    def __call__(self, request):
        with self.guard:
            return self.grant(request) if request.path == "/token" else self.list(request)

    def grant(self, request):
        if request.form.get("refresh_token") == "spent":
            return Reply('{"error":"invalid_grant"}', status=400, headers=JSON)
        self.tokens += 1
        self.newest = f"access-{next(self.numbers)}"
        return Reply(json.dumps({"access_token": self.newest, **self.given}), headers=JSON)

    def list(self, request):
        if f"Bearer {self.newest}" != request.headers.get("authorization"):
            return Reply(f"who is {request.headers.get('authorization')}?", status=401)
        return Reply("[1]", headers=JSON)

    def expire(self):
        self.newest = None


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
def server(platform):
    with Server(platform) as running:
        yield running


def application(server, **changes):
    return ClientCredentials(
        token_url=f"{server.url}/token", client_id="us", client_secret="of-us-only", **changes
    )


def person(server, refresh_token="first"):
    return RefreshToken(
        token_url=f"{server.url}/token",
        client_id="us",
        client_secret="of-us-only",
        refresh_token=refresh_token,
    )


def ask(server, grant, client=None, times=1):
    api = Api(source="s", base_url=server.url, auth=Granted(grant))
    with client or quick_client() as open_client:
        return [open_client.get_json(api, "/list").data for _ in range(times)]


def grants(server):
    return [request for request in server.requests if request.path == "/token"]


def test_a_token_is_got_once_for_many_questions(server):
    """By the application's name and password, as RFC 6749 wants it."""
    assert [[1], [1], [1]] == ask(server, application(server), times=3)
    assert [[1]] == ask(server, application(server))

    (asked,) = grants(server)
    login = base64.b64encode(b"us:of-us-only").decode()
    assert ("POST", f"Basic {login}", {"grant_type": "client_credentials"}) == (
        asked.method,
        asked.headers["authorization"],
        asked.form,
    )


def test_some_servers_want_all_of_it_in_the_form(server):
    """And fields of their own."""
    ask(server, application(server, is_in_form=True, more=(("scope", "read"),)))

    (asked,) = grants(server)
    assert "authorization" not in asked.headers
    assert {
        "grant_type": "client_credentials",
        "scope": "read",
        "client_id": "us",
        "client_secret": "of-us-only",
    } == asked.form


def test_a_refused_token_is_renewed_once(server, platform):
    """The question is asked again with the next one; what it said does not matter."""
    ask(server, application(server))
    platform.expire()

    assert [[1]] == ask(server, application(server))
    assert ["/token", "/list", "/list", "/token", "/list"] == [r.path for r in server.requests]


def test_a_token_that_is_refused_again_is_final(server, platform, monkeypatch):
    """Two tries, then a person has to look; the message holds no token."""
    monkeypatch.setattr(platform, "newest", "another")
    monkeypatch.setattr(
        platform, "grant", lambda _: Reply('{"access_token": "access-of-nobody"}', headers=JSON)
    )
    with pytest.raises(SourceRejected) as caught:
        ask(server, application(server))

    assert "s: 401 Unauthorized: who is Bearer ***?" == str(caught.value)
    assert ["/token", "/list", "/token", "/list"] == [r.path for r in server.requests]


@pytest.mark.parametrize("threads", [8])
def test_threads_share_a_renewal(server, platform, threads):
    """All hold the same token when it ends: one gets the next, the others wait for it."""
    grant = application(server)
    ask(server, grant)
    held = platform.newest
    platform.expire()
    together, sent = threading.Barrier(threads), []

    def answer(request):
        if request.path == "/list" and held in request.headers["authorization"]:
            sent.append(request)
            together.wait(20)
        return platform(request)

    server.answer = answer
    with quick_client() as client:
        api = Api(source="s", base_url=server.url, auth=Granted(grant))
        found = []
        asking = [
            threading.Thread(target=lambda: found.append(client.get_json(api, "/list").data))
            for _ in range(threads)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()

    assert ([[1]] * threads, threads, 2) == (found, len(sent), platform.tokens)


def test_a_token_is_not_used_in_its_last_moments(server, platform, monkeypatch):
    """Of 100 seconds the last ten, of a day the last minute."""
    now = 1000.0
    monkeypatch.setattr("ingest.web.auth.time.monotonic", lambda: now)
    platform.given = {"expires_in": 100}
    ask(server, application(server))
    now = 1089.9
    ask(server, application(server))
    assert 1 == platform.tokens
    now = 1090.0
    platform.given = {"expires_in": 86_400}
    ask(server, application(server))
    now = 1090.0 + 86_400 - 60.1
    ask(server, application(server))
    assert 2 == platform.tokens
    now += 0.1
    ask(server, application(server))

    assert 3 == platform.tokens


def test_a_person_agreed_once(server, platform):
    """Each renewal uses the newest refresh token that the server gave."""
    platform.given = {"refresh_token": "second"}
    ask(server, person(server))
    platform.expire()
    platform.given = {}
    ask(server, person(server))
    platform.expire()
    ask(server, person(server))

    asked = [(r.form["grant_type"], r.form["refresh_token"]) for r in grants(server)]
    assert [("refresh_token", each) for each in ("first", "second", "second")] == asked


def test_an_agreement_that_ended_is_told(server):
    """The token server's refusal is the source's, and final."""
    with pytest.raises(SourceRejected, match=r"s: 400 Bad Request: .*invalid_grant"):
        ask(server, person(server, "spent"))

    assert ["/token"] == [request.path for request in server.requests]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"error": "bad_verification_code"}', "gives no token: bad_verification_code"),
        ('{"error": "x", "error_description": "no such app"}', "gives no token: no such app"),
        ("[]", "gives no token: no 'access_token'"),
        ('{"access_token": 7}', "gives no token: no 'access_token'"),
        ('{"access_token": "t\\u00f6ken"}', "gives no token: no 'access_token'"),
    ],
)
def test_an_answer_without_a_token_is_told(body, told):
    """Some token servers say 200 where they refuse."""
    reply = Reply(body, headers=JSON)
    with Server(lambda _: reply) as server, pytest.raises(SourceRejected, match=told):
        ask(server, application(server))


def test_a_token_server_that_is_down_is_asked_again(server, platform, monkeypatch):
    """Four times in all, as any server; the API itself is not asked."""
    monkeypatch.setattr(platform, "grant", lambda _: Reply(status=503))
    with pytest.raises(SourceUnavailable, match="s: 503 Service Unavailable"):
        ask(server, application(server))

    assert ["/token"] * 4 == [request.path for request in server.requests]


def test_fixed_credentials_are_final_when_refused(server):
    """There are no others: nothing is asked twice."""
    api = Api(source="s", base_url=server.url, auth=FixedHeaders({"Api-Key": "k"}))
    with quick_client() as client, pytest.raises(SourceRejected, match="s: 401"):
        client.get_json(api, "/list")

    assert ["k"] == [request.headers["api-key"] for request in server.requests]


@dataclass(frozen=True)
class Session:
    """A grant of a connector's own: a session by JSON, renewed by its refresh token."""

    base_url: str
    password: str

    def token(self, source, asker, last):
        api = Api(source=source, base_url=self.base_url)
        sent = {"refresh": last.refresh} if last else {"password": self.password}
        data = asker.post_json(api, "/token", json=sent).data
        return Token(value=data["access_token"], refresh="r1")


def test_a_platform_may_start_sessions_in_its_own_way(server, platform):
    """The password is sent once; after that the session is renewed."""
    grant = Session(server.url, "app-password")
    ask(server, grant)
    platform.expire()
    ask(server, grant)

    bodies = [json.loads(request.body) for request in grants(server)]
    assert [{"password": "app-password"}, {"refresh": "r1"}] == bodies


def test_nothing_tells_a_token(server, platform, monkeypatch, caplog):
    """Not the log at its most talkative, no error, no representation, nothing that is kept."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("OUR_SECRET", "hush-of-us")
    secret = expand("s", ConfigText("${OUR_SECRET}"))
    platform.given = {"refresh_token": "refresh-of-us"}
    grant = RefreshToken(
        token_url=f"{server.url}/token", client_id="us", client_secret=secret, refresh_token=secret
    )
    ask(server, grant)
    login = base64.b64encode(f"us:{secret}".encode()).decode()
    hidden = (secret, login, platform.newest, "refresh-of-us")
    server.answer = lambda _: Reply(" ".join(hidden), status=403)
    with pytest.raises(SourceRejected) as caught:
        ask(server, grant)

    told = [m for m in caplog.messages if "httpcore" not in m]
    shown = repr([grant, Granted(grant), basic("us", secret), str(caught.value), told])
    assert "s: 403 Forbidden: *** *** *** ***" == str(caught.value)
    assert not [each for each in hidden if each in shown]
    assert {"kept": ["***"] * 4} == masked({"kept": list(hidden)})


def test_tokens_of_two_applications_are_kept_apart(server, platform):
    """Another name, password or kind of grant is another token."""
    ask(server, application(server))
    ask(server, application(server, is_in_form=True))
    ask(server, person(server))

    assert 3 == platform.tokens
