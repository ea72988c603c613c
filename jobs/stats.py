"""Counts the deals of a workspace anew."""

from procrastinate import JobContext

from deedbook.settings import Settings
from jobs.database import TRANSIENT, connect

ATTEMPTS = 8
RETRIED = TRANSIENT


def rebuild_deal_stats(context: JobContext, *, workspace_id: str) -> None:
    """In another time zone deals fall on other days. Run twice it does no harm."""
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=True) as worker:
        worker.execute("select private.rebuild_deal_stats(%s)", [workspace_id])
