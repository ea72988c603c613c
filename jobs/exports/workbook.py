"""Excel files, a row at a time: what is written is not kept in memory."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]

from jobs.exports.cells import Typed
from jobs.exports.errors import ExportFailed
from jobs.exports.names import Names, sheet_name
from jobs.exports.plan import Field, Options
from jobs.exports.protection import protect
from jobs.exports.table import Table

MOST_ROWS = 1_048_576  # of a sheet, its header included
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767  # of a cell

_SETTINGS = {
    "constant_memory": True,
    "use_zip64": True,
    # A text is a text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


class Workbook:
    """A file of one sheet per list; more where a list has more rows than a sheet takes. `notes` say so."""

    def __init__(self, path: Path, folder: Path, options: Options) -> None:
        self._book: Any = xlsxwriter.Workbook(str(path), _SETTINGS | {"tmpdir": str(folder)})
        self._is_safe = options.is_safe
        self._names = Names(31)
        self._header = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._percent = self._book.add_format({"num_format": "0.##%"})
        # As if somebody had typed an apostrophe before it: it stays a text also when it is edited.
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._quoted_header = self._book.add_format({"bold": True, "quote_prefix": True})
        self.notes: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for sheet in self._book.worksheets():
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()
            self._book.fileclosed = True  # else it is written when it is forgotten
            return
        try:
            self._book.close()
        except XlsxWriterException as error:
            if isinstance(error.args[0] if error.args else None, OSError):
                raise error.args[0] from error  # such as a full disk
            raise

    def add(self, table: Table) -> list[str]:
        """Writes a list; returns the names of its sheets."""
        if len(table.fields) > MOST_COLUMNS:
            raise ExportFailed(
                "too_many_columns",
                f'"{table.plan.name}" has {len(table.fields):,} columns;'
                f" an Excel sheet has at most {MOST_COLUMNS:,}.",
            )
        sheets: list[str] = []
        sheet, row = None, MOST_ROWS
        for batch in table.batches():
            for cells in batch:
                if row == MOST_ROWS:
                    sheet, row = self._new_sheet(table, sheets), 1
                for place, (field, cell) in enumerate(zip(table.fields, cells, strict=True)):
                    if cell is not None:
                        self._write(sheet, row, place, field, field.form.typed(cell))
                row += 1
        if sheet is None:
            self._new_sheet(table, sheets)
        if len(sheets) > 1:
            self.notes.append(
                f'"{table.plan.name}" has more rows than an Excel sheet takes'
                f" ({MOST_ROWS:,} with the header): it goes on in {', '.join(sheets[1:])}."
            )
        return sheets

    def add_empty(self) -> None:
        """A workbook without a sheet is none."""
        self._book.add_worksheet()

    def _new_sheet(self, table: Table, sheets: list[str]) -> Any:
        sheets.append(self._names.free(sheet_name(table.plan.name)))
        sheet = self._book.add_worksheet(sheets[-1])
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(table.names):
            sheet.write_string(0, place, name, self._quoted_header if self._is_risky(name) else self._header)
        return sheet

    def _write(self, sheet: Any, row: int, place: int, field: Field, value: Typed) -> None:
        if isinstance(value, str):
            self._write_text(sheet, row, place, field, value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, place, value, self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self._day)
        else:
            sheet.write_number(row, place, value, self._percent if field.form.is_percent else None)

    def _write_text(self, sheet: Any, row: int, place: int, field: Field, text: str) -> None:
        if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            raise ExportFailed(
                "cell_too_long",
                f'A cell of "{field.name}" (row {row + 1:,} of the sheet "{sheet.get_name()}") has'
                f" {len(text):,} characters; an Excel cell has at most {MOST_CHARACTERS:,}. Nothing was cut"
                " off: choose csv, json or ndjson, or leave the column out.",
            )
        if sheet.write_string(row, place, text, self._quoted if self._is_risky(text) else None) != 0:
            raise ExportFailed("internal_error", f'A cell of "{field.name}" could not be written.')

    def _is_risky(self, text: str) -> bool:
        return self._is_safe and protect(text) != text
