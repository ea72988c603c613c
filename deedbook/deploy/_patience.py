"""Waiting for locks in short steps, so that a deploy never makes the application stand in line behind it."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg import errors

from deedbook.deploy._errors import DeployError

PATIENCE = 60.0  # seconds

T = TypeVar("T")

_BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected)


def patiently(work: Callable[[], T], *, patience: float = PATIENCE) -> T:
    """Repeats work whose transaction was rolled back because a lock was not free in time."""
    deadline = time.monotonic() + patience
    pause = 0.05
    while True:
        try:
            return work()
        except (DeployError, psycopg.Error) as error:
            cause = error.__cause__ if isinstance(error, DeployError) else error
            if not isinstance(cause, _BUSY) or time.monotonic() > deadline:
                raise
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads attempts, keeps no secret
        pause = min(pause * 2, 2.0)
