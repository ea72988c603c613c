"""Cells on their way through a spreadsheet and back, in the CSV of the rows that did not come in."""

import re

REPORT_COLUMNS = ("deedbook_row", "deedbook_reasons")
"""What that CSV has beside the columns of the file; left out when it comes in again."""
# What a spreadsheet may take for a formula, also behind blanks; and what was guarded against that before.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-]?[0-9][0-9., \u00a0]*%?")


def guarded(cell: str) -> str:
    """With an apostrophe before what a spreadsheet may take for a formula; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def is_report_header(row: object) -> bool:
    """Whether a row is the header of that CSV."""
    return isinstance(row, list) and set(REPORT_COLUMNS) <= {str(cell).strip() for cell in row}


def unguarded(row: list[str]) -> list[str]:
    """The cells as they were before `guarded`."""
    return [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in row]
