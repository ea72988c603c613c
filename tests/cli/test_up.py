"""`deedbook up` as a whole: it starts, says so, survives, and leaves nothing behind."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import psycopg

from deedbook.server import Cluster
from tests.cli.conftest import COMMAND, Deedbook, children_of, is_alive, wait_for

DEMO = [f"{name}@demo.example" for name in ("owner", "admin", "manager", "editor", "member")]


def count_lists(deedbook: Deedbook) -> str:
    return deedbook.run("psql", "-Atc", "select count(*) from public.lists").stdout.strip()


def check_secrets(deedbook: Deedbook) -> None:
    """No password or key on a command line, in a log or on the screen."""
    secrets = deedbook.data / "secrets.json"
    assert secrets.stat().st_mode & 0o077 == 0
    values = [value for value in json.loads(secrets.read_text()).values() if "\n" not in value]
    for pid in deedbook.pids():
        command = Path(f"/proc/{pid}/cmdline").read_text()
        assert not [value for value in values if value in command]
    logs = "".join(
        path.read_text() for path in [*deedbook.data.glob("logs/*"), deedbook.data / "postgres/server.log"]
    )
    assert not [value for value in values if value in logs or value in "".join(deedbook.lines)]


def test_start_use_and_stop(deedbook: Deedbook) -> None:
    deedbook.start()
    for text in ("server", "migrations", "sql", "demo data", "api", "worker"):
        assert any(line.startswith(text) for line in deedbook.lines), text
    assert deedbook.said("deedbook-demo-only")
    assert [line.strip() for line in deedbook.lines if line.startswith("  ")] == DEMO

    body = json.dumps({"email": "owner@demo.example", "password": "deedbook-demo-only"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{deedbook.port}/api/v1/auth/login", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        assert answer.status == 200
    status = deedbook.run("status", "--json")
    assert status.returncode == 0, status.stderr
    assert json.loads(status.stdout)["pending"] == []

    check_secrets(deedbook)
    second = deedbook.run("up")
    assert second.returncode == 1
    assert re.fullmatch(
        rf"Error: Deedbook runs on .* already: process {deedbook.up.pid}, at http://127.0.0.1:{deedbook.port}\..*",  # type: ignore[union-attr]
        second.stderr.strip(),
    )
    pids = deedbook.pids()
    assert deedbook.stop() == 0
    assert [pid for pid in pids if is_alive(pid)] == []
    assert "database system is shut down" in (deedbook.data / "postgres" / "server.log").read_text()

    deedbook.start()
    assert deedbook.said("unchanged") and deedbook.said("as it was left")
    assert deedbook.stop() == 0


def test_killed(deedbook: Deedbook) -> None:
    """kill -9 of `deedbook up` alone: API and worker notice, the server is found and stopped."""
    deedbook.start()
    assert deedbook.up
    children, server, before = children_of(deedbook.up.pid), deedbook.server(), count_lists(deedbook)
    os.kill(deedbook.up.pid, signal.SIGKILL)
    deedbook.up.wait()
    deedbook.start()
    assert deedbook.said("found the server of a killed start")
    assert [pid for pid in [*children, *server] if is_alive(pid)] == []
    assert deedbook.is_healthy()
    assert count_lists(deedbook) == before != ""


def test_everything_killed(deedbook: Deedbook) -> None:
    deedbook.start()
    assert deedbook.up
    before = count_lists(deedbook)
    for pid in deedbook.pids():
        os.kill(pid, signal.SIGKILL)
    deedbook.up.wait()
    deedbook.start()
    assert deedbook.is_healthy()
    assert count_lists(deedbook) == before != ""


def test_parts_that_die_are_started_again(deedbook: Deedbook) -> None:
    deedbook.start()
    assert deedbook.up
    for part in ("serve", "worker"):
        old = [pid for pid in children_of(deedbook.up.pid) if _command(pid).endswith(f"deedbook {part}")]
        os.kill(min(old), signal.SIGKILL)  # the API has a process of its own below it
        wait_for(lambda: deedbook.said("ended (SIGKILL"), "the word about it")
        wait_for(
            lambda part=part, old=old: any(
                _command(pid).endswith(f"deedbook {part}") and pid not in old
                for pid in children_of(deedbook.up.pid)  # type: ignore[union-attr]
            ),
            f"{part} to be started again",
        )
    wait_for(deedbook.is_healthy, "the API")
    os.kill(deedbook.server()[0], signal.SIGKILL)
    wait_for(lambda: deedbook.said("runs again at"), "the server")
    wait_for(deedbook.is_healthy, "the API on the new server")

    # Ctrl-C by somebody impatient: the second one must not break the order.
    pids = deedbook.pids()
    for _ in range(2):
        os.kill(deedbook.up.pid, signal.SIGINT)
    assert deedbook.up.wait(60) == 0
    assert [pid for pid in pids if is_alive(pid)] == []
    assert deedbook.said("stopped")


def test_port_of_another_program(deedbook: Deedbook) -> None:
    with socket.create_server(("127.0.0.1", deedbook.port)):
        ended = deedbook.run("up")
    assert ended.returncode == 1
    assert ended.stderr.strip().endswith("another program has it. Choose another port with PORT=.")
    assert deedbook.server() == []


def test_a_server_of_somebody_else(deedbook: Deedbook) -> None:
    """DATABASE_URL: migrated and served, and no login there that everyone knows."""
    with Cluster(deedbook.data.parent / "theirs", password="theirs", durable=False) as theirs:
        try:
            with psycopg.connect(theirs.url(), autocommit=True) as connection:
                connection.execute("create database crm")
            deedbook.start(DATABASE_URL=theirs.url("crm"))
            assert deedbook.said("from DATABASE_URL")
            assert deedbook.said("none: this database was not made by make run")
            assert not deedbook.said("Sign in")
            assert deedbook.is_healthy()
            demo = deedbook.run("demo", DATABASE_URL=theirs.url("crm"))
            assert demo.returncode == 1 and "was not made by make run" in demo.stderr
            with psycopg.connect(theirs.url("crm")) as connection:
                assert connection.execute("select count(*) from auth.users").fetchone() == (0,)
            assert deedbook.stop() == 0

            # Another installation must not take the logins over.
            (deedbook.data / "secrets.json").unlink()
            other = deedbook.run("up", DATABASE_URL=theirs.url("crm"))
            assert other.returncode == 1
            assert "give its URL in API_DATABASE_URL" in other.stderr
            assert len(other.stderr.strip().splitlines()) == 1
        finally:
            theirs.destroy()


def test_ends_with_its_make(deedbook: Deedbook) -> None:
    """make run that is killed takes everything with it."""
    make = subprocess.Popen(
        ["bash", "-c", 'DEEDBOOK_PARENT=$$ "$@"; true', "make", *COMMAND, "up"], env=deedbook.environment
    )
    try:
        wait_for(deedbook.is_healthy, "the start")
        everything = [*children_of(make.pid), *deedbook.server()]
    finally:
        make.kill()
        make.wait()
    wait_for(lambda: not [pid for pid in everything if is_alive(pid)], "the end of everything")
    assert "database system is shut down" in (deedbook.data / "postgres" / "server.log").read_text()


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""
