"""`deedbook mails`: the mails that were kept because no mail server is set."""

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import click

from deedbook.cli._report import plain
from deedbook.settings import Settings


@click.group("mails", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the mails that were kept because SMTP_URL is not set.

    Without a subcommand: all of them, the newest first.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_mails)


@command.command("list")
@click.option("--to", help="Only those to this address.")
@click.option("--limit", default=50, type=click.IntRange(1, 10_000), help="The newest so many; 50.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_mails(to: str | None = None, limit: int = 50, as_json: bool = False) -> None:
    """List kept mails, the newest first."""
    settings = Settings.load()
    shown = 0
    for path in _kept(settings):
        mail = _read(path)
        if to is not None and str(mail["To"]).lower() != to.lower():
            continue
        words = {
            "name": path.stem,
            "date": str(mail["Date"]),
            "to": str(mail["To"]),
            "subject": str(mail["Subject"]),
        }
        if as_json:
            click.echo(json.dumps(words | {"file": str(path)}, ensure_ascii=False))
        else:
            click.echo(f"{path.stem}  {plain(words['to'])}  {plain(words['subject'])}")
        shown += 1
        if shown == limit:
            break
    if not as_json:
        click.echo(_where(settings, shown))


@command.command("show")
@click.argument("name", default="")
@click.option("--html", "part", flag_value="html", help="The HTML instead of the text.")
@click.option("--raw", "part", flag_value="raw", help="The file as it is.")
def show(name: str, part: str | None) -> None:
    """Show a kept mail: by its name or the end of it; the newest without one."""
    settings = Settings.load()
    found = [path for path in _kept(settings) if path.stem.endswith(name.removesuffix(".eml"))]
    if not found:
        raise click.ClickException(
            f"There is no such mail in {settings.mail_dir}. `deedbook mails` lists them."
        )
    if part == "raw":
        click.echo(found[0].read_text(encoding="utf-8", errors="replace"))
        return
    mail = _read(found[0])
    if part is None:
        for header in ("From", "To", "Subject", "Date"):
            click.echo(f"{header}: {plain(str(mail[header]))}")
        click.echo()
    body = mail.get_body(("html" if part else "plain",))
    click.echo(body.get_content() if body else "")


def _kept(settings: Settings) -> list[Path]:
    """Their names begin with the moment."""
    return sorted(settings.mail_dir.glob("*.eml"), reverse=True) if settings.mail_dir.is_dir() else []


def _read(path: Path) -> EmailMessage:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)  # noqa: S101
    return mail


def _where(settings: Settings, shown: int) -> str:
    now = (
        "SMTP_URL is set: new mails go there"
        if settings.smtp_url
        else "SMTP_URL is not set: new mails are kept"
    )
    return f"{shown or 'No'} {'mail' if shown == 1 else 'mails'} in {settings.mail_dir}. {now}."
