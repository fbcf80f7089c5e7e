"""A folder that goes when nobody holds it any more."""

import shutil
import tempfile
import weakref
from pathlib import Path


class Scratch:
    """Where a session lays what it needs for a while.

    Attributes:
        path: of the folder.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="earshot-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
