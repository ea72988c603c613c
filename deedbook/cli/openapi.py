"""`deedbook openapi`: the OpenAPI document, without a server."""

import tempfile
from pathlib import Path

import click
import msgspec


@click.command("openapi")
def command() -> None:
    """Write the OpenAPI document to standard output. Needs no database and no settings."""
    from api.app import create_app
    from api.openapi import document
    from deedbook.settings import Settings

    # Nothing is opened: what the routes are does not depend on where the database is.
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        settings = Settings(
            data_dir=here,
            files_dir=here,
            mail_dir=here,
            api_database_url="postgresql:///",
            jwt_secret="-" * 32,
        )
        click.echo(msgspec.json.encode(document(create_app(settings))))
