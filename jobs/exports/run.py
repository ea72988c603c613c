"""The job: what a person may see goes into a file, whole or not at all.

Everything is read in one transaction with one snapshot, in the role of the person, so that neither rows that
change meanwhile nor rights can mix. What is told about the progress is written beside it, on a second
connection. The file has another name until it is complete.
"""

import errno
import hashlib
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.database import TRANSIENT, acting_as, connect
from jobs.exports.contents import Made, make_list, make_workspace
from jobs.exports.errors import ExportCancelled, ExportFailed, ExportInterrupted
from jobs.exports.plan import Format, Options
from jobs.exports.table import Source

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REPORT_SECONDS = 0.5

log = logging.getLogger("deedbook.jobs.exports")


class Export(msgspec.Struct, frozen=True):
    """What private.begin_export says."""

    id: UUID
    workspace_id: UUID
    scope: Literal["list", "view", "items", "workspace"]
    list_id: str | None
    view_id: str | None
    item_ids: list[str] | None
    query: dict[str, Any]
    format: Format
    options: Options
    name: str
    requester: dict[str, Any] | None
    request_id: str | None


class Progress:
    """Tells others how far the export is, and hears whether it was cancelled."""

    def __init__(
        self, connection: psycopg.Connection, export_id: UUID, should_stop: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._export_id = export_id
        self._should_stop = should_stop
        self._reported = 0.0
        self.rows = 0
        self.total: int | None = None

    def expect(self, rows: int) -> None:
        """So many there will be."""
        self.total = rows
        self._report()

    def advance(self, rows: int) -> None:
        """So many more are written. Raises ExportCancelled, or ExportInterrupted when the worker stops."""
        self.rows += rows
        if time.monotonic() - self._reported > _REPORT_SECONDS:
            self._report()

    def _report(self) -> None:
        if self._should_stop():
            raise ExportInterrupted
        row = self._connection.execute(
            "select private.report_export_progress(%s, %s, %s)", [self._export_id, self.rows, self.total]
        ).fetchone()
        self._reported = time.monotonic()
        if not (row and row[0]):
            raise ExportCancelled


def folder_of(settings: Settings) -> Path:
    """Where the files of exports lie."""
    return settings.files_dir / "exports"


def file_path(settings: Settings, export_id: UUID) -> Path:
    """Where the file of an export lies once it is done: its id says, never a name that a person gave."""
    return folder_of(settings) / str(export_id)


def run_export(
    settings: Settings,
    export_id: UUID,
    *,
    is_last_attempt: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Runs an export to its end: done, failed with a reason, cancelled. One that has ended is left alone.

    Raises what may go away by itself, such as a lost connection, for the job to be run again.
    """
    try:
        with connect(settings, autocommit=True) as beside:
            _export(settings, beside, Progress(beside, export_id, should_stop), export_id)
    except ExportCancelled:
        log.info("export cancelled", extra={"export_id": str(export_id)})
    except ExportInterrupted:
        raise
    except ExportFailed as failure:
        _fail(settings, export_id, failure.code, failure.message)
    except psycopg.errors.DiskFull as error:
        _fail(settings, export_id, "disk_full", f"The database has no room to sort the items: {error}")
    except TRANSIENT as error:
        if is_last_attempt:
            _fail(settings, export_id, "unavailable", f"The database did not hold out: {error}")
        raise
    except psycopg.Error as error:
        _fail(settings, export_id, *_explained(error))
    except OSError as error:
        if error.errno not in FULL:
            _fail(
                settings, export_id, "internal_error", "The file could not be written; see the worker's log."
            )
            raise
        log.exception("no room for an export", extra={"export_id": str(export_id)})
        message = "The disk that keeps files is full; nothing was kept. Tell the operator, or export less."
        _fail(settings, export_id, "disk_full", message)
    except Exception:
        _fail(settings, export_id, "internal_error", "An error in Deedbook itself; see the worker's log.")
        raise


def _export(settings: Settings, beside: psycopg.Connection, progress: Progress, export_id: UUID) -> None:
    row = beside.execute("select private.begin_export(%s)", [export_id]).fetchone()
    if row is None or row[0] is None:
        return
    job = msgspec.convert(row[0], Export)
    if job.requester is None:
        raise ExportFailed("requester_gone", "The person who asked for this export has no account any more.")
    _name_the_change(beside, job)
    path = file_path(settings, export_id)
    with _scratch(path) as folder:
        with connect(settings, autocommit=False) as worker:
            worker.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            worker.read_only = True
            with acting_as(worker, job.requester):
                made = _make(worker, job, folder, progress)
        size, digest = _measure(made.path)
        made.path.chmod(0o640)
        made.path.replace(path)
    file = {"name": made.name, "media_type": made.media_type, "size": size, "sha256": digest}
    row = beside.execute(
        "select private.finish_export(%s, %s, %s, %s, %s)",
        [export_id, Jsonb(file), Jsonb(made.report), progress.rows, settings.export_hours],
    ).fetchone()
    if not (row and row[0]):
        path.unlink(missing_ok=True)
        raise ExportCancelled


def _make(worker: psycopg.Connection, job: Export, folder: Path, progress: Progress) -> Made:
    if job.list_id is None:
        return make_workspace(worker, job.workspace_id, job.name, job.format, job.options, folder, progress)
    source = Source(job.list_id, job.view_id, job.item_ids, job.query)
    return make_list(worker, source, job.name, job.format, job.options, folder, progress)


def _name_the_change(connection: psycopg.Connection, job: Export) -> None:
    """Every event of the audit log says: this export, for this person."""
    connection.execute(
        "select set_config('deedbook.change_id', %s, false), set_config('request.id', %s, false),"
        " set_config('request.jwt.claims', %s, false)",
        [str(job.id), job.request_id or "", msgspec.json.encode(job.requester).decode()],
    )


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """A folder beside the file, which goes in the end; what an attempt that was killed has left goes too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name}."
    for left in path.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _measure(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _fail(settings: Settings, export_id: UUID, code: str, message: str) -> None:
    log.warning("export failed", extra={"export_id": str(export_id), "code": code, "reason": message})
    with connect(settings, autocommit=True) as worker:
        error: Mapping[str, str] = {"code": code, "message": message}
        worker.execute("select private.fail_export(%s, %s)", [export_id, Jsonb(error)])


def _explained(error: psycopg.Error) -> tuple[str, str]:
    """Code and words of a refusal by the database."""
    code = error.diag.constraint_name or error.sqlstate or "database_error"
    if code == "workspace_not_found":
        return "not_a_member", "Whoever asked for this export is not a member of the workspace any more."
    return code, error.diag.message_primary or str(error)
