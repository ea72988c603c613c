"""A whole Deedbook in a folder of its own, started, killed and stopped as people and machines do it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deedbook.server import processes

COMMAND = [sys.executable, "-P", "-m", "deedbook"]
SECONDS = 120
OURS = (
    "DATABASE_URL",
    "API_DATABASE_URL",
    "WORKER_DATABASE_URL",
    "PG_BINARIES",
    "DEEDBOOK_PARENT",
    "DEEDBOOK_DEBUG",
)


def wait_for(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, f"waited too long for {what}"
        time.sleep(0.05)


def children_of(parent: int) -> list[int]:
    """Processes that `parent` started, and theirs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found += [int(path.parent.name), *children_of(int(path.parent.name))]
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Deedbook:
    """One DATA folder and port, and the `deedbook up` on it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.environment = {k: v for k, v in os.environ.items() if k not in OURS}
        self.environment |= {"DATA": str(self.data), "PORT": str(self.port)}
        self.lines: list[str] = []
        self.up: subprocess.Popen[str] | None = None

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a subcommand to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
        )

    def start(self, **environment: str) -> None:
        """`deedbook up`, until it says that it is ready."""
        self.lines = []
        self.up = subprocess.Popen(
            [*COMMAND, "up"],
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        reader = threading.Thread(target=self._read, args=(self.up,), daemon=True)
        reader.start()
        wait_for(lambda: self.said("ready at") or not reader.is_alive(), "the start")
        assert self.said("ready at"), self.lines

    def _read(self, up: subprocess.Popen[str]) -> None:
        assert up.stdout is not None
        for line in up.stdout:
            self.lines.append(line.rstrip("\n"))
        up.stdout.close()

    def said(self, text: str) -> bool:
        return any(text in line for line in self.lines)

    def stop(self) -> int:
        """Terminates it; returns its exit code."""
        assert self.up is not None
        self.up.terminate()
        return self.up.wait(SECONDS)

    def pids(self) -> list[int]:
        """Everything that belongs to it, the server's processes included."""
        assert self.up is not None
        return sorted({self.up.pid, *children_of(self.up.pid), *self.server()})

    def server(self) -> list[int]:
        cluster = self.data / "postgres" / "cluster"
        return processes.of_cluster(cluster) if cluster.is_dir() else []

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5):
                return True
        except OSError:
            return False


@pytest.fixture
def deedbook() -> Iterator[Deedbook]:
    folder = Path(tempfile.mkdtemp(prefix="deedbook-test-"))
    folder.chmod(0o755)
    found = Deedbook(folder)
    yield found
    if found.up and found.up.poll() is None:
        for pid in found.pids():
            os.kill(pid, signal.SIGKILL)
        found.up.wait(SECONDS)
    for pid in found.server():
        os.kill(pid, signal.SIGKILL)
    place = (found.data / "postgres").resolve()
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
