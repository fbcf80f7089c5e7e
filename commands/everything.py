"""`earshot run`: something to look at, scheduled ingest, and the dashboard."""

from collections.abc import Mapping
from pathlib import Path

from commands.output import say
from commands.processes import dashboard_call, schedule_call, supervise
from ingest.config import Config
from sample_data.telling import tell_story
from sql import maintenance
from sql.warehouse import bring_up, published


def prepare(data: Path, config: Config) -> None:
    """See to it that there is something to look at: own data, or a sample story of today.

    Where there is a brand or a source of one's own, nothing is invented; a story that is there
    already goes with the first data of one's own.
    """
    if bring_up(data):
        say("The warehouse of an older Earshot is brought to this version.")
    if config.brands or config.sources:
        return
    if published(data) is None:
        say("Nothing loaded yet: writing the sample story up to now …")
        _tell(data)
    else:
        maintenance.refresh_demo(data, lambda: _tell(data))


def run_everything(
    data: Path,
    config: Config,
    file: Path,
    *,
    port: int,
    address: str,
    access: Mapping[str, str],
) -> int:
    """Serve the dashboard, and fetch from the sources there are, until stopped; the exit code."""
    calls = [
        dashboard_call(data, file, port=port, address=address, access=access),
        schedule_call(data, file),
    ]
    if not config.sources:
        say(f"No sources in {file} yet: the page Sources adds them, and they are fetched at once.")
    say(f"Earshot is at http://{address}:{port}  (Ctrl-C ends it)")
    return supervise(calls)


def _tell(data: Path) -> None:
    say(f"The sample story is loaded: {tell_story(data):,} posts, invented.")
