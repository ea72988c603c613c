"""Long work on the items of a list: a small transaction at a time, while people go on writing."""

import time
from collections.abc import Callable
from typing import TypeVar

import psycopg

T = TypeVar("T")

_PATIENCE = 60.0  # seconds without a step; then the job's own retries come
_PAUSE = 0.2

_IN_THE_WAY = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)


class Interrupted(Exception):
    """The worker stops; the work goes on in the next one."""


def take_steps(step: Callable[[T | None], T | None], should_stop: Callable[[], bool] = lambda: False) -> int:
    """Calls `step` with its last answer until that is None, and returns how often.

    A step that finds a writer in its way has changed nothing: it gives way, and is taken again. Raises the
    error of the database when that goes on for a minute, and Interrupted when the worker is to stop.
    """
    steps, progress, since = 0, None, time.monotonic()
    while True:
        if should_stop():
            raise Interrupted
        try:
            progress = step(progress)
        except _IN_THE_WAY:
            if time.monotonic() - since > _PATIENCE:
                raise
            time.sleep(_PAUSE)
            continue
        steps, since = steps + 1, time.monotonic()
        if progress is None:
            return steps
