"""Which of the possible types a column has, decided by every row of the file."""

import re
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.errors import ImportFailed
from jobs.imports.inference import Column, Guess, Spec

MOST_OPTIONS = 2_000
_NOUNS = {
    "boolean": "yes or no",
    "integer": "whole numbers",
    "number": "numbers",
    "currency": "amounts",
    "date": "dates",
    "datetime": "dates with a time",
    "email": "e-mail addresses",
    "url": "links",
    "phone": "phone numbers",
    "text": "one line of up to 1,000 characters",
}


class FirstCount:
    """Counts the cells that do not convert to the first guess of each column, while rows still arrive.

    Not those of texts: whether these are short lines is known without a look at each.
    """

    def __init__(self, worker: psycopg.Connection, columns: Sequence[Column]) -> None:
        self._worker = worker
        self._columns = [column for column in columns if not _is_plain_text(column.guess.spec)]
        self._specs = Jsonb(_specs(self._columns))
        self._bad = [0] * len(_specs(self._columns))
        self._place: str | None = None

    def __call__(self) -> None:
        """Of the rows that have arrived since the last call."""
        if not self._columns:
            return
        row = self._worker.execute(
            "select bad, last::text from private.count_bad_cells_behind(%s, %s::tid)",
            [self._specs, self._place],
        ).fetchone()
        assert row is not None  # noqa: S101
        self._bad = [a + b for a, b in zip(self._bad, row[0], strict=True)]
        self._place = row[1]

    def of(self, columns: Sequence[Column], *, is_short: bool) -> list[int] | None:
        """The count for each guess and rival of these columns; None where a pass over the rows must tell."""
        if self._place is None and self._columns:
            return None
        if not is_short and len(self._columns) < len(columns):
            return None
        bad = iter(self._bad)
        return [0 if _is_plain_text(spec) else next(bad) for spec in _specs(columns)]


def settle(
    worker: psycopg.Connection, columns: Sequence[Column], width: int, first: Sequence[int] | None = None
) -> None:
    """Leaves one guess in each column, with its reason and the count of cells that do not convert.

    `first` is what FirstCount has counted. Raises ImportFailed where the values of a declared date can be
    read in two ways.
    """
    ambiguous = _try_guesses(worker, columns, width, first)
    orders = {_order(c.guess.spec) for c in columns if c not in ambiguous} - {None}
    for column in ambiguous:
        _decide(worker, column, orders, width)
    _try_guesses(worker, [c for c in ambiguous if len(c.guesses) > 1], width)


def find_options(worker: psycopg.Connection, column: Column, width: int) -> None:
    """Options from the values of a select column, in the order they appear, behind those it has."""
    spec = column.guess.spec
    separator = spec["format"] if spec["type"] == "multi_select" else None
    row = worker.execute(
        "select private.find_distinct_cells(%s, %s, %s)", [Jsonb(spec), separator, width]
    ).fetchone()
    values: list[str] = row[0] if row else []
    there = spec["config"].get("options", [])
    known = spec.get("labels", {})
    values = [value for value in values if value.lower() not in known]
    if len(values) + len(there) > MOST_OPTIONS:
        raise ImportFailed(
            "too_many_options",
            f'Column "{column.name}" has more than {MOST_OPTIONS:,} different values:'
            f" too many for the options of a {spec['type']} column.",
        )
    labels: dict[str, str] = {}
    for value in values:
        if len(value) <= 200:
            labels.setdefault(value.lower(), value)
    ids = _option_ids(labels, {option["id"] for option in there})
    spec["labels"] = known | ids
    made = [{"id": ids[low], "label": label} for low, label in labels.items()]
    spec["config"] = {**spec["config"], "options": [*there, *made]}
    column.reason = f"{column.reason}; {len(labels):,} options from the values"
    if len(labels) < len(values):
        column.reason += f"; {len(values) - len(labels):,} differ only in case, or are too long"


def _try_guesses(
    worker: psycopg.Connection, columns: Sequence[Column], width: int, first: Sequence[int] | None = None
) -> list[Column]:
    """Tries the guesses of every column, one pass over the rows for all of them, until one fits.

    Returns the columns in which two readings fit.
    """
    ambiguous: list[Column] = []
    open_columns = list(columns)
    while open_columns:
        counts = iter(first or _count_bad(worker, _specs(open_columns), width))
        first = None
        again: list[Column] = []
        for column in open_columns:
            bad, rival_bad = next(counts), next(counts) if column.guess.rival else None
            if _fits(column, bad, rival_bad, ambiguous) or not _widen(worker, column, bad, width):
                continue
            again.append(column)
        open_columns = again
    return ambiguous


def _is_plain_text(spec: Spec) -> bool:
    return spec["type"] == "text" and not spec.get("config")


def _specs(columns: Sequence[Column]) -> list[Spec]:
    specs: list[Spec] = []
    for column in columns:
        specs += [column.guess.spec, *([column.guess.rival] if column.guess.rival else [])]
    return specs


