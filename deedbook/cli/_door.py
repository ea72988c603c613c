"""Who calls, and the door to the database that has that person's rights and no others."""

import secrets
from collections.abc import Mapping
from typing import Any, Self

import click
import msgspec
import psycopg

from deedbook.server.database import is_ours
from deedbook.settings import Settings

_CALL = (
    "select body from private.handle_request("
    "p_role => 'authenticated', p_claims => %s, p_request => %s, p_function => %s, p_arguments => %s)"
)
_PERSON = "select id::text, email from auth.users where lower(email) = lower(%s) and deleted_at is null"
_FIRST_OWNER = """
  select u.id::text, u.email
  from public.workspaces as w
  join public.workspace_members as m on m.workspace_id = w.id and m.role = 'owner'
  join auth.users as u on u.id = m.user_id
  where lower(w.name) = lower(%(workspace)s) or w.id::text = lower(%(workspace)s)
  order by w.created_at, m.created_at, u.id limit 1
"""


class Person(msgspec.Struct, frozen=True):
    """Whose rights count."""

    id: str
    email: str


class Door:
    """Calls functions as one person, with their rights and no others."""

    def __init__(self, url: str, person: Person, command: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, prepare_threshold=None, connect_timeout=10)
        self._claims = _encoded({"sub": person.id, "email": person.email, "role": "authenticated"})
        self._request = f"cli-{secrets.token_hex(8)}"
        self._path = f"deedbook {command}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def call(self, function: str, arguments: Mapping[str, Any] | None = None) -> Any:
        """What the function answers, decoded. Raises psycopg.Error for a refusal."""
        writes = ("create", "cancel", "update", "run", "revert")
        reads = not function.startswith(tuple(f"public.{verb}_" for verb in writes))
        request = {"id": self._request, "method": "CLI", "path": self._path, "read_only": reads}
        row = self._connection.execute(
            _CALL, [self._claims, _encoded(request), function, _encoded(arguments or {})]
        ).fetchone()
        return msgspec.json.decode(row[0]) if row and row[0] else None


def find_person(settings: Settings, workspace: str, email: str | None) -> tuple[Person, str]:
    """Whose rights count, and a word about it where nobody said."""
    owner_url = settings.need("database_url")
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        if email is not None:
            row = owner.execute(_PERSON, [email]).fetchone()
            if row is None:
                raise click.ClickException(f"Nobody here has the e-mail address {email}.")
            return Person(*row), ""
        if not is_ours(owner_url):
            raise click.UsageError("Say whose rights count: --as EMAIL.")
        row = owner.execute(_FIRST_OWNER, {"workspace": workspace}).fetchone()
    if row is None:
        raise click.ClickException(f'There is no workspace "{workspace}".')
    return Person(*row), ", the first owner of the workspace (--as names somebody else)"


def find_workspace(door: Door, wanted: str, person: Person) -> str:
    """The id of a workspace of that person."""
    found = named(door.call("public.find_workspaces")["workspaces"], wanted)
    if not found:
        raise click.ClickException(f'{person.email} has no workspace "{wanted}".')
    if len(found) > 1:
        ids = ", ".join(f["id"] for f in found)
        raise click.ClickException(
            f'{person.email} has several workspaces "{wanted}"; name one by id: {ids}.'
        )
    return str(found[0]["id"])


def named(rows: list[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """By id, else by name: as it is written, else ignoring case."""
    by_id = [row for row in rows if row["id"] == wanted.lower()]
    by_name = [row for row in rows if row["name"] == wanted]
    return by_id or by_name or [row for row in rows if row["name"].lower() == wanted.lower()]


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()
