"""Files of any kind as records: presets for our own shapes, a guess and a map for all others.

A preset is a module with COLUMNS, REQUIRED and parse(row, context); adding one is that module and
its line in PRESETS of presets.py. A tool's export is an entry of shapes.toml, or, where it is JSON
of its own make, a module of unfolding/. What is common to all (packing, encoding, splitting,
rejects) happens before.
"""

from ingest.files.by_map import read_by_map
from ingest.files.guess import Guess, guess
from ingest.files.mapped import FORMAT
from ingest.files.mapping import FIELDS, FileMap
from ingest.files.preset import Preset
from ingest.files.presets import PRESETS, read, replay, replayed
from ingest.files.previews import Preview, preview
from ingest.files.reading import Reading

__all__ = [
    "FIELDS",
    "FORMAT",
    "PRESETS",
    "FileMap",
    "Guess",
    "Preset",
    "Preview",
    "Reading",
    "guess",
    "preview",
    "read",
    "read_by_map",
    "replay",
    "replayed",
]
