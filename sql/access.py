"""Who may see and do what: rules that the dashboard is started with, and the audit log.

A role may what every lower one may; which is the highest of all grants that name somebody. What
somebody did is a line of a file that only grows.
"""

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

VARIABLE = "EARSHOT_ACCESS"  # names the file of rules; not set: whoever is at the machine
RULES, SECRETS, LOG = "access.json", "access-secrets.toml", "audit.jsonl"
ROLES = ("viewer", "analyst", "lead", "admin")
LEADING = ("lead", "admin")  # who sees figures of everybody who answers, whatever is configured
OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who uses the dashboard.

    Attributes:
        name: as the provider or the proxy says it.
        role: one of ROLES.
        brands: keys of those that they may see; None is all.
        signs: signatures and accounts of those whose answers they may see apart; None is all.
    """

    name: str
    role: str
    brands: frozenset[str] | None
    signs: frozenset[str] | None = None

    def may(self, role: str) -> bool:
        """Whether they may what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def may_see(self, brand: object) -> bool:
        """Whether they may see a brand."""
        return self.brands is None or brand in self.brands

    def may_see_answers_of(self, sign: object) -> bool:
        """Whether they may see figures of who answers under a signature or account."""
        return self.signs is None or sign in self.signs


AT_THE_MACHINE = Asker(name="", role="admin", brands=None)


class NotPermitted(Exception):  # noqa: N818 - a state, named as one
    """Somebody may not see or do this; the message says what to do."""


def rules() -> Mapping[str, Any] | None:
    """The rules that hold; None where whoever reaches the dashboard may everything.

    Raises:
        NotPermitted: they are named and cannot be read: then nobody may anything.
    """
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    try:
        found: Mapping[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotPermitted(f"who may enter cannot be read: {error}; start Earshot again") from error
    return found


def rules_or_none() -> Mapping[str, Any] | None:
    """The rules, None also where they cannot be read."""
    try:
        return rules()
    except NotPermitted:
        return None


def judged(held: Mapping[str, Any], claims: Mapping[str, Any], now: datetime) -> Asker:
    """Who somebody is by what the provider says of them.

    Args:
        held: the rules.
        claims: of the ID token.
        now: aware.

    Raises:
        NotPermitted: the token is for somebody else or too old, or nobody granted anything.
    """
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if held["client_id"] not in audiences:
        raise NotPermitted("this log-in is for another application: its audience is not Earshot")
    begun = claims.get("iat")
    age = now.timestamp() - begun if isinstance(begun, int | float) else None
    if age is None or not -300 <= age <= timedelta(hours=held["session_hours"]).total_seconds():
        raise NotPermitted("this session has ended: log out and in again")
    named = [claims.get("sub"), claims.get("preferred_username")]
    if claims.get("email_verified") is not False:
        named.append(claims.get("email"))
    values = claims.get(held["claim"])
    named += values if isinstance(values, list) else [values]
    name = str(claims.get("email") or claims.get("name") or claims.get("sub") or "")
    return granted(held, [one for one in named if isinstance(one, str)], name)


def granted(held: Mapping[str, Any], named: Sequence[str], name: str) -> Asker:
    """Who somebody is by their names and groups.

    Raises:
        NotPermitted: no grant names them.
    """
    known = {one.casefold() for one in named if one}
    fitting = [
        grant for grant in held["grants"] if known & {one.casefold() for one in grant["who"]}
    ]
    if not fitting:
        raise NotPermitted(
            f"{name or 'you'} may not enter: an admin adds you to [[access.grants]] of earshot.toml"
        )
    role = max((grant["role"] for grant in fitting), key=ROLES.index)
    is_all = any(not grant["brands"] for grant in fitting)
    brands = None if is_all else frozenset(key for grant in fitting for key in grant["brands"])
    signs = None if role in LEADING else own_signs(held, known)
    return Asker(name=name, role=role, brands=brands, signs=signs)


def own_signs(held: Mapping[str, Any], named: Collection[str]) -> frozenset[str] | None:
    """Under which signatures and accounts somebody answers; None where everybody sees all.

    Args:
        held: the rules.
        named: their names and groups, case-folded.
    """
    if held.get("responders") != OWN:
        return None
    known = held.get("signatures", {}).items()
    return frozenset(sign for name, signs in known if name.casefold() in named for sign in signs)


def note(data: Path, who: str, what: str, **more: object) -> None:
    """Write a line of the audit log."""
    line = {"at": datetime.now(UTC).isoformat(), "who": who, "what": what, **more}
    data.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    with os.fdopen(os.open(data / LOG, flags, 0o600), "a", encoding="utf-8") as file:
        file.write(json.dumps(line, default=str) + "\n")


def noted(data: Path, limit: int = 200) -> list[dict[str, Any]]:
    """The newest lines of the audit log, the newest first; a torn one is left out."""
    try:
        lines = (data / LOG).read_text(encoding="utf-8").splitlines()[-limit:]
    except FileNotFoundError:
        return []
    found = []
    for line in reversed(lines):
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found
