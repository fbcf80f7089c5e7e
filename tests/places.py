"""Where things lie, however deep a test's room is."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Public collections that the product's figures are checked on; they lie beside a clone, not in it.
PUBLIC = ROOT.parent / "shared" / "data"
# Real servers to hear from, in the same place: scripts that install, start and stop them.
SERVERS = ROOT.parent / "shared" / "servers"
# Small inputs that went wrong once; they lie there too.
CASES = ROOT.parent / "shared" / "cases"
