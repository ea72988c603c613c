"""A list with a column of every type, its items, and a way to ask."""

import json
import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import psycopg

from jobs.slots import fill
from tests.query.oracle import Column, Oracle
from tests.support.server import Database

OPTIONS = ("new", "open", "won", "lost")
TAGS = ("garden", "pool", "view")
CONFIG: Mapping[str, Any] = {
    "select": {"options": [{"id": each, "label": each.title()} for each in OPTIONS]},
    "multi_select": {"options": [{"id": each, "label": each.title()} for each in TAGS]},
}
OPTIONS_OF: Mapping[str, tuple[str, ...]] = {"select": OPTIONS, "multi_select": TAGS}

# Alike in 200 characters, quotes and wildcards, digits beyond a double.
TEXTS = (
    "Elm St",
    "elm st",
    "ELM STREET",
    "12 Élm",
    "12 élm",
    "100%",
    "a_b",
    "O'Hara",
    '"x"',
    "\\",
    "$$",
    "ß",
    "zz",
    "😀",
    "\uffff",
)
LONG = ("x" * 200, "x" * 200 + "a", "X" * 200 + "A", "x" * 200 + "b", "x" * 199 + "é")
NUMBERS = (
    "0",
    "1",
    "-1",
    "2.50",
    "2.5",
    "0.1",
    "0.3",
    "0.30000000000000004",
    "9007199254740992",
    "9007199254740993",
    "-1e20",
    "7e30",
)
CITIES = ("Ulm", "ulm", "Köln")
RANGES: tuple[dict[str, int], ...] = ({"min": 1}, {"max": 5}, {"min": 2, "max": 4}, {"min": -1, "max": 1})
COLUMNS: Mapping[str, str] = {
    "address": "text",
    "notes": "long_text",
    "email": "email",
    "price": "currency",
    "size": "number",
    "rooms": "integer",
    "share": "percent",
    "stars": "rating",
    "drive": "duration",
    "sold": "boolean",
    "status": "select",
    "tags": "multi_select",
    "listed": "date",
    "seen": "datetime",
    "agent": "user",
    "place": "address",
    "spot": "geo_point",
    "budget": "number_range",
    "extra": "json",
    "number": "auto_number",
    "made_at": "created_at",
    "made_by": "created_by",
    "changed_at": "updated_at",
    "changed_by": "updated_by",
}
SLOTTED = ("address", "notes", "price", "size", "rooms", "sold", "status", "listed", "seen", "agent", "share")

ITEMS = """
select private.item_json(i)::text from public.items as i where list_id = %s and deleted_at is null
"""

_encoder = msgspec.json.Encoder(decimal_format="number")


