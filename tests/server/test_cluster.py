"""The launcher against real servers, real kills and real strangers."""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from deedbook.server import AlreadyRunning, Binaries, Cluster, ServerError, cluster, place, processes
from tests.server.conftest import PASSWORD, SECONDS, Driver

Drive = Callable[..., Driver]
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")


@pytest.fixture
def running(base: Path) -> Iterator[Cluster]:
    with Cluster(base / "data", password=PASSWORD, durable=False) as server:
        yield server


def execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
            rows = cursor.fetchall() if cursor.description else []
    return rows


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def log_of(driver: Driver) -> str:
    return (Path(driver.said["folder"]).parent / "server.log").read_text()


# --- who gets in -------------------------------------------------------------------------------------


def test_password_is_needed(running: Cluster) -> None:
    for url in (
        running.url(password="wrong"),
        running.url(password=""),
        f"{running.url(password='')}?user=x",
    ):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url, connect_timeout=10)
    assert execute(
        running.url(), "select rolpassword ~ '^SCRAM-SHA-256' from pg_authid where rolname = 'postgres'"
    ) == [(True,)]


def test_listens_on_loopback_only(running: Cluster) -> None:
    assert execute(running.url(), "show unix_socket_directories") == [("",)]
    listening = [
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{running.port:04X}")
    ]
    assert listening == [f"0100007F:{running.port:04X}"]


def test_alter_system_cannot_open_it(running: Cluster) -> None:
    execute(running.url(), "alter system set listen_addresses = '*'")
    running.stop()
    running.start()
    assert execute(running.url(), "show listen_addresses") == [("127.0.0.1",)]


@root_only
def test_root_steps_down(running: Cluster) -> None:
    server = pid_of(running)
    assert Path(f"/proc/{server}").stat().st_uid != 0
    assert running.folder.stat().st_uid == Path(f"/proc/{server}").stat().st_uid
    assert running.folder.parent.stat().st_uid == 0
    assert stat.S_IMODE(running.folder.stat().st_mode) == 0o700


def pid_of(running: Cluster) -> int:
    said = processes.postmaster(running.folder)
    assert said is not None
    return said.pid


def test_unicode_database(running: Cluster) -> None:
    assert execute(running.url(), "select upper('ä'), current_setting('server_encoding')") == [("Ä", "UTF8")]


# --- data stays --------------------------------------------------------------------------------------


def test_data_and_port_are_kept(drive: Drive, base: Path) -> None:
    data = base / "a folder with spaces" / "data"
    data.parent.mkdir()
    if os.geteuid() == 0:
        shutil.chown(data.parent, base.owner())
    first = drive(data)
    execute(first.said["url"], "create table t (i int)", "insert into t values (1)")
    first.stop()
    assert processes.of_cluster(Path(first.said["folder"])) == []
    second = drive(data)
    assert second.said["port"] == first.said["port"]
    assert execute(second.said["url"], "select * from t") == [(1,)]
    second.stop()
    assert "was not properly shut down" not in log_of(second)


def test_killed_parent(drive: Drive, base: Path) -> None:
    first = drive(base / "data")
    execute(first.said["url"], "create table t (i int)", "insert into t values (1)")
    folder = Path(first.said["folder"])
    before = processes.postmaster(folder)
    first.kill()
    assert processes.postmaster(folder) == before, "the server outlives its parent"
    second = drive(base / "data")
    after = processes.postmaster(folder)
    assert before and after and before.pid != after.pid
    assert execute(second.said["url"], "select * from t") == [(1,)]
    assert "received fast shutdown request" in log_of(second)
    assert "was not properly shut down" not in log_of(second)
    second.stop()


def test_everything_killed(drive: Drive, base: Path) -> None:
    first = drive(base / "data")
    execute(first.said["url"], "create table t (i int)", "insert into t values (1)")
    folder = Path(first.said["folder"])
    first.kill()
    for pid in processes.of_cluster(folder):
        os.kill(pid, signal.SIGKILL)
    second = drive(base / "data")
    assert execute(second.said["url"], "select * from t") == [(1,)]
    assert "was not properly shut down" in log_of(second), "recovery ran"
    second.stop()


