"""Real servers in folders of their own; whatever a test leaves behind is ended and removed."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from deedbook.server import Binaries, processes

DRIVER = Path(__file__).with_name("driver.py")
PASSWORD = "a password ' with \\ odd: characters"
SECONDS = 60


@dataclass
class Driver:
    """A process that holds a server."""

    process: subprocess.Popen[str]
    said: dict[str, Any] = field(default_factory=dict)

    def stop(self) -> None:
        self.process.communicate(timeout=SECONDS)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(SECONDS)


@pytest.fixture(autouse=True)
def _no_settings_of_this_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PG_BINARIES", "SERVER_USER", "DATABASE_URL", "DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder that everybody can pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="deedbook-test-"))
    folder.chmod(0o755)
    yield folder
    for place in {link.resolve() for link in folder.rglob("postgres") if link.is_symlink() or link.is_dir()}:
        for pid in processes.of_cluster(place / "cluster") if (place / "cluster").is_dir() else []:
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def open_binaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The programs where every account can run them: this checkout may lie in somebody's home."""
    from deedbook.server.place import _copy

    root = Binaries.find().root
    folder = Path(tempfile.mkdtemp(prefix="deedbook-binaries-"))
    _copy(root, folder)
    yield folder / root.parent.name / root.name / "bin"
    shutil.rmtree(folder)


@pytest.fixture(params=["this user", "a normal user"])
def drive(request: pytest.FixtureRequest, base: Path, open_binaries: Path) -> Iterator[Callable[..., Driver]]:
    """Starts a driver, as who runs the tests and, if that is root, as nobody too."""
    user: list[str] = []
    if request.param == "a normal user":
        if os.geteuid() != 0:
            pytest.skip("a normal user already runs these tests")
        nobody = pwd.getpwnam("nobody")
        user = [str(nobody.pw_uid), str(nobody.pw_gid), str(open_binaries)]
        os.chown(base, nobody.pw_uid, nobody.pw_gid)
    started: list[Driver] = []

    def start(data: Path, password: str = PASSWORD, wait: bool = True) -> Driver:
        driver = Driver(
            subprocess.Popen(
                [sys.executable, DRIVER, data, password, *user],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        started.append(driver)
        if wait:
            assert driver.process.stdout is not None
            driver.said = json.loads(driver.process.stdout.readline())
        return driver

    yield start
    for driver in started:
        if driver.process.poll() is None:
            driver.kill()
        for pipe in (driver.process.stdin, driver.process.stdout):
            if pipe:
                pipe.close()
