"""What pages ask of the public views: one file, one question; words from outside are bound.

A question that stands on another one says so in its header: `-- Over: inbound`. The other then
stands before it as a common table expression of its own name.
"""

import re
from functools import cache
from pathlib import Path

FILES = {path.stem: path for path in Path(__file__).parents[1].rglob("*.sql")}
_OVER = re.compile(r"^-- Over: (\w+)$", re.MULTILINE)
PARAMETER = re.compile(r"\$([a-z_]+)")
FACETS_MARK = "/*facets*/"
_COMMENT = re.compile(r"^ *--.*\n", re.MULTILINE)


@cache
def question(name: str, conditions: str = "") -> str:
    """The whole statement of a file, with those that it stands on before it.

    Args:
        name: stem of the file.
        conditions: what stands in the place of the facets' mark, our own words.

    Raises:
        KeyError: no file has that name.
    """
    text = _text(name).replace(FACETS_MARK, conditions)
    below, body = _below(name), _COMMENT.sub("", text).strip()
    if not below:
        return body
    # What begins with its own list of expressions goes on with that list.
    body = f",\n{rest}" if (rest := body.removeprefix("with")) != body else f"\n{body}"
    return f"with\n\n{_listed(below)}{body}"


def parameters(sql: str) -> list[str]:
    """Names of the values that a statement has places for, each once."""
    return list(dict.fromkeys(PARAMETER.findall(sql)))


def _listed(names: list[str]) -> str:
    bodies = ((name, _COMMENT.sub("", _text(name)).strip()) for name in names)
    return ",\n\n".join(f"{name} as (\n{body}\n)" for name, body in bodies)


def _below(name: str) -> list[str]:
    """Names of what a question stands on, the lowest first."""
    match = _OVER.search(_text(name))
    return [*_below(match[1]), match[1]] if match else []


def _text(name: str) -> str:
    return FILES[name].read_text(encoding="utf-8")
