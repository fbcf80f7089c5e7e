"""Change one rule at a time and see whether the tests notice: `make mutants`.

Each change of rules.toml is made in a copy of the tree, where the tests of its subject run up to
the first that fails. Exit 1 where fewer than 95 % are noticed, 2 where the table is wrong.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.rules import Mutant, TableIsWrong, mutants
from tests.places import PUBLIC, ROOT

NEEDED_SHARE = 0.95
PASSED, FAILED = 0, 1


def main() -> int:
    """Run what the call names, all by default; the exit code says whether enough was noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", help="only those whose name contains one of these")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    asked = parser.parse_args()
    try:
        table = mutants()
    except TableIsWrong as error:
        sys.stderr.write(f"{error}\n")
        return 2
    names = asked.names or [""]
    return run([one for one in table if any(name in one.name for name in names)], asked.jobs)


def run(table: list[Mutant], jobs: int) -> int:
    """Try each; print one line each and the share."""
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            trees.put(copied(Path(folder) / str(number)))
        with ThreadPoolExecutor(jobs) as pool:
            subjects = sorted({one.tests for one in table})
            unchanged = pool.map(lambda tests: tested(trees, tests), subjects)
            if broken := [tests for tests, code in zip(subjects, unchanged, strict=True) if code]:
                sys.stderr.write(f"the unchanged tree does not pass its tests: {broken}\n")
                return 2
            codes = list(pool.map(lambda one: told(one, changed(trees, one)), table))
    if odd := [one.name for one, code in zip(table, codes, strict=True) if code not in {0, 1}]:
        sys.stderr.write(f"pytest could not run the tests of {', '.join(odd)}\n")
        return 2
    caught = codes.count(FAILED)
    sys.stdout.write(f"{caught} of {len(codes)} noticed ({caught / len(codes):.0%})\n")
    return 0 if caught >= NEEDED_SHARE * len(codes) else 1


def told(one: Mutant, code: int) -> int:
    """Print the line of one change; answers with its code."""
    verdict = {PASSED: "SURVIVED", FAILED: "noticed"}.get(code, f"pytest {code}")
    sys.stdout.write(f"{verdict:8}  {one.name:32}  {one.rule}\n")
    sys.stdout.flush()
    return code


def copied(folder: Path) -> Path:
    """The tree's own files in a folder apart, with the public data beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    tree = folder / "tree"
    for name in filter(lambda name: (ROOT / name).is_file(), listed.split("\0")):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    if PUBLIC.is_dir():
        (folder / "shared").symlink_to(PUBLIC.parent)
    return tree


def changed(trees: "SimpleQueue[Path]", one: Mutant) -> int:
    """Change a tree, test it, change it back."""
    tree = trees.get()
    path = tree / one.path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(one.old, one.new), encoding="utf-8")
    # Byte code is told stale by seconds and size: what a change leaves could be taken for another.
    try:
        return pytest(tree, one.tests, PYTHONDONTWRITEBYTECODE="1")
    finally:
        path.write_text(text, encoding="utf-8")
        trees.put(tree)


def tested(trees: "SimpleQueue[Path]", tests: tuple[str, ...]) -> int:
    """Test a tree as it is; byte code of all that stays unchanged is kept for the others."""
    tree = trees.get()
    try:
        return pytest(tree, tests)
    finally:
        trees.put(tree)


def pytest(tree: Path, tests: tuple[str, ...], **variables: str) -> int:
    """Exit code of the tests in a tree, which stop at the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(tree), **variables}
    ended = subprocess.run(
        [*command, *tests], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
