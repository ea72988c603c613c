"""The built app behind the real server, over a database of the module's own, and people at browsers."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from api.tokens import token_hash
from tests.api.conftest import SECRET
from tests.support import people as named
from tests.support.server import Database, TestServer
from tests.web.browser import ROOT, Visitor, launch

BUILT = ROOT / "web" / "dist"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def site_database(server: TestServer) -> Iterator[Database]:
    """With the named people in the workspaces Demo and Other."""
    made = server.clone()
    yield made
    server.drop(made)


@pytest.fixture(scope="module")
def site(site_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the app, API and worker."""
    assert (BUILT / "index.html").is_file(), "The web app is not built: run scripts/web build."
    data = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATA": str(data),
        "PORT": str(port),
        "PUBLIC_URL": url,
        "WEB_DIR": str(BUILT),
        "API_DATABASE_URL": site_database.api_url,
        "WORKER_DATABASE_URL": site_database.worker_url,
        "JWT_SECRET": SECRET,
    }
    children = []
    for command in ("serve", "worker"):
        with (data / f"{command}.log").open("wb") as log:
            arguments = [sys.executable, "-m", "deedbook", command]
            children.append(subprocess.Popen(arguments, env=environment, cwd=ROOT, stdout=log, stderr=log))
    try:
        _wait(url, children, data / "serve.log")
        yield url
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(20)


def _wait(url: str, children: list[subprocess.Popen[bytes]], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and children[0].poll() is None:
        try:
            if httpx.get(url + "/health/live").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One process of the browser for all stories of a module."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: str, site_database: Database) -> Iterator[Visit]:
    """`visit("editor")`: a browser in which that person is signed in; `visit()`: somebody new."""
    contexts = []

    def open_browser(person: str | None = None, **options: Any) -> Visitor:
        given = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
        context = chromium.new_context(**given)
        contexts.append(context)
        if person:
            kept = json.dumps(_session(site_database, person))
            context.add_init_script(
                f"if (!sessionStorage.getItem('seeded')) {{ sessionStorage.setItem('seeded', 'yes');"
                f" localStorage.setItem('deedbook-session', {json.dumps(kept)}) }}"
            )
        return Visitor(context, site)

    yield open_browser
    for context in contexts:
        context.close()


def _session(database: Database, person: str) -> dict[str, str]:
    """A session as sign-in leaves it, without the limit of five a minute."""
    token = secrets.token_urlsafe(32)
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        user = named.ids(connection)[person]
        connection.execute("select private.open_session(%s, %s, '127.0.0.1')", [user, token_hash(token)])
    return {"token": token, "user": str(user)}


@pytest.fixture(scope="module")
def demo(site_database: Database) -> dict[str, str]:
    """The ids of the workspace Demo and its list."""
    with psycopg.connect(site_database.superuser_url) as connection:
        row = connection.execute(
            "select w.id, l.id from public.workspaces as w join public.lists as l on l.workspace_id = w.id"
            " where w.name = 'Demo'"
        ).fetchone()
    assert row
    return {"workspace": str(row[0]), "list": str(row[1])}
