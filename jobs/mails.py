"""The mails that jobs send. The token of a link is made here, so that no queue and no log ever holds one.

Token and mail are one transaction: when the mail does not go out, the token was never made. A worker killed
between the two sends the mail again with another token, and both links work once.
"""

import datetime
import logging
from collections.abc import Callable
from typing import Any, LiteralString

from procrastinate import JobContext

from deedbook.settings import Settings
from jobs import letters
from jobs.database import connect
from jobs.mail import Mail, send

ATTEMPTS = 8

log = logging.getLogger("deedbook.jobs.mail")


def send_invitation(context: JobContext, *, invitation_id: str) -> None:
    """The link with which an invited person joins a workspace."""
    _send(context, "select private.mint_invitation_token(%s)", [invitation_id], "invitation", "invite")


def send_password_reset(context: JobContext, *, user_id: str) -> None:
    """The link to choose a new password with."""
    query: LiteralString = "select private.mint_one_time_token(%s, 'password_reset')"
    _send(context, query, [user_id], "password_reset", "reset-password")


def send_email_verification(context: JobContext, *, user_id: str) -> None:
    """The link that proves an address."""
    query: LiteralString = "select private.mint_one_time_token(%s, 'email_verification')"
    _send(context, query, [user_id], "email_verification", "verify-email")


TASKS: dict[str, Callable[..., None]] = {
    "send_invitation": send_invitation,
    "send_password_reset": send_password_reset,
    "send_email_verification": send_email_verification,
}


def _send(context: JobContext, query: LiteralString, parameters: list[str], letter: str, place: str) -> None:
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=False) as worker:
        row = worker.execute(query, parameters).fetchone()
        if row is None or row[0] is None:
            log.info("no mail: what it was about is over", extra={"task": context.job.task_name})
            return
        send(settings, compose(settings, letter, place, row[0]))


def compose(settings: Settings, letter: str, place: str, minted: dict[str, Any]) -> Mail:
    """A letter around the token that was minted for it."""
    words = dict(minted)
    token, email = words.pop("token"), words.pop("email")
    if "expires_at" in words:
        ends = datetime.datetime.fromisoformat(words["expires_at"]).astimezone(datetime.UTC)
        words["expires_at"] = f"{ends:%d %B %Y at %H:%M} UTC"
    written = letters.write(letter, **words, email=email, link=f"{settings.public_url}/{place}/{token}")
    return Mail(to=email, subject=written.subject, text=written.text, html=written.html)
