"""One story through the API's dispatcher, through PostgREST and in SQL: the same answers, the same state."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.supabase.postgrest import Answer, Catalogue, Client
from tests.support import people
from tests.support.server import Database, TestServer

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:\+00:00|\+00|Z)?")
_TOKEN = re.compile(r'(?<="token": ")[A-Za-z0-9_-]{43}(?=")')


STORY: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("story.toml").read_text())["step"]

Door = Callable[[str | None, str, Mapping[str, Any]], Answer]


class Doors:
    """The three ways in, over one login of the API."""

    def __init__(self, database: Database) -> None:
        self.connection = psycopg.connect(database.api_url)
        with psycopg.connect(database.superuser_url) as superuser:
            self.ids = {name: str(value) for name, value in people.ids(superuser).items()}
            self.catalogue = Catalogue.load(superuser)
        self.number = 0

    def rest(self, person: str | None, function: str, arguments: Mapping[str, Any]) -> Answer:
        """As the API does it."""
        request = {"id": self._request(), "method": "POST", "path": "/", "read_only": False}
        claims = self._claims(person)
        given = [json.dumps(value) for value in (claims, request, arguments)]
        return self._ask(
            "select body from private.handle_request(%s, %s, %s, %s, %s)",
            [claims["role"], *given[:2], f"public.{function}", given[2]],
        )

    def postgrest(self, person: str | None, function: str, arguments: Mapping[str, Any]) -> Answer:
        """As PostgREST does it."""
        claims = self._claims(person)
        headers = {"x-request-id": self._request()}
        client = Client(self.connection, self.catalogue, claims["role"], claims, headers, keep=True)
        return client.rpc(function, arguments)

    def sql(self, person: str | None, function: str, arguments: Mapping[str, Any]) -> Answer:
        """As somebody at psql does it, who has become that person for the session."""
        claims = self._claims(person)
        self.connection.execute(
            "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true), "
            "set_config('request.id', %s, true), set_config('timezone', 'UTC', true)",
            [claims["role"], json.dumps(claims), self._request()],
        )
        types = self.catalogue.parameters[function]
        named = ", ".join(f'"{name}" => %s::{types[name]}' for name in arguments)
        values = [value if isinstance(value, str) else json.dumps(value) for value in arguments.values()]
        return self._ask(f"select public.{function}({named})::text", values)

    def close(self) -> None:
        """Ends the session."""
        self.connection.close()

    def _claims(self, person: str | None) -> dict[str, Any]:
        if person is None:
            return {"role": "anon"}
        return {"sub": self.ids[person], "role": "authenticated", "email": people.email(person)}

    def _request(self) -> str:
        self.number += 1
        return f"request-{self.number}"

    def _ask(self, statement: str, values: list[Any]) -> Answer:
        try:
            row = self.connection.execute(statement.encode(), values).fetchone()
            self.connection.commit()
        except psycopg.Error as error:
            return Answer(error=error)
        finally:
            self.connection.rollback()
        assert row is not None
        return Answer(json.loads(row[0]) if row[0] else "")


@pytest.fixture(scope="module")
def twins(server: TestServer) -> Iterator[Callable[[], Database]]:
    """Clones in which the named people have the same ids."""
    original, made = server.clone(), []

    def clone() -> Database:
        made.append(server.clone(original.name))
        return made[-1]

    yield clone
    for database in (*made, original):
        server.drop(database)


def _tell(doors: Doors, door: Door, workspace: str) -> list[Any]:
    """The answers of the story, without what no two tellings share."""
    known = {"workspace": workspace, **doors.ids}
    names = {value: name for name, value in known.items()}
    told = []
    for step in STORY:
        who, call = step.get("who"), step["call"]
        answer = door(who, call, _filled(step["with"], known))
        if answer.error is not None:
            diag = answer.error.diag
            refusal = f"{answer.error.sqlstate} {diag.constraint_name or ''}".strip()
            assert refusal == step.get("refused"), f"{who} {call}: {answer.error}"
            text = f"{refusal} {diag.message_primary} {diag.message_detail} {diag.message_hint}"
        else:
            assert "refused" not in step, f"{who} {call} was not refused"
            text = json.dumps(answer.body, sort_keys=True)
            for name, path in step.get("keep", {}).items():
                value: Any = answer.body
                for part in path.split("."):
                    value = value[int(part)] if part.isdigit() else value[part]
                known[name] = value
        told.append(_plain(text, names))
    return told


def _filled(arguments: Any, known: Mapping[str, str]) -> Any:
    if isinstance(arguments, str):
        return known[arguments[1:]] if arguments.startswith("$") else arguments
    if isinstance(arguments, Mapping):
        return {key: _filled(value, known) for key, value in arguments.items()}
    return [_filled(value, known) for value in arguments] if isinstance(arguments, list) else arguments


def _plain(text: str, names: dict[str, str]) -> str:
    """Ids by the order in which they turned up, no times, no secrets."""
    text = _TOKEN.sub("<token>", _TIME.sub("<time>", text))
    text = re.sub(r'"next_cursor": "[^"]+"|"transaction_id": "?\d+"?', "<place>", text)
    return _UUID.sub(lambda found: names.setdefault(found[0], f"<id {len(names)}>"), text)


def _state(database: Database, names: dict[str, str]) -> list[str]:
    """Every row of the tables that the story touches, in the order of their making."""
    tables = {
        "workspaces": "id", "workspace_members": "created_at, user_id", "workspace_invitations": "id",
        "lists": "id", "list_columns": "id", "items": "id", "views": "id", "comments": "id",
    }  # fmt: skip
    with psycopg.connect(database.superuser_url) as connection:
        rows = [
            row
            for table, order in tables.items()
            for row in connection.execute(
                f"select to_jsonb(t) from public.{table} t order by {order}".encode()
            )
        ]
        rows += connection.execute(
            "select to_jsonb(e) - 'transaction_id' from audit.events as e "
            "where request_id is not null order by id"
        )
    return [_plain(json.dumps(row, sort_keys=True), names) for row in rows]


def test_the_same_story_through_every_door(twins: Callable[[], Database]) -> None:
    tellings, states = {}, {}
    for name in ("rest", "postgrest", "sql"):
        database = twins()
        with closing(Doors(database)) as doors, psycopg.connect(database.superuser_url) as superuser:
            row = superuser.execute("select tests.workspace()::text").fetchone()
            assert row is not None
            superuser.rollback()
            tellings[name] = _tell(doors, getattr(doors, name), row[0])
            states[name] = _state(database, {value: key for key, value in doors.ids.items()})
    for name in ("postgrest", "sql"):
        for step, rest, other in zip(STORY, tellings["rest"], tellings[name], strict=True):
            assert other == rest, f"{step.get('who')} {step['call']} through {name}"
        assert states[name] == states["rest"], name


def test_tables_hold_the_same_rules_as_functions(twins: Callable[[], Database]) -> None:
    """Written straight into the tables, what breaks a rule gets the name that the function gives it."""
    database = twins()
    with closing(Doors(database)) as doors, psycopg.connect(database.superuser_url) as superuser:
        row = superuser.execute(
            "select tests.workspace()::text, tests.list()::text, min(id::text) from public.items "
            "where list_id = tests.list()"
        ).fetchone()
        assert row is not None
        superuser.rollback()
        workspace, list_id, item = row
        claims = doors._claims("owner")
        client = Client(doors.connection, doors.catalogue, "authenticated", claims)
        service = Client(doors.connection, doors.catalogue, "service_role", {})
        column = {"list_id": list_id, "type": "text"}
        bad_values: tuple[Any, ...] = ({"price": "x"}, {"nothing": 1}, [], {"address": "\n"})
        pairs = [
            (
                client.insert("items", {"list_id": list_id, "values": values}),
                client.rpc("create_items", {"list_id": list_id, "items": [{"values": values}]}),
            )
            for values in bad_values
        ]
        pairs += [
            (client.insert("list_columns", column | more), client.rpc("create_column", column | more))
            for more in ({"name": "Price"}, {"name": ""}, {"name": "A", "config": {"a": 1}})
        ]
        views: tuple[Any, ...] = (
            {"name": ""},
            {"name": "A", "kind": "calendar"},
            {"name": "A", "settings": {"a": 1}},
            {"name": "A", "query": {"sort": [{"column": "nope"}]}},
        )
        pairs += [
            (
                client.insert("views", {"list_id": list_id} | more),
                client.rpc("create_view", {"list_id": list_id} | more),
            )
            for more in views
        ]
        pairs += [
            (
                client.insert("comments", {"item_id": item} | more),
                client.rpc("create_comment", {"item_id": item} | more),
            )
            for more in ({"body": ""}, {"body": f"@[A]({list_id})"}, {"body": "A", "parent_id": item})
        ]
        pairs += [
            (
                client.insert("lists", {"workspace_id": workspace, "name": "Properties"}),
                client.rpc("create_list", {"workspace_id": workspace, "name": "Properties"}),
            ),
            (
                service.delete("workspace_members", workspace_id=workspace, user_id=doors.ids["owner"]),
                client.rpc("leave_workspace", {"workspace_id": workspace}),
            ),
            (
                client.update("workspaces", {"name": " "}, id=workspace),
                client.rpc("update_workspace", {"workspace_id": workspace, "changes": {"name": " "}}),
            ),
        ]
        for table, function in pairs:
            assert _refusal(table) == _refusal(function)


def _refusal(answer: Answer) -> tuple[str | None, str | None, str]:
    assert answer.error is not None
    detail = _UUID.sub("<id>", answer.error.diag.message_detail or "")
    return answer.error.sqlstate, answer.error.diag.constraint_name, detail
