"""What a reader is, whatever the file."""

from collections.abc import Iterator
from typing import Protocol

import msgspec

from jobs.imports.dialect import Dialect
from jobs.imports.encoding import Encoding
from jobs.imports.errors import Problem
from jobs.imports.rows import Row

Area = tuple[int, int, int, int]


class Sheet(msgspec.Struct, frozen=True):
    """A part of a file that may be imported: a sheet of a workbook, an array of a JSON document."""

    name: str
    is_visible: bool = True
    rows: int | None = None  # where they were counted


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, apart from its rows."""

    format: str  # csv, json, ndjson, xlsx, xls, xlsb, ods
    reason: str
    encoding: Encoding | None = None
    dialect: Dialect | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """`names` are those the file gives for certain; None where a row may hold them.

    `merged` are the ranges of merged cells: first row and column, last row and column, from 0.
    """

    @property
    def facts(self) -> Facts: ...
    @property
    def names(self) -> tuple[str, ...] | None: ...
    @property
    def merged(self) -> tuple[Area, ...]: ...

    def rows(self) -> Iterator[list[Row]]:
        """Every row from the first, blank ones too. May be called again."""
        ...
