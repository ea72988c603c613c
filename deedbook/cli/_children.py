"""The API and the worker as child processes: started, watched, started again, stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from deedbook.cli._parent import GRACE_SECONDS, VARIABLE

LOG_LIMIT = 10 * 2**20  # a log larger than this is put aside at the next start
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0


class Child:
    """One supervised `deedbook` subcommand, writing to a log file of its own."""

    def __init__(self, name: str, command: str, log: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self.log = log
        self._command = command
        self._environment = {**environment, VARIABLE: str(os.getpid())}
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = 1.0
        self._due = 0.0

    def start(self) -> None:
        """Starts the process in a session of its own: Ctrl-C reaches us, and we stop it in order."""
        self.log.parent.mkdir(mode=0o700, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "deedbook", self._command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,
            )
        self._started = time.monotonic()

    def ended(self) -> str | None:
        """How the process ended and its last words, None while it runs."""
        code = self._process.poll() if self._process else None
        if code is None:
            return None
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        words = last_line(self.log)
        return f"{how}: {words}" if words else how

    def keep(self, report: Callable[[str], None]) -> None:
        """Starts the process again if it ended, after a pause that doubles while it keeps ending."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due:
                self.start()
            return
        ended = self.ended()
        if ended is None:
            return
        self._pause = 1.0 if now - self._started > HEALTHY_AFTER else self._pause
        report(f"{self.name} ended ({ended}); starting it again in {self._pause:.0f} s, see {self.log}")
        self._process, self._due = None, now + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def terminate(self) -> None:
        """Asks the process to end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def wait(self, report: Callable[[str], None]) -> None:
        """Waits until it has ended; kills it, with a word about it, when that takes too long."""
        if self._process is None:
            return
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            report(f"{self.name} did not end within {GRACE_SECONDS:.0f} s; killing it")
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None


def last_line(log: Path) -> str:
    """The last line of a log that is not empty."""
    lines = [line.strip() for line in log.read_text(errors="replace")[-4000:].splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
