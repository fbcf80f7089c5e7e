"""Verbs for files: what comes in as one, what goes out as one."""

import sys
from collections.abc import Hashable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.options import CONFIG, DATA, ConfigOption, DataOption, JsonOption, moment

app = typer.Typer()


@app.command()
def load(  # noqa: PLR0913 - one parameter per option
    file: Annotated[
        Path | None, typer.Argument(help="CSV, XLSX, JSON, JSONL, as it is or packed.")
    ] = None,
    *,
    format: Annotated[  # noqa: A002
        str, typer.Option(help="auto looks what it is; posts, engagement, twcs are taken at that.")
    ] = "auto",
    source: Annotated[
        str | None, typer.Option(help="Default: the tool's name, else the file's.")
    ] = None,
    brand: Annotated[str | None, typer.Option(help="The brand of every row.")] = None,
    own_account: Annotated[list[str] | None, typer.Option(help="Who answers for it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Of times without an offset.")] = None,
    dates: Annotated[str | None, typer.Option(help="dmy or mdy: the order of 05/11/2026.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="OURS=THEIRS: which column is which of ours.")
    ] = None,
    map: Annotated[str | None, typer.Option(help="Read as the map of this name says.")] = None,  # noqa: A002
    keep_map: Annotated[str | None, typer.Option(help="Keep what was said under a name.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Default: told from the file.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Of a workbook.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, load nothing.")] = False,
    observed_since: Annotated[
        datetime | None, typer.Option(parser=moment, help="The file covers from here …")
    ] = None,
    observed_until: Annotated[
        datetime | None, typer.Option(parser=moment, help="… to here (ISO 8601).")
    ] = None,
    rejected: Annotated[bool, typer.Option(help="Try again what was refused.")] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Load an export of any tool; the same file twice changes nothing."""
    from commands.configuration import read_config
    from commands.output import say_result
    from commands.previews import preview_as_dict, say_preview
    from commands.progress import with_progress
    from ingest.files import FileMap, preview
    from ingest.files.mapping import keep_map as keep
    from ingest.files.mapping import kept_map
    from ingest.passes.load_files import FileOptions, import_file, replay_rejected

    settings = read_config(config)
    if rejected:
        done = replay_rejected(data, settings, source=source, timezone=timezone, dates=dates)
        say_result(done.as_dict(), str(done), as_json=as_json)
        raise typer.Exit(done.exit_code(settings.cutoffs.rejected_share))
    if file is None:
        raise typer.BadParameter("name a file, or pass --rejected")
    said = (kept_map(data, map) if map else FileMap()).but(
        columns=_columns(column or []),
        source=source,
        brand=brand,
        own_accounts=tuple(own_account or ()),
        timezone=timezone,
        dates=dates,
        encoding=encoding,
        sheet=sheet,
    )
    if dry_run:
        seen = preview(file, said)
        if as_json:
            say_result(preview_as_dict(seen), "", as_json=True)
        else:
            say_preview(seen)
        raise typer.Exit(0 if seen.guess.is_sure else 2)
    options = FileOptions(
        format=format, file_map=said, observed_since=observed_since, observed_until=observed_until
    )
    done = import_file(data, file, options, config=settings, on_reading=with_progress)
    if keep_map:
        keep(data, keep_map, preview(file, said, looked_at=1).guess.file_map.but(source=source))
    say_result(done.as_dict(), str(done), as_json=as_json)
    raise typer.Exit(done.exit_code(settings.cutoffs.rejected_share))


def _columns(given: list[str]) -> dict[str, tuple[str, ...]]:
    """OURS=THEIRS as options give it; one of ours named twice takes the first that is not blank."""
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        ours, mark, theirs = text.partition("=")
        if not mark:
            raise typer.BadParameter(f"{text!r} is not OURS=THEIRS, for example text=Message")
        found[ours.strip()] = (*found.get(ours.strip(), ()), theirs.strip())
    return found


@app.command()
def unload(
    run_id: Annotated[str | None, typer.Argument(help="As the load said; none lists them.")] = None,
    *,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Take back a whole load: what it brought is gone, what it replaced is back."""
    from commands.output import say_result, say_table
    from ingest.loading.unload import undoable_loads
    from ingest.loading.unload import unload as take_back

    if run_id is not None:
        done = take_back(data, run_id)
        say_result(done.as_dict(), str(done), as_json=as_json)
        return
    loads = undoable_loads(data)
    if as_json:
        say_result({"loads": loads}, "", as_json=True)
        return
    heads = ("load", "of", "at (UTC)", "new", "changed", "same", "rejected")
    say_table(heads, [_load_row(one) for one in loads])


def _load_row(one: Mapping[Hashable, Any]) -> tuple[str, ...]:
    counts = (one[f"{name}_count"] for name in ("new", "changed", "same", "rejected"))
    at = f"{one['started_at'].astimezone(UTC):%Y-%m-%d %H:%M}"
    return (one["run_id"], one["source"], at, *(f"{int(count):,}" for count in counts))


@app.command()
def export(
    view: Annotated[str, typer.Argument(help="A view of sql/metrics, for example mentions.")],
    *,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: stdout.")] = None,
    data: DataOption = DATA,
) -> None:
    """Write a view as CSV, safe to open in a spreadsheet."""
    from sql.export import export_view
    from sql.reader import Reader
    from wording.signs import as_written

    text = export_view(Reader(data), view)
    if output is None:
        sys.stdout.write(as_written(text) if sys.stdout.isatty() else text)
    else:
        output.write_text(text, encoding="utf-8-sig")
