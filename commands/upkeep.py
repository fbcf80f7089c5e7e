"""Verbs for the warehouse itself: derive anew, forget, save, bring back."""

from datetime import UTC, datetime
from pathlib import Path
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


@app.command()
def rebuild(
    *,
    engine: Annotated[
        str, typer.Option(help="duckdb, or spark for turns, counts, growth.")
    ] = "duckdb",
    master: Annotated[str | None, typer.Option(help="Of the cluster: spark://host:7077.")] = None,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Derive everything anew from the posts as delivered, and say what that changed.

    With --engine spark a cluster derives turns, counts of volume and growth; see docs/scale.md.
    """
    from commands.output import say_result

    if engine not in ("duckdb", "spark"):
        raise typer.BadParameter(f"{engine!r} is no engine; there are duckdb and spark")
    if (engine == "spark") != (master is not None):
        raise typer.BadParameter("--engine spark and --master go together")
    if master is None:
        from sql.derive.rebuild import rebuild_all

        done = rebuild_all(data)
    else:
        from sql.cluster.errors import ClusterMissing

        try:
            from sql.cluster.rebuild import rebuild_on
        except ImportError as error:
            raise ClusterMissing(
                "Spark is not installed: pip install '.[spark]', and a Java runtime"
            ) from error
        done = rebuild_on(data, master)
    say_result(done.as_dict(), str(done), as_json=as_json)


@app.command()
def archive(*, data: DataOption = DATA, as_json: JsonOption = False) -> None:
    """Write what the warehouse holds as Parquet by brand and month; only what changed."""
    from commands.output import say_result
    from sql.cluster import archive as files

    done = files.archive(data)
    say_result(done.as_dict(), str(done), as_json=as_json)


@app.command()
def erase(
    *,
    author: Annotated[list[str] | None, typer.Option(help="Handle or author id.")] = None,
    post: Annotated[list[str] | None, typer.Option(help="source:id, as views name it.")] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Empty the notes of people that name them, too.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="What notes may call them, beside what is held.")
    ] = None,
    data: DataOption = DATA,
) -> None:
    """Forget a person or a post: words and names go, counts stay, nothing comes back.

    A handle is found however it is spelt: with or without "@" and host, in any case. It goes out of
    notes on the timeline, too; a note with a bare name is told, since it may be another's.
    """
    from commands.output import say
    from ingest.loading.erase import erase_for_good

    if not author and not post:
        raise typer.BadParameter("name an --author or a --post")
    done = erase_for_good(
        data, posts=post or (), authors=author or (), names=name or (), empties_notes=notes
    )
    for note in done.notes:
        what = "emptied the note" if notes else "may be named in the note"
        say(f"{what} of {note.subject} about {note.brand}: {note.value}")
    if done.notes and not notes:
        say("Where they are about them, erase once more with --notes, and --name for each name.")
    posts = f"{done.post_count:,} {'post' if done.post_count == 1 else 'posts'}"
    say(
        f"{posts} emptied; older versions are deleted. Backups made before still "
        "hold them: renew them; a restored one is erased again."
    )


@app.command()
def retention(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Erase words and authors older than [retention] of earshot.toml allows; counts stay."""
    from commands.configuration import read_config
    from commands.output import say_result
    from ingest.loading.retention import retain

    settings = read_config(config)
    done = retain(data, settings.retention, now=datetime.now(UTC), is_dry=dry_run)
    say_result(done.as_dict(), str(done), as_json=as_json)


@app.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Default: a new one where [backup] says.")
    ] = None,
    *,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Copy the newest version to a file, or to the folder or bucket of [backup] in earshot.toml."""
    from commands.configuration import read_config
    from commands.output import say
    from ingest.backups import keeping
    from sql import maintenance

    if file is not None:
        maintenance.backup(data, file)
        say(f"Saved to {file}")
        return
    options = read_config(config).backup
    if options is None:
        raise typer.BadParameter(f"name a FILE, or write [backup] in {config}")
    say(str(keeping.make(data, options, now=datetime.now(UTC))))


@app.command()
def backups(*, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the backups of [backup] in earshot.toml, newest first."""
    from commands.configuration import read_config
    from commands.output import say, say_result, say_table
    from ingest.backups import keeping

    options = read_config(config).backup
    if options is None:
        raise typer.BadParameter(f"write [backup] in {config}: it says where they are")
    found = keeping.kept(options)
    if as_json:
        say_result({"backups": [one.as_dict() for one in found]}, "", as_json=True)
    elif not found:
        say(f"There is no backup in {options.to} yet; `earshot backup` makes one")
    else:
        rows: list[tuple[str, ...]] = [
            (f"{one.made_at:%Y-%m-%d %H:%M} UTC", f"{one.byte_count / 1e6:,.1f} MB", one.address)
            for one in found
        ]
        say_table(("made", "size", "where"), rows)


@app.command()
def restore(
    file: Annotated[str, typer.Argument(help="A file, s3://…, or a name of `earshot backups`.")],
    *,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Make a backup the newest version; what was there before stays a version on disk.

    What was erased since the backup was made is erased from it, too. Of s3://bucket/prefix the
    newest is taken, with the credentials of [backup].
    """
    from commands.configuration import read_config
    from commands.output import say
    from ingest.backups import keeping
    from ingest.loading.erased_again import erase_again, remembered

    # A file needs no earshot.toml: one that is broken must not stand in the way of it.
    options = None if Path(file).exists() else read_config(config).backup
    forgotten = remembered(data)
    name = keeping.bring_back(data, file, options)
    again = erase_again(data, forgotten)
    say(f"Restored as {name}{f'; {again} posts erased again' if again else ''}")


@app.command()
def doctor(
    *, config: ConfigOption = CONFIG, data: DataOption = DATA, as_json: JsonOption = False
) -> None:
    """Look at everything, and name what is wrong with the next step.

    Exit code 1: something is.
    """
    from commands.health import findings
    from commands.output import say, say_result

    found = findings(data, config)
    if as_json:
        say_result({"findings": [one.as_dict() for one in found]}, "", as_json=True)
    else:
        for one in found:
            say(f"{'ok' if one.is_well else '!!'}  {one.what}: {one.said}")
            if not one.is_well:
                say(f"    → {one.next_step}", "bold")
    raise typer.Exit(int(not all(one.is_well for one in found)))


@app.command()
def metrics(
    *,
    port: PortOption = 9464,
    address: AddressOption = "127.0.0.1",
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Serve /metrics for Prometheus and /health for load balancers, until stopped."""
    from commands.metrics import server
    from commands.output import say

    with server(data, config, address=address, port=port) as serving:
        say(f"http://{address}:{port}/metrics and /health  (Ctrl-C ends it)")
        serving.serve_forever()
