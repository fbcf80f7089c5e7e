"""What the dashboard is told of who may enter: two private files beside the warehouse."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from ingest.config import Access, Config
from ingest.errors import ConfigError
from ingest.web.config_text import Secret, expand
from sql import access

HOSTS = "EARSHOT_HOSTS"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def prepare_access(data: Path, config: Config, *, address: str, is_open: bool) -> dict[str, str]:
    """Write down who may enter; the variables and options by which the dashboard finds it.

    Raises:
        ConfigError: it would answer anybody from other machines, or a secret is not set.
    """
    if config.access is None:
        for name in (access.RULES, access.SECRETS):
            (data / name).unlink(missing_ok=True)
        if address not in LOOPBACK and not is_open:
            raise ConfigError(
                f"there is no [access] in earshot.toml, so anybody who reaches {address} could "
                "read everything: leave --address out, write [access], or say --open where "
                "something else keeps strangers away"
            )
        return {} if address not in LOOPBACK else {HOSTS: _named(config)}
    data.mkdir(parents=True, exist_ok=True)
    _write(data / access.RULES, json.dumps(_rules(config.access)))
    if config.access.provider is not None:
        _write(data / access.SECRETS, _secrets(config.access, str(config.dashboard.url)))
    return {access.VARIABLE: str((data / access.RULES).resolve()), HOSTS: _named(config)}


def _named(config: Config) -> str:
    """The name of the dashboard's own address: who asks by another one is not answered."""
    return urlsplit(str(config.dashboard.url)).hostname or ""


def _rules(entry: Access) -> dict[str, object]:
    told = {"claim", "client_id", "session_hours", "trusted_header", "grants"}
    rules: dict[str, object] = entry.model_dump(
        mode="json", include=told | {"responders", "signatures"}
    )
    return rules | {
        "has_provider": entry.provider is not None,
        "trusted_proxies": list(entry.trusted_proxies),
    }


def _secrets(entry: Access, url: str) -> str:
    """What Streamlit reads to log people in."""
    values = {
        "redirect_uri": f"{url.rstrip('/')}/oauth2callback",
        "cookie_secret": _secret(entry.cookie_secret),
        "client_id": entry.client_id,
        "client_secret": _secret(entry.client_secret),
        "server_metadata_url": expand("access", entry.provider) if entry.provider else "",
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(["[auth]", *lines, ""])


def _secret(text: Secret | None) -> str:
    return "" if text is None else expand("access", text)


def _write(path: Path, text: str) -> None:
    """A file that nobody else may read."""
    scrap = path.with_name(f"{path.name}.new")
    scrap.unlink(missing_ok=True)
    with os.fdopen(os.open(scrap, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    scrap.replace(path)
