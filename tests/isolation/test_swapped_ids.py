"""Ids of another tenant in every argument and column: the answer is the one to an id that nobody has."""

from uuid import uuid4

import psycopg
import pytest

from tests.isolation.engine import Engine, literal
from tests.isolation.expected import FUNCTIONS, SAMPLES, TABLES

# Who could do the most harm: whoever may do everything in a workspace, and somebody without any.
PERSONAS = ("owner", "outsider")
FOR_PEOPLE = {
    name: call
    for name, call in FUNCTIONS.items()
    if call.who != "service_role" and "worker" not in call.who and not call.tells
}


@pytest.mark.parametrize("persona", PERSONAS)
def test_arguments(engine: Engine, persona: str) -> None:
    before = engine.digest()
    wrong = [
        problem
        for name, call in FOR_PEOPLE.items()
        for problem in engine.run_swapped(name, call, engine.world.personas[persona])
    ]
    assert not wrong, "\n".join(wrong)
    assert engine.digest() == before


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("table", SAMPLES)
def test_columns_of_a_new_row(engine: Engine, table: str, persona: str) -> None:
    ours, theirs = engine.world.tenants()
    sample = SAMPLES[table]
    wrong = []
    for column, template in {**sample.key, **sample.values}.items():
        if "{" not in template.replace("{{", ""):
            continue
        key = template.strip("{}")
        if key not in ours.ids:
            continue
        answers = []
        for value in (theirs.ids[key], str(uuid4())):
            values = {**sample.values, column: f"'{value}'"}
            statement = literal(
                f"insert into {table} ({', '.join(values)}) values ({', '.join(values.values())})",
                ours,
                outsider=theirs.ids["colleague"],
            )
            refusal, problems = engine.call(
                engine.world.personas[persona], f"with i as ({statement} returning 1) select from i"
            )
            wrong += [f"{column}: {problem}" for problem in problems]
            answers.append(refusal)
        if answers[0] != answers[1]:
            wrong.append(
                f"{column}: {answers[0] or 'ok'} for an id of Other, {answers[1] or 'ok'} for an unknown one"
            )
    assert not wrong, f"{table}: " + "; ".join(wrong)


@pytest.mark.parametrize(
    "table", [line.split(" ")[0] for line in TABLES.splitlines() if line.startswith("public.")]
)
def test_a_row_never_moves_to_another_tenant(engine: Engine, table: str) -> None:
    """Not even trusted server code moves one."""
    ours, theirs = engine.world.tenants()
    column = next(t.tenant_column for t in engine.tables if t.name == table)
    if column is None:
        return
    for persona in ("owner", "service_role"):
        refusal, _ = engine.call(
            engine.world.personas[persona],
            f"with u as (update {table} set {column} = '{theirs.ids['workspace']}' "
            f"where {column} = '{ours.ids['workspace']}' returning 1) select from u",
        )
        assert refusal in {"42501", "55000", "identity_is_immutable"}, f"{persona} got {refusal or 'ok'}"


def test_the_owner_of_the_tables_moves_none_either(engine: Engine) -> None:
    """Triggers hold for whoever passes policies and grants."""
    ours, theirs = engine.world.tenants()
    for table in ("lists", "list_columns", "items", "workspace_members", "workspace_invitations", "imports"):
        with pytest.raises(psycopg.Error) as raised:
            engine.connection.execute(
                f"update public.{table} set workspace_id = '{theirs.ids['workspace']}' "
                f"where workspace_id = '{ours.ids['workspace']}'".encode()
            )
        engine.connection.rollback()
        assert raised.value.diag.constraint_name == "identity_is_immutable", table
