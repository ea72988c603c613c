"""The job: a file becomes items, whole or not at all.

Everything happens in one transaction of the worker's connection, so a kill at any moment leaves nothing
behind and the job can simply be run again. Only the progress is written beside it, on a second connection.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.database import TRANSIENT, acting_as, connect
from jobs.imports.blocks import TABLE_WIDTH
from jobs.imports.copying import Copied, copy_rows
from jobs.imports.encoding import sha256
from jobs.imports.errors import ImportCancelled, ImportFailed, ImportInterrupted
from jobs.imports.inference import Column, Spec
from jobs.imports.options import Options
from jobs.imports.reading import Reading, Source
from jobs.imports.settle import FirstCount, find_options, settle
from jobs.imports.target import Target, find_target, make_columns, plan_columns

HOLLOW = frozenset({"multi_select", "address", "json"})
"""Types of which a cell may hold nothing without being empty: ";" has no option, {} no part."""
_REPORT_SECONDS = 0.5

log = logging.getLogger("deedbook.jobs.imports")


class Import(msgspec.Struct, frozen=True):
    """What private.begin_import says."""

    id: UUID
    workspace_id: UUID
    list_id: UUID | None
    list_name: str
    file_name: str
    file_sha256: str
    options: Options
    requester: dict[str, Any] | None
    request_id: str | None


class Progress:
    """Tells others how far the import is, and hears whether it was cancelled."""

    def __init__(
        self, connection: psycopg.Connection, import_id: UUID, should_stop: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._import_id = import_id
        self._should_stop = should_stop
        self._reported = 0.0

    def phase(self, name: str, rows: int) -> None:
        """Raises ImportCancelled, or ImportInterrupted when the worker is to stop."""
        if self._should_stop():
            raise ImportInterrupted
        row = self._connection.execute(
            "select private.report_import_progress(%s, %s, %s)", [self._import_id, name, rows]
        ).fetchone()
        self._reported = time.monotonic()
        if not (row and row[0]):
            raise ImportCancelled

    def reading(self, rows: int) -> None:
        """As phase, now and then."""
        if time.monotonic() - self._reported > _REPORT_SECONDS:
            self.phase("reading", rows)


def file_path(settings: Settings, import_id: UUID) -> Path:
    """Where the file of an import lies, put there before the import is asked for."""
    return settings.files_dir / "imports" / str(import_id)


def run_import(
    settings: Settings,
    import_id: UUID,
    *,
    is_last_attempt: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Runs an import to its end: done, failed with a reason, cancelled. One that has ended is left alone.

    Raises what may go away by itself, such as a lost connection, for the job to be run again.
    """
    try:
        with (
            connect(settings, autocommit=False) as worker,
            connect(settings, autocommit=True) as beside,
            Reading(settings.imports) as reading,
        ):
            progress = Progress(beside, import_id, should_stop)
            _import(settings, worker, beside, progress, reading, import_id)
    except ImportCancelled:
        log.info("import cancelled", extra={"import_id": str(import_id)})
    except ImportInterrupted:
        raise
    except ImportFailed as failure:
        _fail(settings, import_id, failure.code, failure.message)
    except psycopg.errors.UniqueViolation as error:
        # Somebody took a value meanwhile: run again, it is one of the rows that are rejected.
        if error.diag.constraint_name == "unique_value" and not is_last_attempt:
            raise ImportInterrupted from error
        _fail(settings, import_id, *_explained(error))
    except TRANSIENT as error:
        if is_last_attempt:
            _fail(settings, import_id, "unavailable", f"The database did not hold out: {error}")
        raise
    except psycopg.Error as error:
        _fail(settings, import_id, *_explained(error))
    except Exception:
        _fail(settings, import_id, "internal_error", "An error in Deedbook itself; see the worker's log.")
        raise
    else:
        file_path(settings, import_id).unlink(missing_ok=True)


