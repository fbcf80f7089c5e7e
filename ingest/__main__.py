"""`python -m ingest`: one pass over the sources, for cron."""

import json
from pathlib import Path
from typing import Annotated

import typer

from ingest.config import load_config
from ingest.errors import EarshotError
from ingest.passes.fetch_sources import run_pass
from sql.warehouse import WarehouseError

CONFIG = Path("earshot.toml")
DATA = Path("data")


def ingest(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Names in earshot.toml; all of them by default.")
    ] = None,
    *,
    config: Annotated[
        Path, typer.Option(envvar="EARSHOT_CONFIG", help="Brands and sources.")
    ] = CONFIG,
    data: Annotated[
        Path, typer.Option(envvar="EARSHOT_DATA", help="The warehouse's folder.")
    ] = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read the configured sources once.

    Exit code 0: done. 1: done, but a source failed or too much was rejected. 2: the call or the
    configuration is wrong.
    """
    try:
        summary = run_pass(data, load_config(config), sources or [])
    except (EarshotError, WarehouseError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from error
    typer.echo(json.dumps(summary.as_dict()) if as_json else summary)
    raise typer.Exit(summary.exit_code)


if __name__ == "__main__":
    typer.run(ingest)
