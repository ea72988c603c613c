"""Formulas that are refused: where and why; and nothing of a formula that becomes SQL."""

from typing import Any

import psycopg
import pytest

from tests.formulas.world import columns, compiled, computed, problem_of, value_of

CASES: list[tuple[str, int, str]] = [
    ("", 1, "syntax"),
    ("   ", 4, "syntax"),
    ("1 +", 4, "syntax"),
    ("1 + + ", 7, "syntax"),
    ("* 2", 1, "syntax"),
    ("1 2", 3, "syntax"),
    ("{price} {size}", 9, "syntax"),
    ("(1", 1, "syntax"),
    ("((1)", 1, "syntax"),
    ("1)", 2, "syntax"),
    ("()", 2, "syntax"),
    ("(1, 2)", 3, "syntax"),
    ("1, 2", 2, "syntax"),
    ("sum(1,)", 7, "syntax"),
    ("sum(,1)", 5, "syntax"),
    ("sum(1", 1, "syntax"),
    ("round(1; 2)", 8, "syntax"),
    ('"open', 1, "syntax"),
    ('1 & "a\\"', 5, "syntax"),
    ("'text'", 1, "syntax"),
    ("“text”", 1, "syntax"),
    ("{price", 1, "syntax"),
    ("price}", 6, "syntax"),
    ("2 + price}", 10, "syntax"),
    ("{a{b}", 1, "syntax"),
    ("price", 1, "syntax"),
    ("today", 1, "syntax"),
    ("1 -- a comment", 6, "syntax"),
    ("1 /* a */", 4, "syntax"),
    ("1 ? 2 : 3", 3, "syntax"),
    ("a.b", 2, "syntax"),
    ("1 ∑", 3, "syntax"),
    ("1.2.3", 4, "syntax"),
    ("{nope} + 1", 1, "unknown_column"),
    ("1 + {}", 5, "unknown_column"),
    ("1 + nope(2)", 5, "unknown_function"),
    ("pg_sleep(9)", 1, "unknown_function"),
    ("&(1, 2)", 1, "syntax"),
    ("len()", 1, "wrong_arguments"),
    ("round(1, 2, 3)", 1, "wrong_arguments"),
    ("1 + today(1)", 5, "wrong_arguments"),
    ("ifs(true)", 1, "wrong_arguments"),
    ("switch(1, 2)", 1, "wrong_arguments"),
    ("max()", 1, "wrong_arguments"),
    ("-{address}", 2, "wrong_type"),
    ("{price} + {address}", 11, "wrong_type"),
    ("{address} = 1", 13, "wrong_type"),
    ("{seen} > {listed}", 10, "wrong_type"),
    ("left(12, 1)", 6, "wrong_type"),
    ("if({price}, 1, 2)", 4, "wrong_type"),
    ('if(true, 1, "a")', 13, "wrong_type"),
    ('ifs(true, 1, "a", 2)', 14, "wrong_type"),
    ('switch({status}, "won", 1, 2, 3)', 28, "wrong_type"),
    ("{price} < {size} < {rooms}", 9, "wrong_type"),
    ("{tags}", 1, "wrong_type"),
    ("{bids} * 2", 1, "wrong_type"),
    ("upper({tags})", 7, "wrong_type"),
    ("sum({bids}, {tags})", 13, "wrong_type"),
    ("if(true, {bids}, {bids})", 10, "wrong_type"),
    ('regex_match({address}, "(a")', 24, "wrong_value"),
    ('regex_match({address}, "(a)\\1")', 24, "wrong_value"),
    ('regex_match({address}, "(?=a)")', 24, "wrong_value"),
    ('regex_match({address}, "")', 24, "wrong_value"),
    ("regex_match({address}, {notes})", 24, "wrong_value"),
    ("regex_match({address}, null)", 24, "wrong_type"),
    (f'regex_extract({{address}}, "{"a" * 201}")', 26, "wrong_value"),
    ('regex_replace({address}, "((a{99}){99}){99}", "")', 26, "wrong_value"),
    ('date_add({listed}, 1, "fortnight")', 23, "wrong_value"),
    ("1e38", 1, "out_of_range"),
    ("2 * 1e99", 5, "out_of_range"),
    ("0.000000000000000000001", 1, "out_of_range"),
    ("9" * 4000, 1, "out_of_range"),
    ("1" + " " * 5000, 5001, "too_long"),
    ("-(" * 61 + "1" + ")" * 61, 3, "too_deep"),
    ("1" + "+1" * 60, 120, "too_deep"),
    ("(" * 201 + "1" + ")" * 201, 201, "too_deep"),
    ("-" * 300 + "1", 241, "too_deep"),
    (f"sum({','.join(['1'] * 501)})", 1005, "too_many_parts"),
]


