"""The ways into the database that clients use, sent exactly as they send them."""

from collections.abc import Mapping
from typing import Any, LiteralString

import msgspec
import psycopg
from psycopg import sql
from psycopg.abc import Params
from psycopg.rows import TupleRow


def postgrest_envelope(
    connection: psycopg.Connection,
    role: str,
    claims: Mapping[str, Any],
    statement: LiteralString,
    params: Params | None = None,
    *,
    method: str = "POST",
    path: str = "/",
    headers: Mapping[str, str] | None = None,
) -> list[TupleRow] | None:
    """One request of PostgREST: its select of settings, then the statement, in one transaction.

    `connection` is a login as authenticator (Database.api_url). Returns the rows, or None where none come.
    """
    access = sql.SQL("read only" if method in {"GET", "HEAD"} else "read write")
    with connection.transaction():
        connection.execute(sql.SQL("set transaction isolation level read committed {}").format(access))
        connection.execute(
            """
            select set_config('search_path', '"public"', true), set_config('role', %s, true),
              set_config('request.jwt.claims', %s, true), set_config('request.method', %s, true),
              set_config('request.path', %s, true), set_config('request.headers', %s, true),
              set_config('request.cookies', '{}', true)
            """,
            [
                role,
                msgspec.json.encode(dict(claims), enc_hook=str).decode(),
                method,
                path,
                msgspec.json.encode(dict(headers or {})).decode(),
            ],
        )
        cursor = connection.execute(statement, params)
        return cursor.fetchall() if cursor.description else None
