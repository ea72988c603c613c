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
from jobs.database import connect
from jobs.mail import Mail, send

ATTEMPTS = 8

log = logging.getLogger("deedbook.jobs.mail")


def send_invitation(context: JobContext, *, invitation_id: str) -> None:
    """The link with which an invited person joins a workspace."""
    _send(context, "select private.mint_invitation_token(%s)", [invitation_id], _invitation)


def send_password_reset(context: JobContext, *, user_id: str) -> None:
    """The link to choose a new password with."""
    _send(context, "select private.mint_one_time_token(%s, 'password_reset')", [user_id], _password_reset)


def send_email_verification(context: JobContext, *, user_id: str) -> None:
    """The link that proves an address."""
    _send(
        context,
        "select private.mint_one_time_token(%s, 'email_verification')",
        [user_id],
        _email_verification,
    )


TASKS: dict[str, Callable[..., None]] = {
    "send_invitation": send_invitation,
    "send_password_reset": send_password_reset,
    "send_email_verification": send_email_verification,
}


def _send(
    context: JobContext,
    query: LiteralString,
    parameters: list[str],
    write: Callable[[Settings, dict[str, Any]], Mail],
) -> None:
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=False) as worker:
        row = worker.execute(query, parameters).fetchone()
        if row is None or row[0] is None:
            log.info("no mail: what it was about is over", extra={"task": context.job.task_name})
            return
        send(settings, write(settings, row[0]))


def _invitation(settings: Settings, minted: dict[str, Any]) -> Mail:
    inviter = minted["inviter"] or "Somebody"
    workspace = minted["workspace"]
    expires = datetime.datetime.fromisoformat(minted["expires_at"]).astimezone(datetime.UTC)
    return Mail(
        to=minted["email"],
        subject=f"{inviter} invites you to {workspace}",
        paragraphs=(f"{inviter} invites you to work in {workspace} on Deedbook, as {minted['role']}.",),
        action="Accept the invitation",
        link=f"{settings.public_url}/invite/{minted['token']}",
        closing=f"The invitation is for {minted['email']} and ends on {expires:%d %B %Y at %H:%M} UTC."
        " If you do not know what this is about, ignore this mail.",
    )


def _password_reset(settings: Settings, minted: dict[str, Any]) -> Mail:
    return Mail(
        to=minted["email"],
        subject="Choose a new password for Deedbook",
        paragraphs=("Somebody, most likely you, asked for a new password for this address.",),
        action="Choose a new password",
        link=f"{settings.public_url}/reset-password/{minted['token']}",
        closing="The link works once, for an hour. If it was not you, ignore this mail: nothing has changed.",
    )


def _email_verification(settings: Settings, minted: dict[str, Any]) -> Mail:
    return Mail(
        to=minted["email"],
        subject="Confirm your e-mail address for Deedbook",
        paragraphs=("Welcome to Deedbook. One step is left: confirm that this address is yours.",),
        action="Confirm the address",
        link=f"{settings.public_url}/verify-email/{minted['token']}",
        closing="The link works once, for three days. If you did not register, ignore this mail.",
    )
