"""Every rule over the catalogue of a fresh deploy; and every rule can fail."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.lints import function_rules, policy_rules, table_rules
from tests.lints.rule import Rule
from tests.support.server import DEPLOYED, TestServer

RULES = [*table_rules.RULES, *policy_rules.RULES, *function_rules.RULES]
BREAKABLE = [rule for rule in RULES if rule.broken_by]


@pytest.fixture(scope="module")
def connection(server: TestServer) -> Iterator[psycopg.Connection]:
    """A superuser's connection to a fresh deploy."""
    database = server.clone(DEPLOYED)
    with psycopg.connect(database.superuser_url) as connection:
        yield connection
    server.drop(database)


def _offenders(rule: Rule, connection: psycopg.Connection) -> set[str]:
    try:
        return set(rule.offenders(connection))
    finally:
        connection.rollback()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, connection: psycopg.Connection) -> None:
    found = _offenders(rule, connection)
    wrong, healed = found - rule.excused.keys(), rule.excused.keys() - found
    assert not wrong, f"{rule.name}: {', '.join(sorted(wrong))}. Mend: {rule.mend}"
    assert not healed, f"{rule.name}: take off the list of excuses what offends no more: {sorted(healed)}"


@pytest.mark.parametrize("rule", BREAKABLE, ids=lambda rule: rule.name)
def test_rule_can_fail(rule: Rule, connection: psycopg.Connection) -> None:
    before = _offenders(rule, connection)
    connection.execute("set local check_function_bodies = off")
    connection.execute(rule.broken_by.encode())
    try:
        assert set(rule.offenders(connection)) - before, f"nobody notices: {rule.broken_by}"
    finally:
        connection.rollback()
