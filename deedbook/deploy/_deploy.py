"""The two steps of a deploy, and the question where a database stands."""

from collections.abc import Callable
from functools import partial

import msgspec
import psycopg

from deedbook.deploy import _objects, _state
from deedbook.deploy._errors import DeployError, describe
from deedbook.deploy._files import Files, digest
from deedbook.deploy._migrations import check_history, migrate
from deedbook.deploy._patience import patiently


class DeployResult(msgspec.Struct, frozen=True):
    """What a deploy changed. `objects` is how many things of sql/ were made again; 0 when unchanged."""

    migrations: tuple[str, ...]
    objects: int
    digest: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the database was in this state already."""
        return not self.migrations and not self.objects


class Status(msgspec.Struct, frozen=True):
    """Where a database stands against these files. `problem` is set when a deploy would be refused."""

    applied: tuple[str, ...]
    pending: tuple[str, ...]
    sql_is_current: bool
    problem: str | None = None

    @property
    def is_current(self) -> bool:
        """Whether there is nothing to deploy."""
        return not self.pending and self.sql_is_current and self.problem is None


def deploy(
    owner_url: str,
    *,
    report: Callable[[str], object] = print,
    files: Files | None = None,
    force: bool = False,
) -> DeployResult:
    """Brings the database of `owner_url` to the state of these files.

    Migrations are one transaction each, sql/ is one; `force` makes sql/ again although its digest is
    the same. Raises DeployError; the transaction that failed is rolled back whole.
    """
    files = files or Files.of_release()
    with _connect(owner_url) as connection:
        _state.ensure(connection)
        applied = migrate(owner_url, files, report)
        history, replaceable = _state.applied(connection), files.replaceable()
        try:
            replaced = patiently(partial(_objects.replace, connection, history, replaceable, force=force))
        except psycopg.Error as error:
            raise DeployError(f"sql/: {describe(error)}") from error
    if not applied:
        report("migrations: unchanged")
    report(f"sql: {replaced.objects} objects" if replaced.objects else "sql: unchanged")
    return DeployResult(tuple(applied), replaced.objects, replaced.digest)


def status(owner_url: str, *, files: Files | None = None) -> Status:
    """Applied and pending migrations and whether sql/ is the deployed one. Changes nothing."""
    files = files or Files.of_release()
    with _connect(owner_url) as connection:
        if not _state.exists(connection):
            return Status((), tuple(files.migration_paths()), False)
        applied, stored = _state.applied(connection), _state.stored_digest(connection)
    paths = files.migration_paths()
    try:
        check_history(paths, applied)
        problem = None
    except DeployError as error:
        problem = str(error)
    return Status(
        applied=tuple(applied),
        pending=tuple(i for i in paths if i not in applied),
        sql_is_current=stored == digest(applied, files.replaceable()),
        problem=problem,
    )


def _connect(owner_url: str) -> psycopg.Connection:
    return psycopg.connect(owner_url, autocommit=True, prepare_threshold=None)
