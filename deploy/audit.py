"""Are locked packages known to be weak? By pip-audit, which asks PyPI's advisories.

`make audit` runs it after what needs no network: pins, hashes and secrets. pip-audit stands in an
environment of its own (AUDIT, else .venv/audit), since nothing else needs it. What could not be
asked is never called fine: it is counted and named. Ends with 1 where a package is weak.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock")
PACKAGE = "pip-audit>=2.10,<3"


def main() -> int:
    """Ask for each lock file, print, and say what was left out."""
    place = Path(os.environ.get("AUDIT", ".venv/audit"))
    if problem := _installed(place):
        print(f"Nothing was asked about weak packages: {problem}", file=sys.stderr)
        return 0
    weak = False
    for lock in LOCKS:
        options = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json"]
        done = _run(str(place / "bin" / "pip-audit"), f"--requirement={lock}", *options)
        # It ends with 1 for weaknesses and for a network that fails alike; the first has an answer.
        try:
            found = json.loads(done.stdout)
        except json.JSONDecodeError:
            print(f"{lock}: nothing was asked: {_last(done.stderr)}", file=sys.stderr)
            continue
        lines, is_weak = told(found)
        print("\n".join(f"{lock}: {line}" for line in lines))
        weak |= is_weak
    return int(weak)


def told(found: Mapping[str, Any]) -> tuple[list[str], bool]:
    """An answer of pip-audit in lines, and whether a package is weak."""
    packages = found["dependencies"]
    weak = [one for one in packages if one.get("vulns")]
    left = [one["name"] for one in packages if "skip_reason" in one]
    lines = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in weak
        for flaw in one["vulns"]
    ]
    lines.append(f"{len(packages) - len(left)} of {len(packages)} packages asked, {len(weak)} weak")
    if left:
        more = "" if len(left) <= 5 else " …"
        lines.append(f"NOT asked, the advisories are out of reach: {', '.join(left[:5])}{more}")
    return lines, bool(weak)


def _installed(place: Path) -> str:
    """Install pip-audit where it is not yet; why that failed, empty where it is there."""
    if (place / "bin" / "pip-audit").exists():
        return ""
    if not (place / "bin" / "python").exists():
        venv.create(place, with_pip=True)
    python = str(place / "bin" / "python")
    done = _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE)
    return f"pip-audit cannot be installed: {_last(done.stderr)}" if done.returncode else ""


def _run(*call: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(call, capture_output=True, text=True, check=False)


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["it ended without a word"])[-1]


if __name__ == "__main__":
    sys.exit(main())
