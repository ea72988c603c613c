"""Every documented example, and what the oracle leaves out: digits, patterns, formats, clocks, keys."""

import math
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from tests.formulas.world import columns, compiled, computed, decoded, encoded, identifier, value_of

MOMENT = "datetime(date(2024, 2, 9), 15, 4, 5)"


def test_every_example_gives_what_it_says(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select name, example, example_result::text from public.formula_functions"
    ).fetchall()
    assert len(rows) >= 40
    for name, example, result in rows:
        assert value_of(connection, example) == (result and decoded(result)), example
        assert name in example or name == "<>", name


def test_what_is_right_to_fifteen_digits(connection: psycopg.Connection) -> None:
    numbers = ("0.001", "0.5", "1.5", "2", "10", "37", "60.25")
    exponents = ("-3.5", "-1", "0.5", "2", "3.25", "10", "17")
    cases = {f"{name}({x})": getattr(math, name)(float(x)) for name in ("sqrt", "exp") for x in numbers}
    cases |= {f"ln({x})": math.log(float(x)) for x in numbers}
    cases |= {f"log({x})": math.log10(float(x)) for x in numbers}
    cases |= {f"log({x}, 3)": math.log(float(x), 3) for x in numbers}
    cases |= {f"{x} ^ {y}": float(x) ** float(y) for x in numbers for y in exponents}
    cases |= {"power(-2, 3)": -8.0, "power(-2, -2)": 0.25, "(-8) ^ (1/3)": None, "0 ^ 0": 1.0, "0 ^ -1": None}
    for formula, expected in cases.items():
        found = value_of(connection, formula)
        if expected is None or found is None:
            assert found is None and (expected is None or abs(expected) >= 1e38), formula
        else:
            assert float(found) == pytest.approx(expected, rel=1e-14, abs=1e-19), formula


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('regex_match({address}, "^[0-9]+ ")', True),
        ('regex_match({address}, "elm")', False),
        ('regex_match({notes}, "x")', False),
        (r'regex_extract({address}, "[A-Z]\w+ (St|Rd)$")', "Elm St"),
        (r'regex_extract({address}, "\d{3}")', None),
        (r'regex_replace({address}, "(\d)(\d)", "\2\1")', r"\2\1 Elm St"),
        ('regex_replace({address}, "[aeiou]|S", null)', "12 Elm t"),
        ('regex_replace({address}, "x*", "-")', "-1-2- -E-l-m- -S-t-"),
        ('proper("o\'hara 12b-ELM")', "O'Hara 12b-Elm"),
        ('text(0.5, "0%")', "50%"),
        ('text(-1234567.891, "#,##0.0#")', "-1,234,567.89"),
        ('text(1234.5, "#,##0.0##")', "1,234.5"),
        ('text(7, "000")', "007"),
        ('text(0.25, "#.00")', ".25"),
        ('text(-0.001, "0.00")', "0.00"),
        ('text(3, "0.00 EUR")', "3.00 EUR"),
        ('text(3, "nonsense")', None),
        ('text(null, "0")', None),
        (f'text({MOMENT}, "YYYY-MM-DD HH:mm:ss")', "2024-02-09 15:04:05"),
        (f'text({MOMENT}, "D.M.YY h:mm A")', "9.2.24 3:04 PM"),
        (f'text({MOMENT}, "dddd, MMMM D, [YYYY is] YYYY")', "Friday, February 9, YYYY is 2024"),
        ('text(date(2024, 2, 9), "ddd DD MMM")', "Fri 09 Feb"),
        ('text(date(2024, 2, 9), "[open")', "[open"),
        ('datetime("2024-02-29 10:30+02:00")', "2024-02-29T08:30:00Z"),
        ('datetime("2023-02-29T10:30:00Z")', None),
        ('datetime("0001-01-01T00:00:00+14:00")', None),
        ('"a\\"b""c\\\\d\\n\\te\\d"', 'a"b"c\\d\n\te\\d'),
        ("-2 ^ 2 + 10 % 4 * 2", 0),
        ("2 ^ -1", Decimal("0.5")),
        ("- - 3", 3),
        ("2 - -3", 5),
        ("1e3 + .5", Decimal("1000.5")),
        ('IF(TRUE, Upper("a"), NULL)', "A"),
        ("pi()", Decimal("3.14159265358979323846")),
        ("null", None),
        ("if(true, null)", None),
        ('"" = null', True),
        ("{address} & {notes}", "12 Elm St"),
        ('switch({status}, "won", 1, 2)', 1),
        ('join("/", {tags})', "Pool/Garden"),
        ("sum({bids}, {price}, null)", 8),
        ("max({days}, date(2024, 1, 1))", "2024-01-02"),
        ("{left_at}", "2024-02-29T10:30:00.500000Z"),
    ],
)
def test_functions(connection: psycopg.Connection, formula: str, value: Any) -> None:
    row = {
        "address": "12 Elm St",
        "status": "won",
        "tags": ["p", "g"],
        "bids": [1, 2],
        "price": 5,
        "days": ["2023-01-01", "2024-01-02"],
        "left_at": "2024-02-29T10:30:00.500000Z",
    }
    assert value_of(connection, formula, **row) == value


