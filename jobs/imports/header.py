"""Whether the first row names the columns, and what they are called."""

import re
from collections.abc import Sequence

import msgspec

from jobs.imports.formats import all_formats

LONGEST_NAME = 200
# What any format but a phone number begins with, or has; most names are none of it.
_MAYBE = re.compile(r"[0-9.$€£¥₹₩-]|https?:|(?:true|false|yes|no)$|.*@", re.IGNORECASE)


class Header(msgspec.Struct, frozen=True):
    """Names of the columns in the order of the file; `notes` say where a name is not the file's own."""

    exists: bool
    names: tuple[str, ...]
    reason: str
    notes: tuple[str, ...] = ()


def find_header(rows: Sequence[Sequence[str]], declared: bool | None) -> Header:
    """`rows` is the start of the file, with at least one row."""
    exists, reason = (declared, "declared") if declared is not None else looks_like_header(rows)
    if not exists:
        return Header(False, tuple(f"Column {n}" for n in range(1, len(rows[0]) + 1)), reason)
    names, notes = _names(rows[0])
    return Header(True, names, reason, notes)


def named_header(names: Sequence[str], reason: str) -> Header:
    """A header whose names are known."""
    found, notes = _names(names)
    return Header(True, found, reason, notes)


def looks_like_header(rows: Sequence[Sequence[str]]) -> tuple[bool, str]:
    """Whether the first row has names, and why."""
    first, others = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    for n, cell in enumerate(first):
        value = cell.strip()
        kind = kind_of(value)
        if kind and kind != "boolean" and any(kind_of(row[n].strip()) == kind for row in others):
            return False, f'the first row has a value like those below it: "{value[:50]}"'
    return True, "no value of the first row looks like those below it"


def kind_of(value: str) -> str | None:
    """The type of a value that is more than text; numbers are all one."""
    if not _MAYBE.match(value):
        return None
    for form in all_formats():
        if form.type != "phone" and form.fits(value):
            return "number" if form.type in {"integer", "number", "currency"} else form.type
    return None


def _names(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names: list[str] = []
    notes: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        given = re.sub(r"[\s\0]+", " ", cell).strip()
        name = base = given[:LONGEST_NAME] or f"Column {number}"
        count = 1
        while name.lower() in taken:
            count += 1
            name = f"{base[: LONGEST_NAME - 8]} {count}"
        if name != given:
            why = (
                "has no name"
                if not given
                else "has a name that another has already"
                if count > 1
                else "has a long name"
            )
            notes.append(f'Column {number} {why}: it is called "{name}".')
        taken.add(name.lower())
        names.append(name)
    return tuple(names), tuple(notes)
