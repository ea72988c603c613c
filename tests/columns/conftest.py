"""A list that is changed through the doors that people use, and a worker in this process."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from jobs.columns import change
from tests.conftest import ConnectAs
from tests.support.server import Database


class Desk:
    """What the manager does to lists of the workspace Demo."""

    def __init__(self, database: Database, superuser: psycopg.Connection, connect_as: ConnectAs) -> None:
        self.database = database
        self.superuser = superuser
        self.manager = connect_as("manager")
        self.workspace_id = self.one("select tests.workspace()::text")

    def one(self, statement: str, *parameters: Any) -> Any:
        """The first value, as the superuser sees it."""
        row = self.superuser.execute(statement.encode(), parameters).fetchone()
        return row[0] if row else None

    def call(self, function: str, /, connection: psycopg.Connection | None = None, **arguments: Any) -> Any:
        """A function of public, by the manager unless somebody else asks."""
        named = ", ".join(f"{name} => %s" for name in arguments)
        values = [json.dumps(v) if isinstance(v, dict) or _is_json(n) else v for n, v in arguments.items()]
        row = (
            (connection or self.manager)
            .execute(f"select public.{function}({named})".encode(), values)
            .fetchone()
        )
        assert row is not None
        return row[0]

    def make_list(self, *columns: dict[str, Any], name: str = "Sales") -> str:
        """A list with these columns."""
        return str(
            self.call("create_list", workspace_id=self.workspace_id, name=name, columns=list(columns))["id"]
        )

    def columns(self, list_id: str) -> dict[str, dict[str, Any]]:
        """The columns that are shown, by name."""
        found = self.call("find_columns", list_id=list_id)["columns"]
        return {column["name"]: column for column in found}

    def insert(self, list_id: str, *values: dict[str, Any]) -> None:
        """Items, in this order."""
        for one in values:
            self.superuser.execute(
                "insert into public.items (list_id, values) values (%s, %s)", [list_id, json.dumps(one)]
            )

    def fill(self, list_id: str, count: int, sql: str) -> None:
        """Many items; `sql` makes the values of the nth."""
        statement = (
            f"insert into public.items (list_id, values) select %s, {sql} from generate_series(1, %s) as n"
        )
        self.superuser.execute(statement.encode(), [list_id, count])

    def cells(self, list_id: str, key: str) -> list[Any]:
        """A column of all items, the trash included."""
        rows = self.superuser.execute(
            "select values -> %s from public.items where list_id = %s order by id", [key, list_id]
        ).fetchall()
        return [cell for (cell,) in rows]

    def count(self, list_id: str, **condition: Any) -> int:
        """How many items a query counts."""
        answer = self.call(
            "query_items", list_id=list_id, query={"filter": condition, "count": True, "limit": 1}
        )
        return int(answer["count"]["rows"])

    def work(self, change_id: str, batch: int = 500) -> int:
        """What the worker does with change_column."""
        with psycopg.connect(self.database.worker_url, autocommit=True) as worker:
            return change(worker, change_id, batch)

    def wrong_items(self, list_id: str) -> int:
        """Items that their list would refuse today."""
        accepts = self.one("select accepts from private.list_checks where list_id = %s", list_id)
        return int(
            self.one(
                f"select count(*) from (select values as v from public.items where list_id = %s) as x"
                f" where ({accepts}) is not true".replace("%", "%%").replace("%%s", "%s", 1),
                list_id,
            )
        )


def _is_json(name: str) -> bool:
    return name in {
        *("columns", "config", "changes", "query", "items", "item_ids", "filter"),
        *("option_ids", "column_ids", "list_ids"),
    }


@pytest.fixture
def desk(database: Database, superuser: psycopg.Connection, connect_as: ConnectAs) -> Iterator[Desk]:
    """The manager at work."""
    yield Desk(database, superuser, connect_as)
