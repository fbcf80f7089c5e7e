"""Verbs for looking: the sample story, the dashboard, everything at once."""

import os
from typing import Annotated

import typer

from commands.options import (
    CONFIG,
    DATA,
    AddressOption,
    ConfigOption,
    DataOption,
    JsonOption,
    PortOption,
)

app = typer.Typer()
OpenOption = Annotated[
    bool, typer.Option("--open", help="Answer other machines without a log-in, too.")
]


@app.command()
def demo(
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away again.")] = False,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Load the sample story, told up to now; a warehouse with real data is left alone."""
    from commands.output import say_result
    from sample_data.telling import tell_story
    from sql.maintenance import remove_demo

    if remove:
        gone = remove_demo(data)
        said = "The sample story is taken away." if gone else "There is no sample story."
        say_result({"removed": gone}, said, as_json=as_json)
        return
    count = tell_story(data)
    said = f"The sample story is loaded: {count:,} posts, invented."
    say_result({"loaded": count}, said, as_json=as_json)


@app.command()
def run(
    *,
    port: PortOption = 8501,
    address: AddressOption = "127.0.0.1",
    is_open: OpenOption = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Everything at once: the sample story if there is nothing yet, scheduled ingest, dashboard."""
    from commands.access import prepare_access
    from commands.configuration import read_config
    from commands.everything import prepare, run_everything

    settings = read_config(config)
    access = prepare_access(data, settings, address=address, is_open=is_open)
    prepare(data, settings)
    raise typer.Exit(
        run_everything(data, settings, config, port=port, address=address, access=access)
    )


@app.command()
def dashboard(
    *,
    port: PortOption = 8501,
    address: AddressOption = "127.0.0.1",
    is_open: OpenOption = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Serve the dashboard until stopped."""
    from commands.access import prepare_access
    from commands.configuration import read_config
    from commands.output import say
    from commands.processes import dashboard_call
    from sql.warehouse import bring_up

    access = prepare_access(data, read_config(config), address=address, is_open=is_open)
    if bring_up(data):
        say("The warehouse of an older Earshot is brought to this version.")
    call = dashboard_call(data, config, port=port, address=address, access=access)
    os.chdir(call.folder or ".")
    os.execve(call.arguments[0], call.arguments, call.environment)  # noqa: S606 - it becomes the server
