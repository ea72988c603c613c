"""Every object, every action, every caller, held against expected.py."""

import pytest

from tests.isolation.engine import Engine, functions, grades
from tests.isolation.expected import FUNCTIONS, QUEUE, SAMPLES
from tests.support.people import PEOPLE

PERSONAS = (*PEOPLE, "nobody", "pretender", "anon", "service_role", "authenticator", "worker")


def _fails(wrong: list[str]) -> str:
    return f"{len(wrong)} cells differ from tests/isolation/expected.py:\n" + "\n".join(wrong[:60])


def test_every_caller_is_tried(engine: Engine) -> None:
    assert set(PERSONAS) == set(engine.world.personas)


def test_every_table_and_view_has_a_line(engine: Engine) -> None:
    found, expected = {table.line for table in engine.tables}, set(grades())
    assert not found - expected, (
        f"say in TABLES of tests/isolation/expected.py who may do what to {found - expected}"
    )
    assert not expected - found, (
        f"TABLES of tests/isolation/expected.py names what is gone: {expected - found}"
    )


def test_every_function_for_clients_has_a_line(engine: Engine) -> None:
    found = functions(engine.connection).keys()
    exposed = {name for name in found if name.startswith("public.")}
    granted = {
        name
        for (name,) in engine.connection.execute(
            """
            select format('%s.%s', n.nspname, p.proname)
            from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
            cross join aclexplode(p.proacl) as a join pg_roles as r on r.oid = a.grantee
            where r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'worker')
            """
        )
        if name in found and not name.startswith(f"{QUEUE}.")
    }
    missing, gone = (exposed | granted) - FUNCTIONS.keys(), FUNCTIONS.keys() - found
    assert not missing, f"say in FUNCTIONS of tests/isolation/expected.py who may call {missing}"
    assert not gone, f"FUNCTIONS of tests/isolation/expected.py names what is gone: {gone}"


def test_every_table_that_clients_write_has_a_sample(engine: Engine) -> None:
    written = {
        name
        for name, line in grades().items()
        if any(line[action] not in ("-", "worker") for action in ("insert", "update", "upsert", "merge"))
    }
    assert written == SAMPLES.keys()


def test_both_tenants_have_rows_everywhere(engine: Engine) -> None:
    for tenant in engine.world.tenants():
        bare = [
            t.name for t in engine.tables if "(partition)" not in t.line and engine.is_empty_for(tenant, t)
        ]
        assert not bare, (
            f"tests/isolation/world.py makes no row of {tenant.name} in {bare}; it would prove nothing"
        )


@pytest.mark.parametrize("persona", PERSONAS)
def test_tables(engine: Engine, persona: str) -> None:
    before = engine.digest()
    wrong = engine.run_tables([engine.world.personas[persona]])
    assert not wrong, _fails(wrong)
    assert engine.digest() == before


@pytest.mark.parametrize("persona", PERSONAS)
def test_functions(engine: Engine, persona: str) -> None:
    before = engine.digest()
    wrong = engine.run_functions([engine.world.personas[persona]], FUNCTIONS)
    assert not wrong, _fails(wrong)
    assert engine.digest() == before
