"""Which kind of file it is, by its content; the name decides only between kinds of text."""

import re
import zipfile
from pathlib import Path

from deedbook.import_limits import ImportLimits
from jobs.imports.errors import ImportFailed
from jobs.imports.options import Options
from jobs.imports.readers.base import Reader
from jobs.imports.readers.text import TextReader

_OTHERS = {
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "compressed with gzip: unpack it first",
    b"BZh": "compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "compressed with xz: unpack it first",
    b"7z\xbc\xaf": "a 7-Zip archive: unpack it first",
    b"Rar!": "a RAR archive: unpack it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd: unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"{\\rtf": "a text document (RTF)",
}
_OLE = b"\xd0\xcf\x11\xe0"
_BARE_SHEETS = (b"\x09\x08\x10\0", b"\x09\x08\x08\0", b"\x09\x04\x06\0", b"\x09\x02\x06\0", b"\x09\0\x04\0")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_JSON_NAMES = {".json": None, ".geojson": None, ".ndjson": True, ".jsonl": True, ".ldjson": True}
_JSON = re.compile(r"\s*(\{\s*[\"}]|\[\s*[\[{])")
_MARKUP = re.compile(r"\s*<(!doctype html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_CALL = re.compile(r"\s*(?:/\*.*?\*/\s*)?(?:typeof\b[^;]*;\s*)?[A-Za-z_$][\w$.]*\s*\(\s*[\[{]", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b")


def open_reader(path: Path, file_name: str, options: Options, limits: ImportLimits) -> Reader:
    """The reader of a file. Raises ImportFailed for one that cannot be read."""
    size = path.stat().st_size
    if size > limits.file_size:
        raise ImportFailed(
            "file_too_large",
            f"The file has {size:,} bytes; at most {limits.file_size:,} are imported (IMPORT_FILE_SIZE).",
        )
    with path.open("rb") as file:
        start = file.read(4096)
    is_book = start.startswith((_OLE, *_ZIP, *_BARE_SHEETS))
    if options.format == "workbook" and not is_book:
        raise unknown("no workbook")
    if is_book:
        return _book(path, start, options, limits)
    for magic, words in _OTHERS.items():
        if start.startswith(magic):
            raise unknown(words)
    if start[257:262] == b"ustar":
        raise unknown("a tar archive: unpack it first")
    if zipfile.is_zipfile(path):
        raise unknown("a zip archive with something else in front of it: unpack it first")
    suffix = Path(file_name).suffix.lower()
    text = _text(start)
    if options.format in {"json", "ndjson"}:
        return _document(path, options, limits, options.format == "ndjson")
    if options.format is None and (suffix in _JSON_NAMES or _JSON.match(text)):
        return _document(path, options, limits, _JSON_NAMES.get(suffix))
    if options.format is None and _MARKUP.match(text):
        raise unknown(
            "a web page, even if its name says spreadsheet:"
            " open it in a spreadsheet program and save it as .xlsx"
        )
    if options.format is None and _XML.match(text):
        raise unknown("XML: open it in a spreadsheet program and save it as .xlsx")
    if options.format is None and _CALL.match(text) and _ends_with_bracket(path, size):
        raise unknown("JavaScript (JSONP): take away what stands around the JSON")
    return TextReader(path, options, limits)


def unknown(words: str) -> ImportFailed:
    """The error of a file of a kind that is not read."""
    return ImportFailed(
        "format_unknown", f"The file is {words}. CSV, JSON, NDJSON, .xlsx, .xlsb, .xls and .ods are read."
    )


# What reads a kind of file is loaded for a file of that kind: this process is a new one each time.


def _document(path: Path, options: Options, limits: ImportLimits, by_line: bool | None) -> Reader:
    from jobs.imports.readers.documents import DocumentReader

    return DocumentReader(path, options, limits, by_line=by_line)


def _book(path: Path, start: bytes, options: Options, limits: ImportLimits) -> Reader:
    from jobs.imports.readers.archive import Archive
    from jobs.imports.readers.sheets import SheetReader

    if options.format not in {None, "workbook"}:
        raise unknown(f"a workbook, not {options.format}")
    if not start.startswith(_ZIP):
        return SheetReader(path, "xls", None, options, limits)
    archive = Archive(path, limits.unpacked_size)
    for part, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("content.xml", "ods")):
        if part in archive.parts:
            return SheetReader(path, kind, archive, options, limits)
    raise unknown("a zip archive without a workbook: unpack it first")


def _ends_with_bracket(path: Path, size: int) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, size - 64))
        return file.read().rstrip(b" \t\r\n;\0").endswith(b")")


def _text(start: bytes) -> str:
    """The start as text, good enough to see what it begins with."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "ignore")
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\0", "")
