"""A linear model's weights in a plain file: numbers in .npz, what they are in .json beside it."""

import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EarshotError
from ingest.reading.scorer import POLARITIES

Numbers = NDArray[np.float32]
_UPPER_BITS = 22
_LOWER_BITS = np.uint32(32 - _UPPER_BITS)
_ARRAYS = ("hashes", "levels", "steps", "cues", "bias")


class ModelRefused(EarshotError):  # noqa: N818 - a state, named as one
    """A weights file is missing, damaged or made for other features; the message names it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One column per class of the card.

    Attributes:
        hashes: the n-grams known, as 32-bit numbers in ascending order.
        levels: one row per n-gram, in steps of its class; whole numbers in the shipped model.
        steps: what one level is worth, per class.
        cues: one row per number that cues() yields.
        bias: per class.
    """

    hashes: NDArray[np.uint32]
    levels: NDArray[np.int8] | NDArray[np.float16]
    steps: Numbers
    cues: Numbers
    bias: Numbers
    # Which upper bits any known n-gram has: most of those asked for are unknown, and gone by this.
    _begun: NDArray[np.bool_] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        begun = np.zeros(1 << _UPPER_BITS, np.bool_)
        begun[self.hashes >> _LOWER_BITS] = True
        object.__setattr__(self, "_begun", begun)

    def known(self, features: NDArray[np.uint32]) -> tuple[NDArray[np.intp], Numbers]:
        """Where among the features the known ones stand, and one row for each of these."""
        asked = np.flatnonzero(self._begun[features >> _LOWER_BITS])
        places = np.searchsorted(self.hashes, features[asked])
        places[places == len(self.hashes)] = 0
        is_known = self.hashes[places] == features[asked] if len(asked) else places > 0
        rows: Numbers = self.levels[places[is_known]] * self.steps
        return asked[is_known], rows

    def of(self, features: NDArray[np.uint32]) -> Numbers:
        """One row per feature; zeros for one that is not known."""
        rows = np.zeros((len(features), len(self.bias)), np.float32)
        places, found = self.known(features)
        rows[places] = found
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a weights file is.

    Attributes:
        name: the scorer's name, recorded with every score.
        version: recorded with every score.
        languages: two-letter codes.
        classes: what the columns stand for, in order.
        origin: what it was trained on, with the licence.
        sha256: of the .npz file beside it.
        figures: what was measured when it was made.
        seen: fingerprints of the texts of a person's own labels that it learned from.
    """

    name: str
    version: str
    languages: list[str]
    origin: str
    classes: list[str] = field(default_factory=lambda: list(POLARITIES))
    sha256: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)


def write(weights: Weights, card: Card, path: Path) -> Card:
    """Write path.npz and path.json; the card comes back with the checksum in it."""
    content, described = pack(weights, card)
    path.parent.mkdir(parents=True, exist_ok=True)
    _beside(path, "npz").write_bytes(content)
    _beside(path, "json").write_text(json.dumps(asdict(described), indent=2) + "\n", "utf-8")
    return described


def read(path: Path) -> tuple[Weights, Card]:
    """Read path.npz and path.json.

    Raises:
        ModelRefused: a file is missing, its checksum is another, or its shapes do not fit.
    """
    try:
        described = _beside(path, "json").read_text("utf-8")
        content = _beside(path, "npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelRefused(f"{path}: cannot be read: {error}") from error
    return unpack(content, described, f"{path}")


def pack(weights: Weights, card: Card) -> tuple[bytes, Card]:
    """The content of the .npz file, and the card with its checksum."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: getattr(weights, name) for name in _ARRAYS})
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    return buffer.getvalue(), Card(**{**asdict(card), "sha256": digest})


def unpack(content: bytes, described: str, name: str) -> tuple[Weights, Card]:
    """Weights and card from what pack() gave, the card as JSON.

    Args:
        content: of the .npz file.
        described: the card.
        name: what messages call it.

    Raises:
        ModelRefused: the checksum is another, or the shapes do not fit.
    """
    try:
        card = Card(**json.loads(described))
    except (ValueError, TypeError) as error:
        raise ModelRefused(f"{name}: cannot be read: {error}") from error
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise ModelRefused(f"{name}: the checksum of the weights is not the one of their card")
    weights = _weights(content, name)
    _check(weights, len(card.classes), name)
    return weights, card


def _beside(path: Path, ending: str) -> Path:
    """Dots belong to the name: "models/v1.2" is v1.2.npz and v1.2.json."""
    return path.with_name(f"{path.name}.{ending}")


def _weights(content: bytes, name: str) -> Weights:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return Weights(**{part: arrays[part] for part in _ARRAYS})
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelRefused(f"{name}: not a weights file: {error}") from error


def _check(weights: Weights, width: int, name: str) -> None:
    expected: dict[str, tuple[Any, ...]] = {
        "levels": (len(weights.hashes), width),
        "steps": (width,),
        "cues": (weights.cues.shape[0], width),
        "bias": (width,),
    }
    for part, shape in expected.items():
        if getattr(weights, part).shape != shape:
            raise ModelRefused(f"{name}: {part} is not of shape {shape}")
