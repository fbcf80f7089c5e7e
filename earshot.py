"""The front door: `earshot VERB`. The verbs stand in commands/, a file per group."""

import sys
from collections.abc import Sequence

import typer

from commands import assist, brands, digests, files, past, serve, sources, upkeep, watch
from commands.logs import log_to_stderr
from ingest.errors import EarshotError
from sql.errors import WarehouseError

WRONG_CALL = 2

app = typer.Typer(
    help="Listen to what the public says about a brand, and be honest about it.",
    no_args_is_help=True,
    rich_markup_mode=None,  # its boxes around the help cost as much as all the rest of a start
    pretty_exceptions_show_locals=False,
)
for group in (serve, files, watch, brands, sources, digests, assist, past, upkeep):
    app.add_typer(group.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one verb, of the command line where no arguments are given.

    What went wrong is one sentence and exit code 2.
    """
    log_to_stderr()
    try:
        app(arguments, prog_name="earshot")
    except (EarshotError, WarehouseError, OSError) as error:
        from commands.output import complain

        complain(error)
        sys.exit(WRONG_CALL)


if __name__ == "__main__":
    main()
