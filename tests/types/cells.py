"""Reads cells.txt, and makes a list for each of its sections."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg

VALUES = "values"
_REPEAT = re.compile(r"<<(.+?)\*(\d+)>>")


@dataclass(frozen=True)
class Case:
    """One line: the cell as it is sent, and what is to become of it."""

    line: int
    key: str
    verdict: str
    cell: str

    @property
    def body(self) -> str:
        """The values of an item with this cell alone."""
        return self.cell if self.key == VALUES else f'{{"{self.key}": {self.cell}}}'

    def __str__(self) -> str:
        return f"cells.txt:{self.line} {self.key} {self.verdict} {self.cell[:80]}"


@dataclass(frozen=True)
class Column:
    """One section: the column that its cells are written into."""

    key: str
    type: str
    config: Mapping[str, Any]


def read(people: Mapping[str, object]) -> tuple[list[Column], list[Case]]:
    """All columns and all cases."""
    names = {"{member}": str(people["member"]), "{outsider}": str(people["outsider"])}
    names["{upper}"] = str(people["member"]).upper()
    columns: list[Column] = []
    cases: list[Case] = []
    lines = (Path(__file__).parent / "cells.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("== "):
            type_, _, config = line[3:].partition(" ")
            key = type_ if type_ == VALUES else f"{type_}_{number}"
            columns.append(Column(key, type_, msgspec.json.decode(config or "{}")))
        elif line and not line.startswith("#"):
            verdict, _, cell = line.partition(" ")
            for name, value in names.items():
                cell = cell.replace(name, value)
            cell = _REPEAT.sub(lambda found: found[1] * int(found[2]), cell)
            cases.append(Case(number, columns[-1].key, verdict, cell))
    return [column for column in columns if column.key != VALUES], cases


def create_lists(connection: psycopg.Connection, columns: list[Column]) -> dict[str, str]:
    """A list for each column, in the workspace of the named people: ids by the key of the column."""
    lists = {}
    for column in columns:
        made = [
            {"key": column.key, "name": f"Column {column.key}", "type": column.type, "config": column.config}
        ]
        row = connection.execute(
            "select public.create_list(tests.workspace(), %s, columns => %s::jsonb) ->> 'id'",
            [f"Cells of {column.key}", msgspec.json.encode(made).decode()],
        ).fetchone()
        assert row is not None
        lists[column.key] = str(row[0])
    return lists
