"""Verbs for listening: fetch, give alerts, tell how fresh it is, learn."""

import logging
from datetime import UTC, datetime
from typing import Annotated

import typer

from commands.options import CONFIG, DATA, ConfigOption, DataOption, JsonOption

app = typer.Typer()


@app.command()
def ingest(
    sources: Annotated[list[str] | None, typer.Argument(help="Default: all.")] = None,
    *,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Fetch from the configured sources once, and give the alerts that are due."""
    from commands.alerting import evaluation
    from commands.configuration import read_config
    from commands.output import say_result
    from ingest.passes.fetch_sources import run_pass

    settings = read_config(config, is_needed=True)
    summary = run_pass(data, settings, sources or (), evaluate_alerts=evaluation(data))
    say_result(summary.as_dict(), str(summary), as_json=as_json)
    raise typer.Exit(summary.exit_code)


@app.command()
def schedule(*, config: ConfigOption = CONFIG, data: DataOption = DATA) -> None:
    """Fetch from every source at its own interval, until stopped; a changed file is followed."""
    from commands.alerting import evaluation
    from commands.configuration import changes_of, read_config
    from commands.logs import LINE, log_to_stderr
    from ingest.passes.schedule import run_schedule

    log_to_stderr(logging.INFO, LINE)
    changed = changes_of(config)
    settings = read_config(config)
    run_schedule(data, settings, evaluate_alerts=evaluation(data), changed=changed)


@app.command()
def status(*, data: DataOption = DATA, as_json: JsonOption = False) -> None:
    """Show how fresh each source is, and which brands only a file named."""
    from commands.freshness import read_status, say_status
    from commands.output import say_result

    found = read_status(data)
    if as_json:
        say_result(found.as_dict(), "", as_json=True)
    else:
        say_status(found)


@app.command()
def alerts(
    *,
    replay: Annotated[
        bool, typer.Option("--replay", help="Only try the rules on history.")
    ] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Give what is due by the alert rules, each alert once; all of it stands in the ledger.

    Exit code 1: a rule watches a brand of which nothing is known.
    """
    from commands.alerting import give_alerts, replay_alerts
    from commands.configuration import read_config
    from commands.output import say_result

    found = (replay_alerts if replay else give_alerts)(data, read_config(config), datetime.now(UTC))
    say_result(found.as_dict(), str(found), as_json=as_json)
    raise typer.Exit(found.exit_code)


@app.command()
def learn(
    *,
    back: Annotated[bool, typer.Option("--back", help="Use the model before again.")] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Learn from what people checked and corrected; adopted only where it proves better."""
    from commands.configuration import read_config
    from commands.output import say_result
    from ingest.training.command import go_back, teach

    done = (go_back if back else teach)(data, read_config(config), now=datetime.now(UTC))
    say_result(done.as_dict(), str(done), as_json=as_json)
