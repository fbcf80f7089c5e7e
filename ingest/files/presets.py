"""Files of our own shapes, read by presets, and whatever was refused, read once more."""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import LoadError
from ingest.files import engagement, posts, twcs
from ingest.files.by_map import parser_of
from ingest.files.mapped import FORMAT
from ingest.files.mapping import FileMap
from ingest.files.notes import Notes
from ingest.files.opening import require_file, shape_and_stem
from ingest.files.parser import OPTIONS, Options, Parser
from ingest.files.preset import Context, Preset
from ingest.files.reading import Reading, shaped_rows
from ingest.files.zones import zone_given
from ingest.mention import Record, Reject

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
    dates: str | None = None,
    source: str | None = None,
    brand: str | None = None,
    own_accounts: Sequence[str] = (),
) -> Reading:
    """Read a file's records; a row that cannot become one comes as a Reject in its place.

    Args:
        path: named .csv, .tsv, .jsonl or .ndjson, packed also .gz or .zst.
        format: one of PRESETS.
        timezone: IANA name for times without an offset; None rejects such rows.
        dates: "dmy" or "mdy" for dates in figures; None rejects those that may be two days.
        source: the source of rows that name none; None takes the file's name without endings.
        brand: the brand of rows that name none; None leaves it open.
        own_accounts: ids and handles that answer for the brand, with or without "@".

    Raises:
        LoadError: the file is missing or not named as allowed, or an option is not what it may be;
            while iterating: the file cannot be read.
    """
    shape, stem = shape_and_stem(path)
    require_file(path)
    said = {
        "timezone": timezone,
        "dates": dates,
        "brand": brand,
        "own_accounts": list(own_accounts),
    }
    options = {name: value for name, value in said.items() if value}
    name = source or stem.replace(":", "-")
    parser = _parser(format, name, options)
    notes = parser.context.notes
    return Reading(path, [(shaped_rows(path, shape, parser.preset, notes), parser)], notes)


def replay(
    reject: Reject,
    *,
    timezone: str | None = None,
    dates: str | None = None,
    brand: str | None = None,
    own_accounts: Sequence[str] = (),
) -> Record:
    """Try again what was rejected; it comes as a Reject with the same payload if it fails again.

    What was said about the file when it was read still holds, where it is not said anew.

    Raises:
        LoadError: the reject's format is not one of PRESETS, or the time zone is unknown.
    """
    said = {
        "timezone": timezone,
        "dates": dates,
        "brand": brand,
        "own_accounts": list(own_accounts),
    }
    options = reject.payload.get(OPTIONS, {}) | {name: it for name, it in said.items() if it}
    return _parser(reject.format, reject.source, options).again(reject)


def replayed(
    reject: Reject,
    *,
    timezone: str | None = None,
    dates: str | None = None,
    brand: str | None = None,
    own_accounts: Sequence[str] = (),
) -> tuple[Record, ...]:
    """The same for a row of which several records may come, as files read by a map have them.

    Raises:
        LoadError: as for replay().
    """
    if reject.format != FORMAT:
        return (
            replay(reject, timezone=timezone, dates=dates, brand=brand, own_accounts=own_accounts),
        )
    kept = reject.payload.get(OPTIONS, {})
    if "map" not in kept:  # a whole file of a zip: only loading it anew can help
        return (reject,)
    file_map = FileMap.from_dict(kept["map"]).but(
        timezone=timezone, dates=dates, brand=brand, own_accounts=tuple(own_accounts)
    )
    return parser_of(file_map, reject.source, Notes(), kept.get("rounding")).again(reject)


def _parser(name: str, source: str, options: Options) -> Parser:
    preset = PRESETS.get(name)
    if preset is None:
        raise LoadError(f"format {name!r} is unknown: {', '.join(PRESETS)} are allowed")
    if ":" in source:
        raise LoadError(f"source {source!r} holds a colon, which divides it from the id")
    own = frozenset(account.lstrip("@").casefold() for account in options.get("own_accounts", ()))
    zone = zone_given(options["timezone"]) if "timezone" in options else None
    context = Context(
        source=source,
        zone=zone,
        dates=options.get("dates"),
        brand=options.get("brand"),
        own_accounts=own,
    )
    return Parser(name, preset, context, options)
