"""JSON and NDJSON: records become rows, nested objects become columns with dotted names.

The standard library's scanner reads one record at a time from a window on the file: strict, with every number
as it is written, and with the place of what is wrong. Two passes: the columns are known only at the end.
"""

import json
import re
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, NamedTuple

from deedbook.import_limits import ImportLimits
from jobs.imports.encoding import find_json_encoding
from jobs.imports.errors import ImportFailed, Problem, too_many_rows
from jobs.imports.options import Options
from jobs.imports.readers.base import Facts, Sheet
from jobs.imports.rows import BadRow, LongLine, Row, checked, read_lines

VALUE = "value"  # the column of a record that is no object
SEPARATOR = ";"
_WINDOW = 1 << 18  # characters
_LONGEST = 1 << 24  # characters of one record
_NEAR = 16  # the end of the window: what is wrong here may only be cut off
_BATCH = 1_000
_SPACE = re.compile(r"[ \t\n\r]*")
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)', re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_DEEPEST_SEARCH = 6
_MOST_ARRAYS = 100
_LOOKED_INTO = 100  # records, for arrays inside
_NAMED = 8
_SHORT_LIST = 8  # elements, which may each hold a table

Path_ = tuple[str, ...]


class Digits(str):
    """A number as it is written."""


class _Constant(Exception):
    """NaN or Infinity, which JSON does not know."""


