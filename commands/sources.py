"""`earshot sources`: which kinds there are, which are configured, what is missing."""

from typing import Annotated

import typer

from commands.options import CONFIG, ConfigOption, JsonOption

app = typer.Typer()
group = typer.Typer(help="What can be listened to, and what it needs.", no_args_is_help=True)
app.add_typer(group, name="sources")


@group.command("list")
def list_sources(*, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show the configured sources and the environment variables that they miss.

    Exit code 1: one of them misses a variable that it needs.
    """
    from commands.configuration import read_config
    from commands.output import say_result
    from commands.source_needs import say_sources, source_states

    found = source_states(read_config(config))
    if as_json:
        say_result({"sources": [one.as_dict() for one in found]}, "", as_json=True)
    else:
        say_sources(found)
    raise typer.Exit(int(any(one.missing for one in found)))


@group.command()
def kinds(*, as_json: JsonOption = False) -> None:
    """Show the kinds of source, what each needs and what it cannot hear."""
    from commands.output import say_result
    from commands.source_needs import all_kinds, say_kinds

    found = all_kinds()
    if as_json:
        say_result({"kinds": found}, "", as_json=True)
    else:
        say_kinds(found)


@group.command()
def show(
    kind: Annotated[str, typer.Argument(help="As earshot.toml calls it, for example rss.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Show one kind: its keys, its secrets, and the lines for earshot.toml."""
    from commands.output import say_result
    from commands.source_needs import kind_as_text, one_kind

    found = one_kind(kind)
    say_result(found, kind_as_text(found), as_json=as_json)
