"""Mails of notifications: one of each that comes at once, and the daily one of all the others.

What may have left is not sent a second time. The mail's row says how far an attempt has come: as long as the
server has not been given the text (`claimed`), another may begin anew; from then on (`handing_over`) nobody
does, because nobody can know. Only when the server itself says that it has not taken the mail is it queued
again. A connection that is lost in the middle counts as not taken, as RFC 5321 says; the Message-ID stays.
"""

import datetime
import logging
import smtplib
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
from procrastinate import JobContext

from deedbook.settings import Settings
from jobs import letters
from jobs.database import connect
from jobs.mail import Mail, Refused, send

ATTEMPTS = 8

log = logging.getLogger("deedbook.jobs.notifications")


class _Overtaken(Exception):
    """Another attempt has the mail."""


def send_notifications(context: JobContext, *, mail_id: str) -> None:
    """The job as the queue sees it. Running it again sends nothing twice."""
    settings: Settings = context.additional_context["settings"]
    with connect(settings, autocommit=True) as worker:
        send_mail(settings, worker, UUID(mail_id))


def send_mail(settings: Settings, worker: psycopg.Connection, mail_id: UUID) -> None:
    """Sends a mail unless it went out before or nothing is left to say. `worker` is in autocommit."""
    row = worker.execute("select private.begin_mail(%s)", [mail_id]).fetchone()
    begun: dict[str, Any] | None = row[0] if row else None
    if begun is None or begun["state"] != "claimed":
        _say_why_not(mail_id, begun["state"] if begun else None)
        return
    attempt: int = begun["attempt"]

    def hand_over() -> None:
        row = worker.execute("select private.hand_over_mail(%s, %s)", [mail_id, attempt]).fetchone()
        if row is None or not row[0]:
            raise _Overtaken

    def finish(state: str, reply: str | None = None) -> None:
        worker.execute("select private.finish_mail(%s, %s, %s, %s)", [mail_id, attempt, state, reply])

    try:
        send(settings, compose(settings, mail_id, begun), hand_over=hand_over)
    except _Overtaken:
        log.warning("mail left to another attempt", extra={"mail": str(mail_id)})
    except Refused as error:
        log.warning("mail refused for good", extra={"mail": str(mail_id), "reply": str(error)})
        finish("refused", str(error))
    except (OSError, smtplib.SMTPException) as error:
        finish("queued", str(error))
        raise
    else:
        finish("sent")


def compose(settings: Settings, mail_id: UUID, begun: dict[str, Any]) -> Mail:
    """What private.begin_mail found, as a mail."""
    url = settings.public_url
    notices = [_notice(url, found) for found in begun["notifications"]]
    unsubscribe = f"{url}/unsubscribe/{begun['token']}"
    words = {"unsubscribe": unsubscribe, "preferences": f"{url}/settings/notifications"}
    if begun["delivery"] == "at_once":
        letter = letters.write("notification", **words, notice=notices[0])
    else:
        letter = letters.write(
            "digest",
            **words,
            workspaces=_by_workspace(notices),
            count=len(notices),
            all=f"{url}/notifications",
        )
    return Mail(
        to=begun["email"],
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        unsubscribe=unsubscribe,
        id=mail_id,
        moment=datetime.datetime.fromisoformat(begun["created_at"]),
    )


def _notice(url: str, found: dict[str, Any]) -> dict[str, Any]:
    """A notification in words."""
    return {
        "headline": letters.phrase("headline", **found),
        "detail": letters.phrase("detail", **found),
        "quote": found["subject"].get("text"),
        "kind": found["kind_title"],
        "place": found["subject"].get("list_name"),
        "workspace": found["workspace"],
        "workspace_id": found["workspace_id"],
        "link": f"{url}/notifications/{found['id']}",
    }


def _by_workspace(notices: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """They come ordered by workspace."""
    groups = ((list(group)) for _, group in groupby(notices, key=lambda notice: notice["workspace_id"]))
    return [(group[0]["workspace"], group) for group in groups]


def _say_why_not(mail_id: UUID, state: str | None) -> None:
    if state == "handing_over":
        log.warning(
            "mail not sent again: its worker died while the server had it, so it may have gone out",
            extra={"mail": str(mail_id)},
        )
    else:
        log.info("no mail: there is nothing to say", extra={"mail": str(mail_id), "state": state})
