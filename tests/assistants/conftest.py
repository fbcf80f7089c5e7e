"""Many tests ask the same of the sample story."""

from tests.answers import answers_kept

__all__ = ["answers_kept"]
