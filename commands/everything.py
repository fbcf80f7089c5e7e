"""`earshot run`: something to look at, scheduled ingest, and the dashboard."""

from pathlib import Path

from commands.output import say
from commands.processes import dashboard_call, schedule_call, supervise
from ingest.config import Config
from sample_data.telling import tell_story
from sql import maintenance
from sql.warehouse import published


def prepare(data: Path, config: Config) -> None:
    """See to it that there is something to look at: own data, or a sample story of today."""
    if published(data) is None:
        say("Nothing loaded yet: writing the sample story up to now …")
        _tell(data)
    elif not config.sources:
        maintenance.refresh_demo(data, lambda: _tell(data))


def run_everything(data: Path, config: Config, file: Path, *, port: int, address: str) -> int:
    """Serve the dashboard, and fetch where there are sources, until stopped; the exit code."""
    calls = [dashboard_call(data, port=port, address=address)]
    if config.sources:
        calls.append(schedule_call(data, file))
    else:
        say(f"No sources in {file}: only what is loaded is shown.")
    say(f"Earshot is at http://{address}:{port}  (Ctrl-C ends it)")
    return supervise(calls)


def _tell(data: Path) -> None:
    say(f"The sample story is loaded: {tell_story(data):,} posts, invented.")
