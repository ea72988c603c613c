"""A JSON document read value by value: strict, every number as it is written, and the place of what is wrong.

The standard library's scanner does the work, on a window that moves over the file.
"""

import json
import re
from typing import IO, Any

from deedbook.import_limits import ImportLimits
from jobs.imports.errors import ImportFailed

_WINDOW = 1 << 18  # characters
LONGEST = 1 << 24  # characters of one value that is taken whole
_NEAR = 16  # the end of the window: what is wrong here may only be cut off
_SPACE = re.compile(r"[ \t\n\r]*")
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)', re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Digits(str):
    """A number as it is written."""


class Constant(Exception):
    """NaN or Infinity, which JSON does not know."""


class Doubled(dict[str, Any]):
    """An object in which a name came twice: the last value counts."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Doubled(made)


def _refuse(name: str) -> Any:
    raise Constant(name)


DECODER = json.JSONDecoder(
    parse_int=Digits, parse_float=Digits, parse_constant=_refuse, object_pairs_hook=_pairs
)


class Window:
    """A text file that is read value by value."""

    def __init__(self, file: IO[str], limits: ImportLimits) -> None:
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
                value, end = DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                is_open = error.pos > len(self._text) - _NEAR or error.msg.startswith("Unterminated string")
                behind = error.pos - self._place
                if not (is_open and self._more()):
                    raise self.wrong(reason_of(error.msg), self._place + behind) from error
                continue
            except Constant as error:
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
        if len(kept) > LONGEST:
            raise ImportFailed(
                "record_too_long", f"A value is longer than {LONGEST:,} characters at {self.where()}."
            )
        self._before += len(dropped)
        self._lines += dropped.count("\n")
        self._column = len(dropped) - dropped.rfind("\n") if "\n" in dropped else self._column + len(dropped)
        block = self._file.read(max(_WINDOW, len(kept)))
        self._is_end = not block
        self._text, self._place = kept + block, 0
        return bool(block)


def nested_too_deep(most: int, where: str) -> ImportFailed:
    """The error of a document of too many levels."""
    return ImportFailed(
        "nested_too_deep", f"The document is nested more than {most:,} levels deep (IMPORT_NESTING) {where}."
    )


def reason_of(message: str) -> str:
    """What json says is wrong, inside a sentence."""
    return message[:1].lower() + message[1:].removesuffix(" at")