def test_killed_while_the_cluster_is_made(drive: Drive, base: Path) -> None:
    data = base / "data"
    driver = drive(data, wait=False)
    wait_for(lambda: list((data / "postgres").glob("init-*/cluster/*")))
    driver.kill()
    assert not (data / "postgres" / "cluster").exists()
    again = drive(data)
    assert execute(again.said["url"], "select 1") == [(1,)]
    assert not [p for p in (data / "postgres").glob("init-*") if (p / "cluster" / "PG_VERSION").exists()]
    again.stop()


def test_terminated_parent_stops_the_server(drive: Drive, base: Path) -> None:
    driver = drive(base / "data")
    driver.process.terminate()
    driver.process.wait(SECONDS)
    assert processes.of_cluster(Path(driver.said["folder"])) == []
    assert "database system is shut down" in log_of(driver)


def test_killed_server_starts_again(running: Cluster) -> None:
    execute(running.url(), "create table t (i int)", "insert into t values (1)")
    port = running.port
    os.kill(pid_of(running), signal.SIGKILL)
    wait_for(lambda: running.poll() is not None)
    running.restart()
    assert running.port == port
    assert execute(running.url(), "select * from t") == [(1,)]


def test_backend_that_outlives_its_server(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LEFTOVER_SECONDS", (0.5, 0.5, 20.0))
    connection = psycopg.connect(running.url())
    os.kill(connection.info.backend_pid, signal.SIGSTOP)  # it notices nothing and hears nothing
    os.kill(pid_of(running), signal.SIGKILL)
    wait_for(lambda: running.poll() is not None)
    running.restart()
    assert execute(running.url(), "select 1") == [(1,)]
    connection.close()


def test_server_that_does_not_stop(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(cluster, "FAST_SECONDS", 0.3)
    monkeypatch.setattr(cluster, "IMMEDIATE_SECONDS", 5.0)
    monkeypatch.setattr(running, "_report", said.append)
    os.kill(pid_of(running), signal.SIGSTOP)
    running.stop()
    assert ["at once" in said[0], "killing it" in said[1]] == [True, True]
    monkeypatch.undo()
    running.start()
    assert execute(running.url(), "select 1") == [(1,)]


# --- strangers ---------------------------------------------------------------------------------------


def test_stale_pid_file(running: Cluster) -> None:
    pid_file = running.folder / "postmaster.pid"
    content = pid_file.read_text()
    running.stop()
    pid_file.write_text(re.sub(r"^\d+", str(_dead_pid()), content))
    running.start()
    assert execute(running.url(), "select 1") == [(1,)]


def test_pid_of_another_process(running: Cluster) -> None:
    """Even of the same account, whom the server itself would take for a running server."""
    pid_file = running.folder / "postmaster.pid"
    content, owner = pid_file.read_text(), running.folder.stat().st_uid
    running.stop()
    stranger = subprocess.Popen(["sleep", "600"], user=owner if os.geteuid() == 0 else None)
    try:
        pid_file.write_text(re.sub(r"^\d+", str(stranger.pid), content))
        running.start()
        assert execute(running.url(), "select 1") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_written_pid_file(running: Cluster) -> None:
    running.stop()
    (running.folder / "postmaster.pid").write_text("12")
    running.start()
    assert execute(running.url(), "select 1") == [(1,)]


def test_another_server_is_never_adopted(running: Cluster, base: Path) -> None:
    """Not at our port, and not by a pid file that names it."""
    other = Cluster(base / "other", password=PASSWORD, durable=False)
    with other:
        pid = pid_of(other)
        strangers_file = (other.folder / "postmaster.pid").read_text()
        execute(other.url(), "create database mine")
        running.stop()
        (running.data / "server.json").write_text(json.dumps({"port": other.port}))
        (running.folder / "postmaster.pid").write_text(strangers_file)
        running.start()
        assert running.port != other.port
        assert pid_of(other) == pid
        assert execute(running.url(), "select count(*) from pg_database where datname = 'mine'") == [(0,)]


def test_port_taken_by_another_program(running: Cluster) -> None:
    port = running.port
    running.stop()
    with socket.create_server(("127.0.0.1", port)):
        running.start()
        assert running.port != port
        assert execute(running.url(), "select 1") == [(1,)]


def test_two_starts_on_one_folder(drive: Drive, base: Path) -> None:
    first = drive(base / "data")
    second = drive(base / "data")
    assert second.said["error"] == "AlreadyRunning"
    assert str(first.process.pid) in second.said["message"]
    assert execute(first.said["url"], "select 1") == [(1,)]
    first.stop()


def test_copied_folder_does_not_share_the_cluster(running: Cluster, base: Path) -> None:
    """A DATA folder that is only a link to the cluster of a running one."""
    (base / "copy").mkdir()
    (base / "copy" / "postgres").symlink_to(running.folder.parent)
    with pytest.raises(AlreadyRunning):
        Cluster(base / "copy", password=PASSWORD).start()
    assert execute(running.url(), "select 1") == [(1,)]


def test_wrong_password_is_told(running: Cluster) -> None:
    running.stop()
    with pytest.raises(ServerError, match=r"refuses its own password.*secrets\.json"):
        Cluster(running.data, password="another").start()
    assert not running.is_running()


# --- folders and binaries ----------------------------------------------------------------------------


@root_only
def test_root_opens_nobodys_home(base: Path) -> None:
    home = base / "home"
    home.mkdir(mode=0o700)
    server = Cluster(home / "project" / "data", password=PASSWORD, durable=False)
    with server:
        execute(server.url(), "create table t (i int)", "insert into t values (1)")
        assert server.folder.is_relative_to(place.NEUTRAL)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert server.folder.parent.stat().st_uid == 0
    with server:
        assert execute(server.url(), "select * from t") == [(1,)]
    neutral = server.folder.parent
    server.destroy()
    assert not neutral.exists()
    assert not list(server.data.iterdir())


@root_only
def test_binaries_behind_a_closed_door(base: Path) -> None:
    home = base / "home"
    home.mkdir(mode=0o700)
    root = Binaries.find().root
    place._copy(root, home)
    home.chmod(0o700)
    hidden = Binaries.at(home / root.parent.name / root.name / "bin")
    with Cluster(base / "data", hidden, PASSWORD, durable=False) as server:
        program = Path(f"/proc/{pid_of(server)}/exe").readlink()
        assert program.is_relative_to(place.NEUTRAL)
        assert execute(server.url(), "create extension btree_gist", "select 1") == [(1,)]


@root_only
def test_unsafe_neutral_place_is_refused(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (base / "neutral").mkdir()
    (base / "neutral").chmod(0o777)
    monkeypatch.setattr(place, "NEUTRAL", base / "neutral")
    (base / "home").mkdir(mode=0o700)
    with pytest.raises(ServerError, match="nobody else may write"):
        Cluster(base / "home" / "data", password=PASSWORD).start()


@root_only
def test_no_account_to_step_down_to(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_USER", "root")
    with pytest.raises(ServerError, match="another account"):
        Cluster(base / "data", password=PASSWORD).start()


@root_only
def test_the_named_account_is_used(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_USER", "daemon")
    with Cluster(base / "data", password=PASSWORD, durable=False) as server:
        assert server.folder.stat().st_uid == pwd.getpwnam("daemon").pw_uid


def test_lost_cluster_is_told_not_replaced(base: Path) -> None:
    (base / "data").mkdir()
    (base / "data" / "postgres").symlink_to(base / "gone")
    with pytest.raises(ServerError, match=r"kept in .*gone"):
        Cluster(base / "data", password=PASSWORD).start()


def test_other_major_is_told(running: Cluster) -> None:
    running.stop()
    (running.folder / "PG_VERSION").write_text("14\n")
    with pytest.raises(ServerError, match="PostgreSQL 14, which made this data folder, was not found"):
        Cluster(running.data, password=PASSWORD).start()


def test_asked_for_binaries_are_used(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = sorted(Path("/usr/lib/postgresql").glob("1[5-8]/bin/initdb"))
    if not others:
        pytest.skip("no system PostgreSQL 15 to 18 in /usr/lib/postgresql")
    monkeypatch.setenv("PG_BINARIES", str(others[0].parent))
    with Cluster(base / "data", password=PASSWORD, durable=False) as server:
        major = execute(server.url(), "show server_version_num")[0][0]
        assert str(major).startswith(others[0].parent.parent.name)
    monkeypatch.delenv("PG_BINARIES")
    with Cluster(base / "data", password=PASSWORD) as server:
        assert server.binaries.bin == others[0].parent, "what made the folder comes first"


def test_wrong_binaries_are_told(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINARIES", str(base))
    with pytest.raises(ServerError, match="holds no PostgreSQL"):
        Cluster(base / "data", password=PASSWORD).start()


def _dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(SECONDS)
    return process.pid
