"""The tasks by the names under which SQL defers them. Arguments are ids, never secrets."""

import datetime
from collections.abc import Callable

import procrastinate
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from deedbook.settings import Settings
from jobs import bulk, columns, mails, notifications, slots, stats, upkeep
from jobs.exports import task as exports
from jobs.imports import revert
from jobs.imports import task as imports
from jobs.mail import Refused
from jobs.previews import task as previews
from jobs.reasons import noted

CONNECTIONS = 4  # of the queue itself; a job opens its own


class Patient(BaseRetryStrategy):
    """Tries again after 2, 4, 8 … seconds, at most five minutes apart."""

    def __init__(
        self,
        attempts: int,
        errors: tuple[type[BaseException], ...],
        final: tuple[type[BaseException], ...] = (),
    ) -> None:
        self._attempts = attempts
        self._errors = errors
        self._final = final

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """None: the job has failed."""
        if isinstance(exception, self._final) or not isinstance(exception, self._errors):
            return None
        if job.attempts + 1 >= self._attempts:
            return None
        pause = datetime.timedelta(seconds=min(2 ** (job.attempts + 1), 300))
        return RetryDecision(retry_at=datetime.datetime.now(datetime.UTC) + pause)


def build_app(settings: Settings) -> procrastinate.App:
    """The app of this process; open it before use."""
    connector = procrastinate.PsycopgConnector(
        conninfo=settings.need("worker_database_url"),
        min_size=1,
        max_size=CONNECTIONS,
        kwargs={
            # Procrastinate names its tables without a schema.
            "options": "-c search_path=procrastinate",
            "application_name": "deedbook queue",
            "prepare_threshold": None,
            "connect_timeout": 10,
        },
    )
    app = procrastinate.App(connector=connector)

    tasks: tuple[tuple[str, str, Callable[..., None], Patient], ...] = (
        ("import_file", "imports", imports.import_file, Patient(imports.ATTEMPTS, imports.RETRIED)),
        ("export_file", "exports", exports.export_file, Patient(exports.ATTEMPTS, exports.RETRIED)),
        ("revert_import", "imports", revert.revert_import, Patient(revert.ATTEMPTS, revert.RETRIED)),
        ("change_items", "bulk", bulk.change_items, Patient(bulk.ATTEMPTS, bulk.RETRIED)),
        ("make_preview", "previews", previews.make_preview, Patient(previews.ATTEMPTS, previews.RETRIED)),
        ("fill_slots", "upkeep", slots.fill_slots, Patient(slots.ATTEMPTS, slots.RETRIED)),
        ("rebuild_deal_stats", "upkeep", stats.rebuild_deal_stats, Patient(stats.ATTEMPTS, stats.RETRIED)),
        ("change_column", "upkeep", columns.change_column, Patient(columns.ATTEMPTS, columns.RETRIED)),
        (
            "send_notifications",
            "mail",
            notifications.send_notifications,
            Patient(notifications.ATTEMPTS, (Exception,)),
        ),
        *(
            (name, "mail", mail, Patient(mails.ATTEMPTS, (Exception,), final=(Refused,)))
            for name, mail in mails.TASKS.items()
        ),
    )
    for name, queue, task, retry in tasks:
        app.task(name=name, queue=queue, pass_context=True, retry=retry)(noted(task))
    for name, (cron, job) in upkeep.TASKS.items():
        periodic = app.task(name=name, queue="upkeep", pass_context=True, queueing_lock=name)(noted(job))
        app.periodic(cron=cron)(periodic)
    return app
