"""The front door: one command per verb, the only file that knows every room."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.config import Config, load_config
from ingest.errors import EarshotError
from ingest.files import Reading
from ingest.loading.erase import erase as erase_posts
from ingest.loading.load import apply_config, finish
from ingest.mention import Record
from ingest.passes.fetch_sources import Judge, run_pass
from ingest.passes.load_files import FileOptions, Imported, load_file, replay_rejected
from ingest.passes.outcome import Summary
from ingest.passes.schedule import run_schedule
from ingest.training.command import go_back, teach
from notify import alert_log, rules
from notify.alert_log import Alert, Replay
from sample_data import generate
from sql import maintenance
from sql.export import export_view
from sql.reader import Reader
from sql.warehouse import WarehouseEmpty, WarehouseError, forget_versions, published, writer

ROOT = Path(__file__).parent
WRONG_CALL = 2
NO_RULE = "No alert rule: add [[alerts]] to earshot.toml, or one on the page Live risk."

app = typer.Typer(
    help="Listen to what the public says about a brand, and be honest about it.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
out = Console()
err = Console(stderr=True)

ConfigOption = Annotated[
    Path, typer.Option("--config", envvar="EARSHOT_CONFIG", help="Brands, sources, cut-offs.")
]
DataOption = Annotated[
    Path, typer.Option("--data", envvar="EARSHOT_DATA", help="The warehouse's folder.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
CONFIG = Path("earshot.toml")
DATA = Path("data")


@app.command()
def load(  # noqa: PLR0913 - one parameter per option
    file: Annotated[Path | None, typer.Argument(help="CSV or JSONL, .gz and .zst too.")] = None,
    *,
    format: Annotated[str, typer.Option(help="posts, engagement, twcs")] = "posts",  # noqa: A002
    source: Annotated[str | None, typer.Option(help="Default: the file's name.")] = None,
    brand: Annotated[str | None, typer.Option(help="The brand of every row.")] = None,
    own_account: Annotated[list[str] | None, typer.Option(help="Who answers for it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Of times without an offset.")] = None,
    observed_since: Annotated[str | None, typer.Option(help="The file covers from here …")] = None,
    observed_until: Annotated[str | None, typer.Option(help="… to here (ISO 8601).")] = None,
    rejected: Annotated[bool, typer.Option(help="Try again what was refused.")] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Load a file of posts; the same file twice changes nothing."""
    settings = _config(config)
    if rejected:
        done = replay_rejected(data, settings, source=source, timezone=timezone)
    elif file is None:
        raise typer.BadParameter("name a file, or pass --rejected")
    else:
        options = FileOptions(
            format=format,
            timezone=timezone,
            source=source,
            brand=brand,
            own_accounts=tuple(own_account or ()),
            observed_since=_moment(observed_since),
            observed_until=_moment(observed_until),
        )
        with writer(data) as con:
            done = load_file(con, file, options, config=settings, on_reading=_with_progress)
            finish(con)
    _say_loaded(done, as_json=as_json)
    raise typer.Exit(_too_many_rejected(done, settings))


@app.command()
def demo(*, data: DataOption = DATA, as_json: JsonOption = False) -> None:
    """Load the sample story, told up to now; a warehouse with real data is left alone."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder)
        generate.write(story, datetime.now(UTC))
        done = maintenance.replace_demo(data, lambda con: load_story(con, story))
    _print({"loaded": done}, f"The sample story is loaded: {done:,} posts, invented.", as_json)


@app.command()
def ingest(
    sources: Annotated[list[str] | None, typer.Argument(help="Default: all.")] = None,
    *,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Fetch from the configured sources once."""
    settings = _config(config, needed=True)
    summary = run_pass(data, settings, sources or (), judge=_judge(data))
    _say_pass(summary, as_json=as_json)
    raise typer.Exit(summary.exit_code)


@app.command()
def schedule(*, config: ConfigOption = CONFIG, data: DataOption = DATA) -> None:
    """Fetch from every source at its own interval, until stopped."""
    run_schedule(data, _config(config, needed=True), judge=_judge(data))


