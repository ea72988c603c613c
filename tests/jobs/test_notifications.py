"""Notifications by mail: at once, daily or not at all; through a real SMTP server, and never twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage, Message
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs import notifications
from jobs.database import connect
from tests.conftest import ConnectAs
from tests.jobs.conftest import Inbox, work
from tests.support.server import Database

Mention = Callable[..., None]

JOIN_OTHER = """
insert into public.workspace_members (workspace_id, user_id, role)
select tests.workspace('Other'), tests.person(p), 'member' from unnest(array['editor', 'member']) as p
"""
MAILS = "select delivery, state, attempt, reply from private.notification_mails order by id"


@pytest.fixture
def smtp(settings: Settings, inbox: tuple[Inbox, str]) -> Settings:
    """Settings with a mail server."""
    return msgspec.structs.replace(settings, smtp_url=inbox[1])


@pytest.fixture
def mention(connect_as: ConnectAs, superuser: psycopg.Connection, people: dict[str, UUID]) -> Mention:
    """`mention("editor", body="Look")`: the member mentions somebody in a comment."""
    connection = connect_as("member")

    def write(*names: str, body: str = "Look", workspace: str = "Demo") -> None:
        row = superuser.execute(
            "select id from public.items where list_id = tests.list('Properties', %s) order by id",
            [workspace],
        ).fetchone()
        assert row is not None
        mentions = " ".join(f"@[{name.title()}]({people[name]})" for name in names)
        connection.execute(
            "insert into public.comments (item_id, body) values (%s, %s)", [row[0], f"{body} {mentions}"]
        )

    return write


def texts(mail: Message) -> tuple[str, str]:
    assert isinstance(mail, EmailMessage)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    return plain.get_content().replace("\r\n", "\n"), html.get_content()


def choose(connect_as: ConnectAs, person: str, **deliveries: str) -> None:
    chosen = [{"kind": kind, "delivery": delivery} for kind, delivery in deliveries.items()]
    connect_as(person).execute("select public.set_notification_preferences(%s)", [Jsonb(chosen)])


def mails(superuser: psycopg.Connection) -> list[Any]:
    return superuser.execute(MAILS.encode()).fetchall()


def queue_digests(superuser: psycopg.Connection, when: str = "now() + interval '1 day'") -> int:
    row = superuser.execute(f"select private.queue_digests({when})".encode()).fetchone()
    assert row is not None
    return int(row[0])


def retry_at_once(superuser: psycopg.Connection) -> None:
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")  # as its triggers expect
        superuser.execute("update procrastinate_jobs set scheduled_at = null where status = 'todo'")


def test_a_mention_is_mailed_at_once(
    smtp: Settings, inbox: tuple[Inbox, str], mention: Mention, superuser: psycopg.Connection
) -> None:
    mention("editor", "admin", body="Is the <roof> new?\nAsk @Bob.")
    work(smtp, "mail")
    assert sorted(inbox[0].recipients) == [["admin@demo.example"], ["editor@demo.example"]]
    mail = next(m for m in inbox[0].mails if m["To"] == "editor@demo.example")
    assert mail["Subject"] == "Member mentioned you in 1 Demo Street"
    text, html = texts(mail)
    assert "> Is the <roof> new? Ask @Bob. @Editor @Admin" in text
    assert "Is the &lt;roof&gt; new?" in html
    assert "prefers-color-scheme: dark" in html
    assert "Properties · Demo" in text
    (link,) = superuser.execute(
        "select 'https://deedbook.example/notifications/' || id from public.notifications"
        " where user_id = tests.person('editor')"
    ).fetchall()[0]
    assert link in text and link in html
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"][1:-1] in text
    assert {m["Message-ID"] for m in inbox[0].mails} == {
        f"<{mail_id}@localhost>"
        for (mail_id,) in superuser.execute("select id from private.notification_mails").fetchall()
    }
    assert [(m[0], m[1]) for m in mails(superuser)] == [("at_once", "sent")] * 2


def test_what_was_read_meanwhile_is_not_mailed(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    connect_as: ConnectAs,
    superuser: psycopg.Connection,
) -> None:
    mention("editor", "admin", "manager")
    connect_as("editor").execute("select public.read_notifications(until => now())")
    choose(connect_as, "admin", mention="off")
    superuser.execute("delete from public.workspace_members where user_id = tests.person('manager')")
    work(smtp, "mail")
    assert inbox[0].mails == []
    assert [m[1] for m in mails(superuser)] == ["dropped"] * 3


def test_an_address_that_nobody_confirmed_gets_no_mail(
    smtp: Settings, inbox: tuple[Inbox, str], mention: Mention, superuser: psycopg.Connection
) -> None:
    superuser.execute("update auth.users set email_confirmed_at = null where id = tests.person('editor')")
    mention("editor")
    work(smtp, "mail")
    assert inbox[0].mails == []
    assert [m[1] for m in mails(superuser)] == ["dropped"]


def test_the_daily_mail_has_everything_by_workspace(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    connect_as: ConnectAs,
    superuser: psycopg.Connection,
) -> None:
    superuser.execute(JOIN_OTHER)
    choose(connect_as, "editor", mention="daily")
    for body, workspace in (("First", "Demo"), ("Second", "Other"), ("Third", "Demo")):
        mention("editor", body=body, workspace=workspace)
    mention("admin")
    assert queue_digests(superuser, "now() - interval '1 day'") == 0
    assert queue_digests(superuser) == 1
    work(smtp, "mail")
    mail = next(m for m in inbox[0].mails if m["To"] == "editor@demo.example")
    assert mail["Subject"] == "3 things happened in 2 workspaces"
    text, html = texts(mail)
    places = [text.index(word) for word in ("Demo\n----", "First", "Third", "Other\n-----", "Second")]
    assert places == sorted(places)
    assert html.count("mentioned you in") == 3
    assert "unsubscribe/" in mail["List-Unsubscribe"]
    assert queue_digests(superuser) == 0
    work(smtp, "mail")
    assert len(inbox[0].mails) == 2


def test_the_daily_mail_says_nothing_of_a_workspace_that_was_left(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    connect_as: ConnectAs,
    superuser: psycopg.Connection,
) -> None:
    superuser.execute(JOIN_OTHER)
    choose(connect_as, "editor", mention="daily")
    mention("editor", body="Kept")
    mention("editor", body="Secret", workspace="Other")
    assert queue_digests(superuser) == 1
    superuser.execute(
        "delete from public.workspace_members"
        " where user_id = tests.person('editor') and workspace_id = tests.workspace('Other')"
    )
    work(smtp, "mail")
    (mail,) = inbox[0].mails
    assert mail["Subject"] == "1 thing happened in Demo"
    assert "Secret" not in "".join(texts(mail)) and "Kept" in texts(mail)[0]


@pytest.mark.parametrize(
    ("zone", "hour", "told", "before", "due"),
    [
        ("UTC", 8, "2026-01-10T07:30Z", "2026-01-10T07:59Z", "2026-01-10T08:00Z"),
        ("Asia/Kolkata", 8, "2026-01-10T01:00Z", "2026-01-10T02:29Z", "2026-01-10T02:30Z"),
        ("America/St_Johns", 8, "2026-07-10T08:00Z", "2026-07-10T10:29Z", "2026-07-10T10:30Z"),
        ("Pacific/Auckland", 18, "2026-01-10T04:00Z", "2026-01-10T04:59Z", "2026-01-10T05:00Z"),
        # The night in which the clocks go forward, and the one in which they go back.
        ("Europe/Berlin", 8, "2026-03-29T05:00Z", "2026-03-29T05:59Z", "2026-03-29T06:00Z"),
        ("Europe/Berlin", 2, "2026-10-24T23:00Z", "2026-10-25T00:59Z", "2026-10-25T01:00Z"),
        # After the hour: the next day.
        ("UTC", 8, "2026-01-10T08:00Z", "2026-01-11T07:59Z", "2026-01-11T08:00Z"),
    ],
)
def test_the_daily_mail_comes_at_the_hour_of_the_reader(
    mention: Mention,
    connect_as: ConnectAs,
    superuser: psycopg.Connection,
    zone: str,
    hour: int,
    told: str,
    before: str,
    due: str,
) -> None:
    choose(connect_as, "editor", mention="daily")
    changes = Jsonb({"time_zone": zone, "digest_hour": hour})
    connect_as("editor").execute("select public.update_me(%s)", [changes])
    mention("editor")
    superuser.execute("update private.notification_deliveries set created_at = %s", [told])
    assert queue_digests(superuser, f"'{before}'") == 0
    assert queue_digests(superuser, f"'{due}'") == 1
    assert queue_digests(superuser, f"'{due}'") == 0


def test_a_refused_recipient_stops_no_other(
    smtp: Settings, inbox: tuple[Inbox, str], mention: Mention, superuser: psycopg.Connection
) -> None:
    superuser.execute(
        "update auth.users set email = 'refused@demo.example' where id = tests.person('editor');"
        " update auth.users set email = '<eve>,c@d.example' where id = tests.person('manager')"
    )
    mention("editor", "manager", "admin")
    work(smtp, "mail")
    assert inbox[0].recipients == [["admin@demo.example"]]
    assert sorted((m[1], m[3]) for m in mails(superuser)) == [
        ("refused", "550 no such mailbox"),
        ("refused", "this is not the address of a mailbox"),
        ("sent", None),
    ]


def test_a_server_that_is_busy_is_asked_again(
    smtp: Settings, inbox: tuple[Inbox, str], mention: Mention, superuser: psycopg.Connection
) -> None:
    inbox[0].refuses = True
    mention("editor")
    work(smtp, "mail")
    ((_, state, attempt, reply),) = mails(superuser)
    assert (state, attempt) == ("queued", 1)
    assert "not now" in reply
    inbox[0].refuses = False
    retry_at_once(superuser)
    work(smtp, "mail")
    assert len(inbox[0].mails) == 1
    assert [m[1:3] for m in mails(superuser)] == [("sent", 2)]


def test_a_mail_that_may_have_left_is_not_sent_again(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    superuser: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who dies before the server has the text leaves it to the next; who dies after that, to nobody."""
    mention("editor")
    mail_id = superuser.execute("select id from private.notification_mails").fetchall()[0][0]

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    real = notifications.send
    with connect(smtp, autocommit=True) as worker:
        monkeypatch.setattr(notifications, "send", die)
        with pytest.raises(Killed):
            notifications.send_mail(smtp, worker, mail_id)
        assert [m[1:3] for m in mails(superuser)] == [("claimed", 1)]

        def die_afterwards(*arguments: Any, **named: Any) -> None:
            real(*arguments, **named)
            raise Killed

        monkeypatch.setattr(notifications, "send", die_afterwards)
        with pytest.raises(Killed):
            notifications.send_mail(smtp, worker, mail_id)
        assert len(inbox[0].mails) == 1
        monkeypatch.setattr(notifications, "send", real)
        notifications.send_mail(smtp, worker, mail_id)
    assert len(inbox[0].mails) == 1
    assert [m[1:3] for m in mails(superuser)] == [("handing_over", 2)]


