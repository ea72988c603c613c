"""The `deedbook` command: one module per subcommand, loaded when it is called."""

import os
from importlib import import_module

import click

from deedbook.cli._errors import explained

COMMANDS = {
    "up": "deedbook.cli.up",
    "migrate": "deedbook.cli.migrate",
    "status": "deedbook.cli.status",
    "serve": "deedbook.cli.serve",
    "worker": "deedbook.cli.worker",
    "demo": "deedbook.cli.demo",
    "import": "deedbook.cli.importing",
    "export": "deedbook.cli.exporting",
    "jobs": "deedbook.cli.jobs",
    "mails": "deedbook.cli.mails",
    "user": "deedbook.cli.user",
    "psql": "deedbook.cli.psql",
    "openapi": "deedbook.cli.openapi",
}


class Commands(click.Group):
    """Loads a subcommand's module when it is needed, and turns what fails into one clear line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):  # head has enough
            raise
        except Exception as error:
            if os.environ.get("DEEDBOOK_DEBUG"):
                raise
            raise click.ClickException(explained(error)) from error


@click.group(cls=Commands)
@click.version_option(package_name="deedbook")
def main() -> None:
    """The customer database of a real-estate team.

    Finds its database through DATABASE_URL, else in the folder DATA (.data) that `make run` made.
    """
