"""One database, one API and one worker for a whole module; tests make items of their own."""

import base64
import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from PIL import Image

from api.app import create_app
from api.limits import Limits
from deedbook.settings import Settings
from jobs.worker import run_queued
from tests.api.conftest import SECRET, Api, running_api
from tests.support import people as named
from tests.support.server import Database, TestServer

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = TUS | {"Content-Type": "application/offset+octet-stream"}
MIB = 1024 * 1024


@dataclass
class Office:
    """The application over a workspace with a list `Homes` that has a column `Photos`."""

    api: Api
    settings: Settings
    superuser: psycopg.Connection
    workspace: str
    list_id: str
    column: str

    def item(self, **values: Any) -> str:
        """A new item."""
        made = self.api.post(
            f"/lists/{self.list_id}/items", "editor", json={"values": values or {"name": "12 Elm St"}}
        )
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def send(
        self, item: str, content: bytes = b"hello", name: str = "a.txt", **options: Any
    ) -> httpx.Response:
        """POST /attachments."""
        form = {"item_id": item} | options.pop("form", {})
        upload = {"file": (name, content, options.pop("said", "image/png"))}
        return self.api.post(
            "/attachments", options.pop("person", "editor"), data=form, files=upload, **options
        )

    def attach(
        self, item: str, content: bytes = b"hello", name: str = "a.txt", **options: Any
    ) -> dict[str, Any]:
        """An attachment that is there."""
        answer = self.send(item, content, name, **options)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def begin(self, item: str, length: int, person: str = "editor", **more: str) -> httpx.Response:
        """Begins an upload by tus."""
        headers = TUS | {"Upload-Length": str(length), "Upload-Metadata": metadata(item_id=item, **more)}
        return self.api.post("/attachments/uploads", person, headers=headers)

    def put(
        self, location: str, offset: int, data: Any, person: str = "editor", **more: str
    ) -> httpx.Response:
        """Sends bytes of an upload by tus."""
        headers = BYTES | {"Upload-Offset": str(offset)} | more
        return self.api.patch(location, person, content=data, headers=headers)

    def head(self, location: str, person: str = "editor") -> httpx.Response:
        """Asks by tus how far an upload has come."""
        return self.api("HEAD", location, person, headers=TUS)

    def start(self, *arguments: Any, **options: Any) -> "Future[httpx.Response]":
        """A request whose answer is not waited for."""
        return self.api.start(*arguments, **options)

    def objects(self) -> list[Path]:
        """The objects in the store."""
        return sorted(path for path in (self.settings.files_dir / "attachments").rglob("*") if path.is_file())

    def staged(self) -> list[Path]:
        """What lies in the staging folder."""
        return sorted((self.settings.files_dir / "uploads").glob("*"))

    def used(self) -> int:
        """The bytes that are counted against the quota."""
        row = self.superuser.execute(
            "select bytes from private.attachment_usage where workspace_id = %s", [self.workspace]
        ).fetchone()
        return row[0] if row else 0

    def work(self, *queues: str) -> None:
        """Runs what waits in these queues."""
        run_queued(self.settings, queues)

    def upkeep(self, task: str) -> None:
        """Runs one task of the upkeep."""
        self.superuser.execute(
            "select private.defer_job(%s, '{\"timestamp\": 0}', 'upkeep', %s)", [task, task]
        )
        self.work("upkeep")


def metadata(**pairs: str) -> str:
    """Upload-Metadata."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


def where(answer: httpx.Response) -> str:
    """The path of an upload below /api/v1."""
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].removeprefix("/api/v1")


def slug(answer: httpx.Response) -> tuple[int, str]:
    """Status and type of a refusal."""
    return answer.status_code, answer.json()["type"]


def picture(size: tuple[int, int] = (40, 30), form: str = "PNG", **options: Any) -> bytes:
    """A picture: red at the top, blue below."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, size[0], size[1]))
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


@contextmanager
def office(server: TestServer, folder: Path, **more: Any) -> Iterator[Office]:
    """A database of its own with everything over it."""
    database: Database = server.clone()
    settings = Settings(
        data_dir=folder,
        files_dir=folder / "files",
        mail_dir=folder / "mail",
        api_database_url=database.api_url,
        worker_database_url=database.worker_url,
        jwt_secret=SECRET,
        **more,
    )
    limits = Limits(attachment=4 * MIB, user_per_minute=100_000, address_per_minute=100_000)
    try:
        with (
            psycopg.connect(database.superuser_url, autocommit=True) as superuser,
            running_api(create_app(settings, limits), named.ids(superuser)) as api,
        ):
            workspace = api.get("/workspaces", "owner").json()["workspaces"][0]["id"]
            columns = [{"name": "Name", "type": "text"}, {"name": "Photos", "type": "attachment"}]
            made = api.post(
                "/lists",
                "manager",
                json={"name": "Homes", "columns": columns},
                headers={"X-Workspace-Id": workspace},
            )
            assert made.status_code == 201, made.text
            column = made.json()["columns"][1]["id"]
            yield Office(api, settings, superuser, workspace, made.json()["id"], column)
    finally:
        server.drop(database)


OfficeOf = Callable[[], Office]


@pytest.fixture(scope="module")
def desk(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office of a module, with a folder as its store."""
    with office(server, tmp_path_factory.mktemp("office")) as made:
        yield made
