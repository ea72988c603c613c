"""`deedbook openapi`: the OpenAPI document, without a server."""

from pathlib import Path

import click
import msgspec


@click.command("openapi")
def command() -> None:
    """Write the OpenAPI document to standard output. Needs no database and no settings."""
    from api.app import create_app
    from api.openapi import document
    from deedbook.settings import Settings

    here = Path()
    # Nothing is opened: what the routes are does not depend on where the database is.
    settings = Settings(
        data_dir=here,
        files_dir=here,
        mail_dir=here,
        api_database_url="postgresql:///",
        jwt_secret="-" * 32,
    )
    click.echo(msgspec.json.encode(document(create_app(settings))))
