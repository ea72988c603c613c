"""What a workbook says beside its values, and calamine does not: hidden rows, errors, formulas without value.

Looked for in the packed parts themselves, block by block, with patterns: nothing is built up in memory.
"""

import itertools
import math
import re
import struct
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from jobs.imports.readers.archive import Archive, damaged
from jobs.imports.readers.serials import Formats, formats

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
# Those that may be a day which is none, or are too large: few of those there are.
_ODD_NUMBER = re.compile(
    rb"<%sc\b(?![^>]*\bt=[\"'][^n])([^>]*)>(?:<%sf\b[^>]*(?:/>|>[^<]*</%sf>))?" % (_P, _P, _P)
    + rb"<%sv>(-[^<]*|0[^<]*|60(?:\.[^<]*)?|[0-9.]+[eE][^<]*)</" % _P
)
_STYLE = re.compile(rb"\bs=[\"']([0-9]+)[\"']")
_CELL_PLACE = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)[\"']")
_ODS_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_ODS_REPEAT = re.compile(rb"table:number-rows-repeated=[\"']([0-9]+)[\"']")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_CELLS = re.compile(rb"table:number-columns-repeated=[\"']([0-9]+)[\"']")
_ODS_TIME = re.compile(rb"office:time-value=[\"']([^\"']*)[\"']")
# As many digits, or so large an exponent, as no number of a workbook has; a name in place of a number.
_ODS_LARGE = re.compile(
    rb"office:value=[\"']([-+]?(?:[0-9]{300,}[^\"']*|[0-9.]*[eE]\+?[0-9]{3,}|[A-Za-z][^\"']*))[\"']"
)
_LENGTH = re.compile(
    r"(-?)P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,12})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,12})(?:[.,]([0-9]+))?S)?)?"
)
_ODS_REPEATED = 10_000  # more rows or columns than that repeat only what is blank
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
_XLSB_NUMBERS = (2, 5, 9)  # short, long, of a formula
_XLSB_FORMAT, _XLSB_STYLE, _XLSB_STYLES, _XLSB_SETTINGS = 44, 47, 617, 153


class Marks(msgspec.Struct):
    """Rows count from 1, the places of cells from 0."""

    hidden_rows: list[int] = []
    hidden_columns: int = 0
    errors: dict[tuple[int, int], str] = {}
    uncached: list[tuple[int, int]] = []
    unplaced_errors: int = 0  # in cells that do not say where they are
    texts: dict[tuple[int, int], str] = {}  # what stands in a cell, where calamine reads something else
    no_days: list[tuple[int, int]] = []
    unplaced_days: int = 0
    too_large: list[tuple[int, int]] = []

    def note_number(self, place: tuple[int, int], style: int, value: float, formats: Formats) -> None:
        """Looks at a number for a day that it is not."""
        if (odd := formats.odd(style, value)) is not None:
            self.texts[place] = odd[0]
            if not odd[1]:
                self.no_days.append(place)


def xlsx_marks(archive: Archive, sheet: str) -> Marks:
    """Of a sheet of an .xlsx file."""
    marks, shown = Marks(), _xlsx_formats(archive)
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
        for odd in _ODD_NUMBER.finditer(text):
            _note_xlsx_number(marks, shown, odd[1], odd[2])
    return marks


def _note_xlsx_number(marks: Marks, shown: Formats, attributes: bytes, raw: bytes) -> None:
    style, place = _STYLE.search(attributes), _CELL_PLACE.search(attributes)
    try:
        value = float(raw)
    except ValueError:
        return
    if math.isinf(value) and place:
        marks.texts[where := (int(place[2]) - 1, _column(place[1]))] = raw.decode("utf-8", "replace").strip()
        marks.too_large.append(where)
    elif style and place:
        marks.note_number((int(place[2]) - 1, _column(place[1])), int(style[1]), value, shown)
    elif style and shown.odd(int(style[1]), value) is not None:
        marks.unplaced_days += 1


def _xlsx_formats(archive: Archive) -> Formats:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    for element in _xml(archive.read("xl/styles.xml")).iter():
        kind = element.tag.rpartition("}")[2]
        if kind == "numFmt":
            codes[_whole(element.get("numFmtId"))] = element.get("formatCode", "")
        elif kind == "cellXfs":
            numbers = [_whole(style.get("numFmtId")) for style in element]
    book = _xml(archive.read("xl/workbook.xml")).iter()
    settings = [element for element in book if element.tag.rpartition("}")[2] == "workbookPr"]
    return formats(numbers, codes, is_1904=any(e.get("date1904") in {"1", "true"} for e in settings))


