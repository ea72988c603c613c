"""Finds or fetches pgTAP, and runs its files so that nothing is skipped in silence."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from psycopg.abc import Query
from pytest_pgtap.pgtap import Runner

SCHEMA = "pgtap"

_DIRECTIVE = re.compile(r"^(?:not )?ok\b.*#\s*(?:skip|todo)\b", re.IGNORECASE)
_RESULT = re.compile(r"^(?:not )?ok\b")


class PgTapMissing(Exception):
    """pgTAP is not on this machine and could not be fetched."""


class StrictRunner(Runner):
    """A file that skips, postpones or tests nothing has proved nothing: it fails."""

    def run(self, query: Query) -> list[str]:
        """The lines of TAP that a file of SQL answers with. Raises AssertionError, or the server's error."""
        rows = [str(row) for row in super().run(query)]
        lines = "\n".join(rows).splitlines()
        excused = [line for line in lines if _DIRECTIVE.match(line)]
        assert not excused, "skipped or to do: " + "; ".join(excused)
        assert any(_RESULT.match(line) for line in lines), "no test ran"
        return rows


def install_script(bin_folder: Path) -> str:
    """pgTAP as SQL that makes it in the first schema of search_path. `bin_folder` is the server's."""
    text = _find(bin_folder).read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("\\"))
    return text.replace("TAPSCHEMA", SCHEMA)


def _find(bin_folder: Path) -> Path:
    if given := os.environ.get("PGTAP_SQL"):
        return Path(given)
    for path in _places(bin_folder):
        return path
    return _fetch()


def _places(bin_folder: Path) -> Iterator[Path]:
    for folder in (
        bin_folder.parent / "share" / "extension",
        bin_folder.parent / "share" / "postgresql" / "extension",
        *sorted(Path("/usr/share/postgresql").glob("*/extension"), reverse=True),
        _cache(),
    ):
        yield from sorted(folder.glob("pgtap--[1-9].[0-9].[0-9].sql"), reverse=True)


def _cache() -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:  # an account without a home
        home = Path(tempfile.gettempdir()) / f"cache-{os.getuid()}"
    return home / "deedbook"


def _fetch() -> Path:
    """Debian's package, unpacked without installing it."""
    problems = []
    with tempfile.TemporaryDirectory(prefix="deedbook-pgtap-") as made:
        folder = Path(made)
        (folder / "lists" / "partial").mkdir(parents=True)
        # Lists of packages of our own, for a machine whose lists are empty or older than its mirror.
        own = ["-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
        own += ["-o", "APT::Sandbox::User=", "-o", "Debug::NoLocking=1"]
        for options in ([], own):
            try:
                if options:
                    _run(folder, "apt-get", "update", "-qq", *options)
                _run(folder, "apt-get", "download", *options, _package(folder, options))
                archive = next(folder.glob("*.deb"))
                _run(folder, "dpkg-deb", "-x", str(archive), "unpacked")
                found = next(folder.glob("unpacked/usr/share/postgresql/*/extension/pgtap--1.?.?.sql"))
            except (OSError, subprocess.SubprocessError, StopIteration) as error:
                problems.append(f"{error} {getattr(error, 'stderr', '') or ''}".strip())
                continue
            _cache().mkdir(parents=True, exist_ok=True)
            kept = _cache() / found.name
            draft = _cache() / f"{found.name}.{os.getpid()}"
            draft.write_bytes(found.read_bytes())
            draft.replace(kept)  # whole, also when two runs fetch at once
            return kept
    raise PgTapMissing(
        "The database tests need pgTAP, which was neither found nor could be fetched from Debian's mirror: "
        + "; ".join(problems)
        + ". Install it (Debian: apt-get install postgresql-15-pgtap), or give its file: "
        "PGTAP_SQL=/path/to/pgtap--1.2.0.sql"
    )


def _package(folder: Path, options: list[str]) -> str:
    names = _run(folder, "apt-cache", *options, "pkgnames", "postgresql-").split()
    return max(name for name in names if re.fullmatch(r"postgresql-\d\d-pgtap", name))


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout
