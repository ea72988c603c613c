"""The real application over a database of the test's own, spoken to through ASGI."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar

from api.app import create_app
from api.limits import Limits
from api.services import Services
from deedbook.settings import Settings
from tests.support import people as named
from tests.support.server import Database

T = TypeVar("T")
SECRET = "a secret of the tests that is long enough"
PASSWORD = "a long enough password"


class Api:
    """The application in an event loop of its own, so that tests can be plain functions."""

    def __init__(self, app: Litestar, loop: asyncio.AbstractEventLoop, people: dict[str, UUID]) -> None:
        self.app = app
        self.people = people
        self._loop = loop
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),  # type: ignore[arg-type]
            base_url="http://deedbook.test",
        )

    @property
    def services(self) -> Services:
        """What the application shares."""
        services: Services = self.app.state.services
        return services

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs a coroutine in the application's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def token(self, person: str) -> str:
        """An access token of a named person."""
        return self.services.tokens.issue(str(self.people[person]), named.email(person), str(uuid4()))

    def start(
        self, method: str, path: str, person: str | None = None, **options: Any
    ) -> "Future[httpx.Response]":
        """Sends a request without waiting for the answer."""
        headers = dict(options.pop("headers", {}))
        if person:
            headers.setdefault("Authorization", f"Bearer {self.token(person)}")
        if path.startswith("/") and not path.startswith(("/health", "/metrics", "/schema", "/.well-known")):
            path = "/api/v1" + path
        work = self.client.request(method, path, headers=headers, **options)
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def __call__(self, method: str, path: str, person: str | None = None, **options: Any) -> httpx.Response:
        """Sends a request to a path below /api/v1."""
        return self.start(method, path, person, **options).result(60)

    def get(self, path: str, person: str | None = None, **options: Any) -> httpx.Response:
        """GET."""
        return self("GET", path, person, **options)

    def post(self, path: str, person: str | None = None, **options: Any) -> httpx.Response:
        """POST."""
        return self("POST", path, person, **options)

    def patch(self, path: str, person: str | None = None, **options: Any) -> httpx.Response:
        """PATCH."""
        return self("PATCH", path, person, **options)

    def delete(self, path: str, person: str | None = None, **options: Any) -> httpx.Response:
        """DELETE."""
        return self("DELETE", path, person, **options)

    def register(self, email: str = "ada@example.com", **more: Any) -> dict[str, Any]:
        """A new person, signed in."""
        answer = self.post("/auth/register", json={"email": email, "password": PASSWORD, **more})
        assert answer.status_code == 201, answer.text
        body: dict[str, Any] = answer.json()
        return body


StartApi = Callable[..., Api]


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings over the test's own database."""
    return Settings(
        data_dir=tmp_path,
        files_dir=tmp_path / "files",
        mail_dir=tmp_path / "mail",
        api_database_url=database.api_url,
        worker_database_url=database.worker_url,
        jwt_secret=SECRET,
    )


@pytest.fixture
def start_api(people: dict[str, UUID]) -> Iterator[StartApi]:
    """`start_api(settings, limits)`: a running application; several stand for several processes."""
    running: list[Any] = []

    def start(settings: Settings, limits: Limits | None = None) -> Api:
        context = running_api(create_app(settings, limits or Limits()), people)
        running.append(context)
        return context.__enter__()

    yield start
    for context in reversed(running):
        context.__exit__(None, None, None)


@pytest.fixture
def api(start_api: StartApi, settings: Settings) -> Api:
    """The application with usual settings."""
    return start_api(settings)


@pytest.fixture
def workspace(api: Api) -> str:
    """The workspace that the named people are members of."""
    found = api.get("/workspaces", "owner").json()["workspaces"]
    return str(found[0]["id"])


@contextmanager
def running_api(app: Litestar, people: dict[str, UUID]) -> Iterator[Api]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    api = Api(app, loop, people)
    started, stop = threading.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await stop.wait()

    life = asyncio.run_coroutine_threadsafe(live(), loop)
    if not started.wait(30):
        life.result(0)
    try:
        yield api
    finally:
        api.run(api.client.aclose())
        loop.call_soon_threadsafe(stop.set)
        life.result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
