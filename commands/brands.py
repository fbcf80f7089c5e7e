"""`earshot brands`: whom to listen for, written into earshot.toml."""

from typing import Annotated

import typer

from commands.options import CONFIG, ConfigOption, JsonOption

app = typer.Typer()
group = typer.Typer(help="Whom to listen for.", no_args_is_help=True)
app.add_typer(group, name="brands")

MANY = "Repeat it, or part by commas."
Names = Annotated[
    list[str] | None, typer.Option("--name", "--names", help=f"Other spellings. {MANY}")
]
Nicknames = Annotated[
    list[str] | None, typer.Option("--nickname", "--nicknames", help=f"What people call it. {MANY}")
]
Handles = Annotated[
    list[str] | None, typer.Option("--handle", "--handles", help=f"@names that address it. {MANY}")
]
OwnAccounts = Annotated[
    list[str] | None,
    typer.Option(
        "--own-account", "--own-accounts", help=f"Who answers for it; else its handles. {MANY}"
    ),
]
Products = Annotated[
    list[str] | None, typer.Option("--product", "--products", help=f"Its products. {MANY}")
]
Exclude = Annotated[
    list[str] | None, typer.Option(help=f"Phrases that mean something else. {MANY}")
]
Hours = Annotated[
    list[str] | None, typer.Option(help='"mon-fri 09:00-17:30"; else always open. Repeat it.')
]

Holidays = Annotated[
    list[str] | None,
    typer.Option("--holiday", "--holidays", help=f"Days off, as 2026-12-25. {MANY}"),
]
Automated = Annotated[
    list[str] | None,
    typer.Option(help="What a machine's replies look like, a regular expression. Repeat it."),
]
Events = Annotated[
    list[str] | None,
    typer.Option("--event", help='A day to see beside figures: "2026-11-03 Release 4.2". Repeat.'),
]


@app.command("config")
def show_config(*, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Check earshot.toml, every mistake is named; show its brands and sources.

    Exit code 1: an environment variable that it names is not set.
    """
    from commands.brand_lines import brand_rows, say_brands
    from commands.configuration import read_config, unset_variables
    from commands.output import say, say_result
    from commands.source_needs import say_sources, source_states

    settings = read_config(config)
    brands, sources = brand_rows(settings), source_states(settings)
    unset = unset_variables(settings)
    if as_json:
        listed = [one.as_dict() for one in sources]
        say_result({"brands": brands, "sources": listed, "unset": unset}, "", as_json=True)
    else:
        say_brands(brands)
        say_sources(sources)
        for one in unset:
            say(one, "red")
    raise typer.Exit(int(bool(unset)))


@group.command("list")
def list_brands(*, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show the brands of earshot.toml."""
    from commands.brand_lines import brand_rows, say_brands
    from commands.configuration import read_config
    from commands.output import say_result

    found = brand_rows(read_config(config))
    if as_json:
        say_result({"brands": found}, "", as_json=True)
    else:
        say_brands(found)


@group.command(
    "change", help="Change what earshot.toml says of a brand: what is not told here stays."
)
@group.command(
    "add", help="Add a brand to earshot.toml; comments stay, the version before is kept beside it."
)
def write(  # noqa: PLR0913 - one parameter per key of a brand
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="As people write it: Acme; to change it, its key.")],
    *,
    key: Annotated[
        str | None, typer.Option(help="What commands and links call it; else made of the name.")
    ] = None,
    names: Names = None,
    nicknames: Nicknames = None,
    handles: Handles = None,
    own_accounts: OwnAccounts = None,
    products: Products = None,
    exclude: Exclude = None,
    competitor: Annotated[
        bool | None, typer.Option("--competitor/--own", help="A competitor's, or your own.")
    ] = None,
    time_zone: Annotated[
        str | None, typer.Option("--time-zone", "--timezone", help="Europe/Berlin; else UTC.")
    ] = None,
    hours: Hours = None,
    holidays: Holidays = None,
    automated: Automated = None,
    events: Events = None,
    target: Annotated[
        float | None,
        typer.Option("--target", min=1, help="Minutes to a first reply that you promise."),
    ] = None,
    business: Annotated[
        bool | None,
        typer.Option("--business-hours/--all-hours", help="What the promise counts."),
    ] = None,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Write a brand as it is told."""
    from commands.brand_lines import brand_row, chosen, split
    from commands.output import say_result
    from ingest.setup.brands import NewBrand, add_brand, change_brand

    new = NewBrand(
        name=name,
        key=key,
        names=split(names),
        nicknames=split(nicknames),
        handles=split(handles),
        own_accounts=split(own_accounts),
        products=split(products),
        exclude=split(exclude),
        role=chosen(competitor, "competitor", "own"),
        time_zone=time_zone,
        hours=None if hours is None else [one for one in hours if one.strip()],
        holidays=split(holidays),
        automated_patterns=automated,
        events=events,
        first_reply_minutes=target,
        clock=chosen(business, "business", "calendar"),
    )
    written = change_brand if context.info_name == "change" else add_brand
    row = brand_row(written(config, new))
    said = f"{row['key']} stands in {config} so. What is held is read for it at the next run."
    say_result(row, said, as_json=as_json)
