"""`deedbook jobs` and `deedbook mails`: what an operator sees and does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from deedbook.cli import main
from deedbook.settings import Settings
from jobs.mail import Mail, send
from tests.jobs.conftest import work
from tests.support.server import Database

BROKEN = "select private.defer_job('send_notifications', '{\"mail_id\": \"no id\"}', 'mail')"


@pytest.fixture
def run(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`run("jobs", "list")`: the command on this test's database and folder."""
    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    monkeypatch.setenv("DATA", str(settings.data_dir))
    monkeypatch.delenv("SMTP_URL", raising=False)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return invoke


def statuses(superuser: psycopg.Connection) -> list[Any]:
    return superuser.execute(
        "select status::text, attempts from procrastinate.procrastinate_jobs order by id"
    ).fetchall()


def kill(superuser: psycopg.Connection) -> None:
    """All attempts have failed."""
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")  # as its triggers expect
        superuser.execute("update procrastinate_jobs set status = 'doing'")
        superuser.execute("update procrastinate_jobs set status = 'failed', attempts = 8")


def test_a_job_that_waits_for_its_time_is_due(run: Any, superuser: psycopg.Connection) -> None:
    superuser.execute(BROKEN)
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")  # as its triggers expect
        superuser.execute("update procrastinate_jobs set scheduled_at = '2999-01-02 03:04:05Z'")
        superuser.execute("update procrastinate_events set at = '2999-01-02 03:04:05Z'")
    listed = run("jobs").output
    assert "due 2999-01-02 03:04:05" in listed and "ince" not in listed
    assert json.loads(run("jobs", "list", "--json").output)["since"] is None


def test_whoever_has_read_enough_is_not_told_of_a_pipe(tmp_path: Path) -> None:
    shown = subprocess.Popen(
        [sys.executable, "-m", "deedbook", "mails"],
        env=os.environ | {"DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert shown.stdout is not None
    shown.stdout.close()
    assert shown.stderr is not None
    assert shown.stderr.read() == b""
    shown.stderr.close()
    shown.wait(30)


def test_a_dead_job_says_why_and_runs_again(
    run: Any, settings: Settings, superuser: psycopg.Connection
) -> None:
    superuser.execute(BROKEN)
    work(settings, "mail")
    kill(superuser)
    listed = run("jobs")
    assert listed.exit_code == 0
    assert "send_notifications" in listed.output and "failed" in listed.output
    assert "ValueError: badly formed hexadecimal UUID string" in listed.output
    (job,) = [
        json.loads(line) for line in run("jobs", "list", "--json", "--queue", "mail").output.splitlines()
    ]
    assert (job["task"], job["queue"], job["status"], job["attempts"]) == (
        "send_notifications",
        "mail",
        "failed",
        8,
    )
    shown = run("jobs", "show", str(job["id"]))
    assert '{"mail_id": "no id"}' in shown.output and "deferred_for_retry" in shown.output
    again = run("jobs", "retry", str(job["id"]))
    assert again.output == "1 of 1 failed jobs are queued again.\n"
    assert statuses(superuser)[0] == ("todo", 0)
    twice = run("jobs", "retry", str(job["id"]))
    assert (twice.exit_code, "has not failed" in twice.output) == (1, True)


def test_all_dead_jobs_run_again(run: Any, settings: Settings, superuser: psycopg.Connection) -> None:
    for _ in range(3):
        superuser.execute(BROKEN)
    superuser.execute("select private.defer_job('nonsense', '{}', 'upkeep')")
    kill(superuser)
    assert run("jobs", "retry").exit_code == 2
    assert run("jobs", "retry", "--all", "1").exit_code == 2
    some = run("jobs", "retry", "--all", "--task", "send_notifications")
    assert some.output == "3 of 3 failed jobs are queued again.\n"
    assert statuses(superuser) == [("todo", 0)] * 3 + [("failed", 8)]
    assert run("jobs", "retry", "--all", "--queue", "mail").output.startswith("0 of 0")
    assert run("jobs", "retry", "--all").output.startswith("1 of 1")


def test_one_of_a_kind_that_waits_already_is_not_queued_twice(
    run: Any, superuser: psycopg.Connection
) -> None:
    defer = "select private.defer_job('purge_trash', '{\"timestamp\": 0}', 'upkeep', 'purge_trash')"
    superuser.execute(defer)
    kill(superuser)
    superuser.execute(defer)
    answer = run("jobs", "retry", "--all")
    assert answer.exit_code == 0
    assert "the same waits in the queue already" in answer.output
    assert "0 of 1 failed jobs" in answer.output
    assert [status for status, _ in statuses(superuser)] == ["failed", "todo"]


def test_jobs_are_chosen_by_filters(run: Any, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('purge_trash', '{}', 'upkeep') from generate_series(1, 3)")
    superuser.execute(BROKEN)
    assert run("jobs", "list", "--json").output.count("\n") == 4
    assert run("jobs", "list", "--json", "--limit", "2").output.count("\n") == 2
    assert run("jobs", "list", "--json", "--queue", "mail").output.count("\n") == 1
    assert run("jobs", "list", "--json", "--task", "purge_trash").output.count("\n") == 3
    assert run("jobs", "list", "--status", "failed").output == "No such jobs.\n"


def test_a_job_is_cancelled(run: Any, superuser: psycopg.Connection) -> None:
    superuser.execute(BROKEN)
    superuser.execute(BROKEN)
    first, second = (row[0] for row in superuser.execute("select id from procrastinate.procrastinate_jobs"))
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")
        superuser.execute("update procrastinate_jobs set status = 'doing' where id = %s", [second])
    answer = run("jobs", "cancel", str(first), str(second))
    assert answer.output == f"{first}: cancelled.\n{second}: is asked to stop.\n"
    assert [status for status, _ in statuses(superuser)] == ["cancelled", "doing"]
    late = run("jobs", "cancel", str(first))
    assert (late.exit_code, late.output) == (1, f"{first}: has ended already (cancelled).\n")
    assert "There is no job 999" in run("jobs", "show", "999").output


def test_kept_mails_are_shown(run: Any, settings: Settings) -> None:
    none = run("mails")
    assert none.output.startswith(f"No mails in {settings.mail_dir}. SMTP_URL is not set: new mails are kept")
    for number in (1, 2):
        send(
            settings,
            Mail(
                to=f"ana{number}@demo.example",
                subject=f"Number {number}\N{ESCAPE}[31m",
                text=f"Hello {number}\n",
                html=f"<p>Hello {number}</p>",
            ),
        )
    listed = run("mails")
    assert listed.output.count("\n") == 3
    assert "\N{ESCAPE}" not in listed.output
    assert "2 mails in" in listed.output
    (one,) = [
        json.loads(line)
        for line in run("mails", "list", "--json", "--to", "ANA1@demo.example").output.splitlines()
    ]
    assert Path(one["file"]).is_file()
    shown = run("mails", "show", one["name"])
    assert "To: ana1@demo.example" in shown.output and "Hello 1" in shown.output
    assert "<p>Hello 1</p>" in run("mails", "show", one["name"], "--html").output
    assert "Message-ID:" in run("mails", "show", one["name"], "--raw").output
    assert "Hello" in run("mails", "show").output
    missing = run("mails", "show", "nothing")
    assert (missing.exit_code, "There is no such mail" in missing.output) == (1, True)
