"""The worker: runs jobs until it is told to stop, and takes over those of workers that died."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Sequence

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status

from api.logs import configure
from deedbook.settings import Settings
from jobs import upkeep
from jobs.app import build_app

CONCURRENCY = 4
HEARTBEAT_SECONDS = 3.0
STALLED_SECONDS = 15.0
SWEEP_SECONDS = 5.0
TOLD_SECONDS = 60.0  # how often the sweep says how it went
MOST_STALLS = 5
GRACE_SECONDS = 8.0  # then jobs are left to the sweep: none does harm by half

log = logging.getLogger("deedbook.jobs")


def run(settings: Settings, concurrency: int = CONCURRENCY) -> None:
    """Runs jobs of every queue until SIGTERM or SIGINT; what runs then may end within GRACE_SECONDS."""
    configure(settings.log_level)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    asyncio.run(_run(settings, concurrency))


def run_queued(settings: Settings, queues: Sequence[str]) -> None:
    """Runs what waits in these queues in this process, and returns when nothing does."""
    asyncio.run(_run_queued(settings, queues))


async def _run(settings: Settings, concurrency: int) -> None:
    async with build_app(settings).open_async() as app, _sweeping(app):
        await _defer_upkeep(app)
        log.info("worker started", extra={"concurrency": concurrency})
        await app.run_worker_async(
            concurrency=concurrency,
            additional_context={"settings": settings},
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            shutdown_graceful_timeout=GRACE_SECONDS,
        )
        log.info("worker stopped")


async def _run_queued(settings: Settings, queues: Sequence[str]) -> None:
    async with build_app(settings).open_async() as app:
        await retry_stalled(app)
        await app.run_worker_async(
            queues=list(queues),
            wait=False,
            concurrency=1,
            listen_notify=False,
            install_signal_handlers=False,
            additional_context={"settings": settings},
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
        )


async def retry_stalled(app: procrastinate.App) -> int:
    """Puts jobs whose worker has no heartbeat any more back into the queue; returns how many.

    The worker may only have been slow: a job must not do its work twice when it runs twice. An import waits
    for the lock of the other run and then finds itself done.
    """
    retried = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        with contextlib.suppress(ConnectorException):  # another worker swept it in the same moment
            if job.attempts >= MOST_STALLS:
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
                await app.connector.execute_query_async(
                    "select private.record_job_error(%(job)s, 'Its worker died each time')", job=job.id
                )
                log.error("job given up: its worker died each time", extra=_about(job))
            else:
                await app.job_manager.retry_job(job)
                log.warning("job of a dead worker taken over", extra=_about(job))
            retried += 1
    return retried


def _about(job: Job) -> dict[str, object]:
    return {"job": job.id, "task": job.task_name}


@contextlib.asynccontextmanager
async def _sweeping(app: procrastinate.App) -> AsyncIterator[None]:
    task = asyncio.create_task(_sweep(app))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _sweep(app: procrastinate.App) -> None:
    tally = _Tally()
    while True:
        started = time.monotonic()
        try:
            await retry_stalled(app)
            tally.add(time.monotonic() - started)
            await tally.tell(app)
        except ConnectorException:
            tally.add(time.monotonic() - started, failed=True)
            log.warning("the database does not answer; stalled jobs are looked for later")
        await asyncio.sleep(SWEEP_SECONDS)


class _Tally:
    """The sweeps of this worker since it last told: no job of the queue, so that it counts them itself."""

    def __init__(self) -> None:
        self._runs = self._failures = 0
        self._seconds = self._told = 0.0

    def add(self, seconds: float, *, failed: bool = False) -> None:
        """A sweep has ended."""
        self._runs += 1
        self._failures += failed
        self._seconds += seconds

    async def tell(self, app: procrastinate.App) -> None:
        """Adds them to private.task_runs, once a minute."""
        if time.monotonic() - self._told < TOLD_SECONDS:
            return
        await app.connector.execute_query_async(
            "select private.record_runs('sweep_stalled', %(runs)s, %(failures)s, %(seconds)s)",
            runs=self._runs,
            failures=self._failures,
            seconds=self._seconds,
        )
        self._told = time.monotonic()
        self._runs = self._failures = 0
        self._seconds = 0.0


async def _defer_upkeep(app: procrastinate.App) -> None:
    """Once at the start, whatever the hour."""
    for name in upkeep.TASKS:
        with contextlib.suppress(AlreadyEnqueued):
            await app.tasks[name].defer_async(timestamp=0)
