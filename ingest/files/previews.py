"""What a file would become, if it were loaded."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.files.by_map import read_by_map
from ingest.files.guess import Guess, guess
from ingest.files.mapped import FORMAT
from ingest.files.mapping import FileMap
from ingest.files.presets import read
from ingest.files.reading import Reading
from ingest.mention import Post, Record, Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would become, if it were loaded.

    Attributes:
        guess: the file as it is understood, with what has to be asked.
        records: the first records, a Reject where a row would be refused.
        refused: reason → how many rows, the commonest first, of the rows that were looked at.
        post_count, answer_count, refused_count: of the rows that were looked at.
        is_whole: all rows were looked at, not only the first.
        warnings: what was odd, one sentence each.
    """

    guess: Guess
    records: tuple[Record, ...]
    refused: dict[str, int]
    post_count: int
    answer_count: int
    refused_count: int
    is_whole: bool
    warnings: tuple[str, ...]


def preview(
    path: Path, said: FileMap | None = None, *, rows: int = 20, looked_at: int = 20_000
) -> Preview:
    """Read a file as far as is looked at, load nothing.

    Questions that are open do not stop it: rows that need their answer come as Rejects.

    Args:
        path: the file.
        said: what a person or a kept map says of it.
        rows: how many records to show.
        looked_at: how many records to count.

    Raises:
        LoadError: the file cannot be read at all.
    """
    guessed = guess(path, said)
    reading = _opened(guessed)
    seen = list(islice(reading, looked_at))
    rejects = [record for record in seen if isinstance(record, Reject)]
    posts = [record for record in seen if isinstance(record, Post)]
    reasons: dict[str, int] = {}
    for reject in rejects:
        reasons[reject.reason] = reasons.get(reject.reason, 0) + 1
    answers = sum(post.is_outbound for post in posts)
    return Preview(
        guess=guessed,
        records=tuple(seen[:rows]),
        refused=dict(sorted(reasons.items(), key=lambda it: (-it[1], it[0]))),
        post_count=len(posts) - answers,
        answer_count=answers,
        refused_count=len(rejects),
        is_whole=next(reading, None) is None,
        warnings=tuple(reading.warnings),
    )


def _opened(guessed: Guess) -> Reading:
    if guessed.format == FORMAT:
        return read_by_map(guessed)
    said = guessed.file_map
    return read(
        guessed.path,
        format=guessed.format,
        timezone=said.timezone,
        dates=said.dates,
        source=said.source,
        brand=said.brand,
        own_accounts=said.own_accounts,
    )