@pytest.mark.parametrize(("formula", "position", "code"), CASES, ids=[repr(c[0])[:40] for c in CASES])
def test_refusals_name_their_place(
    connection: psycopg.Connection, formula: str, position: int, code: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        compiled(connection, formula)
    problem = problem_of(refused.value)
    assert (problem["position"], problem["code"]) == (position, code), problem["message"]
    assert problem["field"] == "formula"
    assert problem["message"]


def test_what_is_just_within_the_limits(connection: psycopg.Connection) -> None:
    assert value_of(connection, '"' + "x" * 4998 + '"') == "x" * 4998
    assert value_of(connection, "-(" * 59 + "1" + ")" * 59) == -1
    assert value_of(connection, "1" + "+1" * 59) == 60
    assert value_of(connection, "(" * 200 + "1" + ")" * 200) == 1
    assert value_of(connection, f"sum({','.join(['1'] * 499)})") == 499
    assert value_of(connection, f"concat({','.join(['1'] * 499)})") == "1" * 499
    assert value_of(connection, f"and({','.join(['true'] * 499)})") is True


@pytest.mark.parametrize(
    ("formula", "code", "steps"),
    [
        ("1/(" * 50 + "{a}" + ")" * 50, "too_nested", 3),
        ("sum(" * 50 + "{a}" + ")" * 50, "too_nested", 2),
        ("if({a} > 1, " * 40 + "{a}" + ", 2)" * 40, "too_large", 10),
    ],
)
def test_formulas_over_formulas_end_before_the_database_does(
    connection: psycopg.Connection, formula: str, code: str, steps: int
) -> None:
    column = {**columns()[0], "key": "a", "name": "a", "type": "number", "value_sql": "(i.values -> 'a')"}
    for step in range(100):
        try:
            made = compiled(connection, formula, [column])
        except psycopg.errors.CheckViolation as error:
            assert problem_of(error)["code"] == code
            assert step > steps
            return
        assert len(computed(connection, made.value_sql, [{"a": 2}])) == 1
        column = column | {"value_sql": f"({made.value_sql})"}
    pytest.fail("no limit was met")


INJECTIONS = (
    "'; drop table public.items; --",
    "\\'; select 1; --",
    "E'\\x27' || pg_sleep(9)",
    "$$; select 1; $$",
    "$1",
    "%s%I%L%1$s%%",
    "'' || current_user || ''",
    ") from pg_catalog.pg_authid; --",
    "*/ select /*",
    "\\",
    "\\\\'",
    "'",
    "''",
    "i.values",
    "/*",
    "--",
    "\u2028'\u2029",
    "{price}",
    "(select 1)",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_texts_stay_texts(connection: psycopg.Connection, text: str) -> None:
    literal = '"' + text.replace("\\", "\\\\").replace('"', '""') + '"'
    assert value_of(connection, literal) == text
    assert value_of(connection, f"{literal} & {literal}") == text * 2
    assert value_of(connection, f'if({{address}} = {literal}, "same", "other")', address=text) == "same"
    assert value_of(connection, f"substitute({{address}}, {literal}, {literal})", address=text) == text
    assert value_of(connection, f"text(1, {literal})") is None
    assert isinstance(value_of(connection, f"text(date(2024, 1, 1), {literal})"), str)
    assert value_of(connection, f"date_diff(date(2024, 1, 1), date(2024, 1, 2), left({literal}, 9))") is None
    assert value_of(connection, f"join({literal}, {literal}, {literal})") == text * 3


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_else_becomes_sql(connection: psycopg.Connection, text: str) -> None:
    for formula in (text, f"1 {text}", f"{text}(1)", f"{{{text}}}", f"len({text})", f"round(1{text}, 2)"):
        try:
            made = compiled(connection, formula)
        except psycopg.errors.CheckViolation as error:
            problem_of(error)
        else:
            assert formula in {"{price}", "--(1)", "len({price})"}, made.value_sql


def test_names_of_columns_and_options_never_become_sql(connection: psycopg.Connection) -> None:
    for text in INJECTIONS:
        known: list[dict[str, Any]] = [
            {
                **columns()[0],
                "name": text.replace("{", "").replace("}", ""),
                "type": "select",
                "options": [{"id": "x", "label": text}, {"id": text, "label": "y"}],
            }
        ]
        made = compiled(connection, '{price} & "-" & {price}', known)
        row = [{"price": "x"}, {"price": text}, {"price": "z"}]
        assert computed(connection, made.value_sql, row) == [f"{text}-{text}", "y-y", "z-z"]
