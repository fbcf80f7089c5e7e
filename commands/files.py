"""Verbs for files: what comes in as one, what goes out as one."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.options import CONFIG, DATA, ConfigOption, DataOption, JsonOption, moment

app = typer.Typer()


@app.command()
def load(  # noqa: PLR0913 - one parameter per option
    file: Annotated[Path | None, typer.Argument(help="CSV or JSONL, .gz and .zst too.")] = None,
    *,
    format: Annotated[str, typer.Option(help="posts, engagement, twcs")] = "posts",  # noqa: A002
    source: Annotated[str | None, typer.Option(help="Default: the file's name.")] = None,
    brand: Annotated[str | None, typer.Option(help="The brand of every row.")] = None,
    own_account: Annotated[list[str] | None, typer.Option(help="Who answers for it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Of times without an offset.")] = None,
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
    """Load a file of posts; the same file twice changes nothing."""
    from commands.configuration import read_config
    from commands.output import say_result
    from commands.progress import with_progress
    from ingest.passes.load_files import FileOptions, import_file, replay_rejected

    settings = read_config(config)
    if rejected:
        done = replay_rejected(data, settings, source=source, timezone=timezone)
    elif file is None:
        raise typer.BadParameter("name a file, or pass --rejected")
    else:
        options = FileOptions(
            format=format,
            timezone=timezone,
            source=source,
            brand=brand,
            own_accounts=tuple(own_account or ()),
            observed_since=observed_since,
            observed_until=observed_until,
        )
        done = import_file(data, file, options, config=settings, on_reading=with_progress)
    say_result(done.as_dict(), str(done), as_json=as_json)
    raise typer.Exit(done.exit_code(settings.cutoffs.rejected_share))


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
