"""The database that is measured: large lists among 10,000 workspaces: traps of the planner depend on them."""

import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import msgspec
import psycopg
from psycopg import sql

from deedbook.deploy import deploy
from deedbook.server import Cluster
from deedbook.settings import Settings, login_url

NAME, LONELY = "bench_deedbook", "bench_deedbook_lonely"
_DATA = Path(__file__).with_name("world.sql")


_CLAIMS: LiteralString = (
    "select json_build_object('sub', id, 'role', 'authenticated')::text from bench.people where name = %s"
)


class Size(msgspec.Struct, frozen=True):
    """How many items the lists have, how many other workspaces there are, and how many rounds are run."""

    large: int
    medium: int
    small: int
    others: int
    rounds: int
    slow_rounds: int


FULL = Size(large=1_000_000, medium=100_000, small=10_000, others=10_000, rounds=25, slow_rounds=7)
QUICK = Size(large=50_000, medium=20_000, small=10_000, others=1_000, rounds=9, slow_rounds=3)


class World:
    """Connections to the database and to one that holds a single workspace."""

    def __init__(self, url: str, settings: Settings, size: Size) -> None:
        self.url = url
        self.settings = settings
        self.size = size
        self.owner = self.connect()
        self.lists: dict[str, str] = dict(
            self.owner.execute(
                "select name, id::text from public.lists"
                " where name in ('large', 'medium', 'small', 'written')"
            ).fetchall()
        )

    def connect(self, name: str = NAME) -> psycopg.Connection:
        """A superuser's connection, who passes by row-level security."""
        connection = psycopg.connect(_database_url(self.url, name), autocommit=True)
        connection.execute("select set_config('jit', 'off', false)")
        return connection

    def person(self, name: str = "three", database: str = NAME) -> psycopg.Connection:
        """A signed-in person's connection: `three` is in three workspaces, `thousand` in a thousand."""
        connection = self.connect(database)
        self.sign_in(connection, name)
        return connection

    def sign_in(self, connection: psycopg.Connection, name: str = "three") -> None:
        """From now on the connection is a person's."""
        claims = one(connection, _CLAIMS, name)
        connection.execute(
            "select set_config('role', 'authenticated', false), set_config('request.jwt.claims', %s, false)",
            [claims],
        )

    def one(self, query: LiteralString, *parameters: object) -> Any:
        """What the owner finds."""
        return one(self.owner, query, *parameters)


def one(connection: psycopg.Connection, query: LiteralString, *parameters: object) -> Any:
    """The only value of the only row."""
    (row,) = connection.execute(query, parameters).fetchall()
    return row[0]


@contextmanager
def make_world(url: str | None, size: Size) -> Iterator[World]:
    """Builds both databases, on a server of its own unless one is given, and removes what it made."""
    folder = Path(tempfile.mkdtemp(prefix="deedbook-bench-"))
    password = secrets.token_urlsafe(12)
    cluster = None if url else Cluster(folder / "data", None, password)
    try:
        if cluster:
            cluster.start()
        server = url or (cluster.url() if cluster else "")
        settings = _deployed(server, folder, password)
        _fill(_database_url(server, LONELY), QUICK_ALONE)
        _fill(_database_url(server, NAME), size)
        world = World(server, settings, size)
        yield world
        world.owner.close()
    finally:
        if cluster:
            cluster.destroy()
        elif url:
            _drop(url)
        shutil.rmtree(folder, ignore_errors=True)


QUICK_ALONE = Size(large=10, medium=10, small=10_000, others=0, rounds=0, slow_rounds=0)


def _deployed(url: str, folder: Path, password: str) -> Settings:
    _drop(url)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
        owner = _database_url(url, NAME)
        deploy(owner, report=lambda line: None)
        server.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(LONELY), sql.Identifier(NAME))
        )
        server.execute(sql.SQL("alter role worker password {}").format(password))
    return Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        database_url=owner,
        worker_database_url=login_url(owner, "worker", password),
    )


def _fill(url: str, size: Size) -> None:
    started = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("large", "medium", "small", "others"):
            connection.execute(
                "select set_config(%s, %s, false)", [f"bench.{name}", str(getattr(size, name))]
            )
        connection.execute(_DATA.read_bytes())
        connection.execute("vacuum analyze")
    print(
        f"{size.large:,}, {size.medium:,} and {size.small:,} items, {size.others + 1:,} workspaces:"
        f" made in {time.perf_counter() - started:.0f} s",
        flush=True,
    )


def _drop(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        for name in (NAME, LONELY):
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _database_url(url: str, name: str) -> str:
    return url.rpartition("/")[0] + "/" + name
