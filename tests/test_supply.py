"""What is installed is what was locked, and no secret stands in the repository; no network."""

import os
import re
import runpy
import subprocess
import sys

import pytest

from tests.places import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+?)(?: ;.*)?$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
# What keys of services look like, by the rules that scanners of repositories share.
SECRETS = {
    "Amazon": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "GitHub": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})",
    "Slack": r"\bxox[abprs]-\d{8,}-[\w-]{10,}|hooks\.slack\.com/services/T\w+/B\w+/\w{20,}",
    "Google": r"\bAIza[\w-]{35}\b",
    "OpenAI": r"\bsk-(?:proj-)?[A-Za-z0-9]{32,}\b",
    "Stripe": r"\b[rs]k_live_[A-Za-z0-9]{20,}\b",
    "a key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{64}",
}
# Amazon's own example, by which signatures are tested.
PUBLIC = {"AKIAIOSFODNN7EXAMPLE", "AKIDEXAMPLE"}


def pins(name):
    """Version and hashes of each package that a lock file names."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pin = PIN.match(line.split(" --hash", 1)[0].strip())
            assert pin, f"{name}: {line[:80]} is not pinned to one version"
            found[pin[1]] = (pin[2], len(HASH.findall(line)))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name):
    held = pins(name)

    assert len(held) > 50
    assert [one for one, (_, hashes) in held.items() if not hashes] == []


@pytest.mark.parametrize("name", [one for one in LOCKS if one != "requirements.lock"])
def test_what_is_tested_is_what_is_run(name):
    """Each package in the version that a user installs."""
    run, tested = (
        {one: version for one, (version, _) in pins(lock).items()}
        for lock in ("requirements.lock", name)
    )
    apart = {one: (run[one], tested[one]) for one in run.keys() & tested if run[one] != tested[one]}

    assert apart == {}


def test_installing_checks_the_hashes():
    """Pip refuses whatever has none, in the clone and in the image."""
    for path in ("deploy/venv.sh", "deploy/Dockerfile"):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "--require-hashes" in text or "venv.sh" in text, path


def test_no_secret_stands_in_the_repository():
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    found = []
    for name in told.stdout.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [
            f"{name}: looks like a secret of {what}"
            for what, pattern in SECRETS.items()
            for hit in re.finditer(pattern, text)
            if hit[0] not in PUBLIC
        ]

    assert found == []


@pytest.mark.parametrize("what", SECRETS)
def test_the_scan_knows_a_secret(what):
    """Put together here, so that this file holds none."""
    letters = "a1B2c3D4" * 10
    made = {
        "Amazon": "AKIA" + "Q7Z2" * 4,
        "GitHub": "gh" + "p_" + letters[:36],
        "Slack": "xox" + "b-123456789-" + letters[:20],
        "Google": "AI" + "za" + letters[:35],
        "OpenAI": "s" + "k-" + letters[:48],
        "Stripe": "sk_" + "live_" + letters[:24],
        "a key": "-----BEGIN " + "PRIVATE KEY-----\n" + letters[:64],
    }[what]

    assert re.search(SECRETS[what], f"token = {made}")


def test_an_audit_without_a_network_says_what_it_left_out(tmp_path):
    """Packages come from nowhere."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    done = subprocess.run(
        [sys.executable, "deploy/audit.py"],
        cwd=ROOT,
        env={**os.environ, **nowhere, "AUDIT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Nothing was asked about weak packages: pip-audit cannot be inst" in done.stderr


def test_a_package_that_could_not_be_asked_about_is_not_called_fine():
    """As pip-audit 2.10 answers: it says "no known vulnerabilities" of what it skipped, too."""
    flaw = {"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": [], "description": "…"}
    fine, weak = {"name": "a", "version": "1.0", "vulns": []}, {"name": "b", "version": "2.0"}
    skipped = {"name": "c", "skip_reason": "Dependency not found on PyPI"}
    told = runpy.run_path(str(ROOT / "deploy" / "audit.py"))["told"]

    assert told({"dependencies": [fine, weak | {"vulns": [flaw]}]}) == (
        ["b 2.0: PYSEC-2026-1, mended in 2.1", "2 of 2 packages asked, 1 weak"],
        True,
    )
    assert told({"dependencies": [fine, skipped]}) == (
        ["1 of 2 packages asked, 0 weak", "NOT asked, the advisories are out of reach: c"],
        False,
    )
