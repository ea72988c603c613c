"""What keeps the store of files and the database of one mind. Each may run twice, and at any time."""

import datetime
import logging
import time
from pathlib import Path
from uuid import UUID

import psycopg

from deedbook.objects import Objects

ORPHAN_DAYS = 7  # a database that was restored from a backup gets time to be noticed
_STAGING_SECONDS = 3600
_BATCH = 500

log = logging.getLogger("deedbook.jobs.attachments")


def end_uploads(worker: psycopg.Connection, files_dir: Path) -> int:
    """Ends what has expired, and removes the bytes of uploads that are over. Returns how many had expired."""
    row = worker.execute("select private.purge_expired_uploads()").fetchone()
    folder = files_dir / "uploads"
    if folder.is_dir():
        end = time.time() - _STAGING_SECONDS
        old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < end]
        ids = {path: found for path in old if (found := _uuid(path.stem)) is not None}
        opened = worker.execute("select private.find_open_uploads(%s)", [list(set(ids.values()))]).fetchone()
        needed = set(opened[0]) if opened else set()
        for path in old:
            if ids.get(path) not in needed:
                path.unlink(missing_ok=True)
    return int(row[0]) if row else 0


def delete_unneeded(worker: psycopg.Connection, objects: Objects) -> int:
    """Deletes the objects of what was purged or given up, and returns how many.

    First in the store, then in the list: killed between the two, it deletes once more what is gone.
    """
    total = 0
    while True:
        row = worker.execute("select private.find_unneeded_objects(%s)", [_BATCH]).fetchone()
        keys: list[str] = row[0] if row else []
        if not keys:
            return total
        objects.delete(keys)
        worker.execute("select private.forget_objects(%s)", [keys])
        total += len(keys)


def compare(worker: psycopg.Connection, objects: Objects) -> tuple[int, int]:
    """Deletes old objects that the database knows nothing of, and notes attachments whose object is gone.

    Folder by folder, which are workspaces, so that memory holds the keys of one. Returns how many of each.
    """
    row = worker.execute("select private.find_object_folders()").fetchone()
    orphans = missing = 0
    for folder in sorted(set(row[0] if row else []) | set(objects.folders())):
        # The store first: what is stored in between is in the database when that is asked.
        stored = dict(objects.list(folder))
        known = worker.execute("select private.find_stored_objects(%s)", [folder]).fetchone()
        keys = set(known[0]) if known else set()
        end = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=ORPHAN_DAYS)
        left = [key for key, written in stored.items() if key not in keys and written < end]
        objects.delete(left)
        orphans += len(left)
        if keys:
            missing += _report(worker, objects, folder, keys - stored.keys())
    return orphans, missing


def _report(worker: psycopg.Connection, objects: Objects, folder: str, gone: set[str]) -> int:
    """Notes which objects are missing: those that came after the list was made are there all the same."""
    again = dict(objects.list(folder)) if gone else {}
    lost = sorted(gone - again.keys())
    row = worker.execute("select private.report_objects(%s, %s)", [folder, lost]).fetchone()
    missing = row[0] if row else []
    for attachment_id in missing[:100]:
        log.error("the store has lost a file", extra={"attachment_id": str(attachment_id)})
    return len(missing)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
