"""One PostgreSQL server for one DATA folder: made, started, stopped, and found again after a crash."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import quote

import msgspec
import psycopg

from deedbook.server import place, processes
from deedbook.server.account import Account
from deedbook.server.binaries import Binaries
from deedbook.server.errors import ServerError
from deedbook.server.lock import Lock
from deedbook.settings import ServerAddress, make_private, write_over

SUPERUSER = "postgres"
START_SECONDS = 300.0  # recovery after a crash replays up to max_wal_size before the server is ready
FAST_SECONDS = 60.0
IMMEDIATE_SECONDS = 15.0
LEFTOVER_SECONDS = (3.0, 10.0, 10.0)  # to end by themselves, when asked, when killed

# Kept out of every hand but ours: given on the command line, where ALTER SYSTEM cannot change them.
CLOSED = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "ssl": "off",
    "cluster_name": "deedbook",
}
# Written into postgresql.conf once; theirs to change who run the server.
TUNING = """
# Deedbook's own settings
shared_buffers = 256MB
maintenance_work_mem = 128MB
work_mem = 16MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off                     # short statements under row-level security: compiling costs more than it saves
idle_in_transaction_session_timeout = 10min
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
"""
# For throw-away clusters of tests: a power cut destroys them, a kill -9 does not.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}
# 127.0.0.1 and a password is the only way in, for the server's own account too.
HBA = "host all all 127.0.0.1/32 scram-sha-256\n"


class Cluster:
    """The server of a DATA folder. Use it as a context manager, or call `start` and `stop`.

    The caller's process holds a lock on the folder from `start` to `stop`. Whoever gets that lock and finds
    a server running knows that its parent was killed; it is stopped properly and started afresh.
    """

    def __init__(
        self,
        data: Path,
        binaries: Binaries | None = None,
        password: str = "",
        *,
        durable: bool = True,
        settings: dict[str, str] | None = None,
        report: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.data = data.absolute()
        self._password = password
        self._options = {**CLOSED, **({} if durable else NOT_DURABLE), **(settings or {})}
        self._durable = durable
        self._report = report
        self._binaries = binaries
        self._lock: Lock | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def folder(self) -> Path:
        """The cluster itself, PGDATA."""
        return (self.data / "postgres").resolve() / "cluster"

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.folder.parent / "server.log"

    @property
    def binaries(self) -> Binaries:
        """The programs of this cluster's PostgreSQL: those that made it, else others of the same major."""
        if self._binaries is None:
            self._binaries = Binaries.find(made_by=self._made_by(), major=self._major())
        return self._binaries

    def url(self, dbname: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        """How to connect; the server's superuser unless told otherwise."""
        word = quote(self._password if password is None else password, safe="")
        return f"postgresql://{quote(user)}:{word}@127.0.0.1:{self.port}/{quote(dbname)}"

    def is_running(self) -> bool:
        """Whether a server runs in this folder, started by this process or not."""
        return self.folder.is_dir() and processes.postmaster(self.folder) is not None

    def start(self) -> None:
        """Starts the server; returns when it answers. Raises ServerError, or AlreadyRunning."""
        make_private(self.data)
        account = Account.for_server(self.folder)
        home = place.of_data(self.data, account)
        self._lock = Lock(home / "lock")
        self._lock.take()
        try:
            self._check_major()
            binaries = place.reachable(self.binaries, account)
            self._recover()
            if not self.folder.is_dir():
                self._make(home, binaries, account)
            self._launch(home, binaries, account)
            self._verify()
            write_over(self.data / "server.json", self._address())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stops the server if this process started it, and lets go of the folder. May be called twice."""
        try:
            if self._process is not None:
                self._end(self._process.pid, self._process)
                self._process = None
        finally:
            if self._lock is not None:
                self._lock.free()
                self._lock = None

    def restart(self) -> None:
        """Starts the server again after it ended by itself, at the same port if that is still free."""
        account = Account.for_server(self.folder)
        self._process = None
        self._recover()
        self._launch(self.folder.parent, place.reachable(self.binaries, account), account)
        self._verify()
        write_over(self.data / "server.json", self._address())

    def poll(self) -> int | None:
        """The exit code of the server that this process started, None while it runs."""
        return self._process.poll() if self._process else None

    def destroy(self) -> None:
        """Stops the server and removes its files for good. For throw-away clusters."""
        self.stop()
        home = (self.data / "postgres").resolve()
        shutil.rmtree(home, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            (self.data / "postgres").unlink()
        (self.data / "server.json").unlink(missing_ok=True)

    def _major(self) -> int | None:
        try:
            return int((self.folder / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def _made_by(self) -> Path | None:
        try:
            return Path((self.folder.parent / "made_by").read_text().strip())
        except FileNotFoundError:
            return None

    def _check_major(self) -> None:
        major = self._major()
        if major and self.binaries.major != major:
            raise ServerError(
                f"{self.data} was made by PostgreSQL {major}, and these are {self.binaries.version}:"
                " name other programs, or another DATA folder."
            )

    def _recover(self) -> None:
        """Leaves no process and no pid file of an earlier start behind. Only ever called under the lock."""
        for unfinished in self.folder.parent.glob("init-*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        if not self.folder.is_dir():
            return
        orphan = processes.postmaster(self.folder)
        if orphan:
            self._report("found the server of a killed start; stopping it")
            self._end(orphan.pid)
        self._end_leftovers()
        # Nothing runs in this folder any more, so the file is stale. PostgreSQL would refuse to start if its
        # number belongs to another process by now.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _end_leftovers(self) -> None:
        """Processes whose postmaster was killed end by themselves, or are made to: they share its memory."""
        for number, seconds in zip((0, signal.SIGTERM, signal.SIGKILL), LEFTOVER_SECONDS, strict=True):
            for pid in processes.of_cluster(self.folder):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            if _wait(lambda: not processes.of_cluster(self.folder), seconds):
                return
        raise ServerError(f"Processes of an earlier server do not end: {processes.of_cluster(self.folder)}.")

    def _make(self, home: Path, binaries: Binaries, account: Account) -> None:
        """Makes the cluster beside its place and moves it there whole: a kill leaves nothing half made."""
        self._report(f"making a database cluster, PostgreSQL {binaries.version}")
        if not self._password:
            raise ServerError("A new cluster needs a password.")
        draft = home / f"init-{secrets.token_hex(4)}"
        draft.mkdir(mode=0o700)
        try:
            password = draft / "password"
            password.touch(mode=0o600)
            password.write_text(self._password)
            if account.uid != os.geteuid():
                for path in (password, draft):
                    os.chown(path, account.uid, account.gid)
            self._initdb(draft / "cluster", password, binaries, account)
            (draft / "cluster" / "pg_hba.conf").write_text(HBA)
            with (draft / "cluster" / "postgresql.conf").open("a") as conf:
                conf.write(TUNING)
            (home / "made_by").write_text(f"{self.binaries.bin}\n")
            (draft / "cluster").rename(self.folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _initdb(self, folder: Path, password: Path, binaries: Binaries, account: Account) -> None:
        said = ""
        for locale in _locales(binaries.major):
            command: list[str | Path] = [
                binaries.program("initdb"),
                "-D",
                folder,
                "-U",
                SUPERUSER,
                f"--pwfile={password}",
            ]
            command += ["-E", "UTF8", "-A", "scram-sha-256", *locale]
            command += ["--data-checksums"] if self._durable else ["--no-sync"]
            code, said = account.run(*command)
            if code == 0:
                return
            shutil.rmtree(folder, ignore_errors=True)
        raise ServerError(f"initdb failed: {_last_lines(said)}")

    def _launch(self, home: Path, binaries: Binaries, account: Account) -> None:
        for attempt in range(5):  # a free port may be taken between the look and the start
            self.port = _free_port(self._last_port() if attempt == 0 else 0)
            options = [f"--{name}={value}" for name, value in self._options.items()]
            command: list[str | Path] = [
                binaries.program("postgres"),
                "-D",
                self.folder,
                f"--port={self.port}",
                *options,
            ]
            with self.log.open("ab") as log:
                self.log.chmod(0o600)
                start = log.tell()
                self._process = account.popen(command, log)
            if self._ready():
                return
            self._process = None
            said = self.log.read_bytes()[start:].decode(errors="replace")
            if "could not bind" not in said:
                raise ServerError(f"The server did not start: {_last_lines(said)} All of it: {self.log}")
        raise ServerError("The server found no free port on 127.0.0.1 in five attempts.")

    def _ready(self) -> bool:
        """Waits until the server says so in its pid file. False when it ended instead."""
        process = self._process
        assert process is not None  # noqa: S101

        def settled() -> bool:
            said = processes.PidFile.read(self.folder)
            return process.poll() is not None or (said is not None and said.pid == process.pid and said.ready)

        if not _wait(settled, START_SECONDS):
            raise ServerError(f"The server was not ready after {START_SECONDS:.0f} s. See {self.log}")
        return process.poll() is None

    def _verify(self) -> None:
        """Asks the server who it is: what answers on our port must be the process that we started."""
        said = processes.PidFile.read(self.folder)
        try:
            with psycopg.connect(self.url(), connect_timeout=30) as connection:
                row = connection.execute(
                    "select current_setting('data_directory'), system_identifier,"
                    " extract(epoch from pg_postmaster_start_time())::bigint from pg_control_system()"
                ).fetchone()
        except psycopg.OperationalError as error:
            raise ServerError(
                f"The server of {self.data} refuses its own password: {str(error).strip()} Bring back the"
                " secrets.json that was made with it, or name another DATA folder."
            ) from error
        with (self.folder / "global" / "pg_control").open("rb") as control:
            identifier = struct.unpack("=Q", control.read(8))[0]
        if said is None or row is None or row[1] % 2**64 != identifier or abs(row[2] - said.started) > 2:
            raise ServerError(
                f"Another server than ours answers on 127.0.0.1:{self.port}; it was left alone."
            )

    def _end(self, pid: int, child: subprocess.Popen[bytes] | None = None) -> None:
        """Fast shutdown; immediate, with a word about it, when that takes too long."""

        def gone() -> bool:
            if child is not None:
                return child.poll() is not None
            return pid not in processes.of_cluster(self.folder)

        for number, seconds, after in (
            (signal.SIGINT, FAST_SECONDS, "stopping it at once; it will recover at the next start"),
            (signal.SIGQUIT, IMMEDIATE_SECONDS, "killing it; it will recover at the next start"),
            (signal.SIGKILL, IMMEDIATE_SECONDS, "giving up"),
        ):
            with contextlib.suppress(ProcessLookupError):
                if not gone():
                    os.kill(pid, number)
            if _wait(gone, seconds):
                return
            self._report(f"the server did not stop within {seconds:.0f} s; {after}")
        raise ServerError(f"Process {pid} of the server cannot be stopped.")

    def _last_port(self) -> int:
        kept = ServerAddress.read(self.data)
        return kept.port if kept else 0

    def _address(self) -> bytes:
        assert self._process is not None  # noqa: S101
        return msgspec.json.encode(
            {"port": self.port, "pid": self._process.pid, "version": self.binaries.version}
        )


def _locales(major: int) -> list[list[str]]:
    """Ways to say 'Unicode rules, byte order', best first; not every system has every one."""
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
    return [[*builtin, "--locale=C.UTF-8"], [*builtin, "--locale=C"], ["--locale=C"]]


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as PostgreSQL does
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("No port is free on 127.0.0.1.")


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _last_lines(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " / ".join(lines[-3:])
