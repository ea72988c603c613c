"""A worker that is killed leaves a whole import or none, and the next one finishes it, once."""

import os
import random
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

ROWS = 10_000
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
        ((status, phase, error),) = importer.rows(
            "select status::text, phase, error from public.imports where id = %s", [identifier]
        )
        if status == "done":
            return
        assert status != "failed", error
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


class Moments:
    """Imports whose worker is killed at some moment, into one list each way."""

    def __init__(self, importer: Importer, rows: int) -> None:
        self.importer, self.rows = importer, rows
        columns = [{"name": "Code", "type": "text"}, {"name": "Value", "type": "integer"}]
        self.list_id = importer.make_list(columns, "Killed at a moment")
        importer(self.content(0, rows // 2), list_id=self.list_id, with_items=False)
        began = time.monotonic()
        self.round = 0
        identifier = self.ask("upsert")
        importer.run(identifier, with_items=False)
        self.seconds = time.monotonic() - began

    def content(self, value: int, rows: int) -> bytes:
        return b"Code,Value\n" + b"".join(b"code %d,%d\n" % (n, value + n) for n in range(rows))

    def ask(self, mode: str) -> UUID:
        self.round += 1
        if mode == "insert":
            return self.importer.ask(self.content(self.round, self.rows), list_name=f"Killed {self.round}")
        return self.importer.ask(
            self.content(self.round, self.rows), list_id=self.list_id, mode="upsert", key_columns=["code"]
        )

    def kill(self, mode: str, part: float) -> None:
        """Kills a worker that far into the work, lets another finish it, and counts."""
        identifier = self.ask(mode)
        with worker(self.importer.settings) as process:
            self._wait_to_begin(identifier)
            time.sleep(part * self.seconds)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with worker(self.importer.settings):
            _wait(self.importer, identifier)
        report = self.importer.report(identifier, with_items=False)
        assert report.rows_read == self.rows == report.rows_imported + report.rows_updated, (mode, part)
        where = f"{mode} killed at {part:.3f} of {self.seconds:.2f} s"
        items = self.importer.rows(
            "select count(*), count(distinct values ->> 'code'), sum((values ->> 'value')::bigint)"
            " from public.items where list_id = %s",
            [report.list_id],
        )
        total = sum(range(self.rows)) + self.rows * self.round
        assert items == [(self.rows, self.rows, total)], where
        events = self.importer.rows(
            "select coalesce(sum(cardinality(row_ids)) filter (where action = 'insert'), 0),"
            " coalesce(sum(cardinality(row_ids)) filter (where action = 'update'), 0)"
            " from audit.events where change_id = %s and table_name = 'items'",
            [identifier],
        )
        assert events == [(report.rows_imported, report.rows_updated)], where

    def _wait_to_begin(self, identifier: UUID) -> None:
        end = time.monotonic() + SECONDS
        query = "select status::text from public.imports where id = %s"
        while self.importer.rows(query, [identifier]) == [("queued",)]:
            assert time.monotonic() < end, "nobody took the job"
            time.sleep(0.005)


@pytest.mark.parametrize(
    ("moments", "rows"),
    [(1, 4_000), pytest.param(20, 20_000, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])],
)
def test_killed_at_random_moments_each_row_is_there_once(importer: Importer, moments: int, rows: int) -> None:
    made = Moments(importer, rows)
    for number in range(moments):
        made.kill("upsert" if number % 2 == 0 else "insert", random.random())  # noqa: S311


def test_a_worker_that_is_asked_to_stop_stops(importer: Importer) -> None:
    with worker(importer.settings) as process:
        _wait(importer, importer.ask(b"a\n1\n"))
        process.terminate()
        assert process.wait(15) == 0
