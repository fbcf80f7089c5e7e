"""A digest as HTML: one column that reads at 390 pixels, everything in the file, no script.

The same for mail and as a file, so styles stand at the elements, as mail clients want them.
"""

import base64
from collections.abc import Iterator, Sequence
from html import escape

from charts.theme import LIGHT
from digests.digest import Digest, Line, Number, Picture, Section
from digests.frame import COUNTED, READ_THERE, foot, quotation
from wording.safety import link as safe_link
from wording.said import say, speaking

FONT = "font-family:Inter,system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
BREAKS = "overflow-wrap:anywhere;word-break:break-word"
CID = "picture@earshot"
LINK = f"color:{LIGHT.brand};text-decoration:underline"
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: cid:; \
style-src 'unsafe-inline'">
<title>{title}</title></head>
<body style="margin:0;background:{pale};{font};color:{ink};font-size:16px;line-height:1.45">
<div style="max-width:640px;margin:0 auto;padding:20px 16px;background:{paper};{breaks}">
{body}
</div></body></html>
"""


def page(digest: Digest, *, is_mail: bool = False) -> str:
    """The whole document.

    Args:
        digest: what it says; all texts in it are hostile.
        is_mail: the picture is a part of the mail, named CID; else it stands in the document.
    """
    with speaking(digest.language):
        body = "\n".join(_body(digest, is_mail=is_mail))
    return PAGE.format(
        language=digest.language,
        title=_text(digest.title),
        pale=LIGHT.scale[0],
        paper=LIGHT.paper,
        ink=LIGHT.ink,
        font=FONT,
        breaks=BREAKS,
        body=body,
    )


def _body(digest: Digest, *, is_mail: bool) -> Iterator[str]:
    title, detail = digest.conclusion
    yield f'<h1 style="font-size:22px;line-height:1.25;margin:0 0 4px">{_text(digest.title)}</h1>'
    yield _small(_text(digest.question))
    yield (
        f'<p style="margin:14px 0 4px;font-size:18px;font-weight:600">'
        f"{_anchor(digest.link, title)}</p>"
    )
    yield f'<p style="margin:0 0 12px">{_text(detail)}</p>'
    yield from (_number(one) for one in digest.numbers)
    if digest.picture:
        yield _picture(digest.picture, is_mail=is_mail)
    yield from (_section(one) for one in digest.sections)
    yield _rules(digest.numbers)
    yield from _foot(digest)


def _number(one: Number) -> str:
    """Label and value in a line of the table, what it rests on below."""
    is_known = one.value is not None
    size = "22px;font-weight:600" if is_known else f"15px;color:{LIGHT.muted}"
    below = " · ".join(_text(part) for part in (one.below, one.since_last) if part)
    return (
        f'<div style="border-top:1px solid {LIGHT.pale};padding:8px 0">'
        f'<div style="font-size:14px;color:{LIGHT.muted}">{_text(one.label)}</div>'
        f'<div style="font-size:{size}">{_anchor(one.link, one.text)}</div>'
        f'<div style="font-size:13px;color:{LIGHT.muted}">{below}</div></div>'
    )


def _picture(picture: Picture, *, is_mail: bool) -> str:
    data = base64.b64encode(picture.png).decode()
    address = f"cid:{CID}" if is_mail else f"data:image/png;base64,{data}"
    return (
        f'<a href="{_text(picture.link)}"><img src="{address}" alt="{_text(picture.words)}" '
        'width="608" style="width:100%;height:auto;display:block;margin:12px 0 4px;border:0"></a>'
        + _small(_text(picture.words))
    )


def _section(section: Section) -> str:
    head = f'<h2 style="font-size:17px;margin:22px 0 6px">{_text(section.title)}</h2>'
    return head + "\n".join(_line(one) for one in section.lines)


def _line(line: Line) -> str:
    said = _anchor(line.link, line.text) if line.link else _text(line.text)
    if not line.quote:
        return f'<p style="margin:6px 0">{said}</p>'
    read = safe_link(line.source)
    where = f" {_anchor(read, say(READ_THERE))}" if read else ""
    return (
        f'<div style="margin:6px 0 10px;padding:2px 0 2px 10px;border-left:3px solid {LIGHT.pale}">'
        f'<div dir="auto">{_text(quotation(line.quote))}</div>'
        f'<div style="font-size:13px">{said}{where}</div></div>'
    )


def _rules(numbers: Sequence[Number]) -> str:
    """What is counted, each rule once."""
    told = "\n".join(
        f'<p style="margin:4px 0"><b>{_text(one.label)}</b>: {_text(one.rule)}</p>'
        for one in numbers
    )
    head = '<h2 style="font-size:17px;margin:22px 0 6px">' + f"{_text(say(COUNTED))}</h2>"
    return f'{head}<div style="font-size:13px;color:{LIGHT.muted}">{told}</div>'


def _foot(digest: Digest) -> Iterator[str]:
    for told in foot(digest):
        yield _small(_text(told))


def _anchor(address: str, words: str) -> str:
    """A link; words alone where the address is none that may be followed."""
    if safe_link(address) is None:
        return _text(words)
    return f'<a href="{_text(address)}" style="{LINK}">{_text(words)}</a>'


def _small(html: str) -> str:
    return f'<p style="margin:4px 0;font-size:13px;color:{LIGHT.muted}">{html}</p>'


def _text(words: str) -> str:
    return escape(words, quote=True)
