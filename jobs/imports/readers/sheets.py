"""Workbooks: .xlsx, .xlsb, .xls and .ods, through calamine. The sheet that is read is in memory whole."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from deedbook.import_limits import ImportLimits
from jobs.imports.errors import ImportFailed, Problem
from jobs.imports.options import Options
from jobs.imports.readers.archive import Archive, damaged, encrypted
from jobs.imports.readers.base import Facts, Sheet
from jobs.imports.readers.biff import is_encrypted, xls_marks
from jobs.imports.readers.marks import Marks, ods_marks, xlsb_marks, xlsx_marks
from jobs.imports.readers.values import TEXT
from jobs.imports.rows import ROW_BYTES, Row, checked

_BATCH = 500  # rows
_NAMED = 10  # rows or cells that a problem names


class SheetReader:
    """One sheet of a workbook."""

    names = None

    def __init__(
        self, path: Path, kind: str, archive: Archive | None, options: Options, limits: ImportLimits
    ) -> None:
        self._limits = limits
        if archive is not None:
            for name in archive.parts:
                for block in archive.unpack(name):
                    if name == "META-INF/manifest.xml" and b"encryption-data" in block:
                        raise encrypted()
        elif is_encrypted(path):
            raise encrypted()
        book = _open(path, kind)
        self._sheet, sheets = _choose(book, options.sheet)
        if (width := self._sheet.width) > limits.columns:
            raise ImportFailed(
                "too_many_columns",
                f'The sheet "{self._sheet.name}" has {width:,} columns;'
                f" a list has at most {limits.columns:,}.",
            )
        self._first_column = (self._sheet.start or (0, 0))[1]
        self._marks = _marks(path, kind, archive, self._sheet.name, [s.name for s in sheets], limits)
        merged = self._sheet.merged_cell_ranges or []
        self.merged = tuple(
            (a, b - self._first_column, c, d - self._first_column) for (a, b), (c, d) in merged
        )
        self._filled = self.merged if options.fill_merged else ()
        self.facts = Facts(
            format=kind,
            reason="the content of the file says it, whatever its name is",
            sheets=sheets,
            sheet=self._sheet.name,
            problems=tuple(self._problems(sheets, options)),
        )

    def rows(self) -> Iterator[list[Row]]:
        """Every row of the sheet from its first, blank ones too."""
        errors, instead = self._by_row(self._marks.errors), self._by_row(self._marks.texts)
        batch: list[Row] = []
        filling: list[tuple[tuple[int, int, int, int], str]] = []
        for number, cells in enumerate(self._values()):
            row = [TEXT[type(cell)](cell) for cell in cells]
            for column, text in errors.get(number, ()):
                if 0 <= column < len(row) and not row[column]:
                    row[column] = text
            for column, text in instead.get(number, ()):
                if 0 <= column < len(row):
                    row[column] = text
            if self._filled:
                filling = self._fill(number, row, filling)
            batch.append(row)
            if len(batch) == _BATCH:
                yield self._checked(batch)
                batch = []
        if batch:
            yield self._checked(batch)

    def _values(self) -> Iterator[list[Any]]:
        try:
            yield from self._sheet.iter_rows()
        except OverflowError as error:
            raise damaged("a length of time in it has more than 999,999,999 days") from error

    def _by_row(self, marks: dict[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (place, column), text in marks.items():
            by_row.setdefault(place, []).append((column - self._first_column, text))
        return by_row

    def _fill(
        self, number: int, row: list[str], filling: list[tuple[tuple[int, int, int, int], str]]
    ) -> list[tuple[tuple[int, int, int, int], str]]:
        """Writes the value of merged cells into each of them."""
        filling = [pair for pair in filling if pair[0][2] >= number]
        filling += [(area, row[area[1]]) for area in self._filled if area[0] == number and area[1] < len(row)]
        for (_, first, _, last), text in filling:
            for column in range(first, min(last + 1, len(row))):
                row[column] = text
        return filling

    def _checked(self, batch: list[Row]) -> list[Row]:
        limit = self._limits.cell_length
        longest = max(sum(map(len, row)) for row in batch if isinstance(row, list))
        return checked(batch, limit) if longest > min(limit, ROW_BYTES // 4) else batch

    def _problems(self, sheets: tuple[Sheet, ...], options: Options) -> Iterator[Problem]:
        others = [
            f'"{sheet.name}"' + ("" if sheet.is_visible else " (hidden)")
            for sheet in sheets
            if sheet.name != self._sheet.name
        ]
        if others and options.sheet is None:
            words = f'The sheet "{self._sheet.name}" is read; not read: {_names(others)}.'
            yield Problem("other_sheets", words)
        marks = self._marks
        if rows := marks.hidden_rows:
            words = f"Hidden rows are read like the others: {_names([f'{row}' for row in rows])}."
            yield Problem("hidden_rows", words, rows[0])
        if marks.hidden_columns:
            words = f"Hidden columns are read like the others: {marks.hidden_columns:,}."
            yield Problem("hidden_columns", words)
        if marks.errors:
            cells = [f"{_place(*place)} {text}" for place, text in marks.errors.items()]
            words = f"Cells with an error are read as its text: {_names(cells)}."
            yield Problem("error_cells", words, next(iter(marks.errors))[0] + 1)
        if marks.unplaced_errors:
            count = f"{marks.unplaced_errors:,}; the file does not say which"
            words = f"Cells with an error are read as empty: {count}."
            yield Problem("error_cells", words)
        if marks.no_days:
            cells = [f"{_place(*place)} {marks.texts[place]}" for place in marks.no_days]
            words = f"Cells are shown as days that no calendar has; their numbers are kept: {_names(cells)}."
            yield Problem("no_such_day", words, marks.no_days[0][0] + 1)
        if marks.unplaced_days:
            count = f"{marks.unplaced_days:,}; the file does not say which"
            words = f"Cells are shown as days that no calendar has, and may be read as others: {count}."
            yield Problem("no_such_day", words)
        if marks.too_large:
            cells = [f"{_place(*place)} {marks.texts[place]}" for place in marks.too_large]
            words = f"Numbers larger than any number of a workbook are kept as text: {_names(cells)}."
            yield Problem("number_too_large", words, marks.too_large[0][0] + 1)
        if marks.uncached:
            cells = [_place(*place) for place in marks.uncached]
            words = (
                f"Formulas without a stored value are read as empty: {_names(cells)}."
                " Open the file in a spreadsheet program and save it."
            )
            yield Problem("formulas_without_value", words, marks.uncached[0][0] + 1)
        if self.merged:
            first = self._first_column
            areas = [f"{_place(a, b + first)}:{_place(c, d + first)}" for a, b, c, d in self.merged]
            how = "every cell of them" if options.fill_merged else "the first cell of each"
            words = f"Of merged cells, {how} has the value: {_names(areas)}."
            yield Problem("merged_cells", words, self.merged[0][0] + 1)


def _open(path: Path, kind: str) -> calamine.CalamineWorkbook:
    """calamine goes by the end of the name, which an uploaded file does not have and others may lie in."""
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder, f"workbook.{kind}")
        named.symlink_to(path.absolute())
        try:
            return calamine.CalamineWorkbook.from_path(str(named))
        except calamine.PasswordError as error:
            raise encrypted() from error
        except (calamine.CalamineError, OSError) as error:
            raise damaged(str(error).rstrip(".")) from error


def _choose(
    book: calamine.CalamineWorkbook, wanted: str | int | None
) -> tuple[calamine.CalamineSheet, tuple[Sheet, ...]]:
    """The sheet that was named, else the first visible one that is not empty."""
    all_sheets = [m for m in book.sheets_metadata if m.typ is calamine.SheetTypeEnum.WorkSheet]
    visible = [m for m in all_sheets if m.visible is calamine.SheetVisibleEnum.Visible]
    chosen = _named([m.name for m in all_sheets], wanted) if wanted is not None else None
    rows: dict[str, int] = {}
    found = None
    for name in (
        [chosen]
        if chosen is not None
        else [m.name for m in visible + [m for m in all_sheets if m not in visible]]
    ):
        sheet = _load(book, name)
        rows[name] = sheet.end[0] + 1 if sheet.end else 0
        if sheet.height or chosen is not None:
            found = sheet
            break
    if found is None or not found.height:
        raise ImportFailed(
            "file_empty",
            "The workbook has no rows." if found is None else f'The sheet "{found.name}" has no rows.',
        )
    return found, tuple(Sheet(m.name, m in visible, rows.get(m.name)) for m in all_sheets)


def _named(names: list[str], wanted: str | int) -> str:
    if isinstance(wanted, int) and 0 < wanted <= len(names):
        return names[wanted - 1]
    for name in names:
        if name == wanted:
            return name
    for name in names:
        if name.lower() == str(wanted).strip().lower():
            return name
    raise ImportFailed(
        "sheet_not_found", f'The workbook has no sheet "{wanted}"; its sheets are: {", ".join(names)}.'
    )


def _load(book: calamine.CalamineWorkbook, name: str) -> calamine.CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except (calamine.CalamineError, OSError) as error:
        raise damaged(f'sheet "{name}": {str(error).rstrip(".")}') from error


def _marks(
    path: Path, kind: str, archive: Archive | None, sheet: str, names: list[str], limits: ImportLimits
) -> Marks:
    if kind == "xls":
        return xls_marks(path, sheet)
    fresh = Archive(path, limits.unpacked_size)
    if kind == "ods":
        return ods_marks(fresh, names.index(sheet))
    return xlsb_marks(fresh, sheet) if kind == "xlsb" else xlsx_marks(fresh, sheet)


def _names(things: list[str]) -> str:
    more = f" and {len(things) - _NAMED:,} more" if len(things) > _NAMED else ""
    return ", ".join(things[:_NAMED]) + more


def _place(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
