"""Workbooks as spreadsheet programs write them, cell by cell."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE_STYLE = 1  # the second of the styles below


def workbook(**sheets):
    """The bytes of a workbook; a cell is text, a number, ("date", days) or ("raw", figures)."""
    strings, parts = [], {}
    for number, rows in enumerate(sheets.values(), 1):
        lines = "".join(_row(at, cells, strings) for at, cells in enumerate(rows, 1) if cells)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        )
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts |= {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" '
        'formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="164"/></cellXfs></styleSheet>',
    }
    return zipped(parts)


def zipped(parts, packing=zipfile.ZIP_DEFLATED):
    """A zip of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _row(number, cells, strings):
    written = "".join(
        _cell(f"{chr(65 + n)}{number}", cell, strings)
        for n, cell in enumerate(cells)
        if cell not in ("", None)
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place, cell, strings):
    if isinstance(cell, str):
        strings.append(cell)
        return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'
    if isinstance(cell, tuple):
        style = f' s="{DATE_STYLE}"' if cell[0] == "date" else ""
        return f'<c r="{place}"{style}><v>{cell[1]}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'
