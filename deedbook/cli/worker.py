"""`deedbook worker`: works off the jobs."""

import click

from deedbook.cli._parent import follow_parent
from deedbook.settings import Settings


@click.command("worker")
def command() -> None:
    """Run the job worker until told to stop."""
    follow_parent()
    settings = Settings.load()
    settings.need("worker_database_url")
    from jobs.worker import run

    run(settings)
