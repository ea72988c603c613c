"""Files that are broken, or made to break what reads them."""

import gzip
import hashlib
import io
import struct
import tarfile

from tests.imports.corpus.case import Case
from tests.imports.corpus.makers import compound, ods, packed, unpacked
from tests.imports.corpus.workbooks import ODS_PLAIN, _plain, xlsx

MIB = 1 << 20
_BOOK = xlsx(_plain)
_SHEET = "xl/worksheets/sheet1.xml"


def _parts() -> dict[str, bytes]:
    return unpacked(_BOOK())


def _with(name: str, content: bytes) -> bytes:
    return packed(_parts() | {name: content})


def _bomb() -> bytes:
    return _with("xl/media/image1.bin", b"\0" * (12 * MIB))


def _lying_bomb() -> bytes:
    """A part that says it has 10 bytes, in both directories, and has 12 MiB."""
    data = bytearray(_with("xl/media/image1.bin", b"\0" * (12 * MIB)))
    size = struct.pack("<I", 12 * MIB)
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = struct.pack("<I", 10)
    return bytes(data)


def _entities() -> bytes:
    lines = ['<!ENTITY a0 "x">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    text = _parts()["xl/workbook.xml"].decode()
    head, _, rest = text.partition("?>")
    return _with("xl/workbook.xml", f"{head}?><!DOCTYPE workbook [{''.join(lines)}]>{rest}".encode())


def _external() -> bytes:
    text = _parts()[_SHEET].decode()
    head, _, rest = text.partition("?>")
    return _with(_SHEET, f'{head}?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{rest}'.encode())


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        part = tarfile.TarInfo("a.csv")
        part.size = 8
        archive.addfile(part, io.BytesIO(b"a,b\n1,2\n"))
    return file.getvalue()


_HOST = "id,name,price\n" + "".join(f"{n},Main Street {n},{n}00.50\n" for n in range(1, 30))

CASES = (
    Case(
        name="random.csv",
        content=hashlib.shake_128(b"4").digest(5_000),
        error="file_not_text",
        message="control characters",
    ),
    Case(
        name="random-said.csv",
        content=hashlib.shake_128(b"5").digest(5_000),
        options={"encoding": "latin-1"},
        error="file_not_text",
    ),
    Case(name="ascii-controls.dat", content=bytes(range(1, 32)) * 100, error="file_not_text"),
    Case(name="zeros.dat", content=b"ab\0\0\0" * 50, error="file_not_text"),
    Case(
        name="bytes-in-front.zip",
        content=b"#!/bin/sh\n" + packed({"a.csv": "a,b\n1,2\n"}),
        error="format_unknown",
        message="zip archive",
    ),
    Case(name="sales.tar", content=_tar, error="format_unknown", message="tar"),
    Case(
        name="letter.rtf", content=b"{\\rtf1\\ansi Dear, Sir\\par}\n", error="format_unknown", message="RTF"
    ),
    Case(
        name="sales.js",
        content=b'callback([{"a": 1, "b": 2}]);\n',
        error="format_unknown",
        message="JSONP",
    ),
    Case(name="mainframe.csv", content=_HOST.encode("cp037"), error="file_not_text", message="EBCDIC"),
    Case(
        name="mainframe-said.csv",
        content=_HOST.encode("cp037"),
        options={"encoding": "cp037"},
        names=["id", "name", "price"],
        count=29,
    ),
    Case(name="empty.csv", content=b"", error="file_empty"),
    Case(name="blank.csv", content=b"\n \n,,\n", error="file_empty"),
    Case(name="nothing.xlsx", content=xlsx(lambda book, sheet: None), error="file_empty"),
    Case(
        name="bomb.xlsx",
        content=_bomb,
        limits={"unpacked_size": 8 * MIB},
        error="unpacked_too_large",
        message="IMPORT_UNPACKED_SIZE",
    ),
    Case(
        name="lying-bomb.xlsx",
        content=_lying_bomb,
        limits={"unpacked_size": 8 * MIB},
        error="file_damaged",
        message="larger than it says",
    ),
    Case(
        name="entities.xlsx",
        content=_entities,
        about="a billion laughs",
        error="file_unsafe",
        message="entities",
    ),
    Case(name="external.xlsx", content=_external, about="an external entity", error="file_unsafe"),
    Case(name="entities.ods", content=ods(ODS_PLAIN, more="<!DOCTYPE x>"), error="file_unsafe"),
    Case(name="truncated.xlsx", content=lambda: _BOOK()[:-200], error="file_damaged"),
    Case(
        name="broken-sheet.xlsx",
        content=lambda: _with(_SHEET, b"<worksheet><sheetData><row r='1'><c r='A1'"),
        error="file_damaged",
    ),
    Case(
        name="no-sheet.xlsx",
        content=lambda: packed({k: v for k, v in _parts().items() if k != _SHEET}),
        error="file_damaged",
    ),
    Case(
        name="encrypted.xlsx",
        content=compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
        error="file_encrypted",
        message="password",
    ),
    Case(name="letter.doc", content=compound({"WordDocument": b"x"}), error="file_damaged"),
    Case(name="half.xls", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, error="file_damaged"),
    Case(
        name="files.zip",
        content=packed({"a.csv": "a,b\n1,2\n"}),
        error="format_unknown",
        message="zip archive",
    ),
    Case(name="letter.docx", content=packed({"word/document.xml": "<x/>"}), error="format_unknown"),
    Case(name="sales.csv.gz", content=gzip.compress(b"a,b\n1,2\n"), error="format_unknown", message="gzip"),
    Case(name="sales.pdf", content=b"%PDF-1.7\n", error="format_unknown", message="PDF"),
    Case(name="picture.csv", content=b"\x89PNG\r\n\x1a\n\0\0", error="format_unknown", message="picture"),
    Case(
        name="sales.xls",
        content=b"<html><table><tr><td>a</td></tr></table></html>",
        about="a web page that is called .xls",
        error="format_unknown",
        message="web page",
    ),
    Case(name="sales.xml", content=b'<?xml version="1.0"?><a/>', error="format_unknown", message="XML"),
    Case(name="csv.xlsx", content=b"a,b\n1,2\n", options={"format": "workbook"}, error="format_unknown"),
    Case(
        name="large.csv",
        content=b"a,b\n" + b"1,2\n" * 1000,
        limits={"file_size": 2_000},
        error="file_too_large",
        message="IMPORT_FILE_SIZE",
    ),
)
