"""`earshot sources`: which kinds there are, which are configured, what is missing."""

from typing import Annotated

import typer

from commands.options import CONFIG, DATA, ConfigOption, DataOption, JsonOption

Pairs = Annotated[
    list[str] | None,
    typer.Argument(
        help="key=value, as `earshot sources show KIND` lists them.", metavar="KEY=VALUE"
    ),
]

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


@group.command()
def budgets(*, data: DataOption = DATA, as_json: JsonOption = False) -> None:
    """Show how much of each platform's quota, and of the money set for it, is spent."""
    from commands.output import say_result
    from commands.source_needs import budgets_spent, say_budgets

    found = budgets_spent(data)
    if as_json:
        say_result({"budgets": found}, "", as_json=True)
    else:
        say_budgets(found)


@group.command()
def add(
    kind: Annotated[str, typer.Argument(help="As `earshot sources kinds` names it.")],
    name: Annotated[str, typer.Argument(help="What to call it, for example support_forum.")],
    values: Pairs = None,
    *,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Add a source to earshot.toml; the version before is kept beside it.

    A secret is never written: its key is the name of an environment variable, ${NAME}.
    """
    from commands.output import say_result
    from commands.source_needs import added_as_text, state_of
    from ingest.setup.sources import NewSource, add_source, pairs

    new = NewSource(kind=kind, name=name, values=pairs(values or []))
    added = state_of(add_source(config, new))
    say_result(added.as_dict(), added_as_text(added, str(config)), as_json=as_json)


@group.command("test")
def try_one(
    name: Annotated[str, typer.Argument(help="Its name in earshot.toml.")],
    values: Pairs = None,
    *,
    kind: Annotated[
        str | None, typer.Option(help="Try one that is not written yet, with these values.")
    ] = None,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Read one page of a source and say what works and what is missing; nothing is written.

    Exit code 1: it does not work yet.
    """
    from commands.configuration import read_config
    from commands.output import say_result
    from commands.source_trial import chosen, counted_in, trial_as_text
    from ingest.setup.trial import try_source

    settings = read_config(config)
    source = chosen(settings, name, kind, values or [])
    trial = try_source(source, settings.brands, data=counted_in(data))
    say_result(trial.as_dict(), trial_as_text(trial), as_json=as_json)
    raise typer.Exit(int(trial.state not in ("works", "empty")))


@group.command()
def change(
    name: Annotated[str, typer.Argument(help="Its name in earshot.toml.")],
    values: Pairs,
    *,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Set keys of a source in earshot.toml; comments stay, an empty value takes its key out."""
    from commands.output import say_result
    from commands.source_needs import added_as_text, state_of
    from ingest.setup.sources import change_source, pairs

    changed = state_of(change_source(config, name, pairs(values or [])))
    say_result(changed.as_dict(), added_as_text(changed, str(config)), as_json=as_json)


@group.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name in earshot.toml.")],
    *,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Take a source out of earshot.toml; what it delivered stays held."""
    from commands.output import say_result
    from ingest.setup.sources import remove_source

    remove_source(config, name)
    said = f"{name} is no source any more; what it delivered stays held."
    say_result({"removed": name}, said, as_json=as_json)
