"""What the person asked; validated by private.check_import_options when the import was made."""

from typing import Any, Literal

import msgspec


class DeclaredType(msgspec.Struct, frozen=True):
    """A type that somebody named for a column: it is never widened."""

    type: str
    config: dict[str, Any] = {}
    format: str = ""


class Options(msgspec.Struct, frozen=True):
    """None: find out."""

    format: Literal["csv", "json", "ndjson", "workbook"] | None = None
    sheet: str | int | None = None
    records: str | None = None
    header_row: int | None = None
    header_rows: int | None = None
    skip_rows: int | None = None
    ragged: Literal["reject", "pad"] = "reject"
    blank_rows: Literal["skip", "keep"] = "skip"
    fill_merged: bool = False
    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    has_header: bool | None = None
    empty: tuple[str, ...] = ()
    types: dict[str, str | DeclaredType] = {}
    date_order: Literal["mdy", "dmy", "ymd"] | None = None
    decimal_comma: bool | None = None
    on_error: Literal["reject_row", "keep_empty"] = "reject_row"
    trim: bool = False
    is_protected: bool = False  # an export has put apostrophes before cells: jobs/exports/protection.py

    def declared(self) -> dict[str, DeclaredType]:
        """Declared types by column name in lower case."""
        return {
            name.strip().lower(): DeclaredType(given) if isinstance(given, str) else given
            for name, given in self.types.items()
        }
