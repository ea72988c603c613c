"""How long a whole import takes, as a multiple of a bare COPY of the same rows into the same indexes.

    .venv/bin/python -m bench.import [FILE] [--rounds 7] [--url SUPERUSER_URL] [--option NAME=JSON]

Each round runs both, one after the other, so that what disturbs the machine disturbs both; the median of
the rounds' ratios counts. The reference is `copy … from stdin` of the imported rows into a table with the
columns, defaults and indexes of public.items: no triggers, foreign keys, row-level security or audit.

FILE is ../shared/data/contacts/people-100000.csv, or rows of the same shape made here. Without --url a server
of its own is started in a temporary folder. In brackets, on Linux: CPU seconds of the server, which hardly
depend on what else the machine does.
"""

import argparse
import hashlib
import json
import os
import random
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from deedbook.deploy import deploy
from deedbook.server import Cluster
from deedbook.settings import Settings, login_url
from jobs import database
from jobs.imports import run as job

NAME = "bench_import"
PEOPLE = Path(__file__).parents[3] / "shared" / "data" / "contacts" / "people-100000.csv"


def main() -> None:
    """Prints a line for each round and the median."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--url", help="a superuser's URL of a server to use")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=JSON")
    given = parser.parse_args()
    options = {name: json.loads(value) for name, _, value in (text.partition("=") for text in given.option)}
    path = given.file or (PEOPLE if PEOPLE.exists() else None)
    content = path.read_bytes() if path else _made_up(100_000)
    with _database(given.url) as settings:
        bench = Bench(settings, content, options)
        print(f"{bench.rows:,} rows of {path.name if path else 'made-up people'}; seconds")
        ratios = [bench.round() for _ in range(given.rounds)]
        bench.close()
    wall, cpu = [r[0] for r in ratios], [r[1] for r in ratios]
    print(f"median ratio {statistics.median(wall):.2f}, from {min(wall):.2f} to {max(wall):.2f}", end="")
    print(f"; of the server's CPU {statistics.median(cpu):.2f}" if all(cpu) else "")


class Bench:
    """A workspace, its owner, and the rows of a first import as the reference will copy them."""

    def __init__(self, settings: Settings, content: bytes, options: dict[str, Any]) -> None:
        self._settings, self._content, self._options = settings, content, options
        self._owner = psycopg.connect(settings.database_url, autocommit=True)
        person = self._one("insert into auth.users (email) values ('owner@bench.example') returning id")
        self._claims = json.dumps({"sub": str(person), "role": "authenticated"})
        self._workspace: str = self._call("select public.create_workspace('Bench')", [])["id"]
        list_id = self._import(uuid4())
        self._owner.execute(
            "create table public.bench_items (like public.items including defaults including indexes)"
        )
        self.rows: int = self._one("select count(*) from public.items where list_id = %s", list_id)
        rows = sql.SQL("copy (select * from public.items where list_id = {} order by id) to stdout")
        with self._owner.cursor().copy(rows.format(list_id)) as copy:
            self._copied = b"".join(copy)
        self._owner.execute("delete from public.lists where id = %s", [list_id])

    def close(self) -> None:
        """Leaves the database."""
        self._owner.close()

    def round(self) -> tuple[float, float]:
        """Ratio of both, by the clock and by the server's CPU."""
        self._owner.execute("vacuum public.items")
        self._owner.execute("truncate public.bench_items")
        self._owner.execute("checkpoint")
        before = _cpu(self._owner)
        copy = _timed(self._copy)
        copy_cpu = _cpu(self._owner) - before
        identifier = uuid4()
        self._ask(identifier)
        self._owner.execute("checkpoint")
        with _measured() as cpu:
            whole = _timed(lambda: job.run_import(self._settings, identifier))
        list_id = self._done(identifier)
        self._owner.execute("delete from public.lists where id = %s", [list_id])
        print(
            f"copy {copy:.2f} ({copy_cpu:.2f})  import {whole:.2f} ({sum(cpu):.2f})"
            f"  ratio {whole / copy:.2f}",
            flush=True,
        )
        return whole / copy, sum(cpu) / copy_cpu if copy_cpu else 0.0

    def _copy(self) -> None:
        with self._owner.cursor().copy("copy public.bench_items from stdin") as copy:
            for start in range(0, len(self._copied), 1 << 17):
                copy.write(self._copied[start : start + (1 << 17)])

    def _import(self, identifier: UUID) -> UUID:
        self._ask(identifier)
        job.run_import(self._settings, identifier)
        return self._done(identifier)

    def _done(self, identifier: UUID) -> UUID:
        list_id: UUID = self._one(
            "select list_id from public.imports where id = %s and status = 'done'", identifier
        )
        return list_id

    def _ask(self, identifier: UUID) -> None:
        path = job.file_path(self._settings, identifier)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._content)
        self._call(
            "select public.create_import(id => %s, workspace_id => %s, list_name => %s, file_name => 'x.csv',"
            " file_size => %s, file_sha256 => %s, options => %s)",
            [
                identifier,
                self._workspace,
                f"Import {identifier}",
                len(self._content),
                hashlib.sha256(self._content).hexdigest(),
                Jsonb(self._options),
            ],
        )

    def _call(self, query: str, parameters: list[Any]) -> Any:
        with psycopg.connect(self._settings.worker_database_url) as login:
            login.execute(
                "select set_config('role', 'authenticated', true),"
                " set_config('request.jwt.claims', %s, true)",
                [self._claims],
            )
            row = login.execute(query.encode(), parameters).fetchone()
        assert row is not None  # noqa: S101
        return row[0]

    def _one(self, query: str, *parameters: Any) -> Any:
        row = self._owner.execute(query.encode(), parameters).fetchone()
        assert row is not None  # noqa: S101
        return row[0]


