"""One page of Algolia's search, held against the shape that it promises."""

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.time_slices import Hits
from ingest.web.asking import Api, Params
from ingest.web.client import Client
from ingest.web.redaction import redact


def search(client: Client, api: Api, params: Params) -> Hits:
    """What a search answers; it says 200 even where it refuses.

    Raises:
        SourceRejected: it refuses.
        UnexpectedPayload: the answer has another shape.
        SourceError: as the client raises it.
    """
    answer = client.get_json(api, "search_by_date", params=params).data
    if not isinstance(answer, dict) or answer.get("message"):
        told = answer.get("message") if isinstance(answer, dict) else "the answer is no object"
        raise SourceRejected(redact(f"{api.source}: {told}"))
    for field, kind in (("hits", list), ("nbHits", int), ("nbPages", int)):
        if not isinstance(answer.get(field), kind):
            raise UnexpectedPayload(f"{api.source}: answer without '{field}'")
    hits = tuple(answer["hits"])
    return Hits(items=hits, hit_count=answer["nbHits"], page_count=answer["nbPages"])
