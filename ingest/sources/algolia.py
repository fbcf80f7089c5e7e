"""One page of Algolia's search, held against the shape that it promises."""

from collections.abc import Mapping

from ingest.config import Source
from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.paging import Hits
from ingest.web.client import Client
from ingest.web.redaction import redact


def search(client: Client, source: Source, url: str, params: Mapping[str, str | int]) -> Hits:
    """What a search answers; it says 200 even where it refuses.

    Raises:
        SourceRejected: it refuses.
        UnexpectedPayload: the answer has another shape.
        SourceError: as the client raises it.
    """
    answer = client.get_json(source.name, url, params)
    if not isinstance(answer, dict) or answer.get("message"):
        told = answer.get("message") if isinstance(answer, dict) else "the answer is no object"
        raise SourceRejected(redact(f"{source.name}: {told}"))
    for field, kind in (("hits", list), ("nbHits", int), ("nbPages", int)):
        if not isinstance(answer.get(field), kind):
            raise UnexpectedPayload(f"{source.name}: answer without '{field}'")
    hits = tuple(answer["hits"])
    return Hits(items=hits, hit_count=answer["nbHits"], page_count=answer["nbPages"])
