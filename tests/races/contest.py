"""Two callers at the same moment, over and over, on connections of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import LiteralString
from uuid import UUID

import msgspec
import psycopg
from psycopg import IsolationLevel

from tests.support import people as named
from tests.support.server import Database

ROUNDS = 200
LEVELS = (IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE)

# What a caller who lost may be told; anything else is a defect of its own.
LOST = frozenset(
    {"workspace_keeps_an_owner", "capability_required", "member_not_found", "workspace_not_found"}
)
TRY_AGAIN = frozenset({"40001", "40P01"})

Move = tuple[LiteralString, Sequence[object]]


class Caller:
    """One connection that acts as a person, or as the service role."""

    def __init__(
        self, database: Database, person: str | None, identifier: UUID | None, level: IsolationLevel
    ):
        self.connection = psycopg.connect(database.api_url)
        self.connection.isolation_level = level
        role = "authenticated" if person else "service_role"
        claims = named.claims(identifier, person) if person and identifier else {"role": role}
        self.connection.execute(
            "select set_config('role', %s, false), set_config('request.jwt.claims', %s, false)",
            [role, msgspec.json.encode(claims, enc_hook=str).decode()],
        )
        self.connection.commit()

    def play(self, move: Move, together: Barrier) -> str:
        """Moves once everybody has a snapshot: "done", or the name or SQLSTATE of the refusal."""
        try:
            self.connection.execute("select count(*) from public.workspaces")
            together.wait(timeout=20)
            self.connection.execute(*move)
            self.connection.commit()
        except psycopg.Error as error:
            self.connection.rollback()
            return error.diag.constraint_name or error.sqlstate or type(error).__name__
        return "done"


def rounds(
    callers: Sequence[Caller],
    set_up: Callable[[], Sequence[Move]],
    check: Callable[[list[str]], None],
    count: int = ROUNDS,
) -> None:
    """Plays `count` rounds: set_up gives each caller's move, check looks at the outcomes and the state."""
    with ThreadPoolExecutor(len(callers)) as pool:
        for _ in range(count):
            moves = set_up()
            together = Barrier(len(callers))
            played = [
                pool.submit(caller.play, move, together) for caller, move in zip(callers, moves, strict=True)
            ]
            check([future.result(timeout=30) for future in played])
    for caller in callers:
        caller.connection.close()
