"""A worker that is killed leaves a whole import or none, and the next one finishes it, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from deedbook.settings import Settings
from tests.imports.conftest import Importer

ROWS = 30_000
SECONDS = 120
_HOLD = 4711  # an advisory lock
_WORKER = """
import sys
from pathlib import Path
import msgspec
from deedbook.settings import Settings
from jobs import worker
worker.HEARTBEAT_SECONDS, worker.STALLED_SECONDS, worker.SWEEP_SECONDS = 0.2, 1.0, 0.2
worker.run(msgspec.json.decode(sys.stdin.read(), type=Settings, dec_hook=lambda kind, value: kind(value)))
"""


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """A worker in a process of its own, killed at the end if it still runs."""
    import msgspec

    process = subprocess.Popen(
        [sys.executable, "-c", _WORKER],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    process.stdin.write(msgspec.json.encode(settings, enc_hook=str).decode())
    process.stdin.close()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


@contextmanager
def held_in(importer: Importer, phase: str) -> Iterator[Callable[[], None]]:
    """Whoever comes to this phase stays there until the end; gives what waits for somebody to come."""
    importer.rows("select pg_advisory_lock(%s)", [_HOLD])
    importer.hold(phase, _HOLD)

    def wait() -> None:
        end = time.monotonic() + SECONDS
        while not importer.rows(
            "select from pg_locks as l join pg_database as d on d.oid = l.database"
            " where d.datname = current_database() and l.locktype = 'advisory' and l.objid = %s"
            " and not l.granted",
            [_HOLD],
        ):
            assert time.monotonic() < end, f"nobody came to {phase}"
            time.sleep(0.01)

    try:
        yield wait
    finally:
        importer.rows("select pg_advisory_unlock(%s)", [_HOLD])


def _wait(importer: Importer, identifier: UUID) -> None:
    """Waits until the import is done."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ((status, phase),) = importer.rows(
            "select status::text, phase from public.imports where id = %s", [identifier]
        )
        if status == "done":
            return
        time.sleep(0.01)
    raise AssertionError(f"the import is {status}, {phase}")


@pytest.mark.parametrize("phase", ["reading", "checking", "writing"])
def test_a_killed_worker_leaves_nothing_and_the_next_finishes(importer: Importer, phase: str) -> None:
    rows = [b"%d,Name %d,2024-02-%02d\n" % (n, n, n % 28 + 1) for n in range(ROWS)]
    content = b"".join([b"n,name,day\n", *rows])
    identifier = importer.ask(content, list_name="Killed")
    with held_in(importer, phase) as wait, worker(importer.settings) as process:
        wait()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    lists = importer.rows("select from public.lists where name = 'Killed'", [])
    status = importer.report(identifier, with_items=False).status
    assert (status in {"queued", "running"}, len(lists)) == (True, 0)
    with worker(importer.settings):
        _wait(importer, identifier)
    report = importer.report(identifier)
    assert (report.rows_read, report.rows_imported) == (ROWS, ROWS)
    assert report.cells("n") == list(range(ROWS))
    inserted = importer.rows(
        "select sum(cardinality(row_ids)) from audit.events where change_id = %s and table_name = 'items'",
        [identifier],
    )
    assert inserted == [(ROWS,)]


def test_a_worker_that_is_asked_to_stop_stops(importer: Importer) -> None:
    with worker(importer.settings) as process:
        _wait(importer, importer.ask(b"a\n1\n"))
        process.terminate()
        assert process.wait(15) == 0
