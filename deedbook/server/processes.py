"""Which processes belong to a cluster: told by the kernel, never by a pid file alone.

A pid file survives its process, and the number in it may be somebody else's by now. Every PostgreSQL
process has its cluster as working directory, so that and the program's name decide.
"""

import os
import subprocess
import sys
from pathlib import Path

import msgspec


class PidFile(msgspec.Struct, frozen=True):
    """What postmaster.pid says; true only if the process is really there."""

    pid: int
    started: int  # seconds since the epoch
    port: int
    ready: bool

    @classmethod
    def read(cls, cluster: Path) -> "PidFile | None":
        """The pid file of a cluster, None when it is missing or half written."""
        try:
            lines = (cluster / "postmaster.pid").read_text().splitlines()
            return cls(int(lines[0]), int(lines[2]), int(lines[3]), lines[7].strip() == "ready")
        except FileNotFoundError:
            return None
        except (ValueError, IndexError):
            return None


def of_cluster(cluster: Path) -> list[int]:
    """The pids of all PostgreSQL processes that run in this cluster, the postmaster included."""
    if sys.platform == "linux":
        return [pid for pid in _pids() if _runs_in(pid, cluster)]
    return _listed_by_lsof(cluster)


def postmaster(cluster: Path) -> PidFile | None:
    """The running server of this cluster, None when there is none, whatever the pid file says."""
    said = PidFile.read(cluster)
    return said if said and said.pid in of_cluster(cluster) else None


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - faster, names only


def _runs_in(pid: int, cluster: Path) -> bool:
    process = Path("/proc") / str(pid)
    try:
        # A program that was replaced on disk while it ran has ' (deleted)' at its end.
        name = (process / "exe").readlink().name.removesuffix(" (deleted)")
        return name == "postgres" and (process / "cwd").samefile(cluster)
    except OSError:  # gone meanwhile, or another user's
        return False


def _listed_by_lsof(cluster: Path) -> list[int]:
    command = ["/usr/sbin/lsof", "-a", "-c", "postgres", "-d", "cwd", "-Fpn"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=30).stdout  # noqa: S603
    found, pid = [], 0
    for line in said.splitlines():
        if line.startswith("p"):
            pid = int(line[1:])
        elif line.startswith("n") and Path(line[1:]) == cluster.resolve():
            found.append(pid)
    return found
