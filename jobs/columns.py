"""Brings the change of a column, in force since somebody asked for it, to the items that are there."""

import logging
from collections.abc import Callable

import psycopg
from procrastinate import JobContext
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.database import TRANSIENT, connect
from jobs.steps import Interrupted, take_steps

ATTEMPTS = 8
RETRIED = (*TRANSIENT, Interrupted)

_STEP = "select private.step_column_change(%s, %s)"

log = logging.getLogger("deedbook.jobs.columns")


def change_column(context: JobContext, *, change_id: str) -> None:
    """The job as the queue sees it. Running it again goes on where it stopped."""
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=True) as worker:
        change(worker, change_id, should_stop=context.should_abort)


def change(
    worker: psycopg.Connection,
    change_id: str,
    batch: int = 1_000,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Takes steps until the change is done or has failed, and returns how many. `worker` is in autocommit."""

    def step(_: bool | None) -> bool | None:
        row = worker.execute(_STEP, [change_id, batch]).fetchone()
        return True if row and row[0] else None

    try:
        return take_steps(step, should_stop)
    except TRANSIENT:
        raise
    except psycopg.Error as error:
        code = error.diag.constraint_name or error.sqlstate or "database_error"
        message = error.diag.message_primary or str(error)
        log.warning("change of a column failed", extra={"change_id": change_id, "code": code})
        worker.execute(
            "select private.fail_column_change(%s, %s)",
            [change_id, Jsonb({"code": code, "message": message})],
        )
        return 0
