"""How long a whole import takes, as a multiple of a bare COPY of the same rows into the same indexes.

The reference is `copy … from stdin` of the imported rows into a table with the columns, defaults and indexes
of public.items: no triggers, foreign keys, row-level security or audit. The file is
../shared/data/contacts/people-100000.csv, or rows of the same shape made here. The note says, on Linux, the
ratio of the server's CPU seconds, which hardly depend on what else the machine does.
"""

import hashlib
import json
import os
import random
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
from psycopg import sql

from bench.rounds import Ratio, ratio_of, seconds
from bench.world import World
from deedbook.settings import Settings
from jobs import database
from jobs.imports import run as job

PEOPLE = Path(__file__).parents[2] / "shared" / "data" / "contacts" / "people-100000.csv"


def measure(world: World) -> Iterator[Ratio]:
    """One ratio."""
    is_real = PEOPLE.exists() and world.size.medium >= 100_000
    bench = Bench(world.settings, PEOPLE.read_bytes() if is_real else _made_up(world.size.medium))
    rounds = [bench.round() for _ in range(world.size.slow_rounds)]
    bench.close()
    cpu = [r.import_cpu / r.copy_cpu for r in rounds if r.copy_cpu]
    yield ratio_of(
        f"import of a CSV file of {bench.rows:,} rows ÷ bare COPY",
        [(r.whole, r.copy) for r in rounds],
        target=3.0,
        note=f"of the server's CPU {statistics.median(cpu):.2f}" if cpu else "",
    )


class Round(msgspec.Struct, frozen=True):
    """Seconds, by the clock and of the server's CPU."""

    copy: float
    whole: float
    copy_cpu: float
    import_cpu: float


class Bench:
    """A workspace, its owner, and the rows of a first import as the reference will copy them."""

    def __init__(self, settings: Settings, content: bytes) -> None:
        self._settings, self._content = settings, content
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

    def round(self) -> Round:
        """A bare COPY, then an import."""
        self._owner.execute("vacuum public.items")
        self._owner.execute("truncate public.bench_items")
        self._owner.execute("checkpoint")
        before = _cpu(self._owner)
        copy = seconds(self._copy)
        copy_cpu = _cpu(self._owner) - before
        identifier = uuid4()
        self._ask(identifier)
        self._owner.execute("checkpoint")
        with _measured() as cpu:
            whole = seconds(partial(job.run_import, self._settings, identifier))
        list_id = self._done(identifier)
        self._owner.execute("delete from public.lists where id = %s", [list_id])
        return Round(copy, whole, copy_cpu, sum(cpu))

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
            " file_size => %s, file_sha256 => %s)",
            [
                identifier,
                self._workspace,
                f"Import {identifier}",
                len(self._content),
                hashlib.sha256(self._content).hexdigest(),
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
