"""Mails reach a real SMTP server, in text and HTML, with a link that works; without one they are kept."""

import re
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.mail import Mail, compose
from tests.conftest import ConnectAs
from tests.jobs.conftest import Inbox, work


def _parts(mail: Message) -> tuple[str, str]:
    assert isinstance(mail, EmailMessage)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def _link(text: str, place: str) -> str:
    found = re.search(rf"https://deedbook\.example/{place}/([A-Za-z0-9_-]{{43}})", text)
    assert found, text
    return found[1]


def _invite(connect_as: ConnectAs, superuser: psycopg.Connection, email: str) -> dict[str, Any]:
    row = superuser.execute("select tests.workspace('Demo')").fetchone()
    assert row is not None
    made = connect_as("admin").execute("select public.create_invitation(%s, %s)", [row[0], email]).fetchone()
    assert made is not None
    invitation: dict[str, Any] = made[0]
    return invitation


def _jobs(superuser: psycopg.Connection) -> list[Any]:
    return superuser.execute(
        "select task_name, args::text, status::text, attempts"
        " from procrastinate.procrastinate_jobs where queue_name = 'mail' order by id"
    ).fetchall()


def test_an_invitation_is_mailed(
    settings: Settings, inbox: tuple[Inbox, str], connect_as: ConnectAs, superuser: psycopg.Connection
) -> None:
    invitation = _invite(connect_as, superuser, "outsider@demo.example")
    work(msgspec.structs.replace(settings, smtp_url=inbox[1]), "mail")
    (mail,) = inbox[0].mails
    text, html = _parts(mail)
    token = _link(text, "invite")
    assert token in html
    assert token != invitation["token"]
    assert mail["To"] == "outsider@demo.example"
    assert "Admin invites you to Demo" in mail["Subject"]
    assert all(token not in str(job) and invitation["token"] not in str(job) for job in _jobs(superuser))
    connect_as("outsider").execute("select public.accept_invitation(%s)", [token])


def test_a_revoked_invitation_is_not_mailed(
    settings: Settings, inbox: tuple[Inbox, str], connect_as: ConnectAs, superuser: psycopg.Connection
) -> None:
    invitation = _invite(connect_as, superuser, "outsider@demo.example")
    connect_as("admin").execute(
        "select public.revoke_invitation(%s, %s)", [invitation["workspace_id"], invitation["id"]]
    )
    work(msgspec.structs.replace(settings, smtp_url=inbox[1]), "mail")
    assert inbox[0].mails == []
    assert _jobs(superuser)[-1][2] == "succeeded"


@pytest.mark.parametrize(
    ("task", "kind", "place"),
    [
        ("send_password_reset", "password_reset", "reset-password"),
        ("send_email_verification", "email_verification", "verify-email"),
    ],
)
def test_one_time_links_are_mailed(
    settings: Settings,
    inbox: tuple[Inbox, str],
    superuser: psycopg.Connection,
    people: dict[str, UUID],
    task: str,
    kind: str,
    place: str,
) -> None:
    superuser.execute("update auth.users set email_confirmed_at = null where id = %s", [people["editor"]])
    superuser.execute(
        "select private.defer_job(%s, %s, 'mail')", [task, Jsonb({"user_id": str(people["editor"])})]
    )
    work(msgspec.structs.replace(settings, smtp_url=inbox[1]), "mail")
    (mail,) = inbox[0].mails
    token = _link(_parts(mail)[0], place)
    found = superuser.execute(
        "select kind::text from private.one_time_tokens where token_hash = sha256(%s)", [token.encode()]
    ).fetchall()
    assert found == [(kind,)]


def test_a_mail_that_is_not_taken_is_tried_again_and_its_token_never_was(
    settings: Settings, inbox: tuple[Inbox, str], connect_as: ConnectAs, superuser: psycopg.Connection
) -> None:
    invitation = _invite(connect_as, superuser, "outsider@demo.example")
    inbox[0].refuses = True
    settings = msgspec.structs.replace(settings, smtp_url=inbox[1])
    work(settings, "mail")
    tokens = "select count(*) from private.invitation_tokens where invitation_id = %s"
    assert superuser.execute(tokens, [invitation["id"]]).fetchone() == (1,)  # the inviter's own
    assert _jobs(superuser)[-1][2:] == ("todo", 1)
    inbox[0].refuses = False
    superuser.execute("set search_path = procrastinate")
    superuser.execute("update procrastinate_jobs set scheduled_at = null")
    work(settings, "mail")
    assert len(inbox[0].mails) == 1
    assert superuser.execute(tokens, [invitation["id"]]).fetchone() == (2,)


def test_without_a_server_the_mail_is_kept(
    settings: Settings, connect_as: ConnectAs, superuser: psycopg.Connection
) -> None:
    _invite(connect_as, superuser, "outsider@demo.example")
    work(settings, "mail")
    (path,) = settings.mail_dir.iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o077 == 0
    _link(_parts(message_from_bytes(path.read_bytes(), policy=default))[0], "invite")


def test_names_cannot_become_headers_or_markup() -> None:
    name = "Evil\r\nBcc: a@b.example\r\n\r\n<script>"
    mail = Mail("x@y.example", f"{name} invites you", (name,), "Go", "https://x.example/?a&b", "Bye")
    message = compose("Deedbook <no-reply@localhost>", mail)
    assert message["Bcc"] is None
    assert "<script>" not in _parts(message)[1]
    assert "&lt;script&gt;" in _parts(message)[1]
