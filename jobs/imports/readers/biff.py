"""What an .xls file says beside its values, hidden rows and errors: a chain of records in sectors."""

import itertools
import struct
from collections.abc import Iterator
from pathlib import Path

from jobs.imports.readers.marks import ERRORS, Marks, rk
from jobs.imports.readers.serials import Formats, formats

_SHEET, _ROW, _ERROR, _FORMULA, _PASSWORD, _END = 0x85, 0x208, 0x205, 0x06, 0x2F, 0x0A
_NUMBER, _SHORT, _SHORTS, _STYLE, _FORMAT, _EPOCH = 0x203, 0x27E, 0xBD, 0xE0, 0x41E, 0x22
_LAST_SECTOR = 0xFFFFFFFA  # above it: marks for the end of a chain
_MAGIC = b"\xd0\xcf\x11\xe0"


def xls_marks(path: Path, sheet: str) -> Marks:
    """Of a sheet of an .xls file; nothing where the file is built in a way this does not know."""
    marks = Marks()
    try:
        book = _stream(path.read_bytes())
        start = next((offset for name, offset in _sheets(book) if name == sheet), None)
        if start is not None:
            _read(book, start, marks, _formats(book))
    except (struct.error, IndexError, ValueError):
        return Marks()
    return marks


def is_encrypted(path: Path) -> bool:
    """Whether a compound file needs a password: it holds an old workbook, or a new one packed into it."""
    file = path.read_bytes()
    try:
        if any(name.startswith("Encrypt") for name, _ in _entries(file)):
            return True
        kinds = (kind for kind, _ in _records(_stream(file), 0))
        return _PASSWORD in itertools.takewhile(lambda kind: kind != _END, kinds)
    except (struct.error, IndexError, ValueError):
        return False


def _read(book: bytes, start: int, marks: Marks, shown: Formats) -> None:
    for kind, data in _records(book, start):
        if kind == _END:
            return
        if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
            marks.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
        elif kind == _ERROR and data[7]:
            marks.errors[struct.unpack_from("<HH", data)] = ERRORS.get(data[6], "#ERROR!")
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            marks.errors[struct.unpack_from("<HH", data)] = ERRORS.get(data[8], "#ERROR!")
        elif kind == _NUMBER or (kind == _FORMULA and data[12:14] != b"\xff\xff"):
            row, column, style, value = struct.unpack_from("<HHHd", data)
            marks.note_number((row, column), style, value, shown)
        elif kind in {_SHORT, _SHORTS}:
            row, first = struct.unpack_from("<HH", data)
            for n in range((len(data) - 4) // 6):
                (style,) = struct.unpack_from("<H", data, 4 + 6 * n)
                marks.note_number((row, first + n), style, rk(data[6 + 6 * n : 10 + 6 * n]), shown)


def _formats(book: bytes) -> Formats:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    is_1904 = False
    for kind, data in _records(book, 0):
        if kind == _END:
            break
        if kind == _STYLE:
            numbers.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _FORMAT:
            number, size, is_wide = struct.unpack_from("<HHB", data)
            codes[number] = data[5:].decode("utf-16-le" if is_wide & 1 else "latin-1", "replace")[:size]
        elif kind == _EPOCH:
            is_1904 = bool(data[0])
    return formats(numbers, codes, is_1904=is_1904)


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(book, 0):
        if kind == _END:
            return
        if kind == _SHEET:
            (offset,) = struct.unpack_from("<I", data)
            wide = data[7] & 1
            yield data[8:].decode("utf-16-le" if wide else "latin-1")[: data[6]], offset


def _records(book: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        yield kind, book[place + 4 : place + 4 + length]
        place += 4 + length


def _stream(file: bytes) -> bytes:
    """The stream of the workbook inside the compound file; a bare one is the file itself."""
    if not file.startswith(_MAGIC):
        return file
    size, table = _layout(file)
    root, book = b"", None
    for name, entry in _entries(file):
        if entry[66] == 5:
            root = entry
        elif name in {"Workbook", "Book"}:
            book = entry
    if book is None:
        return b""
    first, length = struct.unpack_from("<II", book, 116)
    if length >= struct.unpack_from("<I", file, 56)[0]:
        return _chain(file, table, first, size)[:length]
    small = _chain(file, table, struct.unpack_from("<I", file, 60)[0], size)
    short_table = list(struct.unpack(f"<{len(small) // 4}I", small))
    store = _chain(file, table, struct.unpack_from("<I", root, 116)[0], size)
    return b"".join(store[n * 64 : n * 64 + 64] for n in _numbers(short_table, first))[:length]


def _layout(file: bytes) -> tuple[int, list[int]]:
    """The size of a sector, and which sector follows which."""
    size = 1 << struct.unpack_from("<H", file, 30)[0]
    table: list[int] = []
    for sector in _fat_sectors(file, size):
        table += struct.unpack_from(f"<{size // 4}I", file, (sector + 1) * size)
    return size, table


def _entries(file: bytes) -> Iterator[tuple[str, bytes]]:
    """The directory: names, and what it says of each."""
    if not file.startswith(_MAGIC):
        return
    size, table = _layout(file)
    directory = _chain(file, table, struct.unpack_from("<I", file, 48)[0], size)
    for place in range(0, len(directory) - 127, 128):
        entry = directory[place : place + 128]
        yield (
            entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace"),
            entry,
        )


def _fat_sectors(file: bytes, size: int) -> list[int]:
    sectors = [n for n in struct.unpack_from("<109I", file, 76) if n < _LAST_SECTOR]
    following, left = struct.unpack_from("<II", file, 68)
    while following < _LAST_SECTOR and left:
        *more, following = struct.unpack_from(f"<{size // 4}I", file, (following + 1) * size)
        sectors += [n for n in more if n < _LAST_SECTOR]
        left -= 1
    return sectors


def _chain(file: bytes, table: list[int], first: int, size: int) -> bytes:
    return b"".join(file[(n + 1) * size : (n + 2) * size] for n in _numbers(table, first))


def _numbers(table: list[int], first: int) -> Iterator[int]:
    number, left = first, len(table)
    while number < _LAST_SECTOR and left:
        yield number
        number, left = table[number], left - 1
