"""Which addresses a source may ask: no private one, unless the configuration says so."""

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError, SourceRejected, SourceUnavailable
from ingest.sources import fetch
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.reach import Reach, is_public, resolved
from tests.ingest.web.server import QUICK, Reply, Server, in_order

NOW = datetime(2026, 11, 3, tzinfo=UTC)
PATIENCE = 60
STRICT = replace(QUICK, allow_private=False, attempts=1)
FEED = (
    "<rss version='2.0'><channel><title>b</title><item><title>Acme</title>"
    "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>"
)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822",
     "2002:5db8:d822::1"],
)  # fmt: skip
def test_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1",
     "192.168.1.5", "169.254.169.254",
     "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
     "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1",
     "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::1",
     "2002:c0a8:0105::1", "2001:0:5db8:d822:0:0:80ff:fffe", "no address"],
)  # fmt: skip
def test_what_is_not_the_internet_is_private(address):
    """Loopback, private, link-local, shared, documentation, multicast, reserved; and wrapped."""
    assert not is_public(address)


def ask(url, client=None, source="blog"):
    with client or Client(STRICT) as open_client:
        return open_client.get(Api(source=source, base_url=url)).body


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0x7f000001", "[::1]",
     "[::ffff:127.0.0.1]", "localhost", "LOCALHOST", "a.localhost", "0"],
)  # fmt: skip
def test_a_private_address_is_not_asked_however_it_is_written(host):
    """The sentence names the line that would allow it."""
    with Server(in_order(Reply("secret"))) as server:
        port = server.url.rpartition(":")[2]
        with pytest.raises(SourceRejected) as caught:
            ask(f"http://{host}:{port}/")

    assert [] == server.requests
    assert "is no public address" in str(caught.value)
    written = host.strip("[]").lower()
    assert f'allow_private = ["{written}"] in [sources.blog] of earshot.toml' in str(caught.value)


@pytest.fixture
def dns(monkeypatch):
    """Names of a test's own: no test can ask the real DNS. Returns what was looked up."""
    real, names, looked_up = socket.getaddrinfo, {}, []

    def answer(host, port, *more, **options):
        if host not in names:
            return real(host, port, *more, **options)
        if options.get("flags", 0) & socket.AI_NUMERICHOST:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        looked_up.append(host)
        addresses = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return names, looked_up


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["169.254.169.254", "93.184.216.34"]],
    ids=["only", "last of two", "first of two"],
)
def test_a_name_that_leads_to_a_private_address_is_not_asked(dns, addresses):
    """Also where only one of its addresses is private."""
    dns[0]["inside.example"] = [addresses]
    told = "blog: inside.example leads to .* is no public address; .*allow_private = ..inside.examp"
    with pytest.raises(SourceRejected, match=told):
        ask("http://inside.example/")


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(dns):
    """A name that leads elsewhere a moment later gets nothing: it is looked up once."""
    names, looked_up = dns
    with Server(in_order(Reply("fine"))) as server, Client(STRICT) as client:
        names["inside.example"] = [["127.0.0.1"], ["127.66.66.66"]]
        client.admit("blog", Reach(hosts=frozenset(["inside.example"])))
        body = ask(server.url.replace("127.0.0.1", "inside.example"), client)

    assert (b"fine", ["inside.example"]) == (body, looked_up)
    assert "inside.example" in server.requests[0].headers["host"]


def test_the_next_address_is_asked_where_one_does_not_answer(dns):
    """As browsers do; all of them were looked at."""
    names, _ = dns
    with Server(in_order(Reply("fine"))) as server, Client(STRICT) as client:
        names["inside.example"] = [["127.66.66.66", "127.0.0.1"]]
        client.admit("blog", Reach(everything=True))
        assert b"fine" == ask(server.url.replace("127.0.0.1", "inside.example"), client)


def test_public_addresses_are_given_back_in_order(dns):
    dns[0]["a.example"] = [["93.184.216.34", "93.184.216.35", "93.184.216.34"]]

    assert ["93.184.216.34", "93.184.216.35"] == resolved("s", "a.example", 80, Reach(), 9)


def test_a_name_that_nobody_knows_may_be_known_later(monkeypatch):
    """Two labels too many for a name: refused without asking anybody."""
    with pytest.raises(SourceUnavailable, match=r"blog: no answer .ConnectError"):
        resolved("blog", "a" * 70 + ".example", 80, Reach(), 9)


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    """Looking up is a part of the exchange."""
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(PATIENCE) and [])
    with pytest.raises(SourceUnavailable, match=r"blog: no answer .*a.example: no address in 0.05"):
        resolved("blog", "a.example", 80, Reach(), 0.05)
    answered.set()


