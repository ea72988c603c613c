"""Changes all items that a filter finds, a batch at a time, as the person who asked."""

import logging
from collections.abc import Callable
from uuid import UUID

import psycopg
from procrastinate import JobContext
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.database import TRANSIENT, acting_as, connect
from jobs.steps import Interrupted, take_steps

ATTEMPTS = 8
RETRIED = (*TRANSIENT, Interrupted)

log = logging.getLogger("deedbook.jobs.bulk")


def change_items(context: JobContext, *, bulk_change_id: str) -> None:
    """The job as the queue sees it. Running it again goes on behind the last batch."""
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=True) as worker:
        change_all(worker, UUID(bulk_change_id), should_stop=context.should_abort)


def change_all(
    worker: psycopg.Connection,
    bulk_change_id: UUID,
    batch: int = 1_000,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Takes batches until the change is over, and returns how many. `worker` is in autocommit.

    A batch and the report of it are one transaction: a worker that is killed has done all of it or nothing.
    """

    def step(_: bool | None) -> bool | None:
        with worker.transaction():
            return _change_batch(worker, bulk_change_id, batch)

    try:
        return take_steps(step, should_stop)
    except TRANSIENT:
        raise
    except psycopg.Error as error:
        code = error.diag.constraint_name or error.sqlstate or "database_error"
        _fail(worker, bulk_change_id, code, error.diag.message_primary or str(error))
        return 0


def _change_batch(worker: psycopg.Connection, bulk_change_id: UUID, batch: int) -> bool | None:
    row = worker.execute("select private.begin_bulk_batch(%s)", [bulk_change_id]).fetchone()
    if row is None or row[0] is None:
        return None
    change = row[0]
    if change["requester"] is None:
        message = "The person who asked for this change has no account any more."
        _fail(worker, bulk_change_id, "requester_gone", message)
        return None
    with acting_as(worker, change["requester"]):
        done = worker.execute("select private.change_item_batch(%s, %s)", [Jsonb(change), batch]).fetchone()
    assert done is not None  # noqa: S101
    row = worker.execute("select private.end_bulk_batch(%s, %s)", [bulk_change_id, Jsonb(done[0])]).fetchone()
    return True if row and row[0] else None


def _fail(worker: psycopg.Connection, bulk_change_id: UUID, code: str, message: str) -> None:
    log.warning("bulk change failed", extra={"bulk_change_id": str(bulk_change_id), "code": code})
    worker.execute(
        "select private.fail_bulk_change(%s, %s)", [bulk_change_id, Jsonb({"code": code, "message": message})]
    )
