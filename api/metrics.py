"""/metrics: this process by itself, and the queue as the database knows it, whoever did the work."""

import os
import time
from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from api.errors import Problem
from api.requests import ApiRequest


class _Jobs(msgspec.Struct):
    queue: str
    status: str
    count: int


class _Dead(msgspec.Struct):
    task: str
    count: int


class _Task(msgspec.Struct):
    task: str
    runs: int
    failures: int
    seconds: float
    last_seconds: float | None
    last_success: float | None
    last_failure: float | None


class _Found(msgspec.Struct):
    """What private.get_job_metrics says."""

    jobs: list[_Jobs]
    dead: list[_Dead]
    waiting: dict[str, float]
    tasks: list[_Task]
    mails: dict[str, int]
    workers: int


class _Queue(Collector):
    """What was found at this moment; None where the database does not answer."""

    def __init__(self, found: _Found | None, seconds: float) -> None:
        self._found = found
        self._seconds = seconds

    def collect(self) -> Iterator[Metric]:
        """As the registry asks."""
        yield GaugeMetricFamily(
            "deedbook_queue_up", "Whether the database says how the queue is", float(self._found is not None)
        )
        yield GaugeMetricFamily("deedbook_queue_seconds", "How long it took to say so", self._seconds)
        if self._found:
            yield from _queue(self._found)
            yield from _tasks(self._found.tasks)


def _queue(found: _Found) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "deedbook_jobs", "Jobs that wait, run or have failed", labels=["queue", "status"]
    )
    for depth in found.jobs:
        jobs.add_metric([depth.queue, depth.status], depth.count)
    dead = GaugeMetricFamily("deedbook_dead_jobs", "Jobs that failed for good, by task", labels=["task"])
    for task in found.dead:
        dead.add_metric([task.task], task.count)
    waiting = GaugeMetricFamily(
        "deedbook_jobs_oldest_waiting_seconds",
        "Since when the first job waits that may run",
        labels=["queue"],
    )
    for queue, seconds in found.waiting.items():
        waiting.add_metric([queue], seconds)
    mails = GaugeMetricFamily(
        "deedbook_notification_mails", "Mails of notifications that are not sent", labels=["state"]
    )
    for state, count in found.mails.items():
        mails.add_metric([state], count)
    yield from (jobs, dead, waiting, mails)
    yield GaugeMetricFamily("deedbook_workers", "Workers with a heartbeat", found.workers)


def _tasks(tasks: list[_Task]) -> Iterator[Metric]:
    label = ["task"]
    runs = SummaryMetricFamily(
        "deedbook_task_seconds", "Attempts of a task that ended, and their time", labels=label
    )
    failures = CounterMetricFamily("deedbook_task_failures", "Attempts of a task that failed", labels=label)
    last = GaugeMetricFamily("deedbook_task_last_seconds", "How long the last attempt took", labels=label)
    success = GaugeMetricFamily(
        "deedbook_task_last_success_timestamp_seconds", "When an attempt last ended well", labels=label
    )
    failure = GaugeMetricFamily(
        "deedbook_task_last_failure_timestamp_seconds", "When an attempt last failed", labels=label
    )
    for task in tasks:
        runs.add_metric([task.task], count_value=task.runs, sum_value=task.seconds)
        failures.add_metric([task.task], task.failures)
        for family, value in (
            (last, task.last_seconds),
            (success, task.last_success),
            (failure, task.last_failure),
        ):
            if value is not None:
                family.add_metric([task.task], value)
    yield from (runs, failures, last, success, failure)


@get("/metrics", tags=["health"], media_type="text/plain")
async def get_metrics(request: ApiRequest) -> Response[str]:
    """Prometheus. With several processes, PROMETHEUS_MULTIPROC_DIR adds them up."""
    started = time.perf_counter()
    found = await _found(request)
    queue = CollectorRegistry()
    queue.register(_Queue(found, time.perf_counter() - started))
    own: Any = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        own = CollectorRegistry()
        multiprocess.MultiProcessCollector(own)  # type: ignore[no-untyped-call]
    text = generate_latest(own).decode() + generate_latest(queue).decode()
    return Response(text, media_type=CONTENT_TYPE_LATEST)


async def _found(request: ApiRequest) -> _Found | None:
    try:
        result = await request.call_service("private.get_job_metrics")
        return msgspec.json.decode(result.body or b"", type=_Found)
    except (Problem, msgspec.MsgspecError):
        return None
