"""Why an attempt of a job failed, kept for whoever looks after the queue: Procrastinate keeps no reasons."""

import contextlib
import functools
import inspect
from collections.abc import Callable
from typing import Any

import psycopg
from procrastinate import JobContext

from deedbook.settings import Settings
from jobs.database import connect


def noted(task: Callable[..., Any]) -> Callable[..., Any]:
    """The task, which writes down what ends it before that goes on its way."""
    if inspect.iscoroutinefunction(task):

        @functools.wraps(task)
        async def run_async(context: JobContext, **arguments: Any) -> None:
            try:
                await task(context, **arguments)
            except Exception as error:
                _note(context, error)
                raise

        return run_async

    @functools.wraps(task)
    def run(context: JobContext, **arguments: Any) -> None:
        try:
            task(context, **arguments)
        except Exception as error:
            _note(context, error)
            raise

    return run


def explained(error: BaseException) -> str:
    """One line, without the values that PostgreSQL names in its details."""
    if isinstance(error, psycopg.Error) and error.diag.message_primary:
        return f"{error.diag.message_primary} (SQLSTATE {error.sqlstate})"
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _note(context: JobContext, error: Exception) -> None:
    settings: Settings = context.additional_context["settings"]
    # Where the database is what failed, the log has it alone.
    with contextlib.suppress(psycopg.Error), connect(settings, autocommit=True) as worker:
        worker.execute("select private.record_job_error(%s, %s)", [context.job.id, explained(error)])
