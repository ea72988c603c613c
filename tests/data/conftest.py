"""Data of others, put into the product through its own doors: REST, and the job that imports."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.app import create_app
from api.limits import Limits
from deedbook.settings import Settings
from jobs.imports.run import run_import
from tests.api.conftest import SECRET, Api, running_api
from tests.imports.conftest import SHARED
from tests.support import people as named
from tests.support.server import TestServer

PAGE = 1000


class Office:
    """A workspace whose manager makes lists and whose editor fills them, all through REST."""

    def __init__(self, api: Api, settings: Settings) -> None:
        self.api = api
        self.settings = settings
        self.workspace = str(self.call("GET", "/workspaces", "owner")["workspaces"][0]["id"])
        for each in self.call("GET", "/lists", "manager")["lists"]:
            # Its name is left to what comes.
            self.call("DELETE", f"/lists/{each['id']}", "owner")

    def call(self, method: str, path: str, person: str = "editor", **options: Any) -> Any:
        """The answer to a request that has to succeed; its numbers as they were written."""
        if not path.startswith("/workspaces"):
            options["headers"] = {"X-Workspace-Id": self.workspace}
        answer = self.api(method, path, person, **options)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return json.loads(answer.text, parse_float=Decimal) if answer.text else None

    def import_file(self, name: str, content: bytes, **options: Any) -> str:
        """The id of a new list of everything that a file has."""
        form = {"list_name": name, "options": json.dumps(options)}
        upload = {"file": ("data.csv", content, "text/csv")}
        asked = self.call("POST", "/imports", "manager", data=form, files=upload)
        run_import(self.settings, UUID(asked["id"]))
        report = self.call("GET", f"/imports/{asked['id']}")
        assert (report["status"], report["rows_rejected"]) == ("done", 0), report
        return str(report["list_id"])

    def make_list(self, name: str, columns: Sequence[dict[str, Any]]) -> str:
        """The id of a new list."""
        made = self.call("POST", "/lists", "manager", json={"name": name, "columns": list(columns)})
        return str(made["id"])

    def column(self, list_id: str, name: str, type_: str, **config: Any) -> Any:
        """A new column."""
        body = {"name": name, "type": type_, "config": config}
        return self.call("POST", f"/lists/{list_id}/columns", "manager", json=body)

    def columns(self, list_id: str) -> dict[str, Any]:
        """The columns of a list by name."""
        return {c["name"]: c for c in self.call("GET", f"/lists/{list_id}/columns")["columns"]}

    def items(self, list_id: str, most: int = 1_000_000, **query: Any) -> list[Any]:
        """The items that a query finds, page after page."""
        page = self.query(list_id, limit=PAGE, **query)
        found: list[Any] = page["items"]
        while page["next_cursor"] and len(found) < most:
            page = self.query(list_id, limit=PAGE, cursor=page["next_cursor"], **query)
            found += page["items"]
        return found

    def query(self, list_id: str, **query: Any) -> Any:
        """The answer to a query."""
        return self.call("POST", f"/lists/{list_id}/items/query", "member", json=query)


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def write_csv(header: str, values: Sequence[str]) -> bytes:
    """A file of one column."""
    file = io.StringIO()
    csv.writer(file).writerows([[header], *([value] for value in values)])
    return file.getvalue().encode()


def shared_file(name: str) -> Path:
    """A file of ../shared/data, which stays out of the project; skips where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not here")
    return path


@pytest.fixture(scope="module")
def office(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The running application over a database that the tests of a module share."""
    made = server.clone()
    folder = tmp_path_factory.mktemp("office")
    settings = Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        database_url=made.owner_url,
        api_database_url=made.api_url,
        worker_database_url=made.worker_url,
        jwt_secret=SECRET,
    )
    with psycopg.connect(made.superuser_url, autocommit=True) as superuser:
        people = named.ids(superuser)
    with running_api(create_app(settings, Limits()), people) as api:
        yield Office(api, settings)
    server.drop(made)