class World:
    """One list of the workspace Demo."""

    def __init__(
        self, superuser: psycopg.Connection, people: Mapping[str, Any], seed: int, count: int
    ) -> None:
        self.superuser = superuser
        self.people = {name: str(value) for name, value in people.items()}
        self.random = random.Random(seed)  # noqa: S311  # data, no secret
        self.list_id = self._one(
            "insert into public.lists (workspace_id, name) values (tests.workspace(), 'All') "
            "returning id::text"
        )
        for key, type_ in COLUMNS.items():
            superuser.execute(
                "insert into public.list_columns (list_id, key, name, type, config) "
                "values (%s, %s, %s, %s, %s)",
                [self.list_id, key, key, type_, encoded(CONFIG.get(type_, {}))],
            )
        families: dict[str, str] = dict(
            superuser.execute("select type, family from public.column_types").fetchall()
        )
        self.columns = {
            key: Column(key, type_, families[type_], OPTIONS_OF.get(type_, ()))
            for key, type_ in COLUMNS.items()
        }
        for _ in range(count):
            self.insert()

    def insert(self, **fixed: Any) -> str:
        """A new item of random cells; the fixed ones as they are said. Returns its id."""
        values = {key: value for key in COLUMNS if (value := self.value(COLUMNS[key])) is not None} | fixed
        return self._one(
            "insert into public.items (list_id, values) values (%s, %s) returning id::text",
            self.list_id,
            encoded(values),
        )

    def value(self, type_: str) -> Any:
        """A random cell; None is an empty one, and so are all of types that nobody writes."""
        chance, pick = self.random, self.random.choice
        day = date.today() + timedelta(
            chance.randint(-400, 400) if chance.random() < 0.5 else chance.randint(-8, 8)
        )
        if chance.random() < 0.2 or type_.startswith(("created_", "updated_", "auto_")):
            return None
        makers: Mapping[str, Callable[[], Any]] = {
            "text": lambda: pick((*TEXTS, *LONG)),
            "long_text": lambda: pick((*TEXTS, *LONG)) + pick(("", "\nmore")),
            "email": lambda: pick(("a@b.co", "A@b.co", "z@b.co")),
            "currency": lambda: Decimal(chance.randint(0, 40)) / 4,
            "number": lambda: Decimal(pick(NUMBERS)),
            "integer": lambda: pick((1, 2, 3, 9007199254740991)),
            "percent": lambda: Decimal(chance.randint(0, 8)) / 8,
            "rating": lambda: chance.randint(1, 5),
            "duration": lambda: chance.randint(-3, 3) * 60,
            "boolean": lambda: pick((True, False)),
            "select": lambda: pick(OPTIONS),
            "multi_select": lambda: chance.sample(TAGS, chance.randint(1, 3)),
            "date": day.isoformat,
            "datetime": lambda: f"{day}T{chance.randint(0, 23):02}:30:00{pick(('', '.5', '.000001'))}Z",
            "user": lambda: self.people[pick(("owner", "admin", "editor", "member"))],
            "address": lambda: {
                "city": pick(CITIES),
                "country": pick(("DE", "AT")),
                "street": pick(TEXTS[:3]),
            },
            "geo_point": lambda: {"lat": chance.randint(-90, 90), "lng": chance.randint(-180, 180)},
            "number_range": lambda: pick(RANGES),
            "json": lambda: pick(({"a": 1}, [1, 2], "text", 5, False)),
        }
        return makers[type_]()

    def oracle(self, connection: psycopg.Connection, me: str, zone: str) -> Oracle:
        """The oracle of a caller, at the time of the transaction."""
        row = connection.execute("select now()").fetchone()
        assert row is not None
        members = self.superuser.execute(
            """
            select m.user_id::text from public.workspace_members as m
            join public.user_profiles as p on p.user_id = m.user_id
            where m.workspace_id = tests.workspace() order by lower(p.full_name) collate "C", 1
            """
        ).fetchall()
        return Oracle(self.columns, [member for (member,) in members], self.people.get(me, ""), row[0], zone)

    def items(self) -> list[dict[str, Any]]:
        """All items that are not in the trash."""
        rows = self.superuser.execute(
            ITEMS,
            [self.list_id],
        ).fetchall()
        return [decoded(text) for (text,) in rows]

    def give_slots(self, database: Database, *keys: str) -> None:
        """Slots for these columns, as queries of a large list ask for them, and the job that fills them."""
        self.superuser.execute(
            """
            insert into private.list_slots (list_id, column_id, workspace_id)
            select list_id, id, workspace_id from public.list_columns where list_id = %s and key = any (%s)
            on conflict do nothing
            """,
            [self.list_id, list(keys)],
        )
        run_job(database, self.list_id)

    def wrong_slots(self) -> list[Any]:
        """Items that hold in a slot what they should not."""
        row = self.superuser.execute(
            "select private.slots_wrong_sql(slots, 'i') from private.list_checks where list_id = %s",
            [self.list_id],
        ).fetchone()
        wrong = row[0] if row and row[0] else "false"
        statement = f"select id, values from public.items as i where list_id = %s and ({wrong})"
        return self.superuser.execute(statement.encode(), [self.list_id]).fetchall()

    def _one(self, statement: str, *parameters: Any) -> str:
        row = self.superuser.execute(statement.encode(), parameters).fetchone()
        assert row is not None
        return str(row[0])


def run_job(database: Database, list_id: str, batch: int = 7) -> int:
    """What the worker does with fill_slots, in this process; how many steps it took."""
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        return fill(worker, list_id, batch)


def ask(connection: psycopg.Connection, list_id: str, query: Mapping[str, Any]) -> dict[str, Any]:
    """query_items as the connection's caller."""
    row = connection.execute(
        "select public.query_items(%s, %s::jsonb)::text", [list_id, encoded(query)]
    ).fetchone()
    assert row is not None
    answer: dict[str, Any] = decoded(row[0])
    return answer


def encoded(value: Any) -> str:
    """JSON, decimals digit by digit."""
    return _encoder.encode(value).decode()


def decoded(text: str) -> Any:
    """JSON, decimals digit by digit."""
    return json.loads(text, parse_float=Decimal)