def _fits(column: Column, bad: int, rival_bad: int | None, ambiguous: list[Column]) -> bool:
    guess = column.guess
    if bad == 0 and rival_bad == 0:
        ambiguous.append(column)
        return True
    if guess.rival is not None and rival_bad is not None and rival_bad < bad:
        if rival_bad > 0 and not column.is_declared:
            return False
        column.guesses = [Guess(guess.rival, None, guess.rival.get("words", ""))]
        bad = rival_bad
    elif bad > 0:
        return False
    column.bad = bad
    if not column.is_declared and column.guess.spec["type"] not in {"text", "long_text"}:
        column.reason = _why(column.guess)
    column.reason = column.reason or _why(column.guess)
    return True


def _widen(worker: psycopg.Connection, column: Column, bad: int, width: int) -> bool:
    """Goes on to the next guess; False where there is none, and the bad cells are the file's."""
    spec = column.guess.spec
    if not spec.get("padded") and spec["type"] not in {"text", "long_text"}:
        column.guess.spec = {**spec, "padded": True}
        if column.guess.rival:
            column.guess.rival["padded"] = True
        return True
    if len(column.guesses) == 1:
        column.bad = bad
        column.reason = column.reason or _why(column.guess)
        return False
    found = _describe(worker, spec, width)
    column.reason = _why_not(spec, found)
    column.guesses = column.guesses[1:]
    return True


def _decide(worker: psycopg.Connection, column: Column, orders: set[Any], width: int) -> None:
    """Both readings fit every value: another column of the file may tell, a guess may not."""
    spec, rival = column.guess.spec, column.guess.rival
    assert rival is not None  # noqa: S101
    example = _example(worker, spec, width)
    readings = [s for s in (spec, rival) if _order(s) in orders]
    if len(readings) == 1:
        column.guesses = [Guess(readings[0], None, readings[0].get("words", ""))]
        column.reason = f'"{example}" can be read in two ways; read like the other columns of the file'
    elif not column.is_declared:
        column.guesses = column.guesses[-2:]  # text, long_text
        column.reason = _ambiguity(spec, example)
    elif spec["type"] in {"date", "datetime"}:
        raise ImportFailed("date_order_ambiguous", f'Column "{column.name}": {_ambiguity(spec, example)}.')
    else:
        column.guesses = [Guess(spec, None)]


def _order(spec: Spec) -> str | None:
    """The part of a format that a whole file shares: the order of its dates, its decimal sign."""
    name = spec.get("format", "")
    if name[:4] in {"mdy/", "dmy/", "mdy-", "dmy-"}:
        return str(name[:3])
    return str(name) if name in {"thousands", "decimal_comma"} else None


def _ambiguity(spec: Spec, example: str) -> str:
    if spec["type"] in {"date", "datetime"}:
        return f'"{example}", like every other value, may have the day or the month first; declare which'
    return f'"{example}" may have a thousands separator or a decimal comma; declare which'


def _why(guess: Guess) -> str:
    spec = guess.spec
    words = f" written {guess.words}" if guess.words else ""
    if spec["type"] in {"text", "long_text"}:
        return "text" if spec["type"] == "text" else "text with line breaks, or long"
    reason = f"all values are {_NOUNS[spec['type']]}{words}"
    if spec["type"] == "date" and "midnight" in spec["format"]:
        reason += "; their time is always midnight"
    if spec["type"] == "datetime":
        reason += "; read as UTC where no zone is given"
    if spec["type"] == "currency":
        reason += f"; {spec['symbol']} is read as {spec['config']['currency']}"
    if spec.get("format") == "thousands":
        reason += "; the comma separates thousands"
    if spec.get("format") == "decimal_comma":
        reason += ", with a decimal comma"
    return reason


def _why_not(spec: Spec, found: dict[str, Any]) -> str:
    noun = _NOUNS[spec["type"]] + (f" written {spec['words']}" if spec.get("words") else "")
    reason = f'{found["bad"]:,} of {found["filled"]:,} values are not {noun}, e.g. "{found["example"]}"'
    if spec["type"] in {"text", "long_text"}:
        return reason
    return f"{reason}; declare what means empty, or the type, to make it {spec['type']}"


def _count_bad(worker: psycopg.Connection, specs: list[Spec], width: int) -> list[int]:
    row = worker.execute("select private.count_bad_cells(%s, %s)", [Jsonb(specs), width]).fetchone()
    return list(row[0]) if row else []


def _describe(worker: psycopg.Connection, spec: Spec, width: int) -> dict[str, Any]:
    row = worker.execute("select private.describe_bad_cells(%s, %s)", [Jsonb(spec), width]).fetchone()
    assert row is not None  # noqa: S101
    return dict(row[0])


def _example(worker: psycopg.Connection, spec: Spec, width: int) -> str:
    """The first value of a column: as an e-mail address, none of these converts."""
    text = {name: spec[name] for name in ("column", "constant", "split", "empty") if name in spec}
    return str(_describe(worker, text | {"type": "email"}, width)["example"])


def _option_ids(labels: dict[str, str], taken: set[str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for low in labels:
        base = re.sub(r"[^a-z0-9]+", "_", low).strip("_")[:50] or "option"
        identifier, number = base, 1
        while identifier in taken:
            number += 1
            identifier = f"{base}_{number}"
        taken.add(identifier)
        ids[low] = identifier
    return ids
