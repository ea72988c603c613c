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
from jinja2 import UndefinedError
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs import letters
from jobs.mail import Mail, Refused, compose
from jobs.mails import compose as compose_letter
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


EVIL = "Evil\r\nBcc: a@b.example\r\n\r\n<script>"
WORDS = {
    "token": "t" * 43,
    "email": "x@y.example",
    "role": "editor",
    "expires_at": "2026-03-01T10:00:00+01:00",
}


def test_names_cannot_become_headers_or_markup(settings: Settings) -> None:
    words = WORDS | {"workspace": EVIL, "inviter": EVIL}
    message = compose(settings.mail_from, compose_letter(settings, "invitation", "invite", words))
    assert message["Bcc"] is None
    raw = message.as_bytes()
    assert b"\nBcc:" not in raw.partition(b"\r\n\r\n")[0]
    text, html = _parts(message_from_bytes(raw, policy=default))
    assert "\nBcc:" not in text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_name_in_other_letters_arrives_as_it_is(settings: Settings) -> None:
    words = WORDS | {"workspace": "Höfe & Gärten \N{HOUSE BUILDING}", "inviter": "Zoë " * 60}
    raw = compose(settings.mail_from, compose_letter(settings, "invitation", "invite", words)).as_bytes()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    mail = message_from_bytes(raw, policy=default)
    assert mail["Subject"].startswith("Zoë Zoë")
    text, html = _parts(mail)
    assert "Höfe & Gärten \N{HOUSE BUILDING}" in text
    assert "Höfe &amp; Gärten" in html
    assert "01 March 2026 at 09:00 UTC" in text


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "Eve <a@b.example>",
        "a b@c.example",
        "nobody",
        "a@" + "b" * 64 + ".example",
        "",
    ],
)
def test_one_address_and_no_more(address: str) -> None:
    with pytest.raises(Refused):
        compose("Deedbook <no-reply@localhost>", Mail(to=address, subject="Hello", text="Hello", html=""))


def test_letters_beyond_ascii_in_a_domain() -> None:
    mail = Mail(to="ana@büro.example", subject="Hello", text="Hello", html="")
    assert compose("Deedbook <no-reply@localhost>", mail)["To"] == "ana@xn--bro-hoa.example"


def test_a_long_link_to_unsubscribe_stays_whole() -> None:
    link = "https://deedbook.a-very-long-name-of-a-customer.example/unsubscribe/" + "t" * 43
    mail = Mail(to="a@b.example", subject="Hello", text="Hello", html="", unsubscribe=link)
    raw = compose("Deedbook <no-reply@localhost>", mail).as_bytes()
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def test_a_word_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        letters.write("invitation", workspace="W")


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    settings: Settings, inbox: tuple[Inbox, str], connect_as: ConnectAs, superuser: psycopg.Connection
) -> None:
    _invite(connect_as, superuser, "refused@demo.example")
    work(msgspec.structs.replace(settings, smtp_url=inbox[1]), "mail")
    assert inbox[0].mails == []
    assert _jobs(superuser)[-1][2:] == ("failed", 1)
    (reason,) = superuser.execute("select error from private.job_errors").fetchall()[0]
    assert reason == "Refused: 550 no such mailbox"
