"""The one statement of every request, and what happens when it fails.

Nothing here depends on a session: no prepared statements, no SET, no transaction block, so PgBouncer in
transaction mode can sit in between. The answer leaves as the bytes that PostgreSQL made.
"""

import asyncio
import logging
import random
import time
from typing import Any

import msgspec
import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout, TooManyRequests

from api.errors import ErrorTable, Problem
from api.limits import Limits

_CALL = (
    "select body, replayed from private.handle_request("
    "p_role => %s, p_claims => %s, p_request => %s::jsonb, p_function => %s, p_arguments => %s::jsonb)"
)
_ATTEMPTS = 4
_ANONYMOUS = '{"role":"anon"}'
_SERVICE = '{"role":"service_role"}'

log = logging.getLogger("deedbook.api")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for what. `request` and `arguments` are JSON."""

    role: str
    claims: str
    request: bytes
    function: str
    arguments: bytes
    is_repeatable: bool  # reads, and writes that carry an Idempotency-Key


class Result(msgspec.Struct, frozen=True):
    """JSON as bytes, None for a function that returns void."""

    body: bytes | None
    replayed: bool


class Database:
    """The pool of the API's own login, and the table of errors."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.errors = ErrorTable()
        self._errors_loaded = -60.0
        self._pool = AsyncConnectionPool(
            url,
            open=False,
            min_size=1,
            max_size=limits.pool_size,
            max_waiting=limits.pool_waiting,
            timeout=limits.pool_seconds,
            kwargs={"autocommit": True, "prepare_threshold": None, "application_name": "deedbook api"},
        )
        self._sweep: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Opens the pool. A database that is away is no reason not to start: requests say 503 till then."""
        await self._pool.open()
        try:
            await self._load_errors()
        except (Problem, psycopg.Error):
            log.warning("the database does not answer yet")

    async def close(self) -> None:
        """Closes the pool."""
        if self._sweep:
            self._sweep.cancel()
        await self._pool.close()

    async def call(self, call: Call) -> Result:
        """Runs the statement. Raises Problem for every refusal.

        Serialization failures and deadlocks are repeated: the statement is a transaction of its own, so
        nothing of it has stayed. A lost connection is repeated only where running twice does no harm.
        """
        attempt = 1
        while True:
            try:
                return await self._run(call)
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected) as error:
                if attempt == _ATTEMPTS:
                    raise await self._problem(error) from error
            except (PoolTimeout, TooManyRequests) as error:
                raise Problem("unavailable", "The database has no connection free.") from error
            except psycopg.OperationalError as error:
                if not _is_lost(error):
                    raise await self._problem(error) from error
                self._check_pool()
                if not call.is_repeatable or attempt == _ATTEMPTS:
                    raise Problem(
                        "unavailable",
                        "The connection to the database was lost.",
                        hint="A write may have gone through: repeat it with the same Idempotency-Key.",
                    ) from error
            except psycopg.Error as error:
                raise await self._problem(error) from error
            await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311  # jitter, no secret
            attempt += 1

    async def call_service(self, function: str, arguments: dict[str, Any], request: bytes) -> Result:
        """Calls one of the API's own functions (sign-in) as service_role."""
        encoded = msgspec.json.encode(arguments)
        return await self.call(
            Call(
                role="service_role",
                claims=_SERVICE,
                request=request,
                function=function,
                arguments=encoded,
                is_repeatable=False,
            )
        )

    async def read(self, function: str) -> bytes:
        """Calls a function without arguments that anyone may read."""
        request = msgspec.json.encode({"method": "GET", "path": "", "read_only": True})
        result = await self.call(
            Call(
                role="anon",
                claims=_ANONYMOUS,
                request=request,
                function=function,
                arguments=b"{}",
                is_repeatable=True,
            )
        )
        return result.body or b"null"

    async def _run(self, call: Call) -> Result:
        parameters = (
            call.role,
            call.claims,
            call.request.decode(),
            call.function,
            call.arguments.decode(),
        )
        async with self._pool.connection() as connection:
            cursor = await connection.execute(_CALL, parameters)
            raw = cursor.pgresult
            if raw is None or raw.ntuples != 1:
                raise psycopg.InternalError("handle_request gave no row")
            body, replayed = raw.get_value(0, 0), raw.get_value(0, 1)
            return Result(body if body not in (b"", b"null") else None, replayed == b"t")

    async def _problem(self, error: psycopg.Error) -> Problem:
        if not self.errors.knows(error) and time.monotonic() - self._errors_loaded > 30:
            try:
                await self._load_errors()  # a deploy may have brought new names
            except (Problem, psycopg.Error):
                log.warning("the table of errors could not be read")
        problem = self.errors.problem(error)
        if problem is None:
            log.error("database error", exc_info=error, extra={"sqlstate": error.sqlstate})
            return Problem("internal_error")
        if problem.kind.status >= 500:
            log.error("database refusal", extra={"sqlstate": error.sqlstate, "problem": problem.slug})
        return problem

    async def _load_errors(self) -> None:
        self._errors_loaded = time.monotonic()
        self.errors.load(await self.read("public.get_error_codes"))

    def _check_pool(self) -> None:
        """After a restart of the server all idle connections are dead: find out before requests do."""
        if self._sweep is None or self._sweep.done():
            self._sweep = asyncio.create_task(self._pool.check())


def _is_lost(error: psycopg.OperationalError) -> bool:
    return (
        error.sqlstate is None
        or error.sqlstate.startswith("08")
        or error.sqlstate in {"57P01", "57P02", "57P03"}
    )
