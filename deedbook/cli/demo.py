"""`deedbook demo`: the demo workspace and its five people."""

import click

from deedbook.settings import Settings


@click.command("demo")
def command() -> None:
    """Load the demo data; only into a database that make run made."""
    from deedbook import demo

    click.echo(demo.load(Settings.load()))
