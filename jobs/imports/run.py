"""The job: a file becomes items, whole or not at all.

Everything happens in one transaction of the worker's connection, so a kill at any moment leaves nothing
behind and the job can simply be run again. Only the progress is written beside it, on a second connection.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
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
from jobs.imports.links import Links
from jobs.imports.mapping import Mapping
from jobs.imports.options import Options
from jobs.imports.plan import Planned, labels_of, plan_columns
from jobs.imports.reading import Reading, Source
from jobs.imports.rejects import store_rejected
from jobs.imports.settle import FirstCount, find_options, settle
from jobs.imports.target import ListTarget, Plan, Problem, RecordTarget, Target

HOLLOW = frozenset({"multi_select", "address", "json"})
"""Types of which a cell may hold nothing without being empty: ";" has no option, {} no part."""
_REPORT_SECONDS = 0.5
_RUN_AGAIN = frozenset({"unique_value", "links_one_target_key", "links_one_source_key"})
"""Somebody took a value or a link meanwhile: in a second run it is one of the rows that are rejected."""

log = logging.getLogger("deedbook.jobs.imports")


class Import(msgspec.Struct, frozen=True):
    """What private.begin_import says."""

    id: UUID
    workspace_id: UUID
    list_id: UUID | None
    list_name: str
    target: str
    file_name: str
    file_sha256: str
    options: Options
    requester: dict[str, Any] | None
    request_id: str | None
    mapping: Mapping = Mapping()
    mode: str = "insert"
    key_columns: tuple[str, ...] = ()
    is_dry_run: bool = False
    findings: dict[str, Any] | None = None  # of an inspection before

    @property
    def is_keyed(self) -> bool:
        """Whether rows may be about items that are there."""
        return self.mode != "insert"


class Progress:
    """Tells others how far the import is, and hears whether it was cancelled."""

    def __init__(
        self, connection: psycopg.Connection, import_id: UUID, should_stop: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._import_id = import_id
        self._should_stop = should_stop
        self._reported = 0.0
        self.total: int | None = None  # rows of the file, once they are known

    def phase(self, name: str, rows: int, done: int = 0) -> None:
        """Raises ImportCancelled, or ImportInterrupted when the worker is to stop."""
        if self._should_stop():
            raise ImportInterrupted
        row = self._connection.execute(
            "select private.report_import_progress(%s, %s, %s, %s, %s)",
            [self._import_id, name, rows, done, self.total],
        ).fetchone()
        self._reported = time.monotonic()
        if not (row and row[0]):
            raise ImportCancelled

    def reading(self, rows: int) -> None:
        """As phase, now and then."""
        if time.monotonic() - self._reported > _REPORT_SECONDS:
            self.phase("reading", rows, rows)


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
            is_done = _import(settings, worker, beside, progress, reading, import_id)
    except ImportCancelled:
        log.info("import cancelled", extra={"import_id": str(import_id)})
    except ImportInterrupted:
        raise
    except ImportFailed as failure:
        _fail(settings, import_id, failure.code, failure.message)
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name in _RUN_AGAIN and not is_last_attempt:
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
        if is_done:
            file_path(settings, import_id).unlink(missing_ok=True)


def _import(
    settings: Settings,
    worker: psycopg.Connection,
    beside: psycopg.Connection,
    progress: Progress,
    reading: Reading,
    import_id: UUID,
) -> bool:
    """Returns whether the file is needed no more."""
    row = worker.execute("select private.begin_import(%s)", [import_id]).fetchone()
    if row is None or row[0] is None:
        return False
    job = msgspec.convert(row[0], Import)
    if job.requester is None:
        raise ImportFailed("requester_gone", "The person who asked for this import has no account any more.")
    acting = partial(acting_as, worker, job.requester)
    _name_the_change(worker, job)
    _name_the_change(beside, job)
    progress.total = (job.findings or {}).get("rows")
    progress.phase("reading", 0)
    if job.list_id is not None:
        worker.execute("select private.vouch_for_items(%s)", [job.list_id])  # before its columns are read
    with acting():
        worker.execute("select private.check_capability(%s, 'imports.write')", [job.workspace_id])
        target = _target(worker, job)
    path = _file(settings, job)
    source = reading.open(path, job.file_name, job.options)
    with acting():
        planned = plan_columns(
            target, source.header, source.sample, job.options, job.mapping, job.key_columns, source.empties
        )
    run = _Run(worker, job, target, planned, source, acting, progress)
    run.read()
    reading.close()
    report = run.check()
    with worker.transaction(force_rollback=job.is_dry_run):
        report |= run.write()
    run.store_refused()

    @contextmanager
    def read_again() -> Iterator[Source]:
        with Reading(settings.imports) as again:
            yield again.open(path, job.file_name, job.options)

    store_rejected(worker, job.id, job.workspace_id, read_again)
    decision = _decision(source, target, planned)
    list_id = None if job.is_dry_run or target.list_id is None else str(target.list_id)
    _finish(worker, job, report | {"list_id": list_id, "decision": decision})
    return not job.is_dry_run


class _Run:
    """One import from the rows of its file to the items of its target."""

    def __init__(
        self,
        worker: psycopg.Connection,
        job: Import,
        target: Target,
        planned: Planned,
        source: Source,
        acting: Callable[[], AbstractContextManager[None]],
        progress: Progress,
    ) -> None:
        self._worker, self._job, self._target, self._source = worker, job, target, source
        self._planned, self._columns = planned, planned.columns
        self._links = Links(worker, job.workspace_id, planned.links)
        self._acting, self._progress = acting, progress
        self._width = source.width
        self._conditions: list[Spec] = []
        self._ids: dict[str, str] = {}
        self._copied = Copied(0, 0, is_short=True, is_full=True)
        self._first = FirstCount(worker, self._columns)
        self._skipped = self._emptied = 0
        self._refused: list[Problem] = []

    def read(self) -> None:
        """The rows of the file, as they are."""
        self._ids = self._one("select private.create_import_tables(%s)", [self._width])
        self._copied = copy_rows(self._worker, self._source, self._progress.reading, self._first)
        self._progress.total = self._copied.rows

    def check(self) -> dict[str, Any]:
        """Settles types, and writes down what is wrong with which row."""
        rows = self._copied.rows
        if self._copied.bad_rows:
            self._one("select private.take_unusable_rows(%s, %s)", [self._job.id, self._job.workspace_id])
        self._progress.phase("checking", rows)
        first = self._first.of(self._columns, is_short=self._copied.is_short)
        settle(self._worker, self._columns, self._width, first)
        for column in self._columns:
            _settle_options(self._worker, column, self._width)
        self._store_bad()
        if self._planned.contact is not None:
            # A contact may be a key: whom cells name is known before records are looked for.
            self._links.find(self._plan(), self._acting)
        self._match()
        self._store_missing()
        self._store_taken()
        if self._planned.contact is None:
            self._links.find(self._plan(), self._acting)
        self._emptied += self._links.reject(self._job.id, self._width)
        self._progress.phase("writing", rows)
        return {"rows_read": rows, "rows_skipped": self._skipped, "cells_emptied": self._emptied}

    def write(self) -> dict[str, Any]:
        """Makes what is missing, then items of the rows, as the person who asked."""
        with self._acting():
            options = self._target.make_fields(self._columns, self._links.columns)
        self._target.vouch()
        self._target.start()
        contact = self._planned.contact
        imported = linked = made = contacts = 0
        for plan in self._steps():
            with self._acting():
                made += self._links.make_items(plan)
                contacts += self._links.make_contacts(plan)
                self._target.prepare(plan, contact.spec if contact else None)
                if self._job.is_keyed:
                    self._target.update(plan)
                if self._job.mode != "update":
                    imported += self._target.insert(plan)
                if self._links.columns:
                    linked += self._links.write(self._target, plan, is_keyed=self._job.is_keyed)
            self._refused += self._target.refused()
            self._progress.phase("writing", self._copied.rows, min(plan["range"][1], self._copied.rows))
        matched = changed = 0
        if self._job.is_keyed:
            counts = self._one("select private.count_import_matches(%s)", [Jsonb(self._plan())])
            matched, changed = counts["matched"], counts["changed"]
        kept = imported + matched + self._skipped
        return {
            "rows_imported": imported,
            "rows_updated": changed,
            "rows_unchanged": matched - changed,
            "rows_rejected": self._copied.rows - kept,
            "made": {"links": linked, "linked_items": made, "options": options}
            | ({"contacts": contacts} if contact else {}),
        }

    def store_refused(self) -> None:
        """Writes down what rules refused, also of a dry run."""
        names = {column.key: column.name for column in self._columns}
        self._store_problems(
            [
                {**problem, "name": names.get(str(problem["field"]).removesuffix("_id"), "")}
                for problem in self._refused
            ]
        )

    def _store_bad(self) -> None:
        """Every cell that does not convert; then what a row that comes in must satisfy is known."""
        keep = self._job.options.on_error == "keep_empty"
        for column in self._columns:
            spec = column.guess.spec
            spec |= {"name": column.name, "required": column.is_required, "keep_empty": keep}
            spec["bad"] = column.bad > 0
            if spec["bad"] or column.is_required:
                stored = self._store(spec)
                self._emptied += stored if keep and not column.is_required else 0
        specs = [column.guess.spec for column in self._columns]
        self._conditions = [spec for spec in specs if spec["required"] or (spec["bad"] and not keep)]
        if self._planned.item_id is not None and self._planned.by_id and self._job.mode == "update":
            spec = self._planned.item_id | {"required": True}
            self._store(spec)
            self._conditions.append(spec)

    def _match(self) -> None:
        if not self._job.is_keyed:
            return
        job, planned = self._job, self._planned
        self._one("select private.create_import_matches()", [])
        with self._acting():
            self._target.match(self._plan() | {"keys": planned.key_specs()})
        if job.mode == "skip":
            self._skipped = self._one("select private.skip_import_rows()", [])
        else:
            self._one(
                "select private.store_key_errors(%s, %s, %s, %s, %s, %s)",
                [job.id, job.workspace_id, job.mode, planned.key_name(), planned.by_id, self._target.thing],
            )

    def _store_missing(self) -> None:
        """Required columns that the file does not have: every new row is rejected for them."""
        if self._job.mode == "update":
            return
        if not self._target.makes_columns:
            return  # a name may have parts: rows without one are known when they are put together
        there = {column.key for column in self._columns}
        for field in self._target.fields:
            if field["is_required"] and field["default_value"] is None and field["key"] not in there:
                spec: Spec = {"name": field["name"], "required": True}
                if self._job.is_keyed:
                    spec["only"] = "new"
                self._store(spec)
                self._conditions.append(spec)

    def _store_taken(self) -> None:
        """Rejects rows whose value in a unique column an item or an earlier row has."""
        for column in self._columns:
            if column.unique_id is not None:
                spec = {**column.guess.spec, "key": column.key, "id": column.unique_id}
                with self._acting():
                    taken = self._target.find_taken(spec, self._plan())
                if taken is not None:
                    self._store_problems(taken)
                    continue
                self._one(
                    "select private.store_taken_cells(%s, %s, %s, %s, %s)",
                    [
                        self._job.id,
                        self._job.workspace_id,
                        Jsonb(spec),
                        self._width,
                        Jsonb(self._conditions),
                    ],
                )

    def _plan(self) -> Plan:
        return {"width": self._width, "conditions": self._conditions, "ids": self._ids}

    def _steps(self) -> Iterator[Plan]:
        """What is written, a number of rows at a time."""
        keep = self._job.options.on_error == "keep_empty"
        specs = [{**column.guess.spec, "key": column.key} for column in self._columns]
        plan = self._plan() | {
            "is_full": self._copied.is_full
            and self._width <= TABLE_WIDTH
            and not keep
            and all(
                spec["type"] not in HOLLOW and not {"split", "empty", "values"} & spec.keys()
                for spec in specs
            ),
            "columns": [{**spec, "bad": spec["bad"] and keep} for spec in specs],
            "kept": [column.key for column in self._columns if column.keeps],
            "defaults": {
                f["key"]: f["default_value"] for f in self._target.fields if f["default_value"] is not None
            },
        }
        for start in range(1, max(self._copied.rows, 1) + 1, self._target.rows_at_once):
            yield plan | {"range": [start, start + self._target.rows_at_once - 1]}

    def _store_problems(self, problems: Sequence[Problem]) -> None:
        if problems:
            stored = [self._job.id, self._job.workspace_id, Jsonb(problems)]
            self._one("select private.store_import_problems(%s, %s, %s)", stored)

    def _store(self, spec: Spec) -> int:
        return int(
            self._one(
                "select private.store_bad_cells(%s, %s, %s, %s)",
                [self._job.id, self._job.workspace_id, Jsonb(spec), self._width],
            )
        )

    def _one(self, query: LiteralString, parameters: Sequence[Any]) -> Any:
        row = self._worker.execute(query, parameters).fetchone()
        return row[0] if row else None


def _target(worker: psycopg.Connection, job: Import) -> Target:
    if job.target == "list":
        return ListTarget(worker, job.workspace_id, job.list_id, job.list_name)
    return RecordTarget(worker, job.workspace_id, job.target.removesuffix("s"))


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
    """Labels of the options of a new column, or more of them for one that takes what the file has."""
    spec = column.guess.spec
    if spec["type"] not in {"select", "multi_select"}:
        return
    if "labels" not in spec and "options" in spec["config"]:
        spec["labels"] = labels_of(spec["config"]["options"])
    elif "labels" not in spec or column.makes_options:
        find_options(worker, column, width)
    else:
        return
    column.bad = 1  # asked again below, where the labels are known


def _decision(source: Source, target: Target, planned: Planned) -> dict[str, Any]:
    """What was found and decided, with the reasons, for people to read."""
    facts, header = source.known.facts, source.header
    encoding, dialect = facts.encoding, facts.dialect
    old = {field["key"] for field in target.fields}
    columns = [
        {
            "position": column.position,
            "name": column.name,
            "key": column.key,
            "type": column.guess.spec["type"],
            "format": column.guess.spec.get("format", ""),
            "is_new": target.makes_columns and column.key not in old,
            "is_declared": column.is_declared,
            "reason": column.reason,
        }
        for column in planned.columns
    ]
    columns += [
        {
            "position": link.source.position,
            "name": link.source.label,
            "key": link.key,
            "type": "relation",
            "format": link.spec["separator"] or "",
            "is_new": target.makes_columns and link.key not in old,
            "is_declared": True,
            "reason": f"finds {link.spec['words']}"
            if link.is_contact
            else f"links items of {link.spec['words']}",
        }
        for link in planned.links
    ]
    used = {column["position"] for column in columns} | {(planned.item_id or {}).get("column")}
    left_out = [name for n, name in enumerate(header.names, 1) if n not in used]
    return {
        "format": {"value": facts.format, "reason": facts.reason},
        "encoding": {"value": encoding.name, "reason": encoding.reason} if encoding else None,
        "delimiter": {"value": dialect.delimiter, "reason": dialect.reason} if dialect else None,
        "quote": dialect.quote if dialect else None,
        "sheet": facts.sheet,
        "header": {"value": header.exists, "row": source.known.header_row, "reason": header.reason},
        "first_row": source.known.first_row,
        "notes": [
            *(problem.message for problem in source.problems),
            *header.notes,
            *(f'Column "{name}" is left out.' for name in left_out),
        ],
        "columns": sorted(columns, key=lambda column: column["position"]),
    }


def _finish(worker: psycopg.Connection, job: Import, report: dict[str, Any]) -> None:
    try:
        worker.execute(
            "select private.finish_import(%s, %s)", [job.id, Jsonb(report | {"is_dry_run": job.is_dry_run})]
        )
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
