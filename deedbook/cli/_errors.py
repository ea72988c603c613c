"""Errors for people: one line that says what was wrong and what to do."""

import psycopg

from deedbook.server import ServerError
from deedbook.settings import SettingsError


def explained(error: Exception) -> str:
    """One line about an error, with a hint where to look when it is none that we foresaw."""
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        said = _one_line(error).partition(" Is the server running")[0].removesuffix(".")
        return f"Cannot reach the database: {said}. `make run` starts one; DATABASE_URL names another."
    if isinstance(error, psycopg.Error):
        hint = f" {error.diag.message_hint}" if error.diag.message_hint else ""
        said = (error.diag.message_primary or _one_line(error)).rstrip(".")
        return f"{said}.{hint} (SQLSTATE {error.sqlstate})"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    foreseen = isinstance(error, ServerError | SettingsError) or type(error).__module__.startswith(
        ("deedbook", "api", "jobs")
    )
    if foreseen:
        return _one_line(error)
    return f"{type(error).__name__}: {_one_line(error)} (DEEDBOOK_DEBUG=1 shows where)"


def _one_line(error: Exception) -> str:
    return (
        " ".join(str(error).split()).removesuffix(".") + "." if str(error).strip() else type(error).__name__
    )
