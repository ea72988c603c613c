"""Brings the slots of a list in order."""

from collections.abc import Callable

import psycopg
from procrastinate import JobContext

from deedbook.settings import Settings
from jobs.database import TRANSIENT, connect
from jobs.steps import Interrupted, take_steps

ATTEMPTS = 8
RETRIED = (*TRANSIENT, Interrupted)

_STEP = "select private.fill_slots(%s, %s::jsonb, %s)::text"


def fill_slots(context: JobContext, *, list_id: str) -> None:
    """The job as the queue sees it."""
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=True) as worker:
        fill(worker, list_id, should_stop=context.should_abort)


def fill(
    worker: psycopg.Connection,
    list_id: str,
    batch: int = 2_000,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Takes steps until nothing is left to do, and returns how many. `worker` is in autocommit.

    Begun again it skips what is right already.
    """

    def step(progress: str | None) -> str | None:
        row = worker.execute(_STEP, [list_id, progress, batch]).fetchone()
        return row[0] if row else None

    return take_steps(step, should_stop)
