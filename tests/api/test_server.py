"""The application behind the real server, on a real socket."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import PASSWORD, SECRET
from tests.support.server import Database


class Server:
    """A process of granian with the API."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def send(self, *parts: bytes, pause: float = 0) -> bytes:
        """Raw bytes out, and everything that comes back until the server closes or is quiet."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            received = b""
            try:
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
                while chunk := connection.recv(65536):
                    received += chunk
            except (TimeoutError, ConnectionResetError, BrokenPipeError):
                pass
            return received


@pytest.fixture
def server(database: Database, tmp_path: Path) -> Iterator[Server]:
    """Started for one test, with little patience for headers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DATA": str(tmp_path),
        "API_DATABASE_URL": database.api_url,
        "JWT_SECRET": SECRET,
    }
    arguments = ["--interface", "asgi", "--factory", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    arguments += ["--http1-header-read-timeout", "1000", "--workers-kill-timeout", "5", "api.app:create_app"]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *arguments], env=environment, stdout=log, stderr=log
        )
        try:
            started = Server(process, port)
            _wait(started, tmp_path / "server.log")
            yield started
        finally:
            process.terminate()
            process.wait(20)


def _wait(server: Server, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if httpx.get(server.url + "/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_over_a_real_socket(server: Server) -> None:
    with httpx.Client(base_url=server.url) as client:
        session = client.post("/api/v1/auth/register", json={"email": "a@b.co", "password": PASSWORD})
        assert session.status_code == 201
        client.headers["Authorization"] = f"Bearer {session.json()['access_token']}"
        client.headers["X-Workspace-Id"] = session.json()["workspaces"][0]["id"]
        made = client.post("/api/v1/lists", json={"name": "Homes"})
        assert made.status_code == 201
        path = f"/api/v1/lists/{made.json()['id']}"
        got = client.get(path)
        assert got.json() == made.json()
        unchanged = client.get(path, headers={"If-None-Match": got.headers["etag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(got.content))
        gone = client.delete(path)
        assert (gone.status_code, gone.content) == (204, b"") and "content-length" not in gone.headers
        large = b"A\n" + b"x\n" * 2_000_000
        sent = client.post("/api/v1/imports", files={"file": ("a.csv", large)}, timeout=60)
        assert sent.status_code == 202 and sent.json()["file_size"] == len(large)


def test_what_is_no_http_gets_nowhere(server: Server) -> None:
    host = b"Host: x\r\n"
    for request in (
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        b"GET /health/live HTTP/1.1\r\n" + host + b"X: a\x00b\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\n" + host + b"X : y\r\n\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\n" + host + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /api/v1/auth/login HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        b"POST /api/v1/auth/login HTTP/1.1\r\n" + host + b"Transfer-Encoding: nonsense\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\n" + host + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
    ):
        answer = server.send(request)
        assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), (
            request[:60],
            answer[:200],
        )
    assert httpx.get(server.url + "/health/live").status_code == 200


def test_a_body_does_not_smuggle_a_second_request(server: Server) -> None:
    smuggled = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
    body = b"0\r\n\r\n" + smuggled
    answer = server.send(
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n" % len(body)
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + body
    )
    assert b"deedbook_request_seconds" not in answer


def test_slow_headers_are_cut_off(server: Server) -> None:
    started = time.monotonic()
    answer = server.send(b"GET /health/live HTTP/1.1\r\n", *[b"X: y\r\n"] * 6, pause=0.4)
    assert not answer.startswith(b"HTTP/1.1 200")
    assert time.monotonic() - started < 6
    assert httpx.get(server.url + "/health/live").status_code == 200


def test_odd_targets_are_not_found(server: Server) -> None:
    for target in (b"/%ff", b"/api/v1/lists/%00", b"//", b"/api/v1/%2e%2e/metrics/x", b"/\xc3\xa9", b"*"):
        answer = server.send(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 401")), (target, answer[:300])


def test_it_ends_when_told(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(15) == 0
