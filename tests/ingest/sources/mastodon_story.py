"""A small conversation of a brand on a server of Mastodon's API, from its lists to the warehouse.

The ordinary tests tell it once; `make test-servers` tells it on every kind of server.
"""

from datetime import UTC, datetime

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.sources import mastodon, read_item
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.web.server import QUICK, Reply, Server, quick_client

NOTES = 110


def story_is_heard(data, world):
    """Complaint, answer, thread, two languages, 110 posts, a restart; then counts, edit, deletion.

    Args:
        data: folder of an empty warehouse; FEDI_ACCESS_TOKEN has to hold TOKEN.
        world: an empty server, whose now is now.
    """
    complaint, answer, gone = tell(world)
    with Server(world) as server:
        config = settings(server)
        server.answer = breaking(world)
        broken = one_pass(data, config)
        server.answer = world
        whole, again = one_pass(data, config), one_pass(data, config)

        assert ("failed", "fedi: 503 Service Unavailable") == (broken.outcome, broken.message)
        # The complaint, the answer, and the rest of the first page of the hashtag.
        assert 1 + world.largest_page == broken.new_count
        assert NOTES + 5 == broken.new_count + whole.new_count
        assert ("ok", "unchanged", None) == (whole.outcome, again.outcome, again.message)
        assert conversation(data, complaint) == [
            ("inbound", "kim@far.example", None),
            ("outbound", "brandcare@social.example", 60),
            ("inbound", "kim@far.example", None),
        ]
        assert [{"n": NOTES}] == rows(
            data, "select count(*) as n from posts where text like 'note%'"
        )
        assert [] == rows(data, "select 1 from posts where text like '%whisper%'")
        assert ["de"] == [
            one["lang"] for one in rows(data, "select lang from posts where text like '%Rechnung%'")
        ]

        complaint |= {"favourites_count": 2, "reblogs_count": 1}
        world.edit(complaint, "@brandcare the router works in 8.4.2 #acme")
        world.delete(gone)
        assert 1 <= one_pass(data, config).changed_count
        assert {complaint["id"], answer["id"]} == read_again(
            config, [complaint["id"], answer["id"], gone["id"]], gone=[gone["id"]]
        )
        held = rows(
            data,
            "select like_count, share_count, text, edited_at is not null as is_edited from posts "
            f"where post_id = 'fedi:{complaint['id']}'",
        )
        text = "@brandcare@social.example the router works in 8.4.2 #acme"
        assert [{"like_count": 2, "share_count": 1, "text": text, "is_edited": True}] == held


def tell(world):
    """(complaint, the brand's answer, a post that will be deleted)."""
    for number in range(NOTES):
        world.post("ana", f"note {number:03d} #acme", 1440 - number)
    complaint = world.post("kim@far.example", "@brandcare router dead again #acme", 100)
    answer = world.post("brandcare", "@kim@far.example Sorry! A ticket is open.", 40, to=complaint)
    world.post("kim@far.example", "it works again, thank you", 20, to=answer)
    world.post("lee", "@brandcare a whisper", 19, visibility="direct")
    world.post("ana", "Die Rechnung von #acme ist schon wieder falsch", 18, language="de")
    return complaint, answer, world.post("lee", "worst company #acme", 17)


def settings(server):
    brand = {"name": "Acme", "handles": ["brandcare"]}
    fedi = {"kind": "mastodon", "base_url": server.url, "hashtags": ["acme"]}
    return parse_config({"brands": {"acme": brand}, "sources": {"fedi": fedi}})


def breaking(world):
    """The server fails on the second page of the hashtag."""
    pages = []

    def answer(request):
        pages.append("tag" in request.path)
        return Reply(status=503) if sum(pages) > 1 and pages[-1] else world(request)

    return answer


def one_pass(data, config):
    return run_pass(data, config, client=Client(QUICK)).outcomes[0]


def conversation(data, root):
    """Direction, author and minutes until the answer of each post, in order of time."""
    found = rows(
        data,
        "select p.direction, p.author_handle, "
        "case when p.direction = 'outbound' then "
        "round((epoch(p.created_at) - epoch(parent.created_at)) / 60)::integer end as minutes "
        "from posts as p left join posts as parent on p.parent_id = parent.post_id "
        f"where p.conversation_id = 'fedi:{root['id']}' and p.brand = 'acme' order by p.created_at",
    )
    return [
        (
            one["direction"],
            one["author_handle"],
            None if one["direction"] == "inbound" else int(one["minutes"]),
        )
        for one in found
    ]


def read_again(config, post_ids, gone):
    """Ids of what is still there; and the rest is gone."""
    source = config.sources["fedi"]
    with quick_client() as client:
        checked = list(mastodon.recheck(client, source, post_ids))
    assert gone == [post_id for one in checked for post_id in one.gone]
    return {
        record.post_id
        for one in checked
        for item in one.items
        for record in read_item(item, source, "p", datetime.now(UTC))
    }
