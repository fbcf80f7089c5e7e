"""Options that many verbs share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

CONFIG = Path("earshot.toml")
DATA = Path("data")

ConfigOption = Annotated[
    Path, typer.Option("--config", envvar="EARSHOT_CONFIG", help="Brands, sources, cut-offs.")
]
DataOption = Annotated[
    Path, typer.Option("--data", envvar="EARSHOT_DATA", help="The warehouse's folder.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")]
AddressOption = Annotated[str, typer.Option("--address", help="0.0.0.0 for other machines too.")]


def moment(text: str) -> datetime:
    """An aware moment as an option gives it; ISO 8601.

    Raises:
        typer.BadParameter: it is no time, or has no offset.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no ISO 8601 time") from error
    if found.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no offset; write 2026-11-01T00:00Z")
    return found
