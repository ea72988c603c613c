"""`deedbook serve`: the HTTP API."""

import os

import click
from granian.constants import Interfaces
from granian.server import Server

from deedbook.cli._parent import VARIABLE, follow_parent
from deedbook.settings import Settings


@click.command("serve")
@click.option("--workers", default=1, show_default=True, envvar="WEB_CONCURRENCY", help="Processes.")
def command(workers: int) -> None:
    """Serve the API at HOST and PORT until told to stop."""
    follow_parent()
    settings = Settings.load()
    settings.need("api_database_url")
    os.environ[VARIABLE] = str(os.getpid())  # the server's own processes follow this one
    Server(
        "deedbook.cli.serve:create_followed_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=workers,
        websockets=False,
        workers_kill_timeout=8,
    ).serve()


def create_followed_app() -> object:
    """The API, in a process that ends with the one that started it."""
    follow_parent()
    from api.app import create_app

    return create_app()
