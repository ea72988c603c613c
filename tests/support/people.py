"""The named people of tests/pgtap/helpers.sql, for tests in Python."""

from typing import Any
from uuid import UUID

import psycopg

MEMBERS = ("owner", "admin", "manager", "editor", "member")
STRANGERS = ("invited", "revoked", "removed", "outsider", "other_owner")
PEOPLE = (*MEMBERS, *STRANGERS)
PASSWORD = "deedbook-demo-only"


def email(name: str) -> str:
    """The address that a named person signs in with."""
    return f"{name}@demo.example"


def claims(identifier: UUID, name: str) -> dict[str, Any]:
    """What the access token of a named person says."""
    return {"sub": str(identifier), "role": "authenticated", "aud": "authenticated", "email": email(name)}


def ids(connection: psycopg.Connection) -> dict[str, UUID]:
    """Named people by name."""
    return dict(connection.execute("select name, id from tests.people").fetchall())