def xlsb_marks(archive: Archive, sheet: str) -> Marks:
    """Of a sheet of an .xlsb file, which is a chain of records: kind, length, content."""
    marks, row, shown = Marks(), 0, _xlsb_formats(archive)
    for kind, data in _records(archive.unpack(_part_of(archive, sheet))):
        if kind == _XLSB_ROW and len(data) >= 13:
            row = struct.unpack_from("<I", data)[0]
            if data[11] & 0x10:
                marks.hidden_rows.append(row + 1)
        elif kind in {_XLSB_ERROR, _XLSB_FORMULA_ERROR} and len(data) >= 9:
            marks.errors[row, struct.unpack_from("<I", data)[0]] = ERRORS.get(data[8], "#ERROR!")
        elif kind in _XLSB_NUMBERS and len(data) >= (12 if kind == _XLSB_NUMBERS[0] else 16):
            column, style = struct.unpack_from("<II", data)
            value = rk(data[8:12]) if kind == _XLSB_NUMBERS[0] else struct.unpack_from("<d", data, 8)[0]
            marks.note_number((row, column), style & 0xFFFFFF, value, shown)
    return marks


def rk(data: bytes) -> float:
    """A number in four bytes: an integer, or the upper half of a float, perhaps a hundredfold."""
    (packed,) = struct.unpack("<i", data)
    value = packed >> 2 if packed & 2 else struct.unpack("<d", struct.pack("<iI", 0, packed & 0xFFFFFFFC))[0]
    return float(value / 100 if packed & 1 else value)


def _xlsb_formats(archive: Archive) -> Formats:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    is_1904 = in_cells = False
    for kind, data in _records(iter([archive.read("xl/styles.bin"), b"\0" * 8])):
        if kind in {_XLSB_STYLES, _XLSB_STYLES + 1}:
            in_cells = kind == _XLSB_STYLES
        elif kind == _XLSB_STYLE and in_cells and len(data) >= 4:
            numbers.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _XLSB_FORMAT and len(data) >= 6:
            codes[struct.unpack_from("<H", data)[0]] = data[6:].decode("utf-16-le", "replace")
    for kind, data in _records(iter([archive.read("xl/workbook.bin"), b"\0" * 8])):
        if kind == _XLSB_SETTINGS and data:
            is_1904 = bool(data[0] & 1)
    return formats(numbers, codes, is_1904=is_1904)


def ods_marks(archive: Archive, sheet_number: int) -> Marks:
    """Of a sheet of an .ods file: hidden and filtered rows, lengths of time. Errors are texts there."""
    marks, row, number, place, last = Marks(), 0, -1, 0, range(0)
    opening = re.compile(_ODS_ROW.pattern + rb"|<table:table[\s>]")
    with_cells = re.compile(opening.pattern + rb"|" + _ODS_CELL.pattern)
    for text in _whole_rows(archive.unpack("content.xml"), b"table:table-row>"):
        has_odd = _ODS_TIME.search(text) or _ODS_LARGE.search(text)
        for found in (with_cells if has_odd else opening).finditer(text):
            tag = found[0]
            if tag.startswith((b"<table:table-cell", b"<table:covered")):
                repeated = _ODS_CELLS.search(tag)
                columns = range(place, place + (int(repeated[1]) if repeated else 1))
                place = columns.stop
                if number == sheet_number:
                    _note_ods_cell(marks, tag, last, columns)
                continue
            if not tag.startswith(b"<table:table-row"):
                number, row = number + 1, 0
                continue
            repeated = _ODS_REPEAT.search(tag)
            count = int(repeated[1]) if repeated else 1
            if number == sheet_number and (b'visibility="collapse"' in tag or b'visibility="filter"' in tag):
                marks.hidden_rows += range(row + 1, row + min(count, 10_000) + 1)
            last, place = range(row, row + count), 0
            row += count
    return marks


def _note_ods_cell(marks: Marks, tag: bytes, rows: range, columns: range) -> None:
    """What a cell holds that is a length of time, no time of a day, or too large for a number."""
    large, time = _ODS_LARGE.search(tag), _ODS_TIME.search(tag)
    found = large or time
    raw = found[1].decode("utf-8", "replace") if found else ""
    text = raw if large else _length_text(raw)
    if not found or (large and math.isfinite(_number(raw))) or text is None:
        return
    for place in itertools.product(rows[:_ODS_REPEATED], columns[:_ODS_REPEATED]):
        marks.texts[place] = text
        if large:
            marks.too_large.append(place)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.inf


def _length_text(text: str) -> str | None:
    """A length of time as h:mm:ss; None for a time of the day, which calamine reads, and for no time."""
    found = _LENGTH.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        return None
    sign, days, hours, minutes, seconds, part = found.groups()
    whole = [int(value or 0) for value in (days, hours, minutes, seconds)]
    if not sign and not whole[0] and whole[1] < 24 and re.fullmatch(r"PT\d\dH\d\dM\d\d([.,]\d+)?S", text):
        return None
    total = ((whole[0] * 24 + whole[1]) * 60 + whole[2]) * 60 + whole[3]
    rest = f".{part}".rstrip("0").rstrip(".") if part else ""
    return f"{sign}{total // 3600}:{total // 60 % 60:02}:{total % 60:02}{rest}"


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


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
