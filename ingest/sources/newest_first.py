"""Lists that show their newest entry first: what is new, what an earlier pass left, what changed.

A list is read from its top down to where the last pass began. What a pass leaves is a gap: the
token of the next page, and how far down it reaches. The next pass reads what is new, goes on there,
and then reads again what is below: entries come late, and change after they were written.
"""

from collections.abc import Iterator
from datetime import datetime

from ingest.sources.connector import Item
from ingest.sources.sheets import Ask, TokenExpired, pages
from ingest.sources.spans import Depths, Span, State, moment_in


def walk(
    ask: Ask,
    state: State,
    *,
    now: datetime,
    first: datetime | None,
    depths: Depths,
    limit: int,
    source: str,
) -> Iterator[tuple[tuple[Item, ...], State]]:
    """Yield (items, state): what the state says holds once these items are stored.

    A state is JSON-able. Its "until" is when the pass of its last page began, its "gaps" are what
    is not known before that; what is known and is to be read again is in "again".

    Args:
        ask: gives the page of a token.
        state: of the last page stored; empty at first.
        now: when this pass began.
        first: how far down the first pass reads; None reads all.
        depths: the shallowest first, which every pass reads.
        limit: after so many items the rest is left to the next pass.
        source: named in errors.

    Raises:
        SourceError: as ask does, or a page brought nothing new; what was yielded stays good.
    """
    span = Span.of(state, now, first, depths)
    gaps, again = state.get("gaps", []), state.get("again", [])
    count = 0
    for sheet in pages(ask, None, span.new_from, wanted=span.wanted, source=source):
        count += len(sheet.items)
        new = span.gap(sheet, span.new_from, span.late_from)
        old = [] if new else span.gap(sheet, span.wanted, span.wanted)
        left = [*new, *gaps, *old, *again]
        yield sheet.items, span.state(left, len(new) + len(gaps))
        if new and count >= limit:
            return
    left = [*gaps, *old, *again]
    for number, gap in enumerate(left):
        if count >= limit and (number or not gaps):
            return  # of the first gap a page is read in any case: so every pass gets on
        for items, rest in _closed(ask, gap, source):
            count += len(items)
            new_count = max(0, len(gaps) - number - (not rest))
            yield items, span.state([*rest, *left[number + 1 :]], new_count)
            if count >= limit:
                return


def _closed(ask: Ask, gap: State, source: str) -> Iterator[tuple[tuple[Item, ...], list[State]]]:
    """Yield a gap's items and what is left of it; a lost token is looked for from the top."""
    down_to, wanted = moment_in(gap["down_to"]), moment_in(gap.get("wanted"))
    try:
        for sheet in pages(ask, gap["token"], down_to, wanted=wanted, source=source):
            left = [] if sheet.is_end(down_to) else [gap | {"token": sheet.token}]
            yield sheet.items, left
    except TokenExpired:
        for sheet in pages(ask, None, down_to, wanted=down_to, source=source):
            yield sheet.items, [] if sheet.is_end(down_to) else [gap]
