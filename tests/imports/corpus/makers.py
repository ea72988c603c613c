"""Writers of what no library at hand writes, .xls, .xlsb and .ods: as little of each as a reader needs."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

Cell = tuple[int, int, Any]


class Error(int):
    """The code of an error in a cell: 42 is #N/A."""


class Day(float):
    """A number that is shown as a date."""


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of 512-byte sectors; every stream is long enough to have sectors of its own."""
    end, free, table_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    bodies = {
        name: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for name, data in streams.items()
    }
    entries = [_entry("Root Entry", 5, end, 0, 1)]
    table, content = [table_mark], b""
    names = list(bodies)
    for number, (name, body) in enumerate(bodies.items(), 1):
        first, count = len(table), len(body) // 512
        table += [*range(first + 1, first + count), end]
        content += body
        entries.append(_entry(name, 2, first, len(body), number + 1 if number < len(names) else -1))
    while len(entries) % 4:
        entries.append(b"\0" * 128)
    directory = len(table)
    count = len(entries) // 4
    table += [*range(directory + 1, directory + count), end]
    assert len(table) <= 128
    table += [free] * (128 - len(table))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, end, 0, end, 0, 0)
    )
    header += struct.pack("<108I", *[free] * 108)
    return header + struct.pack("<128I", *table) + content + b"".join(entries)


def _entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    right, below = (-1, child) if kind == 5 else (child, -1)
    return struct.pack("<64sHBBiii36xIIxxxx", text, len(text), kind, 1, -1, right, below, first, size)


def xls(
    cells: Sequence[Cell],
    *,
    name: str = "Sheet1",
    hidden_rows: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    is_1904: bool = False,
    encrypted: bool = False,
) -> bytes:
    """A workbook of one sheet in BIFF8."""
    start = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    if encrypted:
        start += _biff(0x2F, struct.pack("<HHH", 0, 0x1234, 0x5678))
    start += _biff(0x22, struct.pack("<H", is_1904))
    start += _biff(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    start += _biff(0xE0, struct.pack("<HHHBBBBIIH", 0, 14, 0, 0, 0, 0, 0, 0, 0, 0))  # 14: a date
    text = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    length = len(start) + 4 + 6 + len(text) + 4
    book = start + _biff(0x85, struct.pack("<IBB", length, 0, 0) + text) + _biff(0x0A, b"")
    rows = max((row for row, _, _ in cells), default=-1) + 1
    columns = max((column for _, column, _ in cells), default=-1) + 1
    sheet = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    sheet += _biff(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
    for row in range(rows):
        flags = 0x100 | (0x20 if row in hidden_rows else 0)
        sheet += _biff(0x208, struct.pack("<HHHHHHHH", row, 0, columns, 255, 0, 0, flags, 15))
    sheet += b"".join(_xls_cell(*cell) for cell in cells)
    if merged:
        areas = b"".join(struct.pack("<HHHH", a, c, b, d) for a, b, c, d in merged)
        sheet += _biff(0xE5, struct.pack("<H", len(merged)) + areas)
    return compound({"Workbook": book + sheet + _biff(0x0A, b"")})


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    if isinstance(value, Error):
        return _biff(0x205, struct.pack("<HHHBB", row, column, 0, int(value), 1))
    if isinstance(value, bool):
        return _biff(0x205, struct.pack("<HHHBB", row, column, 0, value, 0))
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _biff(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _biff(0x203, struct.pack("<HHHd", row, column, isinstance(value, Day), value))


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xlsb(
    cells: Sequence[Cell], *, name: str = "Sheet1", hidden_rows: Sequence[int] = (), is_1904: bool = False
) -> bytes:
    """A workbook of one sheet in the binary parts of .xlsb."""
    book = _record(0x83) + _record(0x99, struct.pack("<III", is_1904, 0, 0)) + _record(0x8F)
    book += _record(0x9C, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name)) + _record(0x90)
    book += _record(0x9D, b"\0" * 26) + _record(0x84)
    rows: dict[int, list[tuple[int, Any]]] = {}
    for row, column, value in cells:
        rows.setdefault(row, []).append((column, value))
    bottom, right = max(rows, default=0), max((column for _, column, _ in cells), default=0)
    sheet = _record(0x81) + _record(0x94, struct.pack("<IIII", 0, bottom, 0, right)) + _record(0x91)
    for row, values in sorted(rows.items()):
        flags = 0x10 if row in hidden_rows else 0
        sheet += _record(0x00, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for column, value in sorted(values):
            sheet += _xlsb_cell(column, value)
    sheet += _record(0x92) + _record(0x82)
    relations = (
        '<?xml version="1.0"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.bin"/></Relationships>'
    )
    styles = _record(617, struct.pack("<I", 2)) + b"".join(
        _record(47, struct.pack("<HH12x", 0, form))
        for form in (0, 14)  # 14: a date
    )
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    )
    return packed(
        {
            "[Content_Types].xml": types,
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/styles.bin": _record(278) + styles + _record(618),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _xlsb_cell(column: int, value: Any) -> bytes:
    head = struct.pack("<II", column, isinstance(value, Day))
    if isinstance(value, Error):
        return _record(3, head + bytes([value]))
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, str):
        return _record(6, head + _wide(value))
    return _record(5, head + struct.pack("<d", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(data)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 if size else low])
        if not size:
            return head + length + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def ods(rows: Sequence[str], *, more: str = "", encrypted: bool = False) -> bytes:
    """A workbook of one sheet, from the XML of its rows."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{"".join(rows)}</table:table>{more}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    locked = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        '<?xml version="1.0"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{locked}'
        "</manifest:file-entry></manifest:manifest>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row of `ods_cell`s."""
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(value: str | float | bool, kind: str = "", attributes: str = "") -> str:
    """A cell; `kind` is date or time where the text is one."""
    text, stored = str(value), f' office:{kind}-value="{value}"'
    if isinstance(value, bool):
        text = str(value).lower()
        kind, stored = "boolean", f' office:boolean-value="{text}"'
    elif isinstance(value, float | int):
        kind, stored = "float", f' office:value="{value}"'
    elif not kind:
        kind, stored = "string", ""
    cell = f'<table:table-cell office:value-type="{kind}"{stored}{attributes}>'
    return f"{cell}<text:p>{text}</text:p></table:table-cell>"
