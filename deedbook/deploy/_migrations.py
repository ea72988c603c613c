"""migrations/ through yoyo: each file in one transaction together with the mark that it was applied."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from yoyo.backends.core.postgresql import (  # type: ignore[import-untyped]
    PostgresqlPsycopgBackend,
)
from yoyo.connections import DatabaseURI  # type: ignore[import-untyped]
from yoyo.migrations import (  # type: ignore[import-untyped]
    Migration,
    MigrationList,
    StepCollector,
)

from deedbook.deploy import _catalogue, _state
from deedbook.deploy._errors import DeployError, describe
from deedbook.deploy._files import Files, content_hash
from deedbook.deploy._patience import PATIENCE, patiently
from deedbook.deploy._script import run


class _Migration(Migration):  # type: ignore[misc]
    """A file of SQL runs as it stands: yoyo would cut it up with a parser that does not know every body."""

    def load(self) -> None:
        if self.loaded or not self.is_raw_sql():
            super().load()
            return
        path = Path(self.path)
        self.source = path.read_text(encoding="utf-8")
        collector = StepCollector(migration=self)
        collector.add_step(partial(run, name=f"migrations/{path.name}", text=self.source))
        self._depends: set[Migration] = set()
        self.steps = collector.create_steps(True)


class _Backend(PostgresqlPsycopgBackend):  # type: ignore[misc]
    """yoyo's own, with its tables in schema `migration` and nothing left half done by a crash."""

    _is_locked = False

    def init_database(self) -> None:
        """Nothing to find out: PostgreSQL has transactional DDL, and the lock needs no table."""

    @contextmanager
    def lock(self, timeout: float = PATIENCE) -> Iterator[None]:
        """One deploy at a time. Unlike yoyo's row, this lock goes with the process that held it."""
        if self._is_locked:
            yield
            return
        self.execute(f"set lock_timeout = {int(timeout * 1000)}")
        try:
            self.connection.execute("select pg_catalog.pg_advisory_lock(%s)", [_state.LOCK])
        except psycopg.errors.LockNotAvailable as error:
            raise DeployError("Another deploy is running on this database: wait for it to end.") from error
        self._is_locked = True
        try:
            yield
        finally:
            self._is_locked = False
            self.connection.execute("select pg_catalog.pg_advisory_unlock(%s)", [_state.LOCK])

    def apply_one(self, migration: Migration, force: bool = False, mark: bool = True) -> None:
        """Steps, mark and content hash are one transaction; yoyo would commit them one after another.

        A migration with `__transactional__ = False` must be one that can be run again from its start.
        """
        migration.load()
        with self.transaction() if migration.use_transactions else nullcontext():
            self.execute("set search_path = ''")  # every name is written out
            with _catalogue.following(self.connection):
                migration.process_steps(self, "apply", force=force)
            with self.transaction():
                self._mark(migration)

    def _mark(self, migration: Migration) -> None:
        self.execute("set search_path = migration")
        self.mark_one(migration)
        self.connection.execute(
            "insert into migration.contents (migration_id, sha256) values (%s, %s)",
            [migration.id, content_hash(Path(migration.path))],
        )


def migrate(owner_url: str, files: Files, report: Callable[[str], object]) -> list[str]:
    """Applies what is pending and returns its ids. Refuses a history that is not the one applied."""
    with _connect(owner_url) as backend:
        backend.ensure_internal_schema_updated()
        with backend.lock():
            paths = files.migration_paths()
            check_history(paths, _state.applied(backend.connection))
            found = MigrationList([_Migration(i, str(p), str(files.migrations)) for i, p in paths.items()])
            done: list[str] = []
            for migration in backend.to_apply(found):
                _apply(backend, migration)
                report(f"migrations/{Path(migration.path).name}: applied")
                done.append(migration.id)
            return done


def check_history(paths: dict[str, Path], applied: dict[str, str]) -> None:
    """Raises DeployError where an applied migration was edited, is gone, or a new one comes too late."""
    last = max(applied, default="")
    for identifier, sha256 in applied.items():
        path = paths.get(identifier)
        if path is None:
            raise DeployError(
                f"migrations/{identifier}: was applied to this database, but there is no such file.\n"
                "  hint: This code is older than the database, or the file was removed or renamed."
                " Deploy the newer release, or bring the file back as it was."
            )
        if content_hash(path) != sha256:
            raise DeployError(
                f"migrations/{path.name}: was edited after it was applied to this database.\n"
                "  hint: Restore the file as it was, and write the change as a new migration."
            )
    for identifier, path in paths.items():
        if identifier not in applied and identifier < last:
            raise DeployError(
                f"migrations/{path.name}: comes before {last}, which is applied already.\n"
                "  hint: Give the new migration the next free number."
            )


def _connect(owner_url: str) -> Any:
    arguments = {"conninfo": owner_url, "schema": "migration", "prepare_threshold": None}
    uri = DatabaseURI("postgresql+psycopg", None, None, None, None, None, arguments)
    return _Backend(uri, "_yoyo_migration")


def _attempt(backend: Any, migration: Migration, wait: float) -> None:
    backend.execute(f"set lock_timeout = {int(wait * 1000)}")
    backend.apply_one(migration)


def _apply(backend: Any, migration: Migration) -> None:
    try:
        patiently(partial(_attempt, backend, migration))
    except psycopg.Error as error:
        raise DeployError(f"migrations/{Path(migration.path).name}: {describe(error)}") from error
