"""Columns of a list that is nowhere stored, and a way to compute formulas over rows of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
import psycopg

OPTIONS = {"new": "New lead", "won": "Won", "lost": "Lost"}
TAGS = {"g": "Garden", "p": "Pool", "v": "View"}

# key: type of the column, whether it is a list
COLUMNS: Mapping[str, tuple[str, bool]] = {
    "price": ("currency", False),
    "size": ("number", False),
    "rooms": ("integer", False),
    "address": ("text", False),
    "notes": ("long_text", False),
    "status": ("select", False),
    "sold": ("boolean", False),
    "listed": ("date", False),
    "closed": ("date", False),
    "seen": ("datetime", False),
    "left_at": ("datetime", False),
    "tags": ("multi_select", False),
    "bids": ("currency", True),
    "days": ("date", True),
}

_encoder = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True)
class Compiled:
    """What private.compile_formula answers."""

    result_type: str
    value_sql: str
    depends_on: Sequence[str]
    is_volatile: bool


def identifier(key: str) -> str:
    """The id of a column."""
    return f"00000000-0000-7000-8000-{list(COLUMNS).index(key):012}"


def columns() -> list[dict[str, Any]]:
    """What compile_formula is told of the columns; names are the keys with capitals and spaces."""
    options: Mapping[str, Mapping[str, str]] = {"select": OPTIONS, "multi_select": TAGS}
    return [
        {
            "id": identifier(key),
            "key": key,
            "name": key.replace("_", " ").title(),
            "type": type_,
            "is_array": is_array,
            "value_sql": f"(i.values -> '{key}')",
            "options": [{"id": i, "label": label} for i, label in options.get(type_, {}).items()] or None,
        }
        for key, (type_, is_array) in COLUMNS.items()
    ]


def compiled(
    connection: psycopg.Connection, formula: str, known: Sequence[Mapping[str, Any]] | None = None
) -> Compiled:
    """The formula over these columns, or psycopg's error."""
    row = connection.execute(
        "select result_type, value_sql, depends_on::text[], is_volatile from private.compile_formula(%s, %s)",
        [formula, encoded(columns() if known is None else known)],
    ).fetchone()
    assert row is not None
    return Compiled(*row)


def computed(connection: psycopg.Connection, value_sql: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """What the SQL gives for each row of values, decimals digit by digit."""
    source = "jsonb_array_elements($1) with ordinality as i (values, n)"
    statement = f"select ({value_sql})::text from {source} order by i.n"
    answers = psycopg.RawCursor(connection).execute(statement.encode(), [encoded(rows)]).fetchall()
    return [None if text is None else decoded(text) for (text,) in answers]


def value_of(connection: psycopg.Connection, formula: str, **values: Any) -> Any:
    """What a formula gives for one row."""
    return computed(connection, compiled(connection, formula).value_sql, [values])[0]


def problem_of(error: psycopg.Error) -> dict[str, Any]:
    """The place and the reason of formula_invalid."""
    assert error.diag.constraint_name == "formula_invalid", error
    problems: list[dict[str, Any]] = json.loads(error.diag.message_detail or "")
    assert len(problems) == 1
    return problems[0]


def encoded(value: Any) -> str:
    """JSON, decimals digit by digit."""
    return _encoder.encode(value).decode()


def decoded(text: str) -> Any:
    """JSON, decimals digit by digit."""
    return json.loads(text, parse_float=Decimal)
