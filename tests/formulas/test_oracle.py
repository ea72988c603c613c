"""Random formulas over random rows give what docs/formulas.md says, computed by plain Python."""

from random import Random
from zoneinfo import ZoneInfo

import psycopg
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formulas.chance import CALLS, EVERYWHERE, TYPES, Chance
from tests.formulas.oracle import Oracle
from tests.formulas.world import compiled, computed

# No summer time there, about which programs may differ by their tables.
ZONE = "Asia/Kolkata"

# What the oracle does not compute: clocks, patterns, what is right to some digits only.
ELSEWHERE = {"today", "now", "regex_match", "regex_extract", "regex_replace", "proper", "pi"} | {
    *("^", "power", "sqrt", "exp", "ln", "log")
}

often = settings(max_examples=400, deadline=None)


def test_formulas_give_what_the_oracle_says(connection: psycopg.Connection) -> None:
    oracle = Oracle(ZoneInfo(ZONE))
    connection.execute("select set_config('deedbook.time_zone', %s, false)", [ZONE])

    @often
    @given(st.integers(0, 2**32), st.sampled_from(TYPES), st.integers(1, 4))
    def check(seed: int, type_: str, depth: int) -> None:
        chance = Chance(Random(seed))  # noqa: S311  # data, no secret
        formula = chance.formula(type_, depth)
        rows = [chance.row() for _ in range(6)]
        made = compiled(connection, str(formula))
        expected = [oracle.compute(formula, row) for row in rows]
        assert computed(connection, made.value_sql, rows) == expected, f"{formula}\n{rows}"

    check()


def test_the_oracle_knows_every_function(connection: psycopg.Connection) -> None:
    calls = [call for of_type in CALLS.values() for call in of_type]
    named = {name for names, _ in (*calls, *EVERYWHERE) for name in names.split()} - {"neg"}
    known = {name for (name,) in connection.execute("select name from public.formula_functions")}
    assert named | ELSEWHERE == known
    assert not named & ELSEWHERE
