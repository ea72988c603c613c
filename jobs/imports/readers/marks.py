"""What a workbook says beside its values, and calamine does not: hidden rows, errors, formulas without value.

Looked for in the packed parts themselves, block by block, with patterns: nothing is built up in memory.
"""

import re
import struct
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from jobs.imports.readers.archive import Archive, damaged

_P = rb"(?:[A-Za-z_][\w.-]*:)?"  # the prefix of a namespace
_IS_HIDDEN = rb"(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])"
_PLACE = rb"[^>]*\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>"
_HIDDEN_ROW = re.compile(rb"<" + _P + rb"row\b" + _IS_HIDDEN + rb"[^>]*\br=[\"']([0-9]+)[\"']")
_HIDDEN_COLUMN = re.compile(
    rb"<%scol\b%s(?=[^>]*\bmin=[\"']([0-9]+)[\"'])[^>]*\bmax=[\"']([0-9]+)[\"']" % (_P, _IS_HIDDEN)
)
_ERROR = re.compile(
    rb"<%sc\b(?=[^>]*\bt=[\"']e[\"'])%s(?:(?!</%sc>).)*?<%sv>([^<]*)<" % (_P, _PLACE, _P, _P), re.DOTALL
)
_UNCACHED = re.compile(
    rb"<%sc\b%s\s*<%sf\b[^>]*(?:/>|>[^<]*</%sf>)" % (_P, _PLACE, _P, _P)
    + rb"\s*(?:<%sv\s*/>|<%sv></%sv>)?\s*</%sc>" % (_P, _P, _P, _P)
)
_ODS_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_ODS_REPEAT = re.compile(rb"table:number-rows-repeated=[\"']([0-9]+)[\"']")
_LONGEST_ROW = 64 << 20  # bytes of XML
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR = 0, 3, 11


class Marks(msgspec.Struct):
    """Rows count from 1, the places of cells from 0."""

    hidden_rows: list[int] = []
    hidden_columns: int = 0
    errors: dict[tuple[int, int], str] = {}
    uncached: list[tuple[int, int]] = []
    unplaced_errors: int = 0  # in cells that do not say where they are


def xlsx_marks(archive: Archive, sheet: str) -> Marks:
    """Of a sheet of an .xlsx file."""
    marks = Marks()
    for text in _whole_rows(archive.unpack(_part_of(archive, sheet)), b"row>"):
        if b"hidden=" in text:
            marks.hidden_rows += map(int, _HIDDEN_ROW.findall(text))
            marks.hidden_columns += sum(int(b) - int(a) + 1 for a, b in _HIDDEN_COLUMN.findall(text))
        if count := text.count(b' t="e"') + text.count(b" t='e'"):
            found = _ERROR.findall(text)
            marks.unplaced_errors += count - len(found)
            for column, row, value in found:
                marks.errors[int(row) - 1, _column(column)] = value.decode("utf-8", "replace") or "#ERROR!"
        if b"<f" in text or b":f" in text:
            marks.uncached += [(int(row) - 1, _column(column)) for column, row in _UNCACHED.findall(text)]
    return marks


def xlsb_marks(archive: Archive, sheet: str) -> Marks:
    """Of a sheet of an .xlsb file, which is a chain of records: kind, length, content."""
    marks, row = Marks(), 0
    for kind, data in _records(archive.unpack(_part_of(archive, sheet))):
        if kind == _XLSB_ROW and len(data) >= 13:
            row = struct.unpack_from("<I", data)[0]
            if data[11] & 0x10:
                marks.hidden_rows.append(row + 1)
        elif kind in {_XLSB_ERROR, _XLSB_FORMULA_ERROR} and len(data) >= 9:
            marks.errors[row, struct.unpack_from("<I", data)[0]] = ERRORS.get(data[8], "#ERROR!")
    return marks


def ods_marks(archive: Archive, sheet_number: int) -> Marks:
    """Of a sheet of an .ods file: rows that are hidden or filtered out. Errors are texts there."""
    marks, row, number = Marks(), 0, -1
    opening = re.compile(_ODS_ROW.pattern + rb"|<table:table[\s>]")
    for text in _whole_rows(archive.unpack("content.xml"), b"table:table-row>"):
        for found in opening.finditer(text):
            tag = found[0]
            if not tag.startswith(b"<table:table-row"):
                number, row = number + 1, 0
                continue
            repeated = _ODS_REPEAT.search(tag)
            count = int(repeated[1]) if repeated else 1
            if number == sheet_number and (b'visibility="collapse"' in tag or b'visibility="filter"' in tag):
                marks.hidden_rows += range(row + 1, row + min(count, 10_000) + 1)
            row += count
    return marks


def _whole_rows(blocks: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    """The same bytes, cut behind rows."""
    rest = b""
    for block in blocks:
        rest += block
        place = rest.rfind(end) + len(end)
        if place >= len(end):
            yield rest[:place]
            rest = rest[place:]
        elif len(rest) > _LONGEST_ROW:
            raise damaged("a row of it never ends")
    yield rest


def _records(blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    buffer, place = b"", 0
    for block in blocks:
        buffer, place = buffer[place:] + block, 0
        while (found := _record(buffer, place)) is not None:
            kind, start, place = found
            yield kind, buffer[start:place]


def _record(buffer: bytes, place: int) -> tuple[int, int, int] | None:
    """Kind, start and end of the record at a place; None where it is not all there."""
    if place + 6 > len(buffer):
        return None
    kind = buffer[place]
    place += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (buffer[place] & 0x7F) << 7
        place += 1
    length = 0
    for shift in (0, 7, 14, 21):
        byte = buffer[place]
        place += 1
        length |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return (kind, place, place + length) if place + length <= len(buffer) else None


def _part_of(archive: Archive, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    binary = "xl/workbook.bin" in archive.parts
    targets = {}
    for name in ("xl/_rels/workbook.bin.rels", "xl/_rels/workbook.xml.rels"):
        for relation in _xml(archive.read(name)):
            targets[relation.get("Id")] = relation.get("Target", "")
    identifier = _binary_sheets(archive).get(sheet) if binary else _sheets(archive).get(sheet)
    target = targets.get(identifier, "").lstrip("/")
    for name in (f"xl/{target}", target):
        if name in archive.parts:
            return name
    raise damaged(f'the sheet "{sheet}" has no part')


def _sheets(archive: Archive) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for element in _xml(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            found[element.get("name", "")] = next(iter(ids), None)
    return found


def _binary_sheets(archive: Archive) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for kind, data in _records(iter([archive.read("xl/workbook.bin"), b"\0" * 8])):
        if kind == 156:  # a sheet: state, number, id of the relation, name
            (length,) = struct.unpack_from("<I", data, 8)
            identifier = data[12 : 12 + 2 * length].decode("utf-16-le", "replace")
            (size,) = struct.unpack_from("<I", data, 12 + 2 * length)
            name = data[16 + 2 * length : 16 + 2 * length + 2 * size].decode("utf-16-le", "replace")
            found[name] = identifier
    return found


def _xml(text: bytes) -> ElementTree.Element:
    """Without entities: the archive refuses those."""
    if not text:
        return ElementTree.Element("none")
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as error:
        raise damaged(f"its directory of sheets is no XML ({error})") from error


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
