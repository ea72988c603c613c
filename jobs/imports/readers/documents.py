"""JSON and NDJSON: records become rows, nested objects become columns with dotted names.

The standard library's scanner reads one record at a time from a window on the file: strict, with every number
as it is written, and with the place of what is wrong. Two passes: the columns are known only at the end.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from deedbook.import_limits import ImportLimits
from jobs.imports.encoding import find_json_encoding
from jobs.imports.errors import ImportFailed, Problem, too_many_rows
from jobs.imports.options import Options
from jobs.imports.readers.base import Facts, Sheet
from jobs.imports.readers.flatten import VALUE, check_depth, flattened, is_doubled
from jobs.imports.readers.window import DECODER, LONGEST, Constant, Window, nested_too_deep, reason_of
from jobs.imports.rows import BadRow, LongLine, Row, checked, read_lines

_BATCH = 1_000
_DEEPEST_SEARCH = 6
_MOST_ARRAYS = 100
_LOOKED_INTO = 100  # records, for arrays inside
_NAMED = 8
_SHORT_LIST = 8  # elements, which may each hold a table

Path_ = tuple[str, ...]


class _Array(NamedTuple):
    """An array of objects inside a document."""

    path: Path_
    rows: int


class DocumentReader:
    """The records of a JSON document or of lines of JSON."""

    merged = ()

    def __init__(self, path: Path, options: Options, limits: ImportLimits, *, by_line: bool | None) -> None:
        self._path, self._limits = path, limits
        encoding = find_json_encoding(path, options.encoding)
        self._encoding = encoding.name
        self._by_line = self._has_lines() if by_line is None else by_line
        problems: list[Problem] = []
        arrays, self._at = self._find(options.records)
        self._columns: dict[Path_, int] = {}
        self._count = self._doubled = 0
        self._survey(arrays if options.records is None else None)
        if len(self._columns) > limits.columns:
            raise ImportFailed(
                "too_many_columns",
                f"The records have more than {limits.columns:,} different names;"
                " a list has at most as many columns.",
            )
        if not self._columns:
            self._columns[(VALUE,)] = 0
        self.names: tuple[str, ...] | None = tuple(_name(path) for path in self._columns)
        if self._doubled:
            problems.append(
                Problem(
                    "names_twice", f"In {self._doubled:,} records a name comes twice; the last value counts."
                )
            )
        if self._at:
            problems.append(
                Problem(
                    "records_inside",
                    f"The records are those at {pointer(self._at)}; what stands beside them is not read.",
                )
            )
        self.facts = Facts(
            format="ndjson" if self._by_line else "json",
            reason="one JSON value a line" if self._by_line else "the file is one JSON document",
            encoding=encoding,
            sheets=tuple(Sheet(pointer(array.path), rows=array.rows) for array in arrays),
            sheet=None if self._by_line else pointer(self._at),
            problems=tuple(problems),
        )

    def rows(self) -> Iterator[list[Row]]:
        """One for each record, in the columns of all."""
        batch: list[Row] = []
        for record in self._records(self._at):
            batch.append(record if isinstance(record, BadRow) else self._row(record))
            if len(batch) == _BATCH:
                yield checked(batch, self._limits.cell_length)
                batch = []
        if batch:
            yield checked(batch, self._limits.cell_length)

    def _row(self, record: Any) -> list[str]:
        row = [""] * len(self._columns)
        for path, text in flattened(record, self._limits.nesting):
            row[self._columns[path]] = text
        return row

    def _survey(self, arrays: list[_Array] | None) -> None:
        """Which columns there are, and whether all of it can be read."""
        found: dict[Path_, _Array] = {}
        for record in self._records(self._at):
            self._count += 1
            try:
                self._survey_one(record, found if arrays is not None and not self._at else None)
            except RecursionError as error:
                raise nested_too_deep(self._limits.nesting, f"in record {self._count:,}") from error
            if self._count > self._limits.rows:
                raise too_many_rows(self._limits.rows)
            if len(self._columns) > self._limits.columns:
                return
        if arrays is not None and not self._at and not self._by_line:
            arrays += list(found.values())[:_MOST_ARRAYS]

    def _survey_one(self, record: Any, arrays: dict[Path_, _Array] | None) -> None:
        if isinstance(record, BadRow):
            return
        self._doubled += is_doubled(record)
        for path, _ in flattened(record, self._limits.nesting):
            if path not in self._columns:
                self._columns[path] = len(self._columns)
        if arrays is not None and self._count <= _SHORT_LIST:
            arrays.update((array.path, array) for array in _arrays_in(record, (str(self._count - 1),)))

    def _find(self, wanted: str | None) -> tuple[list[_Array], Path_]:
        """The arrays of records inside an object, and the one that is read."""
        if self._by_line:
            if wanted:
                words = "The file has one record a line: `records` does not apply."
                raise ImportFailed("records_not_found", words)
            return [], ()
        if wanted is not None:
            return [], parse_pointer(wanted)
        with self._open() as file:
            window = Window(file, self._limits)
            if window.peek() != "{":
                return [], ()
            arrays = list(_search(window, ()))
            _end(window)
        if len(arrays) == 1:
            return arrays, arrays[0].path
        if len(arrays) > 1:
            longest = sorted(arrays, key=lambda array: -array.rows)[:_NAMED]
            places = ", ".join(f"{pointer(array.path)} ({array.rows:,})" for array in longest)
            words = f"The document has {len(arrays):,} arrays of records, such as {places}"
            raise RecordsAmbiguous(arrays, f"{words}: say which with `records`.")
        return [], ()

    def _records(self, path: Path_) -> Iterator[Any]:
        if self._by_line:
            yield from self._lines()
            return
        with self._open() as file:
            window = Window(file, self._limits)
            if not window.peek():
                raise window.wrong("the file is empty")
            yield from _stream(window, path, ())
            _end(window)

    def _lines(self) -> Iterator[Any]:
        with self._open() as file:
            number = 0
            for lines in read_lines(file):
                for line in lines:
                    number += 1
                    if isinstance(line, LongLine):
                        yield BadRow(line[:1000], f"line {number:,} is too long")
                    elif line.strip(" \t\r\n"):
                        yield self._line(line, number)

    def _line(self, line: str, number: int) -> Any:
        try:
            value = DECODER.decode(line)
            check_depth(value, self._limits.nesting)
        except json.JSONDecodeError as error:
            reason = f"line {number:,}, column {error.pos + 1:,} is not JSON: {reason_of(error.msg)}"
        except Constant as error:
            reason = f"line {number:,} is not JSON: {error} is no number"
        except RecursionError:
            reason = f"line {number:,} is nested more than {self._limits.nesting:,} levels deep"
        else:
            return value
        return BadRow(line.rstrip("\r\n")[:1000], reason)

    def _has_lines(self) -> bool:
        """Whether the first lines are each a whole object or array; the second may be broken."""
        with self._open() as file:
            start = file.read(LONGEST // 4)
            is_whole = not file.read(1)
        lines = [line for line in start.split("\n") if line.strip(" \t\r")]
        if len(lines) < 2 or (len(lines) == 2 and not is_whole):
            return False
        return _is_record(lines[0]) and (_is_record(lines[1]) or lines[1].startswith("{"))

    def _open(self) -> Any:
        return self._path.open(encoding=self._encoding, newline="")


class RecordsAmbiguous(ImportFailed):
    """Several arrays of a document may be what is wanted."""

    def __init__(self, arrays: Sequence[_Array], message: str) -> None:
        super().__init__("records_ambiguous", message)
        self.arrays = arrays


def _name(path: Path_) -> str:
    """Half a surrogate pair is no character: a name with one is written with a mark in its place."""
    return ".".join(path).encode("utf-8", "replace").decode()


def pointer(path: Path_) -> str:
    """As RFC 6901 writes it."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def parse_pointer(text: str) -> Path_:
    """What `pointer` wrote."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def _is_record(line: str) -> bool:
    try:
        return isinstance(DECODER.decode(line), dict | list)
    except (ValueError, RecursionError, Constant):
        return False


def _stream(window: Window, path: Path_, done: Path_) -> Iterator[Any]:
    """The records at a path; what stands beside it is read too, so that every error is found."""
    start = window.peek()
    if not path:
        if start != "[":
            yield window.value()
        else:
            for _ in _elements(window):
                yield window.value()
        return
    found = False
    for name in _members(window) if start == "{" else _elements(window) if start == "[" else ():
        if str(name) == path[0] and not found:
            found = True
            yield from _stream(window, path[1:], (*done, path[0]))
        else:
            _drain(window, _DEEPEST_SEARCH)
    if not found:
        raise ImportFailed("records_not_found", f'The document has nothing at "{pointer((*done, *path))}".')


def _search(window: Window, path: Path_) -> Iterator[_Array]:
    """Arrays whose first value is an object, inside objects."""
    for name in _members(window):
        here, start = (*path, name), window.peek()
        if start == "{" and len(here) < _DEEPEST_SEARCH:
            yield from _search(window, here)
        elif start == "[":
            rows, is_table = -1, False
            inner: list[_Array] = []
            for rows in _elements(window):
                value = window.value()
                is_table = is_table or (rows == 0 and isinstance(value, dict))
                if len(inner) < _MOST_ARRAYS and rows < _LOOKED_INTO:
                    inner += _arrays_in(value, (*here, str(rows)))
            if is_table:
                yield _Array(here, rows + 1)
            # In a list of records an array is a part of its record; in a short one it may be what is wanted.
            yield from inner if rows < _SHORT_LIST else ()
        else:
            window.value()


def _arrays_in(value: Any, path: Path_) -> Iterator[_Array]:
    """Arrays of objects inside a value that is in memory."""
    if len(path) >= _DEEPEST_SEARCH:
        return
    members = value.items() if isinstance(value, dict) else ()
    for name, inner in members:
        here = (*path, name)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield _Array(here, len(inner))
            for number, element in enumerate(inner if len(inner) <= _SHORT_LIST else ()):
                yield from _arrays_in(element, (*here, str(number)))
        elif isinstance(inner, dict):
            yield from _arrays_in(inner, here)


def _drain(window: Window, left: int) -> None:
    """Reads over a value without keeping it whole."""
    start = window.peek()
    if start not in {"[", "{"} or not left:
        window.value()
        return
    for _ in _members(window) if start == "{" else _elements(window):
        _drain(window, left - 1)


def _members(window: Window) -> Iterator[str]:
    """The names of an object; the caller reads each value."""
    window.take("{")
    if window.skip("}"):
        return
    while True:
        if window.peek() != '"':
            raise window.wrong("expected a name in quotes")
        name = window.value()
        window.take(":")
        yield name
        if not window.skip(","):
            break
    window.take("}")


def _elements(window: Window) -> Iterator[int]:
    """The numbers of the values of an array; the caller reads each."""
    window.take("[")
    if window.skip("]"):
        return
    number = 0
    while True:
        yield number
        number += 1
        if not window.skip(","):
            break
    window.take("]")


def _end(window: Window) -> None:
    if window.peek():
        raise window.wrong("something follows the document")
