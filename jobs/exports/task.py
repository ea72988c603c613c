"""The job as the queue sees it."""

from uuid import UUID

from procrastinate import JobContext

from deedbook.settings import Settings
from jobs.database import TRANSIENT
from jobs.exports.errors import ExportInterrupted
from jobs.exports.run import run_export

ATTEMPTS = 5
RETRIED = (*TRANSIENT, ExportInterrupted)


def export_file(context: JobContext, *, export_id: str) -> None:
    """Makes the file of an export. Running it again does nothing once the export has ended."""
    settings: Settings = context.additional_context["settings"]
    run_export(
        settings,
        UUID(export_id),
        is_last_attempt=context.job.attempts + 1 >= ATTEMPTS,
        should_stop=context.should_abort,
    )
