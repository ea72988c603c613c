"""What has to be done from time to time. Each may run twice or late without harm."""

import logging
import shutil
import time
from pathlib import Path
from typing import LiteralString
from uuid import UUID

from procrastinate import JobContext

from deedbook.objects import Objects
from deedbook.settings import Settings
from jobs import attachments, search
from jobs.database import connect
from jobs.exports.run import folder_of

_FILE_SECONDS = 24 * 3600  # an upload that no import asks for within a day is left over
_TRASH_BATCH = 1_000
_FINISHED_HOURS = 7 * 24
_DEAD_HOURS = 30 * 24  # somebody may still want to run them again
_PURGES: dict[str, LiteralString] = {
    "items": "select private.purge_trash(%s)",
    "lists": "select private.purge_lists(%s)",
    "contacts, deals and tasks": "select private.purge_crm(%s)",
    "views and comments": "select private.purge_views_and_comments(%s)",
    "attachments": "select private.purge_attachments(%s)",
}
_FOLDS: tuple[LiteralString, ...] = (
    "select private.fold_list_counts()",
    "select private.fold_deal_stats()",
)

log = logging.getLogger("deedbook.jobs.upkeep")


def create_audit_partitions(context: JobContext, timestamp: int = 0) -> None:
    """Makes the partitions of the months to come."""
    with connect(_settings(context), autocommit=True) as worker:
        worker.execute("select private.create_audit_partitions()")


def purge_expired(context: JobContext, timestamp: int = 0) -> None:
    """Clears expired sessions, tokens, keys and attempts away."""
    with connect(_settings(context), autocommit=True) as worker:
        row = worker.execute("select private.purge_expired()").fetchone()
    log.info("expired things purged", extra={"purged": row[0] if row else {}})


def purge_trash(context: JobContext, timestamp: int = 0) -> None:
    """Deletes for good what was in the trash for as long as its workspace says. Small transactions."""
    totals = {}
    with connect(_settings(context), autocommit=True) as worker:
        for things, statement in _PURGES.items():
            totals[things] = 0
            while (row := worker.execute(statement, [_TRASH_BATCH]).fetchone()) and row[0]:
                totals[things] += row[0]
        row = worker.execute("select private.purge_columns()").fetchone()
    log.info("trash purged", extra=totals | {"columns": row[0] if row else 0})


def purge_notifications(context: JobContext, timestamp: int = 0) -> None:
    """Deletes notifications that are old, and what is left of their mails. Small transactions."""
    total = 0
    with connect(_settings(context), autocommit=True) as worker:
        while (
            row := worker.execute("select private.purge_notifications(%s)", [_TRASH_BATCH]).fetchone()
        ) and row[0]:
            total += row[0]
    log.info("notifications purged", extra={"purged": total})


def remind_tasks(context: JobContext, timestamp: int = 0) -> None:
    """Tells people of the tasks that have become due. Small transactions."""
    total = 0
    with connect(_settings(context), autocommit=True) as worker:
        while (row := worker.execute("select private.remind_of_tasks()").fetchone()) and row[0]:
            total += row[0]
    log.info("people reminded of tasks", extra={"tasks": total})


def send_digests(context: JobContext, timestamp: int = 0) -> None:
    """Queues the daily mails whose hour has come."""
    with connect(_settings(context), autocommit=True) as worker:
        row = worker.execute("select private.queue_digests()").fetchone()
    log.info("daily mails queued", extra={"mails": row[0] if row else 0})


def sweep_work(context: JobContext, timestamp: int = 0) -> None:
    """Queues again what was begun and has no job any more, such as one that was given up."""
    with connect(_settings(context), autocommit=True) as worker:
        row = worker.execute("select private.defer_unfinished()").fetchone()
    if row and row[0]:
        log.warning("work without a job queued again", extra={"jobs": row[0]})


def fold_counts(context: JobContext, timestamp: int = 0) -> None:
    """Folds the differences that writers left behind into the counts of lists and deals."""
    with connect(_settings(context), autocommit=True) as worker:
        for statement in _FOLDS:
            while (row := worker.execute(statement).fetchone()) and row[0]:
                pass


