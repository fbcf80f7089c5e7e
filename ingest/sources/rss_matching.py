"""Entries of a feed that were read before: the rules of knowing them again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from ingest.sources.rss_marks import Marks


def recognised(marks: Sequence[Marks], remembered: Sequence[Marks]) -> list[Marks | None]:
    """For each entry the remembered one that it is, each of these once; None for a new one.

    The surest rule comes first: whatever it finds is out of reach of the next.
    """
    found: list[Marks | None] = [None] * len(marks)
    left = dict.fromkeys(remembered)
    shared = repeated(marks) | repeated(remembered)
    for key, is_same in _RULES:
        index: defaultdict[tuple[str, ...], list[Marks]] = defaultdict(list)
        for known in left:
            index[key(known)].append(known)
        for n, one in enumerate(marks):
            if found[n] is not None or not key(one)[0]:
                continue
            trust = Trust.NONE if one.guid in shared else Trust(1 + (len(marks) > 1))
            same = [known for known in index[key(one)] if is_same(one, known, trust)]
            if same:
                found[n] = same[0]
                index[key(one)].remove(same[0])
                del left[same[0]]
    return found


def repeated(marks: Iterable[Marks]) -> set[str]:
    """Guids that entries share which differ in address, title or date of publication."""
    by: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in marks:
        by[one.guid].add((one.page, one.title, one.published))
    return {guid for guid, told in by.items() if guid and len(told) > 1}


class Trust(IntEnum):
    """How far a guid is one entry's own.

    NONE where others have it; SOME where it is the only one of its feed, which may give no other.
    """

    NONE = 0
    SOME = 1
    FULL = 2


def _by_all(one: Marks, known: Marks, trust: Trust) -> bool:  # noqa: ARG001
    return bool(one.guid or one.page) or one.body == known.body


def _by_guid_and_link(one: Marks, known: Marks, trust: Trust) -> bool:  # noqa: ARG001
    return bool(one.link)


def _by_guid(one: Marks, known: Marks, trust: Trust) -> bool:
    if trust is Trust.NONE:
        return one.published == known.published and bool(one.published or one.title == known.title)
    is_elsewhere = bool(one.link and known.link)
    return _fits(one, known) or (trust is Trust.FULL and not is_elsewhere)


def _by_link(one: Marks, known: Marks, trust: Trust) -> bool:  # noqa: ARG001
    return _fits(one, known) or not (one.guid and known.guid)


def _by_words(one: Marks, known: Marks, trust: Trust) -> bool:  # noqa: ARG001
    return bool(one.body)


def _fits(one: Marks, known: Marks) -> bool:
    is_title = bool(one.title) and one.title == known.title
    return is_title or (bool(one.published) and one.published == known.published)


_Rule = tuple[Callable[[Marks], tuple[str, ...]], Callable[[Marks, Marks, Trust], bool]]
_RULES: tuple[_Rule, ...] = (
    (lambda one: (one.published or one.title, one.guid, one.page, one.title), _by_all),
    (lambda one: (one.guid, one.link), _by_guid_and_link),
    (lambda one: (one.guid,), _by_guid),
    (lambda one: (one.link,), _by_link),
    (lambda one: (one.published, one.title, one.body), _by_words),
)
