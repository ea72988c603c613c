"""The process that reads a file for the worker, under limits: whatever the file does to it, the worker lives.

It is told what to read on its standard input, one JSON object a line, and answers with frames on its standard
output: kind, length, content.
"""

import contextlib
import faulthandler
import os
import resource
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import msgspec

if TYPE_CHECKING:
    from jobs.imports.findings import Findings

from deedbook.import_limits import ImportLimits
from jobs.imports.blocks import blocks
from jobs.imports.errors import ImportFailed, Problem
from jobs.imports.options import Options
from jobs.imports.rows import BadRow, Row
from jobs.imports.table import Table, TableFacts

HEAD = struct.Struct("<BI")
COUNTS = struct.Struct("<II??")
FAILED, OPENED, FOUND, BLOCK, ROWS, END = range(6)


class Request(msgspec.Struct, frozen=True):
    """`open` comes first, and once; `copy` and `rows` as often as wanted; `inspect` alone."""

    action: Literal["open", "inspect", "copy", "rows"]
    path: str = ""
    file_name: str = ""
    options: Options = Options()
    limits: ImportLimits = ImportLimits()
    part: int = 1


class Failure(msgspec.Struct, frozen=True):
    """An ImportFailed on its way."""

    code: str
    message: str


class Ended(msgspec.Struct, frozen=True):
    """All rows have come."""

    blank_rows: int
    problems: list[Problem] = []


class _Talk:
    """Frames out."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def send(self, kind: int, *contents: bytes) -> None:
        self._file.write(HEAD.pack(kind, sum(map(len, contents))))
        for content in contents:
            self._file.write(content)
        self._file.flush()


def main() -> None:
    """Answers requests until the input ends."""
    faulthandler.enable()
    talk = _Talk(os.fdopen(os.dup(1), "wb", buffering=1 << 16))
    os.dup2(2, 1)  # whatever a library prints is no frame
    table: Table | None = None
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Request)
        try:
            if request.action in {"open", "inspect"}:
                _limit(request.limits)
            table = _answer(talk, request, table)
        except ImportFailed as failure:
            talk.send(FAILED, msgspec.json.encode(Failure(failure.code, failure.message)))
        except MemoryError:
            table = None
            talk.send(FAILED, msgspec.json.encode(Failure(*memory_limit(request.limits))))
        except UnicodeDecodeError as error:
            words = f"The file is not {error.encoding}: {error.reason}."
            talk.send(FAILED, msgspec.json.encode(Failure("encoding_invalid", words)))


def memory_limit(limits: ImportLimits) -> tuple[str, str]:
    """Code and words of a file that takes too much memory."""
    return (
        "memory_limit",
        f"Reading the file takes more than {limits.memory:,} bytes of memory (IMPORT_MEMORY):"
        " save the table as CSV, which is read row by row, or split it.",
    )


def _limit(limits: ImportLimits) -> None:
    # At the first bound of computing comes a signal that says so, at the second the end.
    bounds = (
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 5),
    )
    for kind, soft, hard in bounds:
        _, most = resource.getrlimit(kind)
        if most == resource.RLIM_INFINITY or most > hard:
            with contextlib.suppress(ValueError, OSError):  # some systems bound no address space
                resource.setrlimit(kind, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))  # what it says when it dies


def _answer(talk: _Talk, request: Request, table: Table | None) -> Table | None:
    if request.action == "inspect":
        talk.send(FOUND, msgspec.json.encode(_inspect(request)))
        return None
    if request.action == "open":
        table = _open(request, request.options)
        talk.send(OPENED, msgspec.json.encode(table.facts))
        return table
    assert table is not None, "open comes first"  # noqa: S101
    if request.action == "copy":
        known: TableFacts = table.facts
        batches, is_protected = table.batches(), table.is_protected
        for block in blocks(batches, request.part, known.width, known.empties, is_protected=is_protected):
            talk.send(BLOCK, COUNTS.pack(*block[1:]), block.text)
    else:
        for batch in table.batches():
            talk.send(ROWS, msgspec.msgpack.encode([_packed(row) for row in batch]))
    talk.send(END, msgspec.json.encode(Ended(table.blank_rows, table.problems_of_rows())))
    return table


def _packed(row: Row) -> list[str] | dict[str, Any]:
    return {"bad": list(row)} if isinstance(row, BadRow) else row


def _open(request: Request, options: Options) -> Table:
    from jobs.imports.readers.kinds import open_reader

    try:
        reader = open_reader(Path(request.path), request.file_name, options, request.limits)
        return Table(reader, options, request.limits)
    except (ImportFailed, MemoryError, UnicodeDecodeError, OSError):
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a mistake of the library that reads workbooks
            raise
        raise ImportFailed("file_damaged", f"The workbook is damaged: {error}.") from error


def _inspect(request: Request) -> "Findings":
    """Of the records that may be meant, the longest array is shown: inspecting is for choosing."""
    from jobs.imports.findings import find
    from jobs.imports.readers.base import Sheet
    from jobs.imports.readers.documents import RecordsAmbiguous, pointer

    try:
        return find(_open(request, request.options), request.options)
    except RecordsAmbiguous as several:
        longest = max(several.arrays, key=lambda array: array.rows)
        options = msgspec.structs.replace(request.options, records=pointer(longest.path))
        found = find(_open(request, options), options)
        sheets = [Sheet(pointer(array.path), rows=array.rows) for array in several.arrays]
        problems = [Problem("records_ambiguous", several.message), *found.problems]
        return msgspec.structs.replace(found, sheets=sheets, problems=problems)


if __name__ == "__main__":
    main()
