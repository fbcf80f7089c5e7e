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
    """Fetch from the configured sources once, give the alerts that are due, and tell people."""
    from commands.alerting import evaluation
    from commands.configuration import read_config
    from commands.output import say_result
    from ingest.passes.fetch_sources import run_pass

    settings = read_config(config, is_needed=True)
    summary = run_pass(data, settings, sources or (), evaluate_alerts=evaluation(data))
    say_result(summary.as_dict(), str(summary), as_json=as_json)
    code = summary.exit_code
    if settings.people and settings.sources:
        from commands.delivery import deliver_apart

        code = max(code, deliver_apart(data, config))
    raise typer.Exit(code)


@app.command()
def schedule(*, config: ConfigOption = CONFIG, data: DataOption = DATA) -> None:
    """Fetch from every source at its own interval, until stopped; a changed file is followed.

    Alerts are told to people as they come.
    """
    from commands.alerting import evaluation
    from commands.configuration import changes_of, read_config
    from commands.delivery import delivering
    from commands.digest_delivery import newly_due
    from commands.logs import LINE, log_to_stderr
    from ingest.passes.schedule import run_schedule

    log_to_stderr(logging.INFO, LINE)
    changed = changes_of(config)
    settings = read_config(config, may_come=True)
    run_schedule(
        data,
        settings,
        evaluate_alerts=evaluation(data),
        changed=changed,
        deliver=delivering(data, config, newly_due()),
    )


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
    """Give what is due by the alert rules, each alert once, and tell people.

    Exit code 1: a rule watches a brand of which nothing is known, or somebody could not be told.
    """
    from commands.alerting import give_alerts, replay_alerts
    from commands.configuration import read_config
    from commands.delivery import deliver_apart
    from commands.output import say_result

    settings = read_config(config)
    found = (replay_alerts if replay else give_alerts)(data, settings, datetime.now(UTC))
    say_result(found.as_dict(), str(found), as_json=as_json)
    told = deliver_apart(data, config) if settings.people and not replay else 0
    raise typer.Exit(max(found.exit_code, told))


@app.command()
def deliver(
    *,
    here: Annotated[bool, typer.Option("--here", hidden=True)] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Tell people what alerts and digests hold for them by now; what failed is tried again.

    Exit code 1: somebody could not be told.
    """
    from commands.configuration import read_config
    from commands.delivery import deliver_apart, deliver_here
    from commands.digest_delivery import deliver_digests
    from commands.output import say

    if not here:
        raise typer.Exit(deliver_apart(data, config, is_beside=False))
    settings, now = read_config(config, is_needed=True), datetime.now(UTC)
    done = deliver_here(data, settings, now)
    say(str(done))
    failed = deliver_digests(data, settings, now)
    raise typer.Exit(max(done.exit_code, int(failed > 0)))


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
