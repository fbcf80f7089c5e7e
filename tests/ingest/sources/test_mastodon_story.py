"""Mastodon end to end, through passes into a warehouse."""

from datetime import UTC, datetime, timedelta

from ingest.loading.load import finish, load
from ingest.sources import mastodon, read_item
from sql.warehouse import writer
from tests.build import rows
from tests.ingest.sources.fediverse import TOKEN, Fediverse, takahe
from tests.ingest.sources.mastodon_story import one_pass, settings, story_is_heard
from tests.ingest.web.server import Server, quick_client


def test_a_conversation_is_heard(warehouse, monkeypatch):
    """On the server that differs most; `make test-servers` hears it on the others."""
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)

    story_is_heard(warehouse, takahe(now=datetime.now(UTC)))


def test_what_was_deleted_is_emptied_once_it_was_missed_twice(warehouse, monkeypatch):
    """Three days old, last seen when it was young: it is looked for, and an hour later again."""
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)
    now = datetime.now(UTC)
    world = Fediverse(now=now, has_search=False)
    gone = world.post("kim", "@brandcare worst company", 72 * 60)
    world.post("kim", "@brandcare second try", 72 * 60 - 1)
    with Server(world) as server:
        config = settings(server)
        source = config.sources["fedi"]
        with quick_client() as client:
            pages = list(mastodon.fetch(client, source, config.brands, {}, now))
        young = now - timedelta(hours=71)
        items = [item for page in pages for item in page.items]
        held = [one for item in items for one in read_item(item, source, "p", young)]
        with writer(warehouse) as con:
            load(con, held, config=config, run_id="held", now=young)
            finish(con)
        world.delete(gone)
        one_pass(warehouse, config)
        with writer(warehouse) as con:
            con.execute("update rechecks set missed_at = missed_at - interval 2 hour")
        one_pass(warehouse, config)

    assert [("", True), ("@brandcare@social.example second try", False)] == [
        (one["text"], one["is_erased"])
        for one in rows(
            warehouse,
            "select text, erased_at is not null as is_erased from posts order by created_at",
        )
    ]
