"""CSV, JSON and NDJSON, a block at a time."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from jobs.exports.errors import ExportFailed
from jobs.exports.plan import Options
from jobs.exports.protection import protect
from jobs.exports.table import Cells, Table


def csv_blocks(table: Table, options: Options) -> Iterator[bytes]:
    """RFC 4180, with the delimiter and the encoding that were asked for."""
    buffer = io.StringIO(newline="")
    # Safe: every cell is in quotes, so that a program that splits at another sign makes no cells of its own.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if options.is_safe else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=options.delimiter, quoting=quoting, lineterminator="\r\n")
    encoder = codecs.getincrementalencoder(options.codec)()
    guard = protect if options.is_safe else str
    forms = [field.form.text for field in table.fields]
    writer.writerow([guard(name) for name in table.names])
    yield _encoded(buffer, encoder)
    for batch in table.batches():
        for cells in batch:
            row = ["" if cell is None else guard(form(cell)) for form, cell in zip(forms, cells, strict=True)]
            writer.writerow(row)
        yield _encoded(buffer, encoder)


def ndjson_blocks(table: Table) -> Iterator[bytes]:
    """One object per line."""
    for records in _records(table):
        yield b"".join(record + b"\n" for record in records)


def json_blocks(table: Table, about: Mapping[str, Any]) -> Iterator[bytes]:
    """One document: what it is about, and the items."""
    yield b'{"about":' + msgspec.json.encode(about) + b',\n"items":['
    separator = b"\n"
    for records in _records(table):
        for record in records:
            yield separator + record
            separator = b",\n"
    yield b"\n]}\n"


def _encoded(buffer: io.StringIO, encoder: codecs.IncrementalEncoder) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    try:
        return encoder.encode(text)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise ExportFailed(
            "character_not_in_encoding",
            f'The encoding has no "{character}" (U+{ord(character):04X}), which an item has: choose utf-8.',
        ) from error


def _records(table: Table) -> Iterator[list[bytes]]:
    """Every record has every field; an empty cell is null."""
    names = [msgspec.json.encode(name) + b":" for name in table.names]
    forms = [field.form.json for field in table.fields]

    def record(cells: Cells) -> bytes:
        parts = zip(names, forms, cells, strict=True)
        return (
            b"{"
            + b",".join(name + (b"null" if cell is None else form(cell)) for name, form, cell in parts)
            + b"}"
        )

    for batch in table.batches():
        yield [record(cells) for cells in batch]
