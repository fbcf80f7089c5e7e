"""Exports as their tools write them: names of their columns, with words and people of our own."""

from tests.places import ROOT

FOLDER = ROOT / "tests" / "ingest" / "files" / "exports"
SAMPLES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}
