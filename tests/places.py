"""Where things lie, however deep a test's room is."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Public collections that the product's figures are checked on; they lie beside a clone, not in it.
PUBLIC = ROOT.parent / "shared" / "data"
