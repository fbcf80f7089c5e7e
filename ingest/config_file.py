"""earshot.toml → Config; every mistake is named with what is allowed."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest.config import Config
from ingest.config_mistakes import name_entries, not_utf8, secrets_in, sentence
from ingest.errors import ConfigError
from ingest.sources import CONNECTORS
from ingest.sources.options import Source


def load_config(path: Path) -> Config:
    """Read and check earshot.toml.

    Raises:
        ConfigError: the file is missing, is no TOML, or a key is wrong; every mistake is named.
    """
    try:
        raw = tomllib.loads(
            path.read_text(encoding="utf-8-sig")
        )  # editors may begin it with a mark
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; copy earshot.toml from the project") from error
    except UnicodeDecodeError as error:
        raise ConfigError(not_utf8(path, error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    return parse_config(raw, str(path))


def parse_config(raw: dict[str, Any], place: str = "earshot.toml") -> Config:
    """Check a parsed earshot.toml; place is named in the errors.

    Raises:
        ConfigError: a key is wrong; every mistake is named.
    """
    raw.setdefault("scorer", {"kind": "linear"})
    problems = [*secrets_in(raw)]
    for table, field in (("brands", "key"), ("sources", "name")):
        problems += name_entries(raw, table, field)
    if not problems:
        sources, problems = _sources(_with_brand(raw, _with_network(raw)))
        try:
            config = Config.model_validate({**raw, "sources": sources})
        except ValidationError as error:
            problems += [sentence(detail, Config) for detail in error.errors()]
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems)
        raise ConfigError(f"{place}:\n{told}")
    return config


def _with_network(raw: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The sources' entries, with what all of them may do where they do not say it themselves."""
    entries: dict[str, dict[str, Any]] = raw.get("sources", {})
    network = raw.get("network")
    if not isinstance(network, dict) or "allow_private" not in network:
        return entries
    return {
        name: {"allow_private": network["allow_private"], **entry}
        for name, entry in entries.items()
    }


def _with_brand(
    raw: dict[str, Any], entries: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The sources' entries, each with the file's brand where there is only one to name.

    What is said on a brand's own pages, and what it answers there, is known to be its own only by
    the brand of the source.
    """
    brands = raw.get("brands")
    if not isinstance(brands, dict) or len(brands) != 1:
        return entries
    return {name: {"brands": [*brands], **entry} for name, entry in entries.items()}


def _sources(entries: dict[str, dict[str, Any]]) -> tuple[dict[str, Source], list[str]]:
    """Each entry by the options of its kind, and what is wrong."""
    sources: dict[str, Source] = {}
    problems = []
    for name, entry in entries.items():
        try:
            kind = CONNECTORS[entry.get("kind", "")]
        except KeyError:
            problems.append(_unknown_kind(name, entry))
            continue
        try:
            sources[name] = kind.Options.model_validate(entry)
        except ValidationError as error:
            problems += [
                sentence(detail, kind.Options, ("sources", name)) for detail in error.errors()
            ]
    return _beside(sources, problems)


def _beside(sources: dict[str, Source], problems: list[str]) -> tuple[dict[str, Source], list[str]]:
    """Each source as the others beside it make it."""
    known = {}
    for name, source in sources.items():
        try:
            known[name] = source.beside(sources)
        except ValueError as error:
            problems.append(f"sources.{name}.{error}")
    return known, problems


def _unknown_kind(name: str, entry: dict[str, Any]) -> str:
    held = f"{entry['kind']!r} is no kind of source" if "kind" in entry else "field required"
    return f"sources.{name}.kind: {held}; there are {', '.join(CONNECTORS)}"
