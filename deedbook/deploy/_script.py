"""Runs a file of SQL one statement at a time, so that an error can name the line it comes from."""

import re
from collections.abc import Iterator

import psycopg

from deedbook.deploy._errors import DeployError, describe, offset_in

# What may hold a semicolon that ends nothing. Words are tokens too, so that a$b is not read as a quote.
_TOKEN = re.compile(
    r"""
      --[^\n]*
    | /\*.*?\*/
    | [eE]'(?:[^'\\]|\\.|'')*'
    | '[^']*'
    | "[^"]*"
    | (?P<dollar>\$(?:[^\W\d]\w*)?\$).*?(?P=dollar)
    | (?P<atomic>\bbegin\s+atomic\b)
    | (?P<word>[^\W\d][\w$]*)
    | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BLANK = re.compile(r"(?:\s|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement of a file and the offset of its first word."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        if token["atomic"]:
            depth = 1
        elif depth:  # the body of a function in standard SQL
            depth += (word == "case") - (word == "end")
        elif token["end"]:
            yield from _statement(text, start, token.start())
            start = token.end()
    yield from _statement(text, start, len(text))


def _statement(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    blank = _BLANK.match(text, start, end)
    first = blank.end() if blank else start
    if first < end:
        yield first, text[first:end]


def run(connection: psycopg.Connection, name: str, text: str) -> None:
    """Runs a file in the open transaction. Raises DeployError with `name`, line and the server's words."""
    for offset, statement in statements(text):
        try:
            connection.execute(statement.encode())
        except psycopg.Error as error:
            line = line_at(text, offset + offset_in(statement, error))
            raise DeployError(f"{name}:{line}: {describe(error)}") from error


def line_at(text: str, offset: int) -> int:
    """The number of the line that holds an offset."""
    return text.count("\n", 0, offset) + 1
