"""One table of types: the code, REST and OpenAPI say what it says."""

import typing
from typing import Any

import msgspec
import psycopg

from api import lists
from tests.api.conftest import Api
from tests.conftest import ConnectAs
from tests.support.server import Database

# A value for each key that config may have.
EXAMPLES: dict[str, Any] = {
    "max_length": 10,
    "pattern": "[a-z]+",
    "min": 1,
    "max": 5,
    "currency": "EUR",
    "format": "h:mm",
    "options": [{"id": "a", "label": "A"}],
    "cardinality": "many_to_one",
    "on_delete": "restrict",
    "relation": "home",
    "field": "address",
    "function": "concat",
    "separator": "; ",
    "formula": "count({Home})",
}
NEEDED = {
    "select": ("options",),
    "multi_select": ("options",),
    "lookup": ("relation", "field"),
    "rollup": ("relation", "field", "function"),
    "count": ("relation",),
    "formula": ("formula",),
}
DAYS = {"min": "2024-01-01", "max": "2024-12-31"}
MOMENTS = {key: day + "T00:00:00Z" for key, day in DAYS.items()}


def test_rest_and_openapi_know_every_type(api: Api) -> None:
    answer = api.get("/column-types")
    assert answer.status_code == 200
    types = [each["type"] for each in answer.json()["column_types"]]
    assert types == list(typing.get_args(lists.Type))
    schemas = api.get("/schema/openapi.json").json()["components"]["schemas"]
    assert set(schemas["CreateColumn"]["properties"]["type"]["enum"]) == set(types)
    assert schemas["ColumnType"]["properties"].keys() == answer.json()["column_types"][0].keys()


def test_a_supabase_client_reads_the_table_itself(connect_as: ConnectAs, api: Api) -> None:
    row = (
        connect_as()
        .execute("select jsonb_agg(to_jsonb(t) - 'position' order by position) from public.column_types as t")
        .fetchone()
    )
    assert row == (api.get("/column-types").json()["column_types"],)


def test_every_setting_is_taken_and_no_other(connect_as: ConnectAs) -> None:
    connection = connect_as("manager")
    rows = connection.execute("select type, settings from public.column_types").fetchall()
    # What a relation points to is known below; an inverse has nothing but that.
    named = {key for _, settings in rows for key in settings}
    assert named == EXAMPLES.keys() | {"target_list_id", "inverse_of"}
    for type_, settings in rows:
        examples = EXAMPLES | {"date": DAYS, "datetime": MOMENTS}.get(type_, {})
        config = {key: examples[key] for key in settings if key in examples}
        assert _created(connection, type_, config), type_
        assert not _created(connection, type_, config | {"nonsense": 1}), type_


def test_every_rule_about_a_type_holds(connect_as: ConnectAs, database: Database) -> None:
    connection = connect_as("manager")
    rows = connection.execute(
        "select type, is_read_only, can_be_unique, can_have_default from public.column_types"
    ).fetchall()
    for type_, is_read_only, can_be_unique, can_have_default in rows:
        needed = NEEDED.get(type_, ())
        config = {key: EXAMPLES[key] for key in needed}
        assert _created(connection, type_, config, is_unique=True) is can_be_unique, type_
        assert _created(connection, type_, config, is_required=True) is not is_read_only, type_
        assert _created(connection, type_, config, default=_default(type_)) is can_have_default, type_
    with psycopg.connect(database.superuser_url) as superuser:
        wrong = superuser.execute(
            "select type from public.column_types where is_read_only <> private.is_read_only(type)"
        ).fetchall()
    assert not wrong


def _default(type_: str) -> Any:
    return {
        "email": "a@b.example",
        "phone": "+49 30 1",
        "url": "https://example.com",
        "text": "a",
        "long_text": "a",
        "boolean": True,
        "select": "a",
        "multi_select": ["a"],
        "date": "2024-01-01",
        "datetime": "2024-01-01T00:00:00Z",
        "user": "00000000-0000-0000-0000-000000000000",
        "address": {"country": "DE"},
        "geo_point": {"lat": 1, "lng": 2},
        "number_range": {"min": 1},
        "json": [1],
    }.get(type_, 1)


def _created(
    connection: psycopg.Connection, type_: str, config: dict[str, Any], default: Any = None, **more: bool
) -> bool:
    """Whether a list with such a column can be made; it is not kept."""
    [(list_id,)] = connection.execute("select tests.list()::text").fetchall()
    target = {"target_list_id": list_id}
    home = {"name": "Home", "type": "relation", "config": target}
    config = config | target if type_ == "relation" else config
    column = {"name": "C", "type": type_, "config": config, "default_value": default, **more}
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(
                "select public.create_list(tests.workspace(), 'New', columns => %s::jsonb)",
                [msgspec.json.encode([home, column]).decode()],
            )
    except psycopg.errors.CheckViolation:
        return False
    return True
