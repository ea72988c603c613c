"""Every line of cells.txt, through plain SQL and through REST."""

from typing import Any
from uuid import UUID

import httpx
import msgspec
import psycopg
import pytest

from tests.api.conftest import Api
from tests.conftest import ConnectAs
from tests.support.server import Database
from tests.types.cells import VALUES, Case, create_lists, read

UNREADABLE = {"22P02", "22P05", "22021", "22003"}
REFUSED = {"no": "invalid_value", "long": "invalid_value"}


@pytest.fixture
def cases(connect_as: ConnectAs, people: dict[str, UUID]) -> list[tuple[str, Case]]:
    columns, cases = read(people)
    lists = create_lists(connect_as("manager"), columns)
    lists[VALUES] = lists[columns[0].key]
    return [(lists[case.key], case) for case in cases]


def test_there_are_enough(people: dict[str, UUID], database: Database) -> None:
    columns, cases = read(people)
    assert sum(case.verdict not in {"yes", "empty"} for case in cases) >= 200
    with psycopg.connect(database.superuser_url) as connection:
        found = connection.execute("select type from public.column_types where not private.is_computed(type)")
        types = {name for (name,) in found}
    assert types == {column.type for column in columns}


def problem_of(case: Case, name: str | None, problems: list[dict[str, Any]]) -> str | None:
    """What is wrong with a refusal; None when it says what it has to say."""
    if name != "item_values_invalid" and not (case.key == VALUES and name == "items_values_is_an_object"):
        return f"refused as {name}"
    if case.key == VALUES:
        return None
    [problem] = problems
    expected = REFUSED.get(case.verdict, case.verdict)
    if (problem["field"], problem["code"], problem["row"]) != (case.key, expected, 0) or not problem[
        "item_id"
    ]:
        return f"says {problem}"
    is_told = f'"Column {case.key}"' in problem["message"] and (
        "; it is " in problem["message"] or expected == "read_only"
    )
    return None if is_told else f"says only {problem['message']}"


def test_plain_sql(cases: list[tuple[str, Case]], connect_as: ConnectAs) -> None:
    connection = connect_as("editor")
    wrong = [
        f"{case}: {found}" for list_id, case in cases if (found := outcome_of_sql(connection, list_id, case))
    ]
    assert not wrong, "\n".join(wrong)


def outcome_of_sql(connection: psycopg.Connection, list_id: str, case: Case) -> str | None:
    try:
        row = connection.execute(
            "insert into public.items (list_id, values) values (%s, %s::jsonb) "
            "returning values, values = coalesce(%s::jsonb, '{}')",
            [list_id, case.body, None if case.verdict == "empty" else case.body],
        ).fetchone()
    except psycopg.Error as error:
        if case.verdict == "unreadable":
            return None if error.sqlstate in UNREADABLE else f"got {error.sqlstate}"
        if case.verdict in {"yes", "empty"}:
            return f"refused: {error}"
        detail = error.diag.message_detail or "[]"
        name = error.diag.constraint_name
        return problem_of(case, name, msgspec.json.decode(detail) if name == "item_values_invalid" else [])
    assert row is not None
    return None if case.verdict in {"yes", "empty"} and row[1] else f"stored {str(row[0])[:200]}"


def test_rest(cases: list[tuple[str, Case]], api: Api) -> None:
    wrong = []
    for list_id, case in cases:
        # The body by hand: much of this no encoder would write.
        content = f'{{"values": {case.body}}}'.encode()
        headers = {"Content-Type": "application/json"}
        answer = api.post(f"/lists/{list_id}/items", "editor", content=content, headers=headers)
        if found := outcome_of_rest(answer, case):
            wrong.append(f"{case}: {answer.status_code} {found}")
    assert not wrong, "\n".join(wrong)


def outcome_of_rest(answer: httpx.Response, case: Case) -> str | None:
    body = answer.json()
    if answer.status_code == 201:
        expected = {} if case.verdict == "empty" else msgspec.json.decode(case.body)
        return (
            None
            if case.verdict in {"yes", "empty"} and body["values"] == expected
            else f"stored {str(body['values'])[:200]}"
        )
    slug = str(body["type"])
    if case.verdict == "unreadable":
        is_right = (answer.status_code, slug) in {
            (400, "malformed_json"),
            (422, "invalid_value"),
            (422, "invalid_text"),
        }
        return None if is_right else slug
    if case.verdict == "long" and slug in {"number_too_long", "item_values_invalid"}:
        return None
    if answer.status_code != 422 or slug != "item_values_invalid":
        return slug
    return problem_of(case, slug, body["errors"])
