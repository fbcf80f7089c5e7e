"""`earshot digest` and `earshot brief`: a brand, one spike or one post, by mail or as a file."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.options import CONFIG, DATA, ConfigOption, DataOption

if TYPE_CHECKING:
    from digests.digest import Digest

app = typer.Typer()
LanguageOption = Annotated[
    str | None,
    typer.Option(help="en, de or es; default: each one's own of [people], else the file's."),
]


@app.command()
def digest(  # noqa: PLR0913 - one parameter per option
    *,
    audience: Annotated[str, typer.Option("--for", help="executive, marketing or support.")],
    brand: Annotated[str | None, typer.Option(help="Default: the only own brand.")] = None,
    days: Annotated[int, typer.Option(help="7: the week so far; 1: the last whole day.")] = 7,
    html: Annotated[Path | None, typer.Option(help="Write it there, all in one file.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write it there as a PDF.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="Send it to this one of [people].")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only print it; it is not sent or remembered.")
    ] = False,
    language: LanguageOption = None,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Say in two minutes how a brand does, for one audience; on the terminal, else as asked.

    The next digest says what changed since this one. Exit code 1: somebody could not be told.
    """
    from commands.configuration import read_config
    from commands.digesting import Order, made, sent
    from commands.output import say
    from digests.audiences import AUDIENCES
    from digests.said import keep
    from digests.text import text

    if audience not in AUDIENCES:
        raise typer.BadParameter(f"--for {audience!r} is none of {', '.join(AUDIENCES)}")
    if days not in (1, 7):
        raise typer.BadParameter(f"--days {days} is neither 1 nor 7")
    settings, now = read_config(config), datetime.now(UTC)
    order = Order(
        audience=audience, brand=brand, days=days, to=tuple(to or ()), language=_known(language)
    )
    found = made(data, settings, order, now)
    if dry_run or not (html or pdf or to):
        say(text(found))
    if dry_run:
        return
    _write(found, html, pdf)
    problems = sent(settings, order, found, lambda other: made(data, settings, other, now))
    keep(data, found)
    for problem in problems:
        say(problem, "red")
    raise typer.Exit(int(bool(problems)))


@app.command()
def brief(
    *,
    spike: Annotated[
        str | None,
        typer.Argument(help="As the address of Spikes has it; default: the one that runs."),
    ] = None,
    post: Annotated[
        str | None,
        typer.Option(help="Of this post instead, source:id; “worst”: which grows and hurts most."),
    ] = None,
    brand: Annotated[str | None, typer.Option(help="Default: the only own brand.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write it there, all in one file.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write it there as a PDF.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="Send it to this one of [people].")] = None,
    language: LanguageOption = None,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Tell one spike, or one post that may run away, on one page; on the terminal, else as asked.

    How it went, what it is about, who carried it. Exit code 1: somebody could not be told.
    """
    from commands.configuration import read_config
    from commands.digesting import Order, briefed, sent
    from commands.output import say
    from digests.brief import BRIEF
    from digests.text import text

    if spike and post:
        raise typer.BadParameter("name a spike or a post, not both")
    settings = read_config(config)
    order = Order(
        audience=BRIEF, brand=brand, days=1, to=tuple(to or ()), language=_known(language)
    )
    make = partial(briefed, data, settings, now=datetime.now(UTC), spike=spike, post=post)
    found = make(order)
    if not (html or pdf or to):
        say(text(found))
    _write(found, html, pdf)
    problems = sent(settings, order, found, make)
    for problem in problems:
        say(problem, "red")
    raise typer.Exit(int(bool(problems)))


def _known(language: str | None) -> str | None:
    """A language that is offered, or None."""
    from wording.said import LANGUAGES

    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(f"--language {language!r} is none of {', '.join(LANGUAGES)}")
    return language


def _write(found: "Digest", html: Path | None, pdf: Path | None) -> None:
    """Write the files that were asked for."""
    from digests.html import page
    from digests.pdf import pdf as as_pdf

    if html:
        html.write_text(page(found), encoding="utf-8")
    if pdf:
        pdf.write_bytes(as_pdf(found))