def _import(
    settings: Settings,
    worker: psycopg.Connection,
    beside: psycopg.Connection,
    progress: Progress,
    reading: Reading,
    import_id: UUID,
) -> None:
    row = worker.execute("select private.begin_import(%s)", [import_id]).fetchone()
    if row is None or row[0] is None:
        return
    job = msgspec.convert(row[0], Import)
    if job.requester is None:
        raise ImportFailed("requester_gone", "The person who asked for this import has no account any more.")
    _name_the_change(worker, job)
    _name_the_change(beside, job)
    progress.phase("reading", 0)
    if job.list_id is not None:
        worker.execute("select private.vouch_for_items(%s)", [job.list_id])  # before its columns are read
    with acting_as(worker, job.requester):
        worker.execute("select private.check_capability(%s, 'imports.write')", [job.workspace_id])
        target = find_target(worker, job.workspace_id, job.list_id)
    source = reading.open(_file(settings, job), job.file_name, job.options)
    columns = plan_columns(target, source.header, source.sample, job.options, source.empties)

    worker.execute("select private.create_import_tables(%s)", [source.width])
    first = FirstCount(worker, columns)
    copied = copy_rows(worker, source, progress.reading, first)
    reading.close()
    if copied.bad_rows:
        worker.execute("select private.take_unusable_rows(%s, %s)", [job.id, job.workspace_id])
    progress.phase("checking", copied.rows)
    settle(worker, columns, source.width, first.of(columns, is_short=copied.is_short))
    for column in columns:
        if column.guess.spec["type"] in {"select", "multi_select"} and "labels" not in column.guess.spec:
            _settle_options(worker, column, source.width)
    missing = _missing_columns(target, columns)
    emptied = _store_errors(worker, job, columns, missing, source.width)
    conditions = _conditions(job, columns, missing)
    _store_taken(worker, job, columns, conditions, source.width)

    progress.phase("writing", copied.rows)
    with acting_as(worker, job.requester):
        list_id = make_columns(worker, job.workspace_id, job.list_name, target, columns)
    worker.execute("select private.vouch_for_items(%s)", [list_id])
    with acting_as(worker, job.requester):
        imported = _insert_items(worker, job, list_id, target, columns, conditions, source, copied)
    decision = _decision(source, target, columns)
    _finish(worker, job, list_id, decision, copied, imported, emptied)


def _name_the_change(connection: psycopg.Connection, job: Import) -> None:
    """Every event of the audit log says: this import, for this person."""
    connection.execute(
        "select set_config('deedbook.change_id', %s, false), set_config('request.id', %s, false),"
        " set_config('request.jwt.claims', %s, false), set_config('timezone', 'UTC', false),"
        " set_config('temp_buffers', '64MB', false), set_config('work_mem', '64MB', false),"
        " set_config('jit', 'off', false)",
        [str(job.id), job.request_id or "", msgspec.json.encode(job.requester).decode()],
    )


def _file(settings: Settings, job: Import) -> Path:
    path = file_path(settings, job.id)
    try:
        if sha256(path) == job.file_sha256:
            return path
    except OSError as error:
        raise ImportFailed(
            "file_missing", f'The file "{job.file_name}" is not where uploads are kept: {error.strerror}.'
        ) from error
    raise ImportFailed("file_changed", f'The file "{job.file_name}" is not the one that was uploaded.')


def _settle_options(worker: psycopg.Connection, column: Column, width: int) -> None:
    spec = column.guess.spec
    options = spec["config"].get("options")
    if options is None:
        find_options(worker, column, width)
    else:
        spec["labels"] = {
            **{option["id"]: option["id"] for option in options},
            **{option["label"].lower(): option["id"] for option in options},
        }
    column.bad = 1  # asked again below, where the labels are known


def _missing_columns(target: Target, columns: Sequence[Column]) -> list[Spec]:
    """Required columns of the list that the file does not have: every row is rejected for them."""
    there = {column.key for column in columns}
    return [
        {"name": c["name"], "required": True}
        for c in target.columns
        if c["is_required"] and c["default_value"] is None and c["key"] not in there
    ]


def _store_errors(
    worker: psycopg.Connection, job: Import, columns: Sequence[Column], missing: Sequence[Spec], width: int
) -> int:
    """Writes down every cell that does not convert; returns how many were kept empty."""
    keep = job.options.on_error == "keep_empty"
    emptied = 0
    for column in columns:
        spec = column.guess.spec
        spec |= {"name": column.name, "required": column.is_required, "keep_empty": keep}
        spec["bad"] = column.bad > 0
        if spec["bad"] or column.is_required:
            stored = _store(worker, job, spec, width)
            emptied += stored if keep and not column.is_required else 0
    for spec in missing:
        _store(worker, job, spec, width)
    return emptied


def _store_taken(
    worker: psycopg.Connection, job: Import, columns: Sequence[Column], conditions: Sequence[Spec], width: int
) -> None:
    """Rejects rows whose value in a unique column an item or an earlier row has."""
    for column in columns:
        if column.unique_id is not None:
            spec = {**column.guess.spec, "key": column.key, "id": column.unique_id}
            worker.execute(
                "select private.store_taken_cells(%s, %s, %s, %s, %s)",
                [job.id, job.workspace_id, Jsonb(spec), width, Jsonb(conditions)],
            )


