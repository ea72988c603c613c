"""How the cells of a file are told apart: delimiter, quote, escape."""

from typing import Literal, TypedDict

import clevercsv
import msgspec
from clevercsv.dialect import SimpleDialect

from jobs.imports.options import Options

_SAMPLE = 16_000  # characters; the search grows faster than the text
_DELIMITERS = [",", ";", "\t", "|"]
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
    found = _detect(sample)
    if found is None or not found.delimiter:
        quote = '"' if options.quote is None else options.quote
        return Dialect(",", quote, "", "one column: no delimiter separates anything")
    # A sample without quotes says nothing about the rest of the file.
    quote = (found.quotechar or '"') if options.quote is None else options.quote
    escape = found.escapechar or ""
    return Dialect(
        found.delimiter, quote, escape, f"{_name(found.delimiter)}: gives the most regular rows and cells"
    )


def _detect(sample: str) -> SimpleDialect | None:
    text = sample[:_SAMPLE]
    if len(sample) > _SAMPLE:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    try:
        return clevercsv.Detector().detect(text, delimiters=_DELIMITERS)
    except clevercsv.Error:
        return None


def _name(delimiter: str) -> str:
    return _NAMES.get(delimiter, f'"{delimiter}"')
