"""`deedbook user`: accounts by the owner's hand."""

import click

from deedbook import users
from deedbook.settings import Settings


@click.group("user")
def command() -> None:
    """Create accounts, list them, set passwords."""


@command.command("create")
@click.argument("email")
@click.option("--name", default="", help="Full name.")
@click.password_option(envvar="DEEDBOOK_PASSWORD", help="Asked for when it is not given.")
def create(email: str, name: str, password: str) -> None:
    """Make an account; its address counts as confirmed."""
    made = users.create(_owner_url(), email, password, name)
    click.echo(f"{made.email} may sign in now.")


@command.command("list")
def list_users() -> None:
    """Show all accounts with their workspaces and roles."""
    found = users.list_all(_owner_url())
    width = max((len(user.email) for user in found), default=0)
    for user in found:
        confirmed = "" if user.is_confirmed else "not confirmed; "
        click.echo(f"{user.email:<{width}}  {confirmed}{', '.join(user.workspaces) or 'no workspace'}")


@command.command("set-password")
@click.argument("email")
@click.password_option(envvar="DEEDBOOK_PASSWORD", help="Asked for when it is not given.")
def set_password(email: str, password: str) -> None:
    """Set a new password; signs the person out everywhere."""
    user = users.set_password(_owner_url(), email, password)
    click.echo(f"{user.email} has a new password and must sign in again.")


def _owner_url() -> str:
    return Settings.load().need("database_url")
