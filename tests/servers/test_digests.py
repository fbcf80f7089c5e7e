"""A digest for real: over a mail server that speaks all of SMTP."""

import httpx
import pytest

from commands.digest_delivery import deliver_digests
from tests.build import publish_all
from tests.digests.test_schedule import MONDAY, config
from tests.digests.test_sending import posts
from tests.servers.kit import absent

pytestmark = [pytest.mark.servers, absent]


def test_a_digest_arrives_once(tmp_path, sink):
    smtp, hook = sink
    mail = f"mailto://127.0.0.1:{smtp}?from=e@acme.example&to=lead@acme.example&mode=insecure"
    before = len(httpx.get(f"{hook}/got").json())
    publish_all(tmp_path / "data", posts(), config=config(), until=60)
    for _ in range(2):
        assert deliver_digests(tmp_path / "data", config(mail), MONDAY) == 0
    (letter,) = httpx.get(f"{hook}/got").json()[before:]

    assert letter["to"] == ["lead@acme.example"]
    assert letter["subject"].startswith("acme: the week")
    assert letter["type"] == "multipart/alternative"
    assert "Who waits?" in letter["body"]
