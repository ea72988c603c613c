"""Every exposed table and function through PostgREST's own statements: the same rows, the same refusals."""

import json
import re
from collections.abc import Mapping

import pytest

from tests.isolation.engine import Engine, Table, grades, literal
from tests.isolation.expected import FIXED, FUNCTIONS, HELD, SAMPLES, Call
from tests.isolation.world import Tenant
from tests.supabase.conftest import ClientOf
from tests.supabase.postgrest import Answer, Catalogue

PERSONAS = ("owner", "editor", "member", "outsider", "other_owner", "anon", "service_role")
TABLES = sorted(name.removeprefix("public.") for name in grades() if name.startswith("public."))
CALLS = {name.removeprefix("public."): call for name, call in FUNCTIONS.items() if name.startswith("public.")}

# A request that PostgREST cannot even send, because the caller may not read what comes back.
_ARGUMENT = re.compile(r"(?:^|,\s)\"?(\w+)\"? => ")


def _table(engine: Engine, name: str) -> Table:
    return next(table for table in engine.tables if table.name == f"public.{name}")


def _values(
    engine: Engine, types: Mapping[str, str], expressions: Mapping[str, str], tenant: Tenant
) -> dict[str, object]:
    """The JSON that a client would send for these values."""
    newcomer = engine.world.personas["outsider"].person or ""
    pairs = ", ".join(
        f"'{name}', ({literal(sql, tenant, outsider=newcomer)})::{types[name]}"
        for name, sql in expressions.items()
    )
    row = engine.connection.execute(f"select json_build_object({pairs})".encode()).fetchone()
    engine.connection.rollback()
    assert row is not None
    return dict(row[0])


def _refusal(engine: Engine, answer: Answer) -> str | None:
    return engine.name_of(answer.error) if answer.error else None


def test_every_exposed_object_has_a_case(engine: Engine, catalogue: Catalogue) -> None:
    assert set(TABLES) == set(catalogue.columns)
    assert set(CALLS) == set(catalogue.parameters)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", TABLES)
def test_read(engine: Engine, client_of: ClientOf, name: str, persona: str) -> None:
    table, caller = _table(engine, name), engine.world.personas[persona]
    expected = engine.expected(caller, table, "select", None, grades()[table.line])
    answer = client_of(persona).select(name)
    assert _refusal(engine, answer) == expected.refusal
    assert answer.count == len(expected.keys)
    for tenant in engine.world.tenants():
        if persona != "service_role" and tenant.ids["workspace"] not in caller.ranks:
            told = json.dumps(answer.body)
            assert not [s for s in tenant.secrets if s in told and s not in str(caller.claims)]


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", TABLES)
def test_write(engine: Engine, client_of: ClientOf, catalogue: Catalogue, name: str, persona: str) -> None:
    """Insert, upsert, update and delete one row of each tenant, each with what was written coming back."""
    table, caller, client = _table(engine, name), engine.world.personas[persona], client_of(persona)
    line, types, sample = grades()[table.line], catalogue.columns[name], SAMPLES.get(table.name)
    for tenant in engine.world.tenants():
        if sample is None:
            body: dict[str, object] = dict.fromkeys(table.key)
            change, key = body, {}
        else:
            body = _values(engine, types, sample.values, tenant)
            key = _values(engine, types, sample.key, tenant)
            change = {sample.change: {**body, **key}.get(sample.change, "New")}
        for action, expected_as in (("insert", "returning"), ("upsert", "upsert")):
            if action == "upsert" and (sample is None or name not in catalogue.keys):
                continue
            if action == "upsert" and persona == "service_role" and table.name in FIXED:
                answer = client.upsert(name, {**body, **key})
                assert _refusal(engine, answer) == "identity_is_immutable"
                continue
            expected = engine.expected(caller, table, expected_as, tenant, line)
            answer = client.insert(name, body) if action == "insert" else client.upsert(name, {**body, **key})
            assert _refusal(engine, answer) == expected.refusal, f"{action} of {tenant.name}"
            assert answer.count == (0 if expected.refusal else 1)
        for action in ("update", "delete"):
            expected = engine.expected(caller, table, action, None, line)
            found = tuple(str(value) for value in key.values()) in expected.keys
            answer = client.update(name, change, **key) if action == "update" else client.delete(name, **key)
            if (table.name, action) in HELD and expected.refusal in HELD.values():
                # One row of many: it is held, not there for this caller, or free to go.
                assert _refusal(engine, answer) in {expected.refusal, None}
            elif key and not (persona == "service_role" and action == "delete"):
                assert _refusal(engine, answer) == expected.refusal, f"{action} of {tenant.name}"
                assert answer.count == int(found), f"{action} of {tenant.name}"
            elif not key:
                assert _refusal(engine, answer) == "42501"


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", CALLS)
def test_rpc(engine: Engine, client_of: ClientOf, catalogue: Catalogue, name: str, persona: str) -> None:
    call, caller, client = CALLS[name], engine.world.personas[persona], client_of(persona)
    for tenant in engine.world.tenants():
        body = _arguments(engine, catalogue, name, call, tenant)
        expected = engine.expected_of_call(caller, tenant, call)
        methods = ("POST", "GET") if catalogue.volatility[name] != "v" else ("POST",)
        for method in methods:
            answer = client.rpc(name, body, method=method)
            assert (_refusal(engine, answer) or "ok") == expected, f"{method} of {tenant.name}"


# What these note, columns that are asked for or a report that was computed, they note where they may write.
HARMLESS = {
    *("query_items", "open_view"),
    *("get_deal_summary", "get_deal_funnel", "get_deals_won", "get_deal_forecast"),
}


def test_writers_are_refused_over_get(engine: Engine, client_of: ClientOf, catalogue: Catalogue) -> None:
    for name, call in CALLS.items():
        if (
            catalogue.volatility[name] == "v"
            and engine.expected_of_call(engine.world.personas["owner"], engine.world.ours, call) == "ok"
        ):
            body = _arguments(engine, catalogue, name, call, engine.world.ours)
            answer = client_of("owner").rpc(name, body, method="GET")
            assert _refusal(engine, answer) == (None if name in HARMLESS else "25006"), name


def _arguments(
    engine: Engine, catalogue: Catalogue, name: str, call: Call, tenant: Tenant
) -> dict[str, object]:
    parts = _ARGUMENT.split(call.arguments or "")[1:]
    return (
        _values(engine, catalogue.parameters[name], dict(zip(parts[::2], parts[1::2], strict=True)), tenant)
        if parts
        else {}
    )
