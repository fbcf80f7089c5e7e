"""Pages that stand in the way: named, whatever their status, and not asked for again."""

import pytest

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.block_pages import blocked_by
from tests.ingest.web.server import Reply, Server, in_order, quick_client

HTML = {"Content-Type": "text/html; charset=utf-8"}
CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"


def page(inside, title="Shop"):
    return f"<!doctype html>\n<html lang=en><head><title>{title}</title></head>{inside}</html>"


SURELY = [
    (CHALLENGE, {}, "Cloudflare's check for browsers"),
    (page("<script>window._cf_chl_opt={}</script>"), {}, "Cloudflare's check for browsers"),
    (page(""), {"cf-mitigated": "challenge"}, "Cloudflare's check for browsers"),
    (page("", "Attention Required! | Cloudflare"), {}, "Cloudflare's firewall"),
    (page("", "DDOS-GUARD"), {}, "DDoS-Guard's check for browsers"),
    (page("Making sure you&#39;re not a bot!"), {}, "Anubis' check for browsers"),
    (page("Request unsuccessful. Incapsula incident ID: 1"), {}, "Imperva's firewall"),
    (page("<script src='https://ct.captcha-delivery.com/c.js'>"), {}, "DataDome's check"),
    (page("<div id=px-captcha></div>"), {}, "HUMAN's check"),
    (page("https://errors.edgesuite.net/18.1", "Access Denied"), {}, "Akamai's firewall"),
    (page(""), {"x-amzn-waf-action": "captcha"}, "the firewall of Amazon's cloud"),
    (page("You've been blocked by network security."), {}, "Reddit's network security"),
    (page("Our systems have detected unusual traffic"), {}, "Google's check for robots"),
    (page("", "Before you continue to YouTube"), {}, "a page that asks for consent"),
    (page("", "Robot Check"), {}, "a captcha"),
]
LIKELY = [
    (page("<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js>"), "Cloudflare's check"),
    (page("<div class='g-recaptcha' data-sitekey=1></div>"), "a captcha"),
    (page("<form action=/login><input name=p type='password'></form>"), "a log-in page"),
    (page("", "Sign in to Acme"), "a log-in page"),
    (page("<form action='https://consent.google.com/save'>"), "a page that asks for consent"),
]


@pytest.mark.parametrize("status", [200, 403, 429, 503])
@pytest.mark.parametrize(("body", "headers", "name"), SURELY, ids=range(len(SURELY)))
def test_a_block_page_is_named_whatever_its_status(body, headers, name, status):
    """Asked once, for JSON or for anything else: a person has to look."""
    reply = Reply(body, status=status, headers=HTML | headers)
    with Server(in_order(reply)) as server, quick_client() as client:
        for ask in (client.get, client.get_json):
            with pytest.raises(SourceRejected) as caught:
                ask(Api(source="blog", base_url=server.url))
            told = str(caught.value)
            assert told.startswith(f"blog: blocked by {name}")
            assert f"({status}): <!" in told

    assert 2 == len(server.requests)


@pytest.mark.parametrize(("body", "name"), LIKELY)
def test_a_log_in_page_stands_in_the_way_where_none_is_due(body, name):
    """In the place of JSON, and of anything that is refused; as an answer it may be wanted."""
    with Server(in_order(Reply(body, headers=HTML))) as server, quick_client() as client:
        api = Api(source="blog", base_url=server.url)
        with pytest.raises(SourceRejected, match=f"^blog: blocked by {name}"):
            client.get_json(api)
        assert body.encode() == client.get(api).body
        server.answer = in_order(Reply(body, status=403, headers=HTML))
        with pytest.raises(SourceRejected, match=f"^blog: blocked by {name}"):
            client.get(api)


@pytest.mark.parametrize(
    "body",
    [
        "<?xml version='1.0'?><rss><title>Just a moment</title>g-recaptcha</rss>",
        "<feed><title>Just a moment</title></feed>",
        '{"title": "<html><title>Just a moment</title>"}',
        "Just a moment, please: type=password",
    ],
)
def test_what_people_write_about_such_pages_is_none(body):
    """A feed, JSON and plain text are what they are, whatever the server calls them."""
    with Server(in_order(Reply(body, headers=HTML))) as server, quick_client() as client:
        assert body.encode() == client.get(Api(source="blog", base_url=server.url)).body


@pytest.mark.parametrize(
    "body",
    [
        "<!-- x -->" * 6000 + "<rss>",
        "<?xml ?>" * 8000,
        "<?xml " * 10_000,
        "<!--" * 16_000,
        page("<input " * 9000),
        page("<title>" * 9000),
        page("<title>access denied</title>" * 2000),
        page(" " * 64_000),
    ],
    ids=range(8),
)
def test_no_page_keeps_us_busy(body):
    """What is made to be slow to look at is looked at in one go; a test that hangs has failed."""
    answer = Answer(status=200, headers={}, url="", moved_to=None, body=body.encode())

    assert blocked_by(answer, is_page_due=False) in (None, "Akamai's firewall")


def test_a_wish_to_wait_goes_before(monkeypatch):
    """A page that says when to come back is no wall."""
    reply = Reply(CHALLENGE, status=429, headers=HTML | {"Retry-After": "3600"})
    told = pytest.raises(SourceUnavailable, match="asks to wait 3600 s")
    with Server(in_order(reply)) as server, quick_client() as client, told:
        client.get(Api(source="blog", base_url=server.url))
