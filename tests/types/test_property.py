"""The database and the oracle agree on whatever hypothesis thinks of."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.server import TestServer
from tests.types.cells import Column, create_lists
from tests.types.oracle import COUNTRIES, NO_COUNTRIES, accepts, is_empty

OPTIONS = [{"id": name, "label": name.title()} for name in ("house", "flat", "plot")]
CONFIGS: dict[str, list[dict[str, Any]]] = {
    "text": [
        {},
        {"max_length": 4},
        {"pattern": r"[A-Z]{2}-?\d*"},
        {"pattern": r"(?:a|bc)+(?:\.x)?", "max_length": 9},
    ],
    "long_text": [{}, {"max_length": 3}],
    "integer": [{}, {"min": -3, "max": 7}],
    "number": [{}, {"min": -0.25}, {"max": 1000.5}],
    "currency": [{"currency": "EUR"}, {"min": 0}],
    "percent": [{}, {"min": 0, "max": 1}],
    "rating": [{}, {"max": 10}],
    "duration": [{}, {"min": 0, "max": 86400}],
    "boolean": [{}],
    "select": [{"options": OPTIONS}],
    "multi_select": [{"options": OPTIONS}],
    "date": [{}, {"min": "2000-02-29", "max": "2024-06-30"}],
    "datetime": [{}, {"min": "2024-02-29T12:00:00Z", "max": "2024-02-29T18:30:00Z"}],
    "address": [{}],
    "geo_point": [{}],
    "number_range": [{}, {"min": -10, "max": 10}],
    "json": [{}],
}
COLUMNS = [
    Column(f"{type_}_{number}", type_, config)
    for type_, configs in CONFIGS.items()
    for number, config in enumerate(configs)
]

# JSON texts, so that 1.0, 1.00 and 1e2 stay what they are.
digits = st.text("0123456789", min_size=1, max_size=42).map(lambda text: text.lstrip("0") or "0")
numbers = st.builds(
    lambda sign, whole, part, power: f"{sign}{whole}{'.' + part if part else ''}{power}",
    st.sampled_from(["", "-"]),
    st.one_of(
        st.integers(0, 12).map(str),
        digits,
        st.sampled_from(["90", "180", "9007199254740991", "9007199254740992"]),
    ),
    st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=33)),
    st.sampled_from(["", "", "", "e1", "e-3", "E+9", "e12", "e13", "e37", "e38", "e-31"]),
)
words = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.text("AZ-19abc.x\n ", max_size=8),
    st.sampled_from(["house", "flat", "castle", "x" * 1000, "x" * 1001]),
)
two = st.integers(0, 61).map("{:02}".format)
days = st.builds(
    lambda year, month, day: f"{year:04}-{month}-{day}",
    st.one_of(st.integers(0, 9999), st.sampled_from([2000, 2024, 1900, 2023])),
    st.integers(0, 13).map("{:02}".format),
    st.integers(0, 32).map("{:02}".format),
)
clocks = st.builds(
    lambda hour, minute, second, part, zone: f"T{hour:02}:{minute}:{second}{part}{zone}",
    st.integers(0, 24),
    two,
    two,
    st.one_of(st.just(""), st.text("0123456789", min_size=0, max_size=7).map(".".__add__)),
    st.sampled_from(["Z", "Z", "Z", "", "z", "+00:00"]),
)
moments = st.one_of(st.builds(str.__add__, days, clocks), clocks.map("2024-02-29".__add__))
texts = st.one_of(words, days, moments).map(json.dumps)
scalars = st.one_of(numbers, texts, st.sampled_from(["true", "false", "null"]))


def objects(keys: list[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.dictionaries(st.sampled_from(keys), values, max_size=4).map(_object)


def _object(parts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(key)}: {part}" for key, part in parts.items()) + "}"


arrays = st.lists(
    st.one_of(texts, st.sampled_from([json.dumps(o["id"]) for o in OPTIONS]), scalars), max_size=3
).map(lambda parts: "[" + ", ".join(parts) + "]")
countries = st.sampled_from(sorted(COUNTRIES | NO_COUNTRIES)).map(json.dumps)
addresses = st.builds(
    lambda parts, country: _object(parts | ({"country": country} if country else {})),
    st.dictionaries(
        st.sampled_from(["street", "unit", "city", "region", "postal_code", "zip"]),
        st.one_of(st.text("abc 1\n", max_size=6).map(json.dumps), texts, scalars),
        max_size=3,
    ),
    st.one_of(st.none(), countries),
)
FITTING: dict[str, st.SearchStrategy[str]] = {
    "text": words.map(json.dumps),
    "long_text": words.map(json.dumps),
    "boolean": st.sampled_from(["true", "false"]),
    "select": st.sampled_from(["house", "flat", "castle"]).map(json.dumps),
    "multi_select": st.lists(st.sampled_from(["house", "flat", "plot", "castle"]), max_size=3).map(
        json.dumps
    ),
    "date": days.map(json.dumps),
    "datetime": moments.map(json.dumps),
    "address": addresses,
    "geo_point": objects(["lat", "lng"], numbers),
    "number_range": objects(["min", "max"], numbers),
}
ANYTHING = st.one_of(scalars, arrays, addresses, objects(["lat", "lng", "min", "max", "x"], scalars))
cells = st.sampled_from(COLUMNS).flatmap(
    lambda column: st.tuples(st.just(column), st.one_of(FITTING.get(column.type, numbers), ANYTHING))
)


@pytest.fixture(scope="module")
def place(server: TestServer) -> Iterator[tuple[psycopg.Connection, dict[str, str]]]:
    """A connection, and a list for each column."""
    database = server.clone()
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        yield connection, create_lists(_as_manager(connection), COLUMNS)
    server.drop(database)


def _as_manager(connection: psycopg.Connection) -> psycopg.Connection:
    connection.execute(
        "select set_config('request.jwt.claims', jsonb_build_object('sub', tests.person('manager'))::text, "
        "false)"
    )
    return connection


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cells)
def test_database_and_oracle_agree(
    place: tuple[psycopg.Connection, dict[str, str]], case: tuple[Column, str]
) -> None:
    connection, lists = place
    column, cell = case
    value = json.loads(cell, parse_float=Decimal, parse_int=Decimal)
    expected = is_empty(value) or accepts(column.type, column.config, value)
    try:
        row = connection.execute(
            "insert into public.items (list_id, values) values (%s, %s::jsonb) returning values ? %s",
            [lists[column.key], f'{{"{column.key}": {cell}}}', column.key],
        ).fetchone()
        accepted = True
        assert row is not None
        assert row[0] is not is_empty(value)
    except psycopg.errors.CheckViolation as error:
        assert error.diag.constraint_name == "item_values_invalid"
        accepted = False
    assert accepted is expected, (column, cell)