def index_search(context: JobContext, timestamp: int = 0) -> None:
    """Reads what has changed into the index of search."""
    with connect(_settings(context), autocommit=True) as worker:
        total = search.index(worker)
    log.info("index of search brought up to date", extra={"read": total})


def purge_uploads(context: JobContext, timestamp: int = 0) -> None:
    """Removes uploaded files that no import needs: never asked for, or ended."""
    settings = _settings(context)
    folder = settings.files_dir / "imports"
    if not folder.is_dir():
        return
    end = time.time() - _FILE_SECONDS
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < end]
    ids = [found for path in old if (found := _uuid(path.stem)) is not None]
    with connect(settings, autocommit=True) as worker:
        row = worker.execute("select private.find_open_imports(%s)", [ids]).fetchone()
    needed = set(row[0]) if row else set()
    for path in old:
        if _uuid(path.stem) not in needed:
            path.unlink(missing_ok=True)


def sweep_attachments(context: JobContext, timestamp: int = 0) -> None:
    """Ends uploads that were given up, and deletes objects that nothing needs any more."""
    settings = _settings(context)
    with connect(settings, autocommit=True) as worker:
        ended = attachments.end_uploads(worker, settings.files_dir)
        deleted = attachments.delete_unneeded(worker, Objects(settings))
    log.info("attachments swept", extra={"uploads": ended, "objects": deleted})


def compare_attachments(context: JobContext, timestamp: int = 0) -> None:
    """Holds the store against the database: what is in one of them alone."""
    settings = _settings(context)
    with connect(settings, autocommit=True) as worker:
        orphans, missing = attachments.compare(worker, Objects(settings))
    log.info("attachments compared with the store", extra={"orphans": orphans, "missing": missing})


def purge_exports(context: JobContext, timestamp: int = 0) -> None:
    """Removes files of exports whose time is over, and what a worker that was killed has left of others."""
    settings = _settings(context)
    with connect(settings, autocommit=True) as worker:
        row = worker.execute("select private.expire_exports()").fetchone()
        found = {path: _uuid(path.name.lstrip(".")[:36]) for path in _files(folder_of(settings))}
        ids = [identifier for identifier in found.values() if identifier is not None]
        kept = worker.execute("select private.find_kept_exports(%s)", [ids]).fetchone()
    needed = set(kept[0]) if kept else set()
    for path in (path for path, identifier in found.items() if identifier not in needed):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    log.info("exports expired", extra={"expired": row[0] if row else 0})


async def purge_jobs(context: JobContext, timestamp: int = 0) -> None:
    """Forgets jobs that ended a week ago, those that failed after a month."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=_FINISHED_HOURS, include_cancelled=True, include_aborted=True)
    await jobs.delete_old_jobs(nb_hours=_DEAD_HOURS, include_failed=True)


TASKS = {
    # Hourly though a day would do: a worker that is off at night does them in the morning.
    "create_audit_partitions": ("7 * * * *", create_audit_partitions),
    "purge_expired": ("17 * * * *", purge_expired),
    "purge_trash": ("27 * * * *", purge_trash),
    "purge_uploads": ("37 * * * *", purge_uploads),
    "sweep_attachments": ("*/10 * * * *", sweep_attachments),
    "compare_attachments": ("57 3 * * *", compare_attachments),  # and whenever a worker starts
    "purge_exports": ("57 * * * *", purge_exports),
    # Writers only queue: a job of each of them would make them wait for one another.
    "index_search": ("* * * * *", index_search),
    "purge_jobs": ("47 * * * *", purge_jobs),
    "purge_notifications": ("57 * * * *", purge_notifications),
    # A minute before the daily mails, which have the new reminders then.
    "remind_tasks": ("4-59/5 * * * *", remind_tasks),
    # Of all the hours there are, every one begins at a quarter of ours.
    "send_digests": ("*/5 * * * *", send_digests),
    "fold_counts": ("* * * * *", fold_counts),
    "sweep_work": ("*/10 * * * *", sweep_work),
}
"""When, as cron says it, and what."""


def _settings(context: JobContext) -> Settings:
    settings: Settings = context.additional_context["settings"]
    return settings


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
