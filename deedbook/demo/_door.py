"""The door that the API uses: the login `authenticator`, which becomes the person for each call."""

from typing import Any

import msgspec
import psycopg

from deedbook.demo._people import Person

_LEAVE = "select set_config('role', 'none', true), set_config('deedbook.change_id', '', true)"
_CALL = (
    "select body from private.handle_request("
    "p_role => 'authenticated', p_claims => %s, p_request => %s, p_function => %s, p_arguments => %s)"
)


class Door:
    """Calls functions as people, all in one transaction; each call is a change of its own."""

    def __init__(self, login: psycopg.Connection, ids: dict[str, str]) -> None:
        self._login = login
        self._ids = ids
        self._calls = 0

    def call(self, person: Person, function: str, **arguments: Any) -> Any:
        """What a function answers to this person, decoded."""
        self._calls += 1
        claims = {"sub": self._ids[person.email], "email": person.email, "role": "authenticated"}
        request = {"id": f"demo-{self._calls}", "method": "POST", "path": "/demo", "read_only": False}
        self._login.execute(_LEAVE)
        row = self._login.execute(
            _CALL, [_json(claims), _json(request), function, _json(arguments)]
        ).fetchone()
        return msgspec.json.decode(row[0]) if row and row[0] else None


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
