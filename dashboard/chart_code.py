"""Plotly's code for the browser, without the kinds of charts that the dashboard does not draw.

Streamlit's file holds all of Plotly, maps and 3D scenes too. Reading and running that took a
browser longer than all else before the first chart; scatter, bar and heatmap are two fifths of the
code and a tenth of that time. Plotly's bundle registers kinds in one list and wraps each of its
source files in a function, so what no kept kind reaches is left out by name. A file that does not
look like that, as a later Streamlit may bring, is sent as it is.
"""

import hashlib
import logging
import re
from pathlib import Path

import streamlit as st

log = logging.getLogger(__name__)

# What charts/ draws; scatter is a part of Plotly's core.
KINDS = frozenset({"bar", "heatmap"})
# One, or none where Streamlit is not as we know it.
FILES = sorted((Path(st.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js"))
_LIST = re.compile(r'(?<="lib/index\.js"\(e,t\)\{var n=)(\w+)\(\);n\.register\(\[([^\]]*)\]')
_START = re.compile(r'(?<=[,;\s])([\w$]+)=[\w$]+\(\{"([^"]+)"\(\w*(?:,\w+)*\)\{')
_END = re.compile(r"\}\}\)[,;]$")
_CALL = re.compile(r"(?<![\w$.])([\w$]+)\(\)")
# A function in brackets is compiled at once, off the main thread; a bare one later, on it.
_BARE = ("?self:n,()=>{var e=(()=>{", "return window.Plotly=e,e})})")
_IN_BRACKETS = ("?self:n,(()=>{var e=(()=>{", "return window.Plotly=e,e}))})")
# All charts that arrive together would be drawn in one go, and none be seen before the last is.
_DRAWN = re.compile(r"return (\w+)\.react\((\w+)\.current,(\{data:\w+,layout:[^()]*?\})\)")
_IN_TURN = r"return inTurn(()=>\2.current&&\1.react(\2.current,\3))"
_TURNS = """let lastTurn = Promise.resolve();
function inTurn(draw) {
  const free = () => new Promise(next => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); next(); };
    port2.postMessage(0);
  });
  const turn = lastTurn.then(free).then(draw);
  lastTurn = turn.catch(() => {});
  return turn;
}
"""


def prepared(file: Path) -> tuple[bytes, str]:
    """What is sent for a file of Streamlit's, and its entity tag."""
    code = file.read_text(encoding="utf-8")
    try:
        code = one_by_one(lean(code, KINDS))
    except ValueError as error:
        log.warning("all of Plotly is sent to browsers: %s", error)
    sent = code.encode()
    return sent, f'"{hashlib.sha256(sent).hexdigest()[:32]}"'


def lean(code: str, kinds: frozenset[str]) -> str:
    """Plotly's bundle with the named kinds of traces and what they need.

    Args:
        code: Streamlit's file.
        kinds: as Plotly's `lib/` names them; scatter always stays.

    Raises:
        ValueError: the code is not laid out as expected.
    """
    listed = _LIST.search(code)
    if listed is None or any(code.count(part) != 1 for part in _BARE):
        raise ValueError("its bundle is laid out differently")
    starts = list(_START.finditer(code, 0, listed.start()))
    called = {start[2]: f"{start[1]}()" for start in starts}
    kept = [called.get(f"lib/{kind}.js", "") for kind in sorted(kinds)]
    if not all(call and call in listed[2].split(",") for call in kept):
        raise ValueError(f"it does not have each of {', '.join(sorted(kinds))}")
    core = f"{listed[1]}();n.register([{','.join(kept)}]"
    ends = [start.start() for start in starts[1:]] + [_last_end(code, starts, listed)]
    bodies = [code[start.end() : end] for start, end in zip(starts, ends, strict=True)]
    needed = _reached([start[1] for start in starts], bodies, core + code[listed.end() :])
    parts = [code[: starts[0].start()]]
    for start, body in zip(starts, bodies, strict=True):
        is_left_out = start[1] not in needed and _END.search(body)
        parts += [start[0], body[-4:] if is_left_out else body]
    parts += [code[ends[-1] : listed.start()], core, code[listed.end() :]]
    shorter = "".join(parts)
    for bare, in_brackets in zip(_BARE, _IN_BRACKETS, strict=True):
        shorter = shorter.replace(bare, in_brackets)
    return shorter


def one_by_one(code: str) -> str:
    """The code with each chart drawn on its own: between two of them the browser can paint.

    Raises:
        ValueError: the code is not laid out as expected.
    """
    drawn, found = _DRAWN.subn(_IN_TURN, code)
    if found != 1:
        raise ValueError("charts are drawn differently")
    return _TURNS + drawn


def _last_end(code: str, starts: list[re.Match[str]], listed: re.Match[str]) -> int:
    return code.rindex("return", starts[-1].end(), listed.start())


def _reached(names: list[str], bodies: list[str], root: str) -> set[str]:
    """Names of the wrapped files that the root calls, and those that they call in turn."""
    calls: dict[str, set[str]] = {}
    before: set[str] = set()
    for name, body in zip(names, bodies, strict=True):
        own = set(_CALL.findall(body))
        calls[name] = own | before
        # What stands bare behind a wrapped file belongs to the next one, whose functions it holds.
        before = set() if _END.search(body) else own
    todo, reached = set(_CALL.findall(root)) & calls.keys(), set[str]()
    while todo:
        reached.add(name := todo.pop())
        todo |= (calls[name] & calls.keys()) - reached
    return reached