class _Pairs(dict[str, Any]):
    """An object in which a name came twice: the last value counts."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Pairs(made)


def _refuse(name: str) -> Any:
    raise _Constant(name)


_DECODER = json.JSONDecoder(
    parse_int=Digits, parse_float=Digits, parse_constant=_refuse, object_pairs_hook=_pairs
)


class Window:
    """A text file that is read value by value."""

    def __init__(self, file: Any, limits: ImportLimits) -> None:
        self._file, self._limits = file, limits
        self._text, self._place, self._is_end = "", 0, False
        self._before, self._lines, self._column = 0, 1, 1  # of the first character of the window

    def peek(self) -> str:
        """The next character that is no space; '' at the end."""
        while True:
            self._place = _SPACE.match(self._text, self._place).end()  # type: ignore[union-attr]
            if self._place < len(self._text) or not self._more():
                return self._text[self._place : self._place + 1]

    def take(self, expected: str) -> None:
        """Steps over one character that must come now."""
        if self.peek() != expected:
            raise self.wrong(f'expected "{expected}"')
        self._place += 1

    def skip(self, character: str) -> bool:
        """Steps over a character if it comes now."""
        found = self.peek() == character
        self._place += found
        return found

    def value(self) -> Any:
        """The value that comes now, whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                is_open = error.pos > len(self._text) - _NEAR or error.msg.startswith("Unterminated string")
                behind = error.pos - self._place
                if not (is_open and self._more()):
                    raise self.wrong(_reason(error.msg), self._place + behind) from error
                continue
            except _Constant as error:
                raise self.wrong(f"{error} is no number of JSON", self._constant()) from error
            except RecursionError as error:
                raise self.too_deep() from error
            # A number may go on behind the window.
            if end < len(self._text) or not self._more():
                self._place = end
                return value

    def wrong(self, reason: str, place: int | None = None) -> ImportFailed:
        """The error at a place of the window."""
        return ImportFailed("json_invalid", f"Not JSON: {reason} at {self.where(place)}.")

    def too_deep(self) -> ImportFailed:
        """The error of a value that is nested too deep, with the place where it becomes so."""
        depth, place, most = 0, self._place, self._limits.nesting
        while place < len(self._text) and depth <= most:
            if self._text[place] == '"':
                string = _STRING.match(self._text, place)
                place = string.end() if string else len(self._text)
                continue
            depth += (self._text[place] in "[{") - (self._text[place] in "]}")
            place += 1
        return nested_too_deep(most, f"at {self.where(place)}")

    def where(self, place: int | None = None) -> str:
        """A place in words: line, column, character."""
        place = self._place if place is None else place
        before = self._text[:place]
        line = self._lines + before.count("\n")
        column = place - before.rfind("\n") if "\n" in before else self._column + place
        return f"line {line:,}, column {column:,} (character {self._before + place:,})"

    def _constant(self) -> int:
        for found in _CONSTANT.finditer(self._text, self._place):
            if found[1]:
                return found.start()
        return self._place

    def _more(self) -> bool:
        """Drops what was read and reads on; False at the end of the file."""
        if self._is_end:
            return False
        dropped, kept = self._text[: self._place], self._text[self._place :]
        if len(kept) > _LONGEST:
            raise ImportFailed(
                "record_too_long", f"A value is longer than {_LONGEST:,} characters at {self.where()}."
            )
        self._before += len(dropped)
        self._lines += dropped.count("\n")
        self._column = len(dropped) - dropped.rfind("\n") if "\n" in dropped else self._column + len(dropped)
        block = self._file.read(max(_WINDOW, len(kept)))
        self._is_end = not block
        self._text, self._place = kept + block, 0
        return bool(block)


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
                f"The records have more than {limits.columns:,} different names; a list has at most as many columns.",
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
        self._doubled += _is_doubled(record)
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
            value = _DECODER.decode(line)
            _check_depth(value, self._limits.nesting)
        except json.JSONDecodeError as error:
            reason = f"line {number:,}, column {error.pos + 1:,} is not JSON: {_reason(error.msg)}"
        except _Constant as error:
            reason = f"line {number:,} is not JSON: {error} is no number"
        except RecursionError:
            reason = f"line {number:,} is nested more than {self._limits.nesting:,} levels deep"
        else:
            return value
        return BadRow(line.rstrip("\r\n")[:1000], reason)

    def _has_lines(self) -> bool:
        """Whether the first lines are each a whole object or array; the second may be broken."""
        with self._open() as file:
            start = file.read(_LONGEST // 4)
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


def nested_too_deep(most: int, where: str) -> ImportFailed:
    """The error of a document of too many levels."""
    return ImportFailed(
        "nested_too_deep", f"The document is nested more than {most:,} levels deep (IMPORT_NESTING) {where}."
    )


def _name(path: Path_) -> str:
    """Half a surrogate pair is no character: a name with one is written with a mark in its place."""
    return ".".join(path).encode("utf-8", "replace").decode()


def pointer(path: Path_) -> str:
    """As RFC 6901 writes it."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def parse_pointer(text: str) -> Path_:
    """What `pointer` wrote."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def flattened(record: Any, nesting: int) -> Iterator[tuple[Path_, str]]:
    """Columns and texts of one record."""
    if isinstance(record, dict) and record:
        yield from _flat(record, (), nesting)
    elif not isinstance(record, dict):
        yield (VALUE,), _text(record, nesting)


def _flat(value: dict[str, Any], path: Path_, left: int) -> Iterator[tuple[Path_, str]]:
    if not left:
        raise _too_deep()
    for name, inner in value.items():
        here = (*path, name)
        if isinstance(inner, dict) and inner:
            yield from _flat(inner, here, left - 1)
        else:
            yield here, _text(inner, left - 1)


def _text(value: Any, left: int) -> str:
    if isinstance(value, str):
        return str(value)  # of Digits too
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(_is_joinable(part) for part in value):
        return f"{SEPARATOR} ".join(_text(part, left) for part in value)
    return to_json(value, left)


def _is_joinable(part: Any) -> bool:
    """Whether a value of an array may stand beside others in one text and be found again."""
    if isinstance(part, bool):
        return True
    return isinstance(part, str) and part.strip() == part != "" and SEPARATOR not in part and "\n" not in part


def to_json(value: Any, left: int) -> str:
    """JSON again, with every number as it was written."""
    if not left:
        raise _too_deep()
    if isinstance(value, dict):
        pairs = (f"{encode_basestring(name)}: {to_json(inner, left - 1)}" for name, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(to_json(inner, left - 1) for inner in value) + "]"
    if isinstance(value, Digits):
        return str(value)
    return encode_basestring(value) if isinstance(value, str) else json.dumps(value)


def _too_deep() -> RecursionError:
    return RecursionError("nested too deep")


def _check_depth(value: Any, left: int) -> None:
    for _ in flattened(value, left):
        pass


def _is_record(line: str) -> bool:
    try:
        return isinstance(_DECODER.decode(line), dict | list)
    except (ValueError, RecursionError, _Constant):
        return False


def _is_doubled(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value, _Pairs) or any(map(_is_doubled, value.values()))
    return isinstance(value, list) and any(map(_is_doubled, value))


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


def _reason(message: str) -> str:
    return message[:1].lower() + message[1:].removesuffix(" at")