def _conditions(job: Import, columns: Sequence[Column], missing: Sequence[Spec]) -> list[Spec]:
    """What every row that comes in must satisfy."""
    keep = job.options.on_error == "keep_empty"
    specs = [column.guess.spec for column in columns]
    return [spec for spec in specs if spec["required"] or (spec["bad"] and not keep)] + list(missing)


def _one_count(connection: psycopg.Connection, query: LiteralString, parameters: Sequence[Any]) -> int:
    row = connection.execute(query, parameters).fetchone()
    return int(row[0]) if row else 0


def _store(worker: psycopg.Connection, job: Import, spec: Spec, width: int) -> int:
    return _one_count(
        worker,
        "select private.store_bad_cells(%s, %s, %s, %s)",
        [job.id, job.workspace_id, Jsonb(spec), width],
    )


def _insert_items(
    worker: psycopg.Connection,
    job: Import,
    list_id: UUID,
    target: Target,
    columns: Sequence[Column],
    conditions: Sequence[Spec],
    source: Source,
    copied: Copied,
) -> int:
    keep = job.options.on_error == "keep_empty"
    specs = [{**column.guess.spec, "key": column.key} for column in columns]
    plan = {
        "width": source.width,
        "is_full": copied.is_full
        and source.width <= TABLE_WIDTH
        and not keep
        and all(spec["type"] not in HOLLOW for spec in specs),
        "columns": [{**spec, "bad": spec["bad"] and keep} for spec in specs],
        "conditions": list(conditions),
        "defaults": {c["key"]: c["default_value"] for c in target.columns if c["default_value"] is not None},
    }
    return _one_count(
        worker,
        "select private.insert_import_items(%s, %s, %s)",
        [job.workspace_id, list_id, Jsonb(plan)],
    )


def _decision(source: Source, target: Target, columns: Sequence[Column]) -> dict[str, Any]:
    """What was found and decided, with the reasons, for people to read."""
    old = {column["key"] for column in target.columns}
    facts, header = source.known.facts, source.header
    encoding, dialect = facts.encoding, facts.dialect
    return {
        "format": {"value": facts.format, "reason": facts.reason},
        "encoding": {"value": encoding.name, "reason": encoding.reason} if encoding else None,
        "delimiter": {"value": dialect.delimiter, "reason": dialect.reason} if dialect else None,
        "quote": dialect.quote if dialect else None,
        "sheet": facts.sheet,
        "header": {"value": header.exists, "row": source.known.header_row, "reason": header.reason},
        "first_row": source.known.first_row,
        "notes": [*(problem.message for problem in source.problems), *header.notes],
        "columns": [
            {
                "position": column.position,
                "name": column.name,
                "key": column.key,
                "type": column.guess.spec["type"],
                "format": column.guess.spec.get("format", ""),
                "is_new": column.key not in old,
                "is_declared": column.is_declared,
                "reason": column.reason,
            }
            for column in columns
        ],
    }


def _finish(
    worker: psycopg.Connection,
    job: Import,
    list_id: UUID,
    decision: dict[str, Any],
    copied: Copied,
    imported: int,
    emptied: int,
) -> None:
    report = {
        "list_id": str(list_id),
        "decision": decision,
        "rows_read": copied.rows,
        "rows_imported": imported,
        "rows_rejected": copied.rows - imported,
        "cells_emptied": emptied,
    }
    try:
        worker.execute("select private.finish_import(%s, %s)", [job.id, Jsonb(report)])
    except psycopg.errors.RestrictViolation as error:
        raise ImportCancelled from error


def _fail(settings: Settings, import_id: UUID, code: str, message: str) -> None:
    log.warning("import failed", extra={"import_id": str(import_id), "code": code, "reason": message})
    with connect(settings, autocommit=True) as worker:
        worker.execute(
            "select private.fail_import(%s, %s)", [import_id, Jsonb({"code": code, "message": message})]
        )


def _explained(error: psycopg.Error) -> tuple[str, str]:
    """Code and words of a refusal by the database."""
    code = error.diag.constraint_name or error.sqlstate or "database_error"
    if code == "workspace_not_found":
        return (
            "not_a_member",
            "Whoever asked for this import is not a member of the workspace any more.",
        )
    return code, error.diag.message_primary or str(error)
