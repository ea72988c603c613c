"""`deedbook migrate`: migrations/ and sql/ into the database."""

import click

from deedbook.settings import Settings


@click.command("migrate")
@click.option("--force", is_flag=True, help="Make everything of sql/ again although nothing changed.")
def command(force: bool) -> None:
    """Bring the database to the state of this release; a second run says unchanged."""
    from deedbook.cli._logins import ensure_logins
    from deedbook.deploy import deploy

    settings = Settings.load()
    deploy(settings.need("database_url"), report=click.echo, force=force)
    if settings.api_database_url and settings.worker_database_url:
        ensure_logins(settings)
