"""An export as the product does it: public.create_export as a person, the job, the file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.exports.run import file_path, run_export
from tests.imports.conftest import Importer, Report
from tests.support.server import Database, TestServer


class Exported(msgspec.Struct):
    """How an export went, and its file."""

    id: UUID
    status: str
    error: dict[str, Any] | None
    report: dict[str, Any] | None
    rows_done: int
    file_name: str | None
    media_type: str | None
    path: Path

    @property
    def content(self) -> bytes:
        """The file; the export must have come to its end."""
        assert self.status == "done", self.error
        return self.path.read_bytes()

    @property
    def options(self) -> dict[str, Any]:
        """How it says that it is imported again."""
        assert self.report is not None
        options: dict[str, Any] = self.report["lists"][0]["import_options"]
        return options

    def rows(self, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
        """A CSV, read by Python's own reader."""
        return list(csv.reader(io.StringIO(self.content.decode(encoding), newline=""), delimiter=delimiter))

    def items(self) -> list[dict[str, Any]]:
        """The records of JSON or NDJSON, read by Python's own reader."""
        text = self.content.decode()
        if self.file_name and self.file_name.endswith(".ndjson"):
            return [json.loads(line) for line in text.splitlines()]
        found: list[dict[str, Any]] = json.loads(text)["items"]
        return found


class Exporter:
    """Exports from the workspace Demo; `importer` makes the lists and takes the files again."""

    def __init__(self, settings: Settings, superuser: psycopg.Connection) -> None:
        self.settings = settings
        self.superuser = superuser
        self.importer = Importer(settings, superuser)
        self.workspace_id = self.importer.workspace_id

    def ask(
        self,
        format_: str = "csv",
        *,
        person: str = "editor",
        list_id: UUID | None = None,
        view_id: UUID | None = None,
        workspace_id: UUID | None = None,
        item_ids: Sequence[UUID] | None = None,
        query: dict[str, Any] | None = None,
        **options: Any,
    ) -> UUID:
        """Asks for an export."""
        made = self.importer.call(
            person,
            """
            select public.create_export(format => %s, list_id => %s, view_id => %s, workspace_id => %s,
              item_ids => %s, query => %s, options => %s)
            """,
            [
                format_,
                list_id,
                view_id,
                workspace_id,
                None if item_ids is None else Jsonb([str(i) for i in item_ids]),
                Jsonb(query or {}),
                Jsonb(options),
            ],
        )
        return UUID(made["id"])

    def run(self, identifier: UUID) -> Exported:
        """Runs the job and reads what came of it."""
        run_export(self.settings, identifier)
        return self.found(identifier)

    def found(self, identifier: UUID) -> Exported:
        """What the database says about an export."""
        row = self.superuser.execute(
            "select id, status, error, report, rows_done, file_name, media_type"
            " from public.exports where id = %s",
            [identifier],
        ).fetchone()
        assert row is not None
        return Exported(*row, path=file_path(self.settings, identifier))

    def __call__(self, format_: str = "csv", **asked: Any) -> Exported:
        return self.run(self.ask(format_, **asked))

    def make_list(self, columns: list[dict[str, Any]], name: str | None = None) -> UUID:
        """A list with columns, made by the manager."""
        return self.importer.make_list(columns, name or str(uuid4()))

    def add(self, list_id: UUID, *values: dict[str, Any] | str) -> list[UUID]:
        """Items with these values, in this order; JSON texts keep their digits."""
        texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
        rows = self.superuser.execute(
            """
            insert into public.items (list_id, workspace_id, values, created_by, updated_by)
            select %s, tests.workspace('Demo'), e.v::jsonb, tests.person('manager'), tests.person('manager')
            from unnest(%s::text[]) with ordinality as e (v, n) order by e.n
            returning id
            """,
            [list_id, texts],
        ).fetchall()
        return [row[0] for row in rows]

    def values(self, list_id: UUID | None) -> list[str]:
        """What the items of a list hold, digit by digit."""
        rows = self.superuser.execute(
            "select values::text from public.items where list_id = %s and deleted_at is null order by id",
            [list_id],
        ).fetchall()
        return [row[0] for row in rows]

    def copy(self, exported: Exported, like: UUID, **more: Any) -> Report:
        """Imports the file into a new list with the same columns."""
        columns = [
            {"key": c["key"], "name": c["name"], "type": c["type"], "config": c["config"]}
            for c in self.importer.call("manager", "select public.get_list(%s)", [like])["columns"]
            if not c["result"]
        ]
        list_id = self.make_list(columns)
        assert exported.file_name is not None
        return self.importer(
            exported.content,  # type: ignore[arg-type]
            list_id=list_id,
            name=exported.file_name,
            **(exported.options | more),
        )


@pytest.fixture(scope="module")
def exporter(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exporter]:
    """One database for all tests of a module, each of which makes lists of its own."""
    made = server.clone()
    with psycopg.connect(made.superuser_url, autocommit=True) as superuser:
        yield Exporter(settings_of(made, tmp_path_factory.mktemp("exports")), superuser)
    server.drop(made)


def settings_of(database: Database, folder: Path) -> Settings:
    """Settings of a worker on a database."""
    return Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        database_url=database.owner_url,
        api_database_url=database.api_url,
        worker_database_url=database.worker_url,
    )
