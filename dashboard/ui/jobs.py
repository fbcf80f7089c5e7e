"""A verb that takes long, in a process of its own: a page looks now and then how far it is."""

import re
import subprocess
import threading
from dataclasses import dataclass

from dashboard.ui import verbs
from dashboard.ui.scratch import Scratch
from dashboard.ui.verbs import Told

PROGRESS = "EARSHOT_PROGRESS"  # asks a verb to write lines of it
_SHARE = re.compile(r"^progress ([01](?:\.\d+)?)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Job:
    """A running verb; it goes on when nobody looks any more."""

    process: subprocess.Popen[bytes]
    folder: Scratch

    @property
    def share(self) -> float | None:
        """How much is read, 0 to 1; None before it has said so."""
        said = _SHARE.findall(self._printed("err"))
        return float(said[-1]) if said else None

    def ended(self) -> Told | None:
        """What it came to; None while it runs."""
        code = self.process.poll()
        if code is None:
            return None
        complaints = _SHARE.sub("", self._printed("err"))
        return verbs.read(code, self._printed("out"), complaints)

    def _printed(self, name: str) -> str:
        return (self.folder.path / name).read_text(encoding="utf-8", errors="replace")


def start(*arguments: str, needs: object = None) -> Job:
    """Begin a verb.

    Args:
        arguments: as for `verbs.tell`.
        needs: held until it ends, whoever leaves before: the folder of a file that it reads.
    """
    folder = Scratch()
    with (folder.path / "out").open("wb") as out, (folder.path / "err").open("wb") as err:
        process = subprocess.Popen(  # noqa: S603 - our own program; no shell reads what was typed
            verbs.call(*arguments),
            env={**verbs.environment(), PROGRESS: "lines"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
    job = Job(process, folder)
    threading.Thread(target=_hold, args=(job, needs), daemon=True).start()
    return job


def _hold(job: Job, _needs: object) -> None:
    job.process.wait()
