"""`deedbook up`, what `make run` calls: server, migrations, demo data, API and worker, until told to stop."""

import contextlib
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click
import psycopg

from deedbook.cli._children import Child
from deedbook.cli._logins import ensure_logins
from deedbook.cli._parent import follow_parent
from deedbook.server import AlreadyRunning, Cluster, ServerError
from deedbook.server.binaries import SUPPORTED
from deedbook.server.database import is_ours, prepare
from deedbook.server.lock import Lock
from deedbook.settings import Secrets, Settings, make_private, server_of

ORPHAN_SECONDS = 15.0  # an API whose parent was killed needs a moment to notice and to let go of the port
HEALTHY_SECONDS = 60.0
STEP_WIDTH = 11


class Stop(BaseException):
    """A signal asked us to stop. No Exception, so that nothing on the way takes it for a failure."""


@click.command("up")
def command() -> None:
    """Start everything: database, migrations, demo data, API and worker.

    PORT and DATA change the defaults, 8000 and .data. With DATABASE_URL set, that server is used.
    """
    follow_parent()
    _obey_signals()
    try:
        with contextlib.ExitStack() as running:
            _up(running)
    except Stop:
        step("stopped")


def _up(running: contextlib.ExitStack) -> None:
    settings = Settings.load()
    make_private(settings.data_dir)
    lock = Lock(settings.data_dir / "lock")
    was_killed = _take(lock, settings)
    running.callback(lock.free)
    _wait_for_port(settings, ORPHAN_SECONDS if was_killed else 0)
    secrets = Secrets.ensure(settings.data_dir)
    for folder in (settings.files_dir, settings.mail_dir):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    cluster = None
    if os.environ.get("DATABASE_URL"):
        settings = Settings.load()  # the logins, now that there are secrets
        step("server", _external(settings))
    else:
        cluster = _embedded(running, settings, secrets)
        settings = Settings.load()
    with_demo = _bring_up_to_date(settings)
    children = _start_children(running, settings)
    lock.note(f"process {os.getpid()}, at {settings.public_url}")
    _say_hello(settings, with_demo)
    _supervise(children, cluster)


def step(name: str, text: str = "") -> None:
    """One line per step."""
    click.echo(f"{name:<{STEP_WIDTH}} {text}".rstrip())


def _take(lock: Lock, settings: Settings) -> bool:
    end = time.monotonic() + 2
    while True:
        try:
            return lock.take()
        except AlreadyRunning as error:
            if time.monotonic() < end:  # it may be stopping at this moment
                time.sleep(0.1)
                continue
            raise AlreadyRunning(
                f"Deedbook runs on {settings.data_dir} already: {error.note or 'another process'}."
                " Stop it, or name another folder with DATA= and another port with PORT=.",
                error.note,
            ) from error


def _wait_for_port(settings: Settings, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with socket.create_server((settings.host, settings.port)):
                return
        except OSError as error:
            if time.monotonic() > end:
                raise ServerError(
                    f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}):"
                    " another program has it. Choose another port with PORT=."
                ) from error
        time.sleep(0.2)


def _external(settings: Settings) -> str:
    with psycopg.connect(settings.database_url, connect_timeout=10) as connection:
        version = connection.info.server_version // 10000
    if version not in SUPPORTED:
        raise ServerError(
            f"DATABASE_URL names a PostgreSQL {version}; Deedbook runs on {SUPPORTED[0]} to {SUPPORTED[-1]}."
        )
    return f"PostgreSQL {version} at {server_of(settings.database_url)}, from DATABASE_URL"


def _embedded(running: contextlib.ExitStack, settings: Settings, secrets: Secrets) -> Cluster:
    cluster = Cluster(settings.data_dir, password=secrets.server_password, report=lambda t: step("server", t))
    running.callback(cluster.stop)
    cluster.start()
    prepare(cluster, secrets.owner_password)
    where = _short(settings.data_dir)
    step("server", f"PostgreSQL {cluster.binaries.version} at 127.0.0.1:{cluster.port}, data in {where}")
    return cluster


def _bring_up_to_date(settings: Settings) -> bool:
    """Migrates; loads demo data where `make run` made the database. True when the demo logins exist."""
    from deedbook.deploy import deploy

    deploy(settings.need("database_url"), report=_deploy_line)
    ensure_logins(settings)
    if not is_ours(settings.database_url):
        step("demo data", "none: this database was not made by make run")
        return False
    from deedbook import demo

    step("demo data", demo.load(settings))
    return True


def _deploy_line(line: str) -> None:
    """deploy says "migrations/<file>: applied" and "<part>: <state>"."""
    name, _, text = line.partition(": ")
    folder, slash, file = name.partition("/")
    step(folder, f"{file} {text}" if slash else text)


@contextlib.contextmanager
def _ended_afterwards(children: list[Child]) -> Iterator[None]:
    try:
        yield
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(lambda text: step("stopping", text))


def _start_children(running: contextlib.ExitStack, settings: Settings) -> list[Child]:
    logs = settings.data_dir / "logs"
    environment = {**os.environ, "DATA": str(settings.data_dir)}
    if environment.pop("DATABASE_URL", None):  # neither of them is the owner
        environment["API_DATABASE_URL"] = settings.api_database_url
        environment["WORKER_DATABASE_URL"] = settings.worker_database_url
    children = [Child(name, name_of, logs / f"{name}.log", environment) for name, name_of in CHILDREN]
    running.enter_context(_ended_afterwards(children))
    for child in children:
        child.start()
    _wait_until_healthy(settings, children)
    step("api", f"{settings.public_url}, log in {_short(logs / 'api.log')}")
    step("worker", f"running, log in {_short(logs / 'worker.log')}")
    return children


CHILDREN = (("api", "serve"), ("worker", "worker"))


def _wait_until_healthy(settings: Settings, children: list[Child]) -> None:
    url = f"http://{_local(settings.host)}:{settings.port}/health/ready"
    end, said = time.monotonic() + HEALTHY_SECONDS, ""
    while time.monotonic() < end:
        for child in children:
            if ended := child.ended():
                raise ServerError(f"The {child.name} ended at its start ({ended}). See {child.log}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.URLError) as error:
            said = str(error)
        time.sleep(0.1)
    raise ServerError(f"The API was not ready after {HEALTHY_SECONDS:.0f} s: {said}. See {children[0].log}")


def _say_hello(settings: Settings, with_demo: bool) -> None:
    click.echo(f"\nDeedbook is ready at {settings.public_url} (Ctrl-C stops it)")
    if with_demo:
        from deedbook import demo

        click.echo(f"Sign in with the password {demo.PASSWORD} as")
        for email in demo.EMAILS:
            click.echo(f"  {email}")


def _supervise(children: list[Child], cluster: Cluster | None) -> None:
    while True:
        if cluster and cluster.poll() is not None:
            step("server", f"ended unexpectedly; starting it again, see {cluster.log}")
            port = cluster.port
            cluster.restart()
            if cluster.port != port:  # somebody took it meanwhile; DATA/server.json names the new one
                for child in children:
                    child.terminate()
            step("server", f"runs again at 127.0.0.1:{cluster.port}")
        for child in children:
            child.keep(lambda text: step("restart", text))
        time.sleep(0.25)


def _obey_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        # Once: a second Ctrl-C must not interrupt the orderly stop.
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        step("stopping", signal.Signals(number).name)
        raise Stop

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(name) is not signal.SIG_IGN or name is not signal.SIGHUP:  # nohup
            signal.signal(name, stop)


def _local(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104


def _short(path: Path) -> str:
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)
