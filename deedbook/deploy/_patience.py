"""Waiting for locks in short steps, so that a deploy never makes the application stand in line behind it."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg import errors

from deedbook.deploy._errors import DeployError

PATIENCE = 60.0  # seconds
FIRST_WAIT = 0.05  # seconds; a little longer at each attempt, up to half of deadlock_timeout

T = TypeVar("T")

_BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected)


def patiently(work: Callable[[float], T], *, patience: float = PATIENCE) -> T:
    """Repeats work whose transaction was rolled back because a lock was not free in time.

    `work` is told how many seconds it may wait for locks.
    """
    deadline = time.monotonic() + patience
    wait = FIRST_WAIT
    while True:
        try:
            return work(wait)
        except (DeployError, psycopg.Error) as error:
            cause = error.__cause__ if isinstance(error, DeployError) else error
            if not isinstance(cause, _BUSY) or time.monotonic() > deadline:
                raise
        time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - spreads attempts, keeps no secret
        wait = min(wait * 1.2, 1.0)
