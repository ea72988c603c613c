"""A worker that is killed leaves a whole import or none, and the next one finishes it, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from deedbook.settings import Settings
from tests.imports.conftest import Importer

ROWS = 30_000
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


def _wait(importer: Importer, identifier: UUID, *states: str, seconds: float = 60) -> str:
    """Waits for a status or a phase of the import."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ((status, phase),) = importer.rows(
            "select status::text, phase from public.imports where id = %s", [identifier]
        )
        if status in states or phase in states:
            return str(phase)
        time.sleep(0.002)
    raise AssertionError(f"the import is {status}, {phase}")


@pytest.mark.parametrize("phase", ["reading", "checking", "writing"])
def test_a_killed_worker_leaves_nothing_and_the_next_finishes(importer: Importer, phase: str) -> None:
    rows = [b"%d,Name %d,2024-02-%02d\n" % (n, n, n % 28 + 1) for n in range(ROWS)]
    content = b"".join([b"n,name,day\n", *rows])
    identifier = importer.ask(content, list_name="Killed")
    with worker(importer.settings) as process:
        _wait(importer, identifier, phase)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    lists = importer.rows("select from public.lists where name = 'Killed'", [])
    status = importer.report(identifier, with_items=False).status
    assert (status, len(lists)) in {("running", 0), ("done", 1)}
    with worker(importer.settings):
        _wait(importer, identifier, "done")
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
        _wait(importer, importer.ask(b"a\n1\n"), "done")
        process.terminate()
        assert process.wait(15) == 0
