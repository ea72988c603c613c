"""One mail, text and HTML, through SMTP; without a server it is kept in a folder."""

import datetime
import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from deedbook.settings import Settings, SettingsError, make_private, write_new

_SECONDS = 30.0
_STYLE = "font:16px/1.5 system-ui,sans-serif;color:#1f2430;max-width:34em;margin:2em auto;padding:0 1em"
_BUTTON = (
    "display:inline-block;padding:.7em 1.4em;border-radius:6px;background:#1f5fbf;color:#fff;"
    "text-decoration:none"
)

log = logging.getLogger("deedbook.jobs.mail")


class Mail(msgspec.Struct, frozen=True):
    """What a person reads. `link` is the one thing to do, with `action` as its words."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    action: str
    link: str
    closing: str


def send(settings: Settings, mail: Mail) -> None:
    """Hands the mail to the server of SMTP_URL. Raises OSError or SMTPException when it does not take it."""
    message = compose(settings.mail_from, mail)
    if settings.smtp_url:
        _send(settings.smtp_url, message)
        log.info("mail sent", extra={"subject": mail.subject})
    else:
        path = _keep(settings.mail_dir, message)
        log.info("mail kept, because SMTP_URL is not set", extra={"file": str(path)})


def compose(sender: str, mail: Mail) -> EmailMessage:
    """The mail in both forms. Line breaks in what people named cannot become headers."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    text = "\n\n".join((*mail.paragraphs, f"{mail.action}:\n{mail.link}", mail.closing))
    message.set_content(text + "\n")
    message.add_alternative(_html(mail), subtype="html")
    return message


def _html(mail: Mail) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in mail.paragraphs)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(mail.subject)}</title></head>"
        f'<body style="{_STYLE}">{paragraphs}'
        f'<p><a style="{_BUTTON}" href="{escape(mail.link)}">{escape(mail.action)}</a></p>'
        f"<p>{escape(mail.closing)}</p></body></html>\n"
    )


def _send(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
        raise SettingsError("SMTP_URL is smtp://, smtps:// or smtp+starttls://, then user:password@host:port")
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            parts.hostname, parts.port or 465, timeout=_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 587, timeout=_SECONDS)
    with server:
        # A password never travels in the clear.
        if parts.scheme == "smtp+starttls" or (parts.scheme == "smtp" and parts.username):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _keep(folder: Path, message: EmailMessage) -> Path:
    make_private(folder)
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    number = 0
    while True:
        path = folder / f"{now}-{number}.eml"
        if write_new(path, message.as_bytes()):
            return path
        number += 1
