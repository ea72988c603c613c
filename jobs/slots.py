"""Brings the slots of a list in order, a small transaction at a time, while people go on writing."""

import time

import psycopg

_PATIENCE = 60.0  # seconds without a step; then the job's own retries come
_PAUSE = 0.2

_STEP = "select private.fill_slots(%s, %s::jsonb, %s)::text"
_IN_THE_WAY = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)


def fill(worker: psycopg.Connection, list_id: str, batch: int = 2_000) -> int:
    """Takes steps until nothing is left to do, and returns how many. `worker` is in autocommit.

    A step that finds a writer in its way has changed nothing: it gives way, and is taken again. Raises the
    error of the database when that goes on for a minute; a job begun again skips what is right already.
    """
    steps, progress, since = 0, None, time.monotonic()
    while True:
        try:
            row = worker.execute(_STEP, [list_id, progress, batch]).fetchone()
        except _IN_THE_WAY:
            if time.monotonic() - since > _PATIENCE:
                raise
            time.sleep(_PAUSE)
            continue
        steps, since = steps + 1, time.monotonic()
        progress = row[0] if row else None
        if progress is None:
            return steps
