"""The files of a release: migrations/ and sql/, in a checkout or inside the installed package."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec

from deedbook.deploy._errors import DeployError

# In the order of creation: a policy may call a function, a trigger must.
KINDS = ("functions", "views", "triggers", "policies")

_MIGRATION_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.(sql|py)")
_PACKAGE = Path(__file__).parent.parent


class Files(msgspec.Struct, frozen=True):
    """Two folders that make a database: history, and what can be replaced."""

    migrations: Path
    sql: Path

    @classmethod
    def of_release(cls) -> Self:
        """The folders of the running code."""
        installed = _PACKAGE / "_files"
        root = installed if installed.is_dir() else _PACKAGE.parent
        return cls(migrations=root / "migrations", sql=root / "sql")

    def migration_paths(self) -> dict[str, Path]:
        """Migrations by id, in order. Raises DeployError for a name that has no place in the order."""
        paths: dict[str, Path] = {}
        numbers: dict[str, str] = {}
        for path in sorted(self.migrations.iterdir()):
            if path.suffix not in {".sql", ".py"}:
                continue
            if not _MIGRATION_NAME.fullmatch(path.name):
                raise DeployError(f"migrations/{path.name}: a migration is named NNNN_verb_object.sql")
            number = path.name[:4]
            if number in numbers:
                raise DeployError(f"migrations/{path.name}: {numbers[number]} has that number already")
            numbers[number] = path.name
            paths[path.stem] = path
        return paths

    def replaceable(self) -> dict[str, str]:
        """Files of sql/ by name, in the order of creation."""
        return {
            f"sql/{kind}/{path.name}": path.read_text(encoding="utf-8")
            for kind in KINDS
            for path in sorted((self.sql / kind).glob("*.sql"))
        }


def content_hash(path: Path) -> str:
    """SHA-256 of a file, the same for every kind of line ending."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def digest(applied: Mapping[str, str], replaceable: Mapping[str, str]) -> str:
    """What a database made of these migrations (id to hash) and these files looks like, in one word."""
    content = msgspec.json.encode([sorted(applied.items()), list(replaceable.items())])
    return hashlib.sha256(content).hexdigest()
