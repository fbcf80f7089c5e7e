"""Reads the editable word lists beside the code."""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of words/NAME.txt, parted by blanks; lines that begin with # are notes."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases_in(name: str) -> tuple[str, ...]:
    """The lines of words/NAME.txt, one phrase each; lines that begin with # are notes."""
    return tuple(line.strip() for line in _lines(name) if line.strip())


def _lines(name: str) -> list[str]:
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