@contextmanager
def _database(url: str | None) -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="deedbook-bench-"))
    password = secrets.token_urlsafe(12)
    cluster = None if url else Cluster(folder / "data", None, password)
    try:
        if cluster:
            cluster.start()
        server_url = url or (cluster.url() if cluster else "")
        yield _deployed(server_url, folder, password)
    finally:
        if cluster:
            cluster.destroy()
        elif url:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f"drop database if exists {NAME} with (force)".encode())
        shutil.rmtree(folder, ignore_errors=True)


def _deployed(url: str, folder: Path, password: str) -> Settings:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"drop database if exists {NAME} with (force)".encode())
        server.execute(f"create database {NAME}".encode())
    owner = url.rpartition("/")[0] + "/" + NAME
    deploy(owner, report=lambda line: None)
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(sql.SQL("alter role worker password {}").format(password))
    return Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        database_url=owner,
        worker_database_url=login_url(owner, "worker", password),
    )


@contextmanager
def _measured() -> Iterator[list[float]]:
    """The CPU seconds of each connection that a job opens meanwhile."""
    spent: list[float] = []

    @contextmanager
    def connect(settings: Settings, *, autocommit: bool) -> Iterator[psycopg.Connection]:
        with database.connect(settings, autocommit=autocommit) as connection:
            yield connection
            spent.append(_cpu(connection))

    vars(job)["connect"] = connect
    try:
        yield spent
    finally:
        vars(job)["connect"] = database.connect


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cpu(connection: psycopg.Connection) -> float:
    """CPU seconds of a connection's server process so far; 0 where nobody tells."""
    try:
        fields = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _made_up(count: int) -> bytes:
    """People, each from the same numbers every time."""
    numbers = random.Random(1)  # noqa: S311  # the same rows every time
    lines = ["Index,User Id,First Name,Last Name,Sex,Email,Phone,Date of birth,Job Title"]
    for n in range(1, count + 1):
        first, last = f"First{numbers.randrange(700)}", f"Last{numbers.randrange(1000)}"
        born = f"{numbers.randrange(1920, 2020)}-{numbers.randrange(1, 13):02}-{numbers.randrange(1, 29):02}"
        phone = f"{numbers.randrange(200, 999)}-555-{numbers.randrange(10000):04}x{numbers.randrange(9999)}"
        title = f'"Engineer, level {numbers.randrange(9)}"' if n % 3 == 0 else "Surveyor"
        lines.append(
            f"{n},{numbers.getrandbits(60):015x},{first},{last},Female,"
            f"{first}.{last}{n}@example.org,{phone},{born},{title}"
        )
    return "\r\n".join(lines).encode() + b"\r\n"


if __name__ == "__main__":
    main()
