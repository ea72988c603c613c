"""One nasty file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NOTHING: Mapping[Any, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file, and its rows or its error. `bad`: data rows that cannot be used, with a part of the reason."""

    name: str
    content: bytes | Callable[[], bytes]
    about: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    names: Sequence[str] | None = None
    rows: Sequence[Sequence[str]] | None = None
    count: int | None = None
    bad: Mapping[int, str] = field(default_factory=dict)
    blank: int | None = None
    problems: frozenset[str] = frozenset()
    read_problems: frozenset[str] = frozenset()  # those that are known once all rows were read
    facts: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    message: str = ""

    def __str__(self) -> str:
        return f"{self.about or self.name}".replace(" ", "-")

    def data(self) -> bytes:
        """The file."""
        return self.content if isinstance(self.content, bytes) else self.content()
