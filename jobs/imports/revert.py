"""The way back of a whole import, as the person who asked: whole or not at all, as the import itself."""

import logging
from collections.abc import Callable
from typing import Any, LiteralString
from uuid import UUID

import msgspec
import psycopg
from procrastinate import JobContext
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.database import TRANSIENT, acting_as, connect
from jobs.imports.errors import ImportCancelled, ImportFailed, ImportInterrupted

ATTEMPTS = 5
RETRIED = (*TRANSIENT, ImportInterrupted)
_BATCH = 1_000
_KINDS = ("deal", "contact")  # a contact goes after its deals

log = logging.getLogger("deedbook.jobs.imports")


def revert_import(context: JobContext, *, revert_id: str) -> None:
    """The job as the queue sees it. Running it again does nothing once the revert has ended."""
    settings: Settings = context.additional_context["settings"]
    run_revert(
        settings,
        UUID(revert_id),
        is_last_attempt=context.job.attempts + 1 >= ATTEMPTS,
        should_stop=context.should_abort,
    )


def run_revert(
    settings: Settings,
    revert_id: UUID,
    *,
    is_last_attempt: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Runs a revert to its end. Raises what may go away by itself, for the job to be run again."""
    try:
        with connect(settings, autocommit=False) as worker, connect(settings, autocommit=True) as beside:
            _Revert(worker, beside, revert_id, should_stop).run()
    except ImportCancelled:
        log.info("revert cancelled", extra={"revert_id": str(revert_id)})
    except ImportInterrupted:
        raise
    except ImportFailed as failure:
        _fail(settings, revert_id, failure.code, failure.message)
    except TRANSIENT as error:
        if is_last_attempt:
            _fail(settings, revert_id, "unavailable", f"The database did not hold out: {error}")
        raise
    except psycopg.Error as error:
        code = error.diag.constraint_name or error.sqlstate or "database_error"
        _fail(settings, revert_id, code, error.diag.message_primary or str(error))
    except Exception:
        _fail(settings, revert_id, "internal_error", "An error in Deedbook itself; see the worker's log.")
        raise


class _Revert:
    def __init__(
        self,
        worker: psycopg.Connection,
        beside: psycopg.Connection,
        revert_id: UUID,
        should_stop: Callable[[], bool],
    ) -> None:
        self._worker, self._beside = worker, beside
        self._id, self._should_stop = revert_id, should_stop
        self._done = self._total = 0
        self._report = {"items_trashed": 0, "items_restored": 0, "cells_restored": 0}

    def run(self) -> None:
        revert = self._one("select private.begin_import_revert(%s)", [self._id])
        if revert is None:
            return
        if revert["requester"] is None:
            message = "The person who asked for this revert has no account any more."
            raise ImportFailed("requester_gone", message)
        for connection in (self._worker, self._beside):
            _name_the_change(connection, self._id, revert)
        workspace_id, force = revert["workspace_id"], revert["is_forced"]
        self._total = self._one("select private.create_revert_tables(%s)", [self._id])
        self._worker.execute("select private.vouch_for_revert(%s)", [self._id])
        self._tell()
        report: dict[str, Any] = self._report
        with acting_as(self._worker, revert["requester"]):
            self._one("select private.check_capability(%s, %s)", [workspace_id, revert["capability"]])
            self._steps("select private.revert_cells(%s, %s, %s, %s)", workspace_id, force)
            for kind in _KINDS:
                query: LiteralString = "select private.revert_record_cells(%s, %s, %s, %s, %s)"
                self._steps(query, workspace_id, force, kind)
            report["links_restored"] = self._one("select private.revert_links(%s)", [workspace_id])
            for kind in _KINDS:
                links: LiteralString = "select private.revert_record_links(%s, %s)"
                report["links_restored"] += self._one(links, [workspace_id, kind])
            self._steps("select private.revert_new_items(%s, %s, %s, %s)", workspace_id, force)
            for kind in _KINDS:
                query = "select private.revert_new_records(%s, %s, %s, %s, %s)"
                self._steps(query, workspace_id, force, kind)
            report["options_removed"] = self._one("select private.revert_options(%s)", [workspace_id])
            report["columns_trashed"] = self._one("select private.revert_columns(%s)", [workspace_id])
        lists = self._one("select private.revert_list(%s)", [self._id])
        report["lists_trashed"] = lists["lists_trashed"]
        for kept in lists["kept"]:
            self._worker.execute(
                "insert into pg_temp.revert_conflicts (list_id, code, reason) values (%s, 'in_use', %s)",
                [kept["list_id"], kept["reason"]],
            )
        stored = "select private.store_revert_conflicts(%s, %s)"
        report["conflicts"] = self._one(stored, [self._id, workspace_id])
        self._finish(report)

    def _steps(self, query: LiteralString, workspace_id: str, force: bool, *kind: str) -> None:
        """A batch after the other, so that others hear how far it is and it can be cancelled."""
        after = 0
        while True:
            step = self._one(query, [workspace_id, *kind, after, _BATCH, force])
            if step["last"] is None:
                return
            after = step["last"]
            for name in self._report.keys() & step.keys():
                self._report[name] += step[name] or 0
            self._done += step["items"]
            self._tell()

    def _tell(self) -> None:
        if self._should_stop():
            raise ImportInterrupted
        query = "select private.report_import_revert(%s, %s, %s)"
        row = self._beside.execute(query, [self._id, self._done, self._total]).fetchone()
        if not (row and row[0]):
            raise ImportCancelled

    def _finish(self, report: dict[str, Any]) -> None:
        try:
            self._worker.execute("select private.finish_import_revert(%s, %s)", [self._id, Jsonb(report)])
        except psycopg.errors.RestrictViolation as error:
            raise ImportCancelled from error

    def _one(self, query: LiteralString, parameters: list[Any]) -> Any:
        row = self._worker.execute(query, parameters).fetchone()
        return row[0] if row else None


def _name_the_change(connection: psycopg.Connection, revert_id: UUID, revert: dict[str, Any]) -> None:
    """Every event of the audit log says: this revert, for this person."""
    connection.execute(
        "select set_config('deedbook.change_id', %s, false), set_config('request.id', %s, false),"
        " set_config('request.jwt.claims', %s, false), set_config('timezone', 'UTC', false)",
        [str(revert_id), revert["request_id"] or "", msgspec.json.encode(revert["requester"]).decode()],
    )


def _fail(settings: Settings, revert_id: UUID, code: str, message: str) -> None:
    log.warning("revert failed", extra={"revert_id": str(revert_id), "code": code, "reason": message})
    with connect(settings, autocommit=True) as worker:
        error = Jsonb({"code": code, "message": message})
        worker.execute("select private.fail_import_revert(%s, %s)", [revert_id, error])
