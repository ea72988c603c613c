"""What a rule is, and the ways to write one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import psycopg

# Ours. procrastinate's tables are its own, and no client can use that schema (tests/isolation).
SCHEMAS = "('public', 'private', 'audit', 'auth')"

Offenders = Callable[[psycopg.Connection], list[str]]


@dataclass(frozen=True)
class Rule:
    """One rule: how to find offenders, how to mend them, and SQL that makes one.

    `excused` are offenders that may stay, each with the reason; one that offends no more leaves the list.
    """

    name: str
    offenders: Offenders
    mend: str
    broken_by: str
    excused: Mapping[str, str] = field(default_factory=dict)


def rows(query: str) -> Offenders:
    """Offenders are the first column of a query."""

    def find(connection: psycopg.Connection) -> list[str]:
        return [str(row[0]) for row in connection.execute(query.encode())]

    return find
