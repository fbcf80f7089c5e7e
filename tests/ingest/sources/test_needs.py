"""What connectors state of themselves, and what the configuration makes of it."""

import inspect
import json
from datetime import UTC, datetime

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError
from ingest.sources import CONNECTORS, connector_of, fetch, poll
from ingest.sources.connector import Connector, Polling
from ingest.sources.needs import Key, Variable, common_keys, needs_of, said, variables
from ingest.sources.options import Secret, Source, secret, variable
from tests.ingest.sources.example import forum
from tests.ingest.web.server import Reply, Server, quick_client
from tests.places import ROOT


def parameters(function):
    return [name for name in inspect.signature(function).parameters if name != "self"]


@pytest.mark.parametrize("kind", CONNECTORS)
def test_a_connector_has_what_is_asked_of_one(kind):
    """Options, fetch and parse as the protocol has them, poll if there is one, and a test."""
    connector = CONNECTORS[kind]

    assert issubclass(connector.Options, Source)
    assert parameters(Connector.fetch) == parameters(connector.fetch)
    assert parameters(Connector.parse) == parameters(connector.parse)
    if isinstance(connector, Polling):
        assert parameters(Polling.poll) == parameters(connector.poll)
    assert (ROOT / "tests" / "ingest" / "sources" / f"test_{kind}.py").exists()


@pytest.mark.parametrize("kind", CONNECTORS)
def test_a_connector_says_what_it_needs(kind):
    """Every section of its docstring, and a sentence for every key of its own."""
    needs = needs_of(kind)

    assert all((needs.title, needs.docs, needs.auth, needs.limits, needs.gaps))
    assert not [key.name for key in needs.keys if not key.description]


def test_every_common_key_says_what_it_is_for():
    keys = {key.name: key.description for key in common_keys()}

    shared = {"brands", "every_minutes", "max_items", "rejected_share_limit", "language"}
    assert shared | {"allow_private"} == {*keys}
    assert all(keys.values())


def test_an_unknown_kind_has_no_needs():
    with pytest.raises(KeyError, match="gopher"):
        needs_of("gopher")


def test_a_section_goes_on_below_its_word():
    """Up to the next word; a section that is missing is empty."""
    text = "Title.\n\nDocs    here\nGaps    one\n        two\n"

    assert ("here", "one two", "") == (said(text, "Docs"), said(text, "Gaps"), said(text, "Auth"))


@pytest.fixture
def with_forum(monkeypatch):
    """The example of a connector, as if it were in the list."""
    known = type(CONNECTORS).__getitem__
    monkeypatch.setattr(
        type(CONNECTORS), "__getitem__", lambda all_, k: forum if k == "forum" else known(all_, k)
    )


def source(**keys):
    entry = {"kind": "forum", "base_url": "https://forum.example", **keys}
    return parse_config({"sources": {"our-forum": entry}}).sources["our-forum"]


@pytest.mark.usefixtures("with_forum")
class TestSecret:
    def test_its_variable_has_the_names_of_source_and_key(self, monkeypatch):
        """Nothing needs to be written; set is what has a value."""
        usual = Variable(name="OUR_FORUM_ACCESS_TOKEN", is_set=False, is_required=True)
        assert [usual] == list(variables(source()))
        monkeypatch.setenv("OUR_FORUM_ACCESS_TOKEN", "")
        assert [usual] == list(variables(source()))
        monkeypatch.setenv("OUR_FORUM_ACCESS_TOKEN", "t0ken")
        (found,) = variables(source())

        assert found.is_set

    def test_another_variable_may_be_named(self):
        """As everywhere in the file."""
        (found,) = variables(source(access_token="${SHARED}"))

        assert "SHARED" == found.name

    @pytest.mark.parametrize("written", ["hunter2", "x${SHARED}", ""])
    def test_a_secret_that_is_written_out_is_refused_and_not_repeated(self, written):
        with pytest.raises(ConfigError, match=r"our-forum.access_token: .* only: write") as raised:
            source(access_token=written)

        assert not written or written not in str(raised.value).replace("${NAME}", "")

    def test_it_is_a_key_like_others(self):
        """With the pattern of its usual variable as default."""
        key = next(k for k in needs_of("forum").keys if k.is_secret)

        assert key == Key(
            name="access_token",
            description="Of the account, made under Settings, API.",
            is_secret=True,
            is_required=True,
            default="${NAME_ACCESS_TOKEN}",
        )


@pytest.mark.usefixtures("with_forum")
@pytest.mark.parametrize("read", ["fetch", "poll"])
def test_a_token_that_a_server_echoes_is_not_kept(monkeypatch, read):
    """Neither in an item nor in the cursor that is made of it, whatever the connector does."""
    monkeypatch.setenv("OUR_FORUM_ACCESS_TOKEN", "t0ken-of-ours")

    def answer(request):
        token = request.headers["authorization"].removeprefix("Bearer ")
        return Reply(json.dumps([{"id": token, "text": f"hello {token}!"}]))

    with Server(answer) as server, quick_client() as client:
        asked = source(base_url=server.url)
        if read == "fetch":
            (page,) = fetch(client, asked, {}, {}, datetime(2026, 11, 2, tzinfo=UTC))
            items, cursor = page.items, page.cursor
        else:
            (items,) = poll(client, asked, ["1"])
            cursor = {"newest": "***"}

    assert ({"id": "***", "text": "hello ***!"},) == items
    assert {"newest": "***"} == cursor


@pytest.mark.usefixtures("with_forum")
def test_a_mistake_in_a_key_of_a_kind_is_named():
    """Its place, and what is allowed."""
    for keys, told in (
        ({"base_url": "ftp://x"}, "sources.our-forum.base_url: 'ftp://x' is no address"),
        ({"url": "https://x"}, "sources.our-forum.url: unknown key"),
    ):
        with pytest.raises(ConfigError, match=told):
            source(**keys)


@pytest.mark.usefixtures("with_forum")
def test_the_brand_of_a_source_is_its_only_one():
    """With two, the text decides."""
    config = {"brands": {"a": {}, "b": {}}, "sources": {}}
    for brands, brand in ((["a"], "a"), (["a", "b"], None), ([], None)):
        entry = {"kind": "forum", "base_url": "https://forum.example", "brands": brands}
        read = parse_config({**config, "sources": {"f": entry}}).sources["f"]

        assert brand == read.brand
        assert connector_of(read) is forum


class Told(Source):
    """A kind whose secret has a name that does not sound like one."""

    pin: Secret = secret("Of the account.")


@pytest.mark.usefixtures("with_forum")
def test_no_value_of_a_secret_is_repeated(monkeypatch):
    """Whatever the key is called."""
    monkeypatch.setattr(forum, "Options", Told)
    with pytest.raises(ConfigError, match=r"f\.pin: secrets are read from the env") as raised:
        parse_config({"sources": {"f": {"kind": "forum", "pin": "hunter2"}}})

    assert "hunter2" not in str(raised.value)


def test_a_variable_is_a_name_that_shells_take():
    assert "TECH_NEWS_2_API_KEY" == variable("tech-news_2", "api_key")