def test_a_written_address_is_that_of_one_port():
    reach = Reach(servers=frozenset([("127.0.0.1", 8000)]))

    assert reach.allows("127.0.0.1", 8000)
    assert not reach.allows("127.0.0.1", 8001)
    assert not reach.allows("127.0.0.2", 8000)


def outcome(settings, **sources):
    """What each source of a configuration says when it is read, None where it is read well."""
    found = {}
    for name, source in parse_config({"sources": sources, **settings}).sources.items():
        try:
            with Client(STRICT) as client:
                list(fetch(client, source, {}, {}, NOW))
            found[name] = None
        except SourceRejected as error:
            found[name] = str(error)
    return found


def test_an_address_written_in_the_configuration_says_so_itself(monkeypatch):
    """For that host and port, from a variable too; a name that leads there does not say so."""
    with Server(in_order(Reply(FEED))) as server:
        port = server.url.rpartition(":")[2]
        monkeypatch.setenv("OUR_SERVER", server.url.removeprefix("http://"))
        found = outcome(
            {},
            literal={"kind": "rss", "url": server.url},
            local={"kind": "rss", "url": f"http://localhost:{port}/"},
            variable={"kind": "rss", "url": "http://${OUR_SERVER}/"},
            name={"kind": "rss", "url": f"http://a.localhost:{port}/"},
        )

    assert [None] * 3 == [found.pop(name) for name in ("literal", "local", "variable")]
    assert "name: a.localhost leads to 127.0.0.1, which is no public address" in found["name"]
    assert 3 == len(server.requests)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("other_host", ["127.0.0.1", "localhost"])
def test_a_redirect_into_the_own_network_is_not_followed(status, other_host):
    """Not even to another port of the host that is configured."""
    with Server(in_order(Reply("secret"))) as inside:
        to = inside.url.replace("127.0.0.1", other_host)
        away = Reply(status=status, headers={"Location": f"{to}/latest/meta-data"})
        with Server(in_order(away)) as server:
            found = outcome({}, blog={"kind": "rss", "url": server.url})

    assert [] == inside.requests
    assert "another server" in found["blog"]
    assert to in found["blog"]


@pytest.mark.parametrize(
    ("network", "own", "is_asked"),
    [
        (True, None, True),
        (["inside.example"], None, True),
        (["Inside.Example"], None, True),
        (["other.example"], None, False),
        (None, True, True),
        (None, ["inside.example"], True),
        (True, False, False),
        (True, ["other.example"], False),
    ],
)
def test_the_configuration_may_allow_it(dns, network, own, is_asked):
    """For a source, or for all of them; what a source says itself goes first."""
    dns[0]["inside.example"] = [["127.0.0.1"]]
    with Server(in_order(Reply(FEED))) as server:
        source = {"kind": "rss", "url": server.url.replace("127.0.0.1", "inside.example")}
        source |= {} if own is None else {"allow_private": own}
        settings = {} if network is None else {"network": {"allow_private": network}}
        found = outcome(settings, blog=source)

    assert (is_asked, int(is_asked)) == (found["blog"] is None, len(server.requests))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://2130706433/", "http://localhost/"])
def test_a_proxy_is_asked_for_public_names_only(monkeypatch, url):
    """The operator's proxy may be anywhere; what it is asked for may not."""
    with Server(in_order(Reply("by proxy"))) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        assert b"by proxy" == ask("http://blog.example/feed")
        with pytest.raises(SourceRejected, match="no public address"):
            ask(url)

    assert ["/feed"] == [request.path for request in proxy.requests]
    assert "blog.example" == proxy.requests[0].headers["host"]


def test_one_source_opens_nothing_for_another():
    """What one names by its address, the redirect of another does not reach."""
    with Server(in_order(Reply(FEED))) as inside:
        away = Reply(status=302, headers={"Location": inside.url})
        with Server(in_order(away)) as server:
            found = outcome(
                {},
                ours={"kind": "rss", "url": inside.url},
                theirs={"kind": "rss", "url": server.url},
            )

    assert (None, 1) == (found["ours"], len(inside.requests))
    assert "another server" in found["theirs"]


@pytest.mark.parametrize("value", ["yes please", ["http://a.example"], [""], 7])
def test_what_it_allows_is_true_or_hosts(value):
    source = {"kind": "rss", "url": "https://a.example/", "allow_private": value}
    with pytest.raises(ConfigError, match="allow_private"):
        parse_config({"sources": {"blog": source}})
