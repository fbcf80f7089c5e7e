"""Verbs for the past: what was known at a moment."""

from datetime import datetime
from typing import Annotated

import typer

from commands.options import DATA, DataOption, JsonOption, moment

app = typer.Typer()


@app.command("as-of")
def as_of(
    at: Annotated[datetime, typer.Argument(parser=moment, help="2026-09-30T12:00Z, ISO 8601.")],
    *,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Make the warehouse as it was known at a moment, with the rules of today; any page shows it.

    The file is a warehouse like every version: any SQL client opens it.
    """
    from commands.output import say_result
    from commands.progress import tell_share
    from ingest.loading.past import make_past
    from notify import alert_log

    done = make_past(
        data,
        at,
        evaluate_alerts=lambda con, then: alert_log.give(con, data, then),
        tell=tell_share,
    )
    say_result(done.as_dict(), f"{done}\n{data / done.name}", as_json=as_json)