def test_objects_and_people_are_text(connection: psycopg.Connection) -> None:
    known = [
        {**columns()[0], "key": key, "name": key, "type": type_, "value_sql": f"(i.values -> '{key}')"}
        for key, type_ in (
            *(("home", "address"), ("spot", "geo_point"), ("span", "number_range")),
            *(("data", "json"), ("agent", "user"), ("far", "multi_select")),
        )
    ]
    known[-1] |= {"is_array": True, "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}
    row = {
        "home": {"street": "1 Elm", "city": "Ulm", "country": "DE"},
        "spot": {"lat": 48.5, "lng": -10},
        "span": {"min": 2},
        "data": {"a": [1]},
        "agent": "00000000-0000-7000-8000-000000000001",
        "far": [["a", "b"], ["b"]],
    }
    found = {
        each["key"]: computed(
            connection,
            compiled(
                connection, 'join(",", {far})' if each["key"] == "far" else f"{{{each['key']}}}", known
            ).value_sql,
            [row],
        )[0]
        for each in known
    }
    assert found == {
        "home": "1 Elm, Ulm, DE",
        "spot": "48.5,-10",
        "span": "2..",
        "data": '{"a": [1]}',
        "agent": None,  # nobody here has this id
        "far": "A,B,B",
    }


@pytest.mark.parametrize(
    ("formula", "type_", "is_volatile", "depends_on"),
    [
        ("{Price} / {size}", "number", False, ["price", "size"]),
        ("{size} + {size} + {Size}", "number", False, ["size"]),
        ("today()", "date", True, []),
        ("if(true, 1, second(now()))", "number", True, []),
        ("hour({seen})", "number", True, ["seen"]),
        ("{seen} - {left_at}", "number", False, ["seen", "left_at"]),
        ("day({listed})", "number", False, ["listed"]),
        ("datetime({listed})", "datetime", True, ["listed"]),
        ("null", "text", False, []),
        ("{sold}", "boolean", False, ["sold"]),
        ("count({tags})", "number", False, ["tags"]),
    ],
)
def test_what_is_told_of_a_formula(
    connection: psycopg.Connection, formula: str, type_: str, is_volatile: bool, depends_on: list[str]
) -> None:
    made = compiled(connection, formula)
    assert (made.result_type, made.is_volatile) == (type_, is_volatile)
    assert made.depends_on == [identifier(key) for key in depends_on]


def test_days_are_those_of_the_zone(connection: psycopg.Connection) -> None:
    expected = {"Pacific/Kiritimati": 1, "UTC": 29, "America/New_York": 29}
    for zone, day in expected.items():
        connection.execute("select set_config('deedbook.time_zone', %s, false)", [zone])
        assert value_of(connection, "day({seen})", seen="2024-02-29T10:30:00Z") == day
        row = connection.execute("select (now() at time zone %s)::date::text", [zone]).fetchone()
        assert row == (value_of(connection, "today()"),)
    connection.execute("select set_config('deedbook.time_zone', 'Mars/Olympus', false)")
    with pytest.raises(psycopg.errors.CheckViolation, match="time zone"):
        value_of(connection, "today()")
    connection.execute("select set_config('deedbook.time_zone', '', false)")


def test_formulas_are_stored_by_key_and_shown_by_name(connection: psycopg.Connection) -> None:
    known = [
        {**columns()[0], "key": key, "name": name}
        for key, name in (
            *(("price", "Asking price"), ("p2", "price"), ("size", "Size {m2}"), ("left", "Left At")),
            *(("a", " padded "), ("top", "{")),
        )
    ]

    def turned(function: str, formula: str) -> str:
        statement = f"select private.{function}_formula(%s, %s)"
        row = connection.execute(statement.encode(), [formula, encoded(known)]).fetchone()
        assert row is not None
        return str(row[0])

    typed = '{Asking price} / { asking PRICE } & "{Asking price}" & {size}&{p2} + {LEFT AT}{a}'
    stored = turned("store", typed)
    assert stored == '{price} / {price} & "{Asking price}" & {size}&{p2} + {left}{a}'
    shown = turned("show", stored)
    # "price" would be read as the key of another column, a name with braces not at all.
    assert shown == '{Asking price} / {Asking price} & "{Asking price}" & {size}&{p2} + {Left At}{a}'
    assert turned("store", shown) == stored
    assert turned("show", "{gone} + {price}") == "{gone} + {Asking price}"
    with pytest.raises(psycopg.errors.CheckViolation, match=r"no column \{gone\}"):
        turned("store", "{price} + {gone}")


def test_a_column_named_often_is_computed_once(connection: psycopg.Connection) -> None:
    """Formulas over formulas do not double with each step."""
    column = {**columns()[0], "key": "a", "name": "a", "type": "number", "value_sql": "(i.values -> 'a')"}
    for _ in range(30):
        made = compiled(connection, "{a} + {A}", [column])
        column = column | {"value_sql": f"({made.value_sql})"}
    assert len(made.value_sql) < 10000
    assert computed(connection, made.value_sql, [{"a": 1}]) == [2**30]