@app.command()
def learn(
    *,
    back: Annotated[bool, typer.Option("--back", help="Use the model before again.")] = False,
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Learn from what people checked and corrected; adopted only where it proves better."""
    done = (go_back if back else teach)(data, _config(config), now=datetime.now(UTC))
    _print(done.as_dict(), str(done), as_json)


@app.command()
def dashboard(
    *,
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8501,
    address: Annotated[str, typer.Option(help="0.0.0.0 for other machines too.")] = "127.0.0.1",
    data: DataOption = DATA,
) -> None:
    """Serve the dashboard until stopped."""
    os.execve(*_dashboard_call(port, address, data))  # noqa: S606 - it becomes the server


@app.command()
def run(
    *,
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8501,
    address: Annotated[str, typer.Option(help="0.0.0.0 for other machines too.")] = "127.0.0.1",
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Everything at once: the sample story if there is nothing yet, scheduled ingest, dashboard."""
    settings = _config(config)
    if published(data) is None:
        out.print("Nothing loaded yet: writing the sample story up to now …")
        demo(data=data)
    elif not settings.sources:
        maintenance.refresh_demo(data, lambda: demo(data=data))
    program, arguments, environment = _dashboard_call(port, address, data)
    children = [subprocess.Popen([program, *arguments[1:]], env=environment)]  # noqa: S603
    if settings.sources:
        call = [sys.executable, __file__, "schedule", "--config", str(config), "--data", str(data)]
        children.append(subprocess.Popen(call))  # noqa: S603
    else:
        out.print(f"No sources in {config}: only what is loaded is shown.")
    out.print(f"Earshot is at [bold]http://{address}:{port}[/bold]  (Ctrl-C ends it)")
    raise typer.Exit(_supervise(children))


@app.command()
def status(*, data: DataOption = DATA, as_json: JsonOption = False) -> None:
    """Show how fresh each source is, and which brands only a file named."""
    reader = Reader(data)
    freshness = reader.query("select * from freshness_by_source order by source")
    guessed = reader.query("select brand from brands where not is_configured order by brand")
    found = {
        "version": reader.version,
        "problem": reader.problem,
        "sources": json.loads(freshness.to_json(orient="records", date_format="iso")),
        "unconfigured_brands": guessed["brand"].tolist(),
    }
    if as_json:
        _print(found, "", as_json)
        return
    table = Table("source", "last success", "known until", "gaps", "posts", "rejected", "error")
    for source in found["sources"]:
        table.add_row(
            source["source"],
            _minute(source["last_success_at"]),
            _minute(source["observed_until"]),
            f"{source['gap_hours']:.0f} h",
            f"{source['loaded_count']:,}",
            f"{source['rejected_count']:,}",
            source["last_error"] or "",
        )
    out.print(table)
    if guessed.shape[0]:
        names = ", ".join(found["unconfigured_brands"][:10])
        more = "" if guessed.shape[0] <= 10 else f" and {guessed.shape[0] - 10} more"
        out.print(
            f"Not in the configuration, with defaults (UTC, always open, 60 min): {names}{more}"
        )
    if found["problem"]:
        out.print(f"[red]{found['problem']}[/red]")


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
    now, settings = datetime.now(UTC), _config(config)
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing is loaded; try `earshot demo` or `earshot load`")
    with writer(data) as con:
        if settings.brands:
            apply_config(con, settings, now=now)
        asked = rules.current(con, data)
        unknown = rules.without_data(con, asked)
        found: Sequence[Replay | Alert] = (
            alert_log.replay(con, asked or rules.proposed(con))
            if replay
            else alert_log.evaluate(con, data, now)
        )
    told = {"replays" if replay else "alerts": [asdict(one) for one in found]}
    nothing = f"Nothing new by {len(asked)} rules." if asked else NO_RULE
    text = "\n".join([*map(str, found)] or [nothing])
    _print(
        {**told, "rules": [asdict(one) for one in asked], "without_data": unknown}, text, as_json
    )
    raise typer.Exit(int(bool(unknown)))


@app.command()
def export(
    view: Annotated[str, typer.Argument(help="A view of sql/metrics, for example mentions.")],
    *,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: stdout.")] = None,
    data: DataOption = DATA,
) -> None:
    """Write a view as CSV, safe to open in a spreadsheet."""
    text = export_view(Reader(data), view)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8-sig")


@app.command()
def erase(
    *,
    author: Annotated[list[str] | None, typer.Option(help="Handle or author id.")] = None,
    post: Annotated[list[str] | None, typer.Option(help="source:id, as views name it.")] = None,
    data: DataOption = DATA,
) -> None:
    """Forget a person or a post: words and names go, counts stay, nothing comes back."""
    if not author and not post:
        raise typer.BadParameter("name an --author or a --post")
    with writer(data) as con:
        now = datetime.now(UTC)
        count = erase_posts(con, posts=post or (), authors=author or (), now=now, data=data)
    forget_versions(data)
    out.print(f"{count} posts emptied; older versions are deleted. Backups are yours to renew.")


@app.command()
def backup(file: Path, *, data: DataOption = DATA) -> None:
    """Copy the newest version to a file."""
    maintenance.backup(data, file)
    out.print(f"Saved to {file}")


@app.command()
def restore(file: Path, *, data: DataOption = DATA) -> None:
    """Make a backup the newest version; what was there before stays a version on disk."""
    out.print(f"Restored as {maintenance.restore(data, file)}")


def main() -> None:
    """Run the command line; what went wrong is one sentence and exit code 2."""
    try:
        app()
    except (EarshotError, WarehouseError) as error:
        err.print(f"[red]{type(error).__name__}[/red]: {error}", highlight=False)
        sys.exit(WRONG_CALL)


def _config(path: Path, *, needed: bool = False) -> Config:
    """Read the configuration; without one, loading works with defaults."""
    if not path.exists() and not needed and not os.environ.get("EARSHOT_CONFIG"):
        return Config()
    return load_config(path)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no ISO 8601 time") from error
    if moment.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no offset; write 2026-11-01T00:00Z")
    return moment


def load_story(con: duckdb.DuckDBPyConnection, story: Path) -> int:
    """Load a written story with its own configuration; returns the number of posts."""
    config, count = load_config(story / "earshot.toml"), 0
    for path, entry in generate.files(story):
        done = load_file(con, path, FileOptions(**entry), config=config, command="demo")
        count += done.loaded.post_count
    finish(con)
    alert_log.evaluate(con, story, datetime.now(UTC))
    return count


def _with_progress(reading: Reading) -> Iterator[Record]:
    """The records, with a bar on a terminal."""
    if not err.is_terminal:
        yield from reading
        return
    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=reading.size_bytes)
        for number, record in enumerate(reading):
            if number % 1000 == 0:
                bar.update(task, completed=reading.done_bytes)
            yield record


