"""Connections of the worker, and how it becomes the person a job runs for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
import psycopg

from deedbook.settings import Settings

TRANSIENT = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.LockNotAvailable,
    psycopg.OperationalError,
)
"""Errors after which the same job may well succeed; a lost connection is an OperationalError."""


def connect(settings: Settings, *, autocommit: bool) -> psycopg.Connection:
    """A new connection as the worker. As a context it commits, or rolls back what failed, and closes."""
    return psycopg.connect(
        settings.need("worker_database_url"),
        autocommit=autocommit,
        prepare_threshold=None,
        application_name="deedbook worker",
        client_encoding="UTF8",
        connect_timeout=10,
    )


@contextmanager
def acting_as(worker: psycopg.Connection, claims: Mapping[str, Any]) -> Iterator[None]:
    """What runs inside has the rights of a person and no others. Ends with the transaction at the latest."""
    worker.execute(
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %s, true)",
        [msgspec.json.encode(dict(claims)).decode()],
    )
    yield
    worker.execute("select set_config('role', 'none', true)")
