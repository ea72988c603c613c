"""An import as the product does it: a file put in place, public.create_import as a person, the job."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from psycopg import sql
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.imports.run import file_path, run_import
from tests.support import people as named
from tests.support.server import Database, TestServer

SHARED = Path(__file__).parents[3] / "shared" / "data"


class Report(msgspec.Struct):
    """How an import went, and what is in the list now."""

    id: UUID
    list_id: UUID | None
    status: str
    rows_read: int
    rows_imported: int
    rows_rejected: int
    cells_emptied: int
    error: dict[str, Any] | None
    decision: dict[str, Any] | None
    errors: list[tuple[int, str, str | None, str, bool]]
    rows_updated: int
    rows_unchanged: int
    rows_skipped: int
    made: dict[str, int]
    items: list[dict[str, Any]]

    def types(self) -> dict[str, str]:
        """Type by column name."""
        assert self.decision is not None
        return {column["name"]: column["type"] for column in self.decision["columns"]}

    def reason(self, name: str) -> str:
        """Why a column has its type."""
        assert self.decision is not None
        return next(c["reason"] for c in self.decision["columns"] if c["name"] == name)

    def cells(self, key: str) -> list[Any]:
        """A column of the list, in its order."""
        return [item.get(key) for item in self.items]


class Importer:
    """Imports into the workspace Demo."""

    def __init__(self, settings: Settings, superuser: psycopg.Connection) -> None:
        self.settings = settings
        self._superuser = superuser
        row = superuser.execute("select tests.workspace('Demo')").fetchone()
        assert row is not None
        self.workspace_id: UUID = row[0]

    def ask(
        self,
        content: bytes | Path,
        *,
        person: str = "manager",
        name: str = "data.csv",
        list_id: UUID | None = None,
        list_name: str | None = None,
        mapping: dict[str, Any] | None = None,
        mode: str = "insert",
        key_columns: Sequence[str] = (),
        action: str = "run",
        target: str = "list",
        **options: Any,
    ) -> UUID:
        """Puts the file in place and asks for the import."""
        identifier = uuid4()
        path = file_path(self.settings, identifier)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.read_bytes()
        path.write_bytes(data)
        if list_id is None and list_name is None and target == "list":
            list_name = f"List {identifier}"
        self.call(
            person,
            """
            select public.create_import(id => %s, workspace_id => %s, list_id => %s, list_name => %s,
              file_name => %s, file_size => %s, file_sha256 => %s, options => %s, mapping => %s, mode => %s,
              key_columns => %s, action => %s, target => %s)
            """,
            [
                identifier,
                self.workspace_id,
                list_id,
                list_name,
                name,
                len(data),
                hashlib.sha256(data).hexdigest(),
                Jsonb(options),
                Jsonb(mapping or {}),
                mode,
                Jsonb(list(key_columns)),
                action,
                target,
            ],
        )
        return identifier

    def run(self, identifier: UUID, *, with_items: bool = True) -> Report:
        """Runs the job and reads the report."""
        run_import(self.settings, identifier)
        return self.report(identifier, with_items=with_items)

    def __call__(self, content: bytes | str | Path, *, with_items: bool = True, **options: Any) -> Report:
        data = content.encode() if isinstance(content, str) else content
        return self.run(self.ask(data, **options), with_items=with_items)

    def report(self, identifier: UUID, *, with_items: bool = True) -> Report:
        """What the database says about an import."""
        row = self._superuser.execute(
            """
            select id, list_id, status::text, rows_read, rows_imported, rows_rejected, cells_emptied,
              error, decision, rows_updated, rows_unchanged, rows_skipped, made
            from public.imports where id = %s
            """,
            [identifier],
        ).fetchone()
        assert row is not None
        errors = self._superuser.execute(
            """
            select row_number, column_name, value, reason, is_rejected from public.import_errors
            where import_id = %s order by row_number, column_name
            """,
            [identifier],
        ).fetchall()
        self._check_items(row[1])
        items: list[Any] = []
        if with_items and row[1] is not None:
            items = self._superuser.execute(
                "select values from public.items where list_id = %s order by id", [row[1]]
            ).fetchall()
        names = [name for name in Report.__struct_fields__ if name not in {"errors", "items"}]
        known = dict(zip(names, row, strict=True))
        return Report(**known, errors=errors, items=[values for (values,) in items])

    def _check_items(self, list_id: UUID | None) -> None:
        """The import vouches for its items; here they are held against the list again."""
        for (accepts,) in self.rows("select accepts from private.list_checks where list_id = %s", [list_id]):
            refused = sql.SQL(
                "select v from (select i.values as v from public.items as i where i.list_id = {}) as x"
                " where ({}) is not true limit 5"
            ).format(list_id, sql.SQL(accepts))
            assert self._superuser.execute(refused).fetchall() == []

    def rows(self, query: LiteralString, parameters: Sequence[Any]) -> list[TupleRow]:
        """What is in the database, as its superuser sees it."""
        return self._superuser.execute(query, parameters).fetchall()

    def hold(self, phase: str, lock: int) -> None:
        """From now on, who reports this phase waits for an advisory lock."""
        self._superuser.execute(
            sql.SQL(
                """
                create function tests.tg_imports__hold() returns trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock_shared({lock});
                  return new;
                end
                $$;
                create trigger hold before update on public.imports
                  for each row when (new.phase = {phase}) execute function tests.tg_imports__hold();
                """
            ).format(lock=lock, phase=phase)
        )

    def make_list(self, columns: Sequence[Any], name: str = "Existing") -> UUID:
        """A list with columns, made by the manager."""
        made = self.call(
            "manager",
            "select public.create_list(workspace_id => %s, name => %s, columns => %s)",
            [self.workspace_id, name, Jsonb(list(columns))],
        )
        return UUID(made["id"])

    def call(self, person: str, query: LiteralString, parameters: Sequence[Any]) -> Any:
        """What a function answers to a named person."""
        claims = named.claims(named.ids(self._superuser)[person], person)
        with psycopg.connect(self.settings.api_database_url) as connection:
            connection.execute(
                "select set_config('role', 'authenticated', true),"
                " set_config('request.jwt.claims', %s, true)",
                [msgspec.json.encode(claims).decode()],
            )
            row = connection.execute(query, parameters).fetchone()
        assert row is not None
        return row[0]


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings of a worker on the database of this test."""
    return _settings(database, tmp_path)


@pytest.fixture
def importer(settings: Settings, superuser: psycopg.Connection) -> Importer:
    """`importer("a,b\\n1,2\\n")` imports and returns the report."""
    return Importer(settings, superuser)


@pytest.fixture(scope="module")
def common_importer(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importer]:
    """The same on one database for all tests of a module, each of which makes lists of its own."""
    made = server.clone()
    with psycopg.connect(made.superuser_url, autocommit=True) as superuser:
        yield Importer(_settings(made, tmp_path_factory.mktemp("imports")), superuser)
    server.drop(made)


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A file of ../shared/data, which stays out of the project; skips where it is not there."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"../shared/data/{name} is not here")
        return path

    return find


def _settings(database: Database, folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        database_url=database.owner_url,
        api_database_url=database.api_url,
        worker_database_url=database.worker_url,
    )
