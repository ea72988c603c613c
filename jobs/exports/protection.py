"""Cells that no spreadsheet takes for a formula, and how they become what they were.

An apostrophe goes before a cell that begins with = + - @, also behind spaces and control characters, which
programs skip; before one that begins with a tab or a line break; and before one of spaces alone, which an
import would take for empty. Plain numbers stay as they are. Only the first apostrophe of such a cell is ever
ours, so that `release(protect(text)) == text` for every text.
"""

import re

MARK = "'"

_SKIPPED = r"[\s\x00-\x20\x7f-\xa0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
_RISKY = re.compile(rf"[\t\r\n]|{_SKIPPED}[=+\-@\uff0b\uff0d\uff1d\uff20\u2212]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def protect(text: str) -> str:
    """The cell as a file for spreadsheets has it."""
    return MARK + text if _is_risky(text) else text


def release(cell: str) -> str:
    """The text that was protected."""
    return cell[1:] if cell.startswith(MARK) and _is_risky(cell) else cell


def _is_risky(text: str) -> bool:
    bare = text.lstrip(MARK)
    if not bare:
        return False
    return bare.isspace() or (_RISKY.match(bare) is not None and _NUMBER.fullmatch(bare) is None)
