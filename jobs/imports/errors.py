"""How an import ends early, and what it only warns of."""

import msgspec


class ImportFailed(Exception):
    """The file cannot be imported as asked. `code` is stable, the message is for the person who asked."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class ImportCancelled(Exception):
    """Somebody stopped the import; nothing of it stays."""


class ImportInterrupted(Exception):
    """The worker stops; the import starts again from the beginning in the next one."""


class Problem(msgspec.Struct, frozen=True):
    """Something about a file that a person should know; `row` counts from 1 in the file or sheet."""

    code: str
    message: str
    row: int | None = None
    column: str | None = None
    position: int | None = None


def too_many_rows(most: int) -> ImportFailed:
    """The error of a file that is too long."""
    return ImportFailed("too_many_rows", f"The file has more than {most:,} rows (IMPORT_ROWS): split it.")
