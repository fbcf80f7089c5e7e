"""Keeps the versions of a learned model, and can go back."""

import json
import logging
from pathlib import Path

from ingest.scorers.linear import Linear
from ingest.scorers.weights import Card, ModelRefused, Weights, read, write

log = logging.getLogger(__name__)


class Versions:
    """The learned models of one task in a folder: task-0001.npz, task-0001.json, and so on.

    task.adopted holds the numbers adopted, oldest first; the last one is in use. Nothing is ever
    overwritten, so going back is dropping the last number.
    """

    def __init__(self, folder: Path, task: str) -> None:
        self._folder = folder
        self._task = task

    def current(self) -> Linear | None:
        """The model in use; None while the shipped one is.

        A damaged version is refused with a note in the log, and the one before it stays in use.
        """
        for number in reversed(self._adopted()):
            try:
                return Linear(*read(self._path(number)))
            except ModelRefused as error:
                log.warning("%s; the version before it stays in use", error)
        return None

    def adopt(self, weights: Weights, card: Card) -> Card:
        """Keep a new version and use it from now on."""
        number = 1 + max([0, *map(self._number, self._folder.glob(f"{self._task}-*.npz"))])
        kept = write(weights, card, self._path(number))
        self._record([*self._adopted(), number])
        return kept

    def go_back(self) -> bool:
        """Use the version before the one in use; False where the shipped one is already."""
        adopted = self._adopted()
        if adopted:
            self._record(adopted[:-1])
        return bool(adopted)

    def history(self) -> list[Card]:
        """Cards of the adopted versions that can be read, oldest first."""
        cards = []
        for number in self._adopted():
            try:
                cards.append(read(self._path(number))[1])
            except ModelRefused as error:
                log.warning("%s", error)
        return cards

    def _path(self, number: int) -> Path:
        return self._folder / f"{self._task}-{number:04d}"

    def _number(self, path: Path) -> int:
        return int(path.stem.removeprefix(f"{self._task}-"))

    def _adopted(self) -> list[int]:
        try:
            return [int(n) for n in json.loads(self._list.read_text("utf-8"))]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError) as error:
            log.warning("%s: %s; the shipped model is used", self._list, error)
            return []

    def _record(self, numbers: list[int]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._list.with_suffix(".new")
        fresh.write_text(json.dumps(numbers), "utf-8")
        fresh.replace(self._list)

    @property
    def _list(self) -> Path:
        return self._folder / f"{self._task}.adopted"
