"""File presets: one module per shape of file.

A preset is a module with COLUMNS, REQUIRED and parse(row, context); adding one is that module and
its line in PRESETS. What is common to all (packing, encoding, splitting, rejects) happens before.
"""

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.errors import LoadError
from ingest.files import engagement, posts, twcs
from ingest.files.opening import shape_and_stem
from ingest.files.parser import OPTIONS, Options, Parser
from ingest.files.preset import Context, Preset
from ingest.files.reading import Reading
from ingest.mention import Record, Reject

__all__ = ["PRESETS", "Preset", "Reading", "read", "replay"]

PRESETS: dict[str, Preset] = {
    "posts": posts,
    "engagement": engagement,
    "twcs": twcs,
}


def read(
    path: Path,
    *,
    format: str,  # noqa: A002 - the command line's own word
    timezone: str | None = None,
    source: str | None = None,
    brand: str | None = None,
    own_accounts: Sequence[str] = (),
) -> Reading:
    """Read a file's records; a row that cannot become one comes as a Reject in its place.

    Args:
        path: named .csv, .tsv, .jsonl or .ndjson, packed also .gz or .zst.
        format: one of PRESETS.
        timezone: IANA name for times without an offset; None rejects such rows.
        source: the source of rows that name none; None takes the file's name without endings.
        brand: the brand of rows that name none; None leaves it open.
        own_accounts: ids and handles that answer for the brand, with or without "@".

    Raises:
        LoadError: the file is missing or not named as allowed, or an option is not what it may be;
            while iterating: the file cannot be read.
    """
    shape, stem = shape_and_stem(path)
    if not path.is_file():
        raise LoadError(f"{path}: there is no such file")
    said = {"timezone": timezone, "brand": brand, "own_accounts": list(own_accounts)}
    options = {name: value for name, value in said.items() if value}
    name = source or stem.replace(":", "-")
    return Reading(path, shape, _parser(format, name, options))


def replay(
    reject: Reject,
    *,
    timezone: str | None = None,
    brand: str | None = None,
    own_accounts: Sequence[str] = (),
) -> Record:
    """Try again what was rejected; it comes as a Reject with the same payload if it fails again.

    What was said about the file when it was read still holds, where it is not said anew.

    Raises:
        LoadError: the reject's format is not one of PRESETS, or the time zone is unknown.
    """
    said = {"timezone": timezone, "brand": brand, "own_accounts": list(own_accounts)}
    options = reject.payload.get(OPTIONS, {}) | {name: it for name, it in said.items() if it}
    return _parser(reject.format, reject.source, options).again(reject)


def _parser(name: str, source: str, options: Options) -> Parser:
    preset = PRESETS.get(name)
    if preset is None:
        raise LoadError(f"format {name!r} is unknown: {', '.join(PRESETS)} are allowed")
    if ":" in source:
        raise LoadError(f"source {source!r} holds a colon, which divides it from the id")
    own = frozenset(account.lstrip("@").casefold() for account in options.get("own_accounts", ()))
    zone = _zone(options["timezone"]) if "timezone" in options else None
    context = Context(source=source, zone=zone, brand=options.get("brand"), own_accounts=own)
    return Parser(name, preset, context, options)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise LoadError(f"time zone {name!r} is unknown: give a name like Europe/Berlin") from error
