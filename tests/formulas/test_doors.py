"""Who may ask about formulas, through which door; and that asking changes nothing."""

from typing import Any

import psycopg
import pytest

from tests.api.conftest import Api
from tests.conftest import ConnectAs

COLUMNS = [
    {"name": "Asking price", "type": "currency"},
    {"name": "Size", "type": "number"},
    {"name": "Status", "type": "select", "config": {"options": [{"id": "s", "label": "Sold"}]}},
]


@pytest.fixture
def path(api: Api, workspace: str) -> str:
    """A list of homes."""
    made = api.post(
        "/lists", "manager", json={"name": "Homes", "columns": COLUMNS}, headers={"X-Workspace-Id": workspace}
    )
    assert made.status_code == 201, made.text
    return f"/lists/{made.json()['id']}"


def check(api: Api, path: str, formula: str) -> Any:
    answer = api.post(f"{path}/formulas/check", "member", json={"formula": formula})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_member_checks_a_formula(api: Api, path: str) -> None:
    columns = {each["name"]: each["id"] for each in api.get(f"{path}/columns", "member").json()["columns"]}
    assert check(api, path, "round({Asking Price} / {size}, 2)") == {
        "is_valid": True,
        "result_type": "number",
        "is_volatile": False,
        "depends_on": [columns["Asking price"], columns["Size"]],
        "stored": "round({asking_price} / {size}, 2)",
        "errors": [],
    }
    refused = check(api, path, '{Asking price} + {Status} & "é"')
    assert refused["is_valid"] is False
    assert refused["depends_on"] == []
    assert {refused[key] for key in ("result_type", "is_volatile", "stored")} == {None}
    (problem,) = refused["errors"]
    assert (problem["field"], problem["code"], problem["position"]) == ("formula", "wrong_type", 18)


def test_refusals_at_the_door(api: Api, path: str) -> None:
    url = f"{path}/formulas/check"
    assert api.post(url, "outsider", json={"formula": "1"}).json()["type"] == "list_not_found"
    assert api.post(url, None, json={"formula": "1"}).status_code == 401
    for body in (
        {},
        {"formula": 1},
        {"formula": None},
        {"formula": "1", "more": 1},
        {"formula": "x" * 10_001},
    ):
        assert api.post(url, "member", json=body).json()["type"] == "invalid_input", body
    assert check(api, path, "x" * 6000)["errors"][0]["code"] == "too_long"


def test_rest_and_the_table_have_the_same_functions(api: Api, connect_as: ConnectAs) -> None:
    answer = api.get("/formula-functions")
    assert answer.status_code == 200
    statement = (
        "select jsonb_agg(to_jsonb(f) - 'position' order by position) from public.formula_functions as f"
    )
    assert connect_as().execute(statement).fetchone() == (answer.json()["formula_functions"],)


def test_checking_is_allowed_where_nothing_may_be_written(connect_as: ConnectAs) -> None:
    member = connect_as("member")
    with member.transaction():
        member.execute("set transaction read only")
        row = member.execute(
            "select public.check_formula(tests.list(), 'upper({address}) & now()') ->> 'result_type'"
        ).fetchone()
    assert row == ("text",)


def test_compiled_sql_runs_with_the_rights_of_who_asks(
    connect_as: ConnectAs, superuser: psycopg.Connection, people: dict[str, Any]
) -> None:
    """Names of people are seen by those who share a workspace with them; items by members."""
    superuser.execute(
        "insert into public.list_columns (list_id, name, key, type) "
        "values (tests.list(), 'Agent', 'agent', 'user')"
    )
    superuser.execute(
        "insert into public.items (list_id, values) "
        "values (tests.list(), jsonb_build_object('agent', %s::text))",
        [str(people["editor"])],
    )
    row = superuser.execute(
        """
        select c.value_sql from private.compile_formula(
          '{Agent} & " " & {address}', private.formula_columns(tests.list())
        ) as c
        """
    ).fetchone()
    assert row is not None
    statement = f"select {row[0]} #>> '{{}}' from public.items as i where i.values ? 'agent'".encode()
    shown = {name: connect_as(name).execute(statement).fetchall() for name in ("member", "outsider")}
    assert shown["outsider"] == []
    assert len(shown["member"]) == 1
    assert "ditor" in shown["member"][0][0]
