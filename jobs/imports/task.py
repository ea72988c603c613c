"""The job as the queue sees it."""

from uuid import UUID

from procrastinate import JobContext

from deedbook.settings import Settings
from jobs.database import TRANSIENT
from jobs.imports.errors import ImportInterrupted
from jobs.imports.run import run_import

ATTEMPTS = 5
RETRIED = (*TRANSIENT, ImportInterrupted)


def import_file(context: JobContext, *, import_id: str) -> None:
    """Imports a file. Running it again does nothing once the import has ended."""
    settings: Settings = context.additional_context["settings"]
    run_import(
        settings,
        UUID(import_id),
        is_last_attempt=context.job.attempts + 1 >= ATTEMPTS,
        should_stop=context.should_abort,
    )
