"""`deedbook demo`: the demo workspace and its five people."""

import click

from deedbook.server import ServerError
from deedbook.server.database import is_ours
from deedbook.settings import Settings, server_of


@click.command("demo")
def command() -> None:
    """Load the demo data; only into a database that make run made."""
    from deedbook import demo

    settings = Settings.load()
    if not is_ours(settings.need("database_url")):
        raise ServerError(
            f"{server_of(settings.database_url)} was not made by make run, and demo logins have a password"
            " that everyone knows: none were made."
        )
    demo.load(settings)
    click.echo("Demo data loaded.")
