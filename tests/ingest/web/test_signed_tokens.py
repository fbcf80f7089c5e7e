"""Tokens that a key signs: what they say, who takes them, and keys that are none."""

import json
import time

import pytest

from ingest.errors import SourceRejected
from ingest.web.asking import Api
from ingest.web.auth import Granted
from ingest.web.signed_tokens import ASSERTION, SelfSigned, ServiceAccount, key_text
from tests.ingest.web.keys import of_curve, of_rsa, opened, pem
from tests.ingest.web.server import Reply, Server, in_order, quick_client

JSON = {"Content-Type": "application/json"}
CURVE, RSA = of_curve(), of_rsa()


def self_signed(key, **changes):
    claims = (("iss", "the-team"), ("aud", "the-server"))
    return SelfSigned(**({"key_id": "K1", "claims": claims, "private_key": key} | changes))


def asked(server, grant):
    with quick_client() as client:
        return client.get_json(Api(source="s", base_url=server.url, auth=Granted(grant))).data


@pytest.mark.parametrize("key", [pem(CURVE), pem(CURVE).replace("\n", "\\n")])
def test_a_token_of_ones_own_goes_with_every_question(key):
    """Signed by ES256, for less than twenty minutes; the same one until it ends."""
    with Server(in_order(Reply("[]", headers=JSON))) as server:
        for _ in range(2):
            asked(server, self_signed(key))

    first, second = (r.headers["authorization"].removeprefix("Bearer ") for r in server.requests)
    header, claims = opened(first, CURVE)
    assert {"alg": "ES256", "kid": "K1", "typ": "JWT"} == header
    assert ("the-team", "the-server") == (claims["iss"], claims["aud"])
    assert 0 < claims["exp"] - claims["iat"] < 20 * 60
    assert claims["iat"] <= time.time() < claims["exp"]
    assert first == second


def test_a_service_account_gets_a_token_for_what_it_signs():
    """By RS256, in the form of the token server."""

    def answer(request):
        if request.path == "/token":
            given = {"access_token": "given-token", "expires_in": 3599}
            return Reply(json.dumps(given), headers=JSON)
        return Reply('"fine"', headers=JSON)

    with Server(answer) as server:
        url = f"{server.url}/token"
        grant = ServiceAccount(
            token_url=url,
            email="robot@acme.example",
            scope="a b",
            key_id="K2",
            private_key=pem(RSA),
        )
        assert "fine" == asked(server, grant)

    token, question = server.requests
    header, claims = opened(token.form["assertion"], RSA)
    assert (ASSERTION, "Bearer given-token") == (
        token.form["grant_type"],
        question.headers["authorization"],
    )
    assert {"alg": "RS256", "kid": "K2", "typ": "JWT"} == header
    assert ("robot@acme.example", "a b", url) == (claims["iss"], claims["scope"], claims["aud"])


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n", "s: the private key cannot be read"),
        ("", "s: the private key cannot be read"),
        (pem(RSA), "s: the private key is of another kind than ES256 needs"),
    ],
)
def test_a_key_that_is_none_is_told_and_not_quoted(key, told):
    with Server(in_order(Reply("[]", headers=JSON))) as server:  # noqa: SIM117
        with pytest.raises(SourceRejected, match=f"^{told}$"):
            asked(server, self_signed(key, key_id="another"))

    assert [] == server.requests


def test_a_key_is_text_or_the_path_of_a_file(tmp_path):
    """A path that leads nowhere is told without what was read."""
    file = tmp_path / "key.p8"
    file.write_text("\n-----BEGIN KEY", encoding="utf-8")

    assert "-----BEGIN KEY" == key_text("s", str(file), "-----BEGIN")
    assert "-----BEGIN X" == key_text("s", " -----BEGIN X", "-----BEGIN")
    for held in (str(tmp_path), "nowhere.p8", "\0", str(file)):
        with pytest.raises(SourceRejected, match=r"neither text that begins with \{"):
            key_text("s", held, "{")