def _say_loaded(done: Imported, *, as_json: bool) -> None:
    loaded = done.loaded
    found = {
        "new": loaded.post_count,
        "changed": loaded.changed_count,
        "same": loaded.same_count,
        "engagement": loaded.engagement_count,
        "rejected": loaded.rejected_count,
        "observed_until": loaded.observed_until,
        "warnings": list(done.warnings),
    }
    text = (
        f"{loaded.post_count:,} new, {loaded.changed_count:,} changed, "
        f"{loaded.same_count:,} as before, {loaded.engagement_count:,} snapshots, "
        f"{loaded.rejected_count:,} rejected"
    )
    _print(found, "\n".join([text, *done.warnings]), as_json)


def _too_many_rejected(done: Imported, settings: Config) -> int:
    loaded = done.loaded
    rows = (
        loaded.post_count
        + loaded.changed_count
        + loaded.same_count
        + loaded.engagement_count
        + loaded.rejected_count
    )
    return int(loaded.rejected_count > settings.cutoffs.rejected_share * rows)


def _say_pass(summary: Summary, *, as_json: bool) -> None:
    _print(summary.as_dict(), str(summary), as_json)


def _judge(data: Path) -> Judge:
    return lambda con: alert_log.evaluate(con, data, datetime.now(UTC))


def _dashboard_call(port: int, address: str, data: Path) -> tuple[str, list[str], dict[str, str]]:
    arguments = ["-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")]
    settings = [f"--server.port={port}", f"--server.address={address}"]
    environment = {**os.environ, "EARSHOT_DATA": str(data.resolve()), "PYTHONPATH": str(ROOT)}
    return sys.executable, [sys.executable, *arguments, *settings], environment


@contextmanager
def _stoppable(children: list[subprocess.Popen[bytes]]) -> Iterator[None]:
    def stop(*_: Any) -> None:
        for child in children:
            child.terminate()

    held = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)


def _supervise(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait for the dashboard; when it ends, everything ends."""
    with _stoppable(children):
        code = children[0].wait()
        for child in children[1:]:
            child.terminate()
            child.wait()
    return max(0, code)


def _minute(text: str | None) -> str:
    return text[:16].replace("T", " ") + " UTC" if text else "never"


def _print(found: dict[str, Any], text: str, as_json: bool) -> None:  # noqa: FBT001
    if as_json:
        sys.stdout.write(json.dumps(found, default=str) + "\n")
    else:
        out.print(text, highlight=False, markup=False)


if __name__ == "__main__":
    main()
