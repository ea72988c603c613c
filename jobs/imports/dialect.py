"""How the cells of a file are told apart: delimiter, quote, escape."""

import csv
import io
import re
from typing import TYPE_CHECKING, Literal, TypedDict

import msgspec

from jobs.imports.options import Options

if TYPE_CHECKING:
    from clevercsv.dialect import SimpleDialect

_SAMPLE = 16_000  # characters; the search grows faster than the text
_DELIMITERS = [",", ";", "\t", "|"]
_RARE = "^~\x1f\x1e\x01¦§*#!"  # where none of the others separates anything
_FEWEST_RARE = 3  # rows
_ODD_QUOTES = re.compile(r"(?:^|[,;\t|])[ ]*'", re.MULTILINE)
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}


class Arguments(TypedDict):
    """Keyword arguments of csv.reader."""

    delimiter: str
    quotechar: str | None
    escapechar: str | None
    quoting: Literal[0, 3]


class Dialect(msgspec.Struct, frozen=True):
    """What separates and what quotes, and why."""

    delimiter: str
    quote: str
    escape: str
    reason: str

    def arguments(self) -> Arguments:
        """For csv.reader."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote or None,
            "escapechar": self.escape or None,
            "quoting": 0 if self.quote else 3,
        }


def find_dialect(sample: str, options: Options) -> Dialect:
    """By the shape and the types of the cells that each possibility would give."""
    if options.delimiter is not None:
        quote = '"' if options.quote is None else options.quote
        return Dialect(options.delimiter, quote, "", f"{_name(options.delimiter)} declared")
    text = _whole_lines(sample)
    quote = '"' if options.quote is None else options.quote
    if options.quote is None and (regular := _regular(text)):
        delimiter, width = regular
        return Dialect(delimiter, quote, "", f"{_name(delimiter)}: every row has {width:,} cells")
    found = _detect(text)
    if found is None or not found.delimiter:
        for rare in _RARE:
            if (cells := _width(text, rare, _FEWEST_RARE)) is not None and cells > 1:
                return Dialect(rare, quote, "", f"{_name(rare)}: every row has {cells:,} cells")
        return Dialect(",", quote, "", "one column: no delimiter separates anything")
    # A sample without quotes says nothing about the rest of the file.
    quote = (found.quotechar or '"') if options.quote is None else options.quote
    escape = found.escapechar or ""
    return Dialect(
        found.delimiter, quote, escape, f"{_name(found.delimiter)}: gives the most regular rows and cells"
    )


def _whole_lines(sample: str) -> str:
    text = sample[:_SAMPLE]
    if len(sample) <= _SAMPLE:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text


def _regular(text: str) -> tuple[str, int] | None:
    """The delimiter that gives every row as many cells, where no other does and nothing else is odd."""
    if "\\" in text or _ODD_QUOTES.search(text):
        return None
    widths = {delimiter: _width(text, delimiter) for delimiter in _DELIMITERS}
    found = [(delimiter, width) for delimiter, width in widths.items() if width is not None and width > 1]
    others = [d for d in _DELIMITERS if widths[d] is None and d in text]
    return found[0] if len(found) == 1 and not others else None


def _width(text: str, delimiter: str, fewest: int = 2) -> int | None:
    """How many cells every row has; None where they differ, or are few rows. The last may be cut off."""
    rows: list[list[str]] = []
    try:
        rows += filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    widths = set(map(len, rows))
    return widths.pop() if len(widths) == 1 and len(rows) >= fewest else None


def _detect(text: str) -> "SimpleDialect | None":
    import clevercsv  # slow to load, and seldom needed

    try:
        return clevercsv.Detector().detect(text, delimiters=_DELIMITERS)
    except clevercsv.Error:
        return None


def _name(delimiter: str) -> str:
    return _NAMES.get(delimiter, f'"{delimiter}"')
