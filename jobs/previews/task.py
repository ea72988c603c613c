"""The job as the queue sees it: fetches the file, lets a child make the preview, stores and notes it."""

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from procrastinate import JobContext

from deedbook.objects import ObjectMissing, Objects, StoreError
from deedbook.settings import Settings
from jobs.database import TRANSIENT, connect

ATTEMPTS = 5
RETRIED = (*TRANSIENT, StoreError)
MOST_BYTES = 100 * 1024 * 1024
SECONDS = 60.0

_CHILD = Path(__file__).with_name("child.py")

log = logging.getLogger("deedbook.jobs.previews")


def make_preview(context: JobContext, *, attachment_id: str) -> None:
    """Makes the preview of an attachment. Running it again does nothing once there is one, or none can be."""
    settings: Settings = context.additional_context["settings"]
    is_last = context.job.attempts + 1 >= ATTEMPTS
    with connect(settings, autocommit=True) as worker:
        row = worker.execute("select private.begin_preview(%s)", [attachment_id]).fetchone()
        if row is None or row[0] is None:
            return
        try:
            made = _make(Objects(settings), settings.files_dir / "previews", row[0])
        except StoreError:
            if not is_last:
                raise
            made = {"problem": "The store of files does not answer."}
        _note(worker, attachment_id, made)


def _make(objects: Objects, folder: Path, found: dict[str, Any]) -> dict[str, Any]:
    if found["size"] > MOST_BYTES:
        return {"problem": f"The file has more than {MOST_BYTES // 1024 // 1024} MiB."}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        source, target = Path(made, "source"), Path(made, "preview")
        try:
            objects.fetch(found["object_key"], source)
        except ObjectMissing:
            return {"problem": "The store has no such file."}
        told = run_child(found["media_type"], source, target)
        if "problem" not in told:
            objects.store(found["preview_key"], target)
        return told


def run_child(media_type: str, source: Path, target: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """What a process of its own makes of the file, or the problem: it may run wild, and only it ends.

    It has limits of memory, processor time and file size (child.py), and nothing of our environment.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own script, with paths of ours
            [sys.executable, "-I", str(_CHILD), media_type, str(source), str(target)],
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"problem": "The file takes more time than a preview may."}
    if done.returncode == 0:
        told: dict[str, Any] = json.loads(done.stdout)
        return told
    said = done.stderr[-500:].decode(errors="replace")
    log.warning("a preview ended badly", extra={"code": done.returncode, "said": said})
    return {"problem": "The file takes more time or memory than a preview may."}


def _note(worker: psycopg.Connection, attachment_id: str, made: dict[str, Any]) -> None:
    worker.execute(
        "select private.finish_preview(%s, %s, %s, %s, %s)",
        [attachment_id, made.get("problem"), made.get("width"), made.get("height"), made.get("page_count")],
    )
