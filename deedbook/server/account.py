"""Root steps down: PostgreSQL refuses to run as root, and it is right."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Self

import msgspec

from deedbook.server.errors import ServerError

# An account made for us by an administrator, then the ones that systems already have.
NAMES = ("deedbook", "postgres", "_postgres", "nobody")


class Account(msgspec.Struct, frozen=True):
    """Who runs the server."""

    name: str
    uid: int
    gid: int

    @classmethod
    def for_server(cls, cluster: Path) -> Self:
        """The owner of a cluster that exists; for a new one ourselves, or for root somebody unprivileged."""
        if cluster.exists():
            owner = cluster.stat()
            name = _name(owner.st_uid)
            if owner.st_uid != os.geteuid() and os.geteuid() != 0:
                raise ServerError(f"{cluster} belongs to {name}: run as {name} or root.")
            if owner.st_uid == 0:
                raise ServerError(
                    f"{cluster} belongs to root, and PostgreSQL does not run as root: chown it."
                )
            return cls(name, owner.st_uid, owner.st_gid)
        if os.geteuid() != 0:
            return cls(_name(os.geteuid()), os.geteuid(), os.getegid())
        return cls._unprivileged()

    @classmethod
    def _unprivileged(cls) -> Self:
        asked = os.environ.get("SERVER_USER")
        for name in (asked,) if asked else NAMES:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            if entry.pw_uid != 0:
                return cls(name, entry.pw_uid, entry.pw_gid)
        raise ServerError(
            f"As root the server needs another account to run as; {asked or ', '.join(NAMES)} is not here:"
            " create one (useradd --system deedbook), name one with SERVER_USER, or run as a normal user."
        )

    def popen(self, command: Sequence[str | Path], output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Starts a program as this account, in a session of its own so that Ctrl-C does not reach it."""
        steps_down = self.uid != os.geteuid()
        try:
            return subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",  # ours may be one that the account cannot enter
                env=_environment(),
                start_new_session=True,
                umask=0o077,
                user=self.uid if steps_down else None,
                group=self.gid if steps_down else None,
                extra_groups=[] if steps_down else None,
            )
        except PermissionError as error:
            raise ServerError(f"Cannot run {command[0]} as {self.name}: {error.strerror}.") from error

    def run(self, *command: str | Path, timeout: float = 120) -> tuple[int, str]:
        """Runs a program to its end; returns its exit code and all that it wrote."""
        process = self.popen(command, subprocess.PIPE)
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            return 124, f"{command[0]} took longer than {timeout:.0f} s.\n{output.decode(errors='replace')}"
        return process.returncode, output.decode(errors="replace")

    def can(self, test: str, path: Path) -> bool:
        """Whether this account passes `test -r` or `test -x` on a path; asks the kernel, as the account."""
        try:
            return self.run("test", test, path)[0] == 0
        except ServerError:
            return False


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # containers run as numbers without a name
        return str(uid)


def _environment() -> dict[str, str]:
    """Nothing of ours but PATH: no PG* variable, no locale, no secret reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
