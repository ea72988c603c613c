"""One mail, text and HTML, to one person, through SMTP; without a server it is kept in a folder."""

import datetime
import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import msgspec

from deedbook.settings import Settings, SettingsError, make_private, write_new

_SECONDS = 30.0
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+")
_LONGEST_SUBJECT = 200

log = logging.getLogger("deedbook.jobs.mail")


class Refused(Exception):
    """The mail server will never take this mail: no such address, or not with this text."""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """What a person reads. `id` is the same at every attempt, so that whoever gets it twice can tell."""

    to: str
    subject: str
    text: str
    html: str
    unsubscribe: str | None = None  # the address of RFC 8058, which takes a POST
    id: UUID = msgspec.field(default_factory=uuid4)
    moment: datetime.datetime = msgspec.field(default_factory=lambda: datetime.datetime.now(datetime.UTC))


class _Address(UnstructuredHeader, BaseHeader):
    """A header that holds a URL: to fold one is to break it."""

    def fold(self, *, policy: policy.Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", _Address)
_POLICY = policy.SMTP.clone(header_factory=_headers)


def send(settings: Settings, mail: Mail, *, hand_over: Callable[[], None] = lambda: None) -> None:
    """Gives the mail to the server of SMTP_URL, or keeps it. `hand_over` runs just before its text leaves.

    Raises Refused for what is never taken; OSError or SMTPException for what is not taken now.
    """
    message = compose(settings.mail_from, mail)
    if settings.smtp_url:
        with _connected(settings.smtp_url) as server:
            _deliver(server, parseaddr(settings.mail_from)[1], _recipient(mail.to), message, hand_over)
        log.info("mail sent", extra={"mail": str(mail.id)})
    else:
        hand_over()
        path = _keep(settings.mail_dir, mail, message)
        log.info(
            "mail kept, because SMTP_URL is not set; `deedbook mails` shows it", extra={"file": str(path)}
        )


def compose(sender: str, mail: Mail) -> EmailMessage:
    """The mail in both forms. Line breaks in what people named cannot become headers."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = _recipient(mail.to)
    message["Subject"] = " ".join(mail.subject.split())[:_LONGEST_SUBJECT]
    message["Date"] = format_datetime(mail.moment)
    message["Message-ID"] = f"<{mail.id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def _recipient(address: str) -> str:
    """One address and no more, with its domain as mail servers write it."""
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        raise Refused("this is not the address of a mailbox")
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise Refused("this is not the address of a mailbox") from error


@contextmanager
def _connected(url: str) -> Iterator[smtplib.SMTP]:
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
        server.ehlo_or_helo_if_needed()
        yield server


def _deliver(
    server: smtplib.SMTP, sender: str, recipient: str, message: EmailMessage, hand_over: Callable[[], None]
) -> None:
    """The dialogue step by step, because what may have gone out and what has not differ by one of them."""
    needs_utf8 = not (sender + recipient).isascii()
    if needs_utf8 and not server.has_extn("smtputf8"):
        raise Refused("the mail server takes no address with letters beyond ASCII")
    content = message.as_bytes(policy=_POLICY.clone(utf8=needs_utf8))
    code, reply = server.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8 else [])
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, reply, sender)
    code, reply = server.rcpt(recipient)
    if code not in {250, 251}:
        raise _refusal(code, reply)
    hand_over()
    try:
        code, reply = server.data(content)
    except smtplib.SMTPDataError as error:
        code, reply = error.smtp_code, error.smtp_error  # type: ignore[assignment]
    if code != 250:
        raise _refusal(code, reply)


def _refusal(code: int, reply: bytes | str) -> Exception:
    """For good (5xx), or for now. 530 and 535 are about us and not about the mail."""
    said = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    if 500 <= code < 600 and code not in {530, 535}:
        return Refused(f"{code} {' '.join(said.split())}")
    return smtplib.SMTPResponseException(code, said)


def _keep(folder: Path, mail: Mail, message: EmailMessage) -> Path:
    make_private(folder)
    path = folder / f"{mail.moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}-{mail.id}.eml"
    write_new(path, message.as_bytes())  # one that is there is this mail, from an attempt before
    return path
