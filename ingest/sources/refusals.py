"""What a platform's refusal means for a connector, where that is more than "no"."""

from collections.abc import Callable, Collection
from http import HTTPStatus
from urllib.parse import urlsplit

from ingest.errors import SourceError, SourceRejected
from ingest.web.answer import Answer


class Missing(SourceRejected):
    """What was asked for was deleted, or never was there."""


def missing(
    source: str,
    statuses: Collection[int] = (HTTPStatus.NOT_FOUND,),
    told: str = "",
) -> Callable[[Answer], SourceError | None]:
    """Reads refusals, for Api.refusal: Missing where one says that there is nothing, else None.

    Args:
        source: named first.
        statuses: that say so.
        told: how people are told, where it may be there and is not shown.
    """

    def refusal(answer: Answer) -> SourceError | None:
        if answer.status not in statuses:
            return None
        path = urlsplit(answer.url).path
        what = f"{path}: {told}" if told else f"there is no {path}"
        return Missing(f"{source}: {answer.status}, {what}")

    return refusal
