"""Pages of lists that show their newest entry first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ingest.errors import SourceRejected
from ingest.sources.connector import Item

EMPTY_PAGES = 3  # in a row: such a list is none


class TokenExpired(SourceRejected):
    """The server does not know the token of a page, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a list.

    Attributes:
        items: newest first.
        token: of the page after it; None where it is the last.
        oldest: when its last entry stands in the list's order; None where it says no time.
        is_cut: it is the last one that is shown, though there may be older entries.
    """

    items: tuple[Item, ...]
    token: str | None
    oldest: datetime | None
    is_cut: bool = False

    def is_below(self, moment: datetime | None) -> bool:
        """Whether it ends below a moment; None is below all."""
        return moment is not None and self.oldest is not None and self.oldest < moment

    def is_end(self, moment: datetime | None) -> bool:
        """Whether nothing comes after it that is not below a moment."""
        return self.token is None or self.is_below(moment)


# Gives the page of a token, None for the first; and hears how far down the list will be wanted, the
# same for all tokens of one reading: a server that can leave out what is older may be told.
Ask = Callable[[str | None, datetime | None], Sheet]


def pages(
    ask: Ask,
    token: str | None,
    down_to: datetime | None,
    *,
    wanted: datetime | None,
    source: str,
) -> Iterator[Sheet]:
    """Yield pages down to a moment.

    Args:
        ask: gives them.
        token: of the first of them.
        down_to: where to stop; None is the list's end.
        wanted: how far down the list may be read with these tokens.
        source: named in errors.

    Raises:
        SourceRejected: a page repeats, or leads nowhere: it would go on without end.
        SourceError: as ask does.
    """
    seen: set[int] = set()
    number, empty = 1, 0
    while True:
        sheet = ask(token, wanted)
        marks = {hash(repr(item)) for item in sheet.items}
        if number > 1 and marks and seen >= marks:
            raise SourceRejected(f"{source}: page {number} brought nothing new")
        yield sheet
        if sheet.is_end(down_to):
            return
        empty = 0 if sheet.items else empty + 1
        if sheet.token == token or empty == EMPTY_PAGES:
            raise SourceRejected(f"{source}: page {number} leads nowhere")
        seen |= marks
        token, number = sheet.token, number + 1