def test_an_attempt_that_was_overtaken_sends_nothing(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    superuser: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A worker that was only slow wakes up when another has sent the mail."""
    mention("editor")
    mail_id = superuser.execute("select id from private.notification_mails").fetchall()[0][0]
    real = notifications.send
    with connect(smtp, autocommit=True) as slow, connect(smtp, autocommit=True) as fast:

        def sleep(*arguments: Any, **named: Any) -> None:
            monkeypatch.setattr(notifications, "send", real)
            notifications.send_mail(smtp, fast, mail_id)
            real(*arguments, **named)

        monkeypatch.setattr(notifications, "send", sleep)
        notifications.send_mail(smtp, slow, mail_id)
    assert len(inbox[0].mails) == 1
    assert [m[1:3] for m in mails(superuser)] == [("sent", 2)]


def test_without_a_server_mails_are_kept_once(
    settings: Settings, mention: Mention, superuser: psycopg.Connection
) -> None:
    mention("editor")
    work(settings, "mail")
    (path,) = settings.mail_dir.iterdir()
    mail_id = superuser.execute("select id from private.notification_mails").fetchall()[0][0]
    assert path.name.endswith(f"-{mail_id}.eml")
    superuser.execute("update private.notification_mails set state = 'queued'")
    with connect(settings, autocommit=True) as worker:
        notifications.send_mail(settings, worker, mail_id)
    assert list(settings.mail_dir.iterdir()) == [path]


def test_a_bulk_change_tells_each_person_once(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    connect_as: ConnectAs,
    superuser: psycopg.Connection,
    people: dict[str, UUID],
) -> None:
    superuser.execute(
        "insert into public.list_columns (list_id, name, type) values (tests.list(), 'Agent', 'user')"
    )
    superuser.execute(
        "insert into public.items (list_id, values) select tests.list(), '{}' from generate_series(1, 2497)"
    )
    connect_as("manager").execute(
        "select public.start_bulk_change(tests.list(), '{\"and\": []}', 'set', %s)",
        [Jsonb({"agent": str(people["editor"])})],
    )
    work(smtp, "bulk")
    told = superuser.execute(
        "select subject ->> 'count' from public.notifications where kind = 'assignment'"
    ).fetchall()
    assert told == [("2500",)]
    work(smtp, "mail")
    assert inbox[0].mails == []  # it waits for the last batch
    retry_at_once(superuser)
    work(smtp, "mail")
    assert [m["Subject"] for m in inbox[0].mails] == ["Manager assigned 2,500 items in Properties to you"]


@pytest.mark.slow
def test_killed_at_any_moment_no_mail_is_sent_twice(
    smtp: Settings,
    inbox: tuple[Inbox, str],
    mention: Mention,
    superuser: psycopg.Connection,
    database: Database,
) -> None:
    """Ten workers die while they send; all but what was in the air arrives, each once."""
    for number in range(40):
        mention("editor", body=f"Number {number}")
    environment = os.environ | {"WORKER_DATABASE_URL": database.worker_url, "SMTP_URL": smtp.smtp_url or ""}
    for turn in range(10):
        worker = subprocess.Popen([sys.executable, "-m", "deedbook", "worker"], env=environment)
        time.sleep(1.2 + turn * 0.07)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    superuser.execute(
        "update procrastinate.procrastinate_workers set last_heartbeat = now() - interval '1 hour'"
    )
    work(smtp, "mail")
    retry_at_once(superuser)
    work(smtp, "mail")
    sent = [m["Message-ID"] for m in inbox[0].mails]
    assert len(sent) == len(set(sent))
    in_the_air = sum(1 for m in mails(superuser) if m[1] == "handing_over")
    assert len(sent) >= 40 - in_the_air
    assert {m[1] for m in mails(superuser)} <= {"sent", "handing_over"}
