"""The worker's side of the process that reads a file: see jobs.imports.child."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Self, TypeVar

import msgspec

from deedbook.import_limits import ImportLimits
from deedbook.settings import Settings
from jobs.imports.blocks import Block
from jobs.imports.child import (
    BLOCK,
    COUNTS,
    FAILED,
    FOUND,
    HEAD,
    OPENED,
    ROWS,
    Ended,
    Failure,
    Request,
    memory_limit,
)
from jobs.imports.errors import ImportFailed, Problem
from jobs.imports.findings import Findings
from jobs.imports.header import Header
from jobs.imports.options import Options
from jobs.imports.rows import BadRow, Row
from jobs.imports.table import TableFacts

_LOUDEST = 4_000  # bytes of what the process said when it died
_GRACE_SECONDS = 5.0
_PIPE_SIZE = 1 << 20
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux

T = TypeVar("T")
log = logging.getLogger("deedbook.jobs.imports")


class Source:
    """A file of any format as a table."""

    def __init__(self, reading: "Reading", known: TableFacts) -> None:
        self._reading = reading
        self.known = known
        self._ended = Ended(0)

    @property
    def blank_rows(self) -> int:
        """How many rows were left out, once the file was read."""
        return self._ended.blank_rows

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.known.width

    @property
    def header(self) -> Header:
        """Names of the columns."""
        return self.known.header

    @property
    def sample(self) -> list[list[str]]:
        """The first rows that can be used."""
        return self.known.sample

    @property
    def empties(self) -> frozenset[str]:
        """The texts, without spaces around them, of an empty cell."""
        return self.known.empties

    @property
    def problems(self) -> list[Problem]:
        """What a person should know; of the blank rows and those of another width once the file was read."""
        blank = [Problem("blank_rows", f"{self.blank_rows:,} blank rows are left out.")]
        return [*self.known.problems, *(blank if self.blank_rows else ()), *self._ended.problems]

    def batches(self) -> Iterator[list[Row]]:
        """The rows of data, which count from 1 in the reports."""
        for kind, content in self._reading.ask(Request("rows")):
            if kind == ROWS:
                yield [
                    BadRow(*row["bad"]) if isinstance(row, dict) else row
                    for row in msgspec.msgpack.decode(content)
                ]
            else:
                self._ended = msgspec.json.decode(content, type=Ended)

    def blocks(self, part: int) -> Iterator[Block]:
        """The rows as COPY takes them into one of the tables."""
        for kind, content in self._reading.ask(Request("copy", part=part)):
            if kind == BLOCK:
                rows, bad, is_short, is_full = COUNTS.unpack_from(content)
                yield Block(content[COUNTS.size :], rows, bad, is_short, is_full)
            else:
                self._ended = msgspec.json.decode(content, type=Ended)


class Reading:
    """One process for one file. It ends with this context, at the latest when its time is over."""

    def __init__(self, limits: ImportLimits, seconds: float | None = None) -> None:
        self._limits = limits
        self._seconds = limits.seconds if seconds is None else seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False
        self._noise: IO[bytes] | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        self._started()  # while it loads, the worker has other things to do
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, and frees what it holds of the file."""
        if self._timer:
            self._timer.cancel()
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    if pipe:
                        pipe.close()
        if self._noise:
            self._noise.close()

    def open(self, path: Path, file_name: str, options: Options) -> Source:
        """Finds out how a file is read. Raises ImportFailed where it cannot be."""
        known = self._one(OPENED, TableFacts, Request("open", str(path), file_name, options, self._limits))
        return Source(self, known)

    def inspect(self, path: Path, file_name: str, options: Options) -> Findings:
        """What is found in a file, for a person."""
        return self._one(FOUND, Findings, Request("inspect", str(path), file_name, options, self._limits))

    def ask(self, request: Request) -> Iterator[tuple[int, bytes]]:
        """The frames of an answer up to its end. Raises ImportFailed."""
        process = self._started()
        assert process.stdin and process.stdout  # noqa: S101
        try:
            process.stdin.write(msgspec.json.encode(request) + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            raise self._died() from None
        while True:
            kind, content = self._frame(process.stdout)
            if kind == FAILED:
                failure = msgspec.json.decode(content, type=Failure)
                raise ImportFailed(failure.code, failure.message)
            yield kind, content
            if kind not in {BLOCK, ROWS}:
                return

    def _one(self, wanted: int, type_: type[T], request: Request) -> T:
        for kind, content in self.ask(request):
            if kind == wanted:
                return msgspec.json.decode(content, type=type_)
        raise self._died()

    def _frame(self, file: IO[bytes]) -> tuple[int, bytes]:
        head = file.read(HEAD.size)
        if len(head) < HEAD.size:
            raise self._died()
        kind, length = HEAD.unpack(head)
        content = file.read(length)
        if len(content) < length:
            raise self._died()
        return kind, content

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._noise = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jobs.imports.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._noise,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the worker, which ends this one
            )
            _widen(self._process.stdout)
            self._timer = threading.Timer(self._seconds, self._stop)
            self._timer.daemon = True
            self._timer.start()
        return self._process

    def _stop(self) -> None:
        self._is_late = True
        if self._process:
            self._process.kill()

    def _died(self) -> ImportFailed:
        """Why the process is no more, in words."""
        assert self._process is not None and self._noise is not None  # noqa: S101
        try:
            code = self._process.wait(_GRACE_SECONDS)  # it closed its output: it is about to end
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._noise.seek(0)
        said = self._noise.read()[-_LOUDEST:].decode("utf-8", "replace")
        log.warning("the process that reads a file died", extra={"code": code, "said": said})
        if self._is_late:
            words = f"Reading the file takes longer than {self._seconds:,.0f} seconds"
            return ImportFailed("time_limit", f"{words} (IMPORT_SECONDS, IMPORT_INSPECT_SECONDS): split it.")
        if code == -signal.SIGXCPU:
            words = f"Reading the file takes more than {self._limits.cpu_seconds:,} seconds of computing"
            return ImportFailed("cpu_limit", f"{words} (IMPORT_CPU_SECONDS): split it.")
        if "memory" in said.lower() or code in {-signal.SIGABRT, -signal.SIGKILL}:
            return ImportFailed(*memory_limit(self._limits))
        if code > 0:
            return ImportFailed("internal_error", "An error in Deedbook itself; see the worker's log.")
        return ImportFailed(
            "file_damaged", "The file makes what reads it give up. Open it and save it again."
        )


def inspect_file(settings: Settings, path: Path, file_name: str, options: Options) -> Findings:
    """What is found in a file, within the time of a request. Raises ImportFailed."""
    with Reading(settings.imports, settings.imports.inspect_seconds) as reading:
        return reading.inspect(path, file_name, options)


def _environment() -> dict[str, str]:
    """No secret: whatever a file does to the process, it finds none."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}


def _widen(pipe: Any) -> None:
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), _SET_PIPE_SIZE, _PIPE_SIZE)
