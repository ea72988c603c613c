"""No cell makes a formula fail, run away or grow."""

import json
import time

import psycopg
import pytest

from tests.formulas.world import compiled, computed, encoded, value_of

HUGE = "9" * 38
LONG = "a" * 99_999 + "!"

# Formulas that have no value.
BLANK = (
    *("1 / 0", "0 / 0", "1 % 0", "mod(1, 0)", "floor(1, 0)", "sqrt(-1)", "ln(0)", "ln(-1)", "log(8, 1)"),
    *("log(8, -2)", "log(0)", "0 ^ -1", "(-8) ^ 0.5", "10 ^ 38", "10 ^ 1e30", "exp(88)", "exp(1e30)"),
    *("1.00000000000000000001 ^ 1e37", f"{HUGE} * {HUGE}", f"{HUGE} + {HUGE}", f"-{HUGE} - {HUGE}"),
    *(
        "1 / 0.00000000000000000001 ^ 2",
        "1e30 / 0.00000000000000000001",
        f"round({HUGE}, -38)",
        f"roundup({HUGE}, -1)",
    ),
    *(
        f"ceiling({HUGE}, 1e37)",
        f"sum({HUGE}, 1)",
        'number("1e99")',
        'number("abc")',
        'number("")',
        'number("1 2")',
    ),
    *('number("--1")', 'number("e5")', 'number("1,2")', 'number("NaN")', 'number("Infinity")', 'number("٣")'),
    *("date(0, 1, 1)", "date(10000, 1, 1)", "date(1e37, 1, 1)", "date(1, 1e37, 1)", "date(1, 1, -1e37)"),
    *('date("2023-02-29")', 'date("24-01-01")', 'date("٢٠٢٤-01-01")', 'date("infinity")', 'date("now")'),
    *("date(9999, 12, 31) + 1", "date(1, 1, 1) - 1", "date(2024, 1, 1) + 1e37", "date(2024, 1, 1) - 1e37"),
    *(
        'datetime("9999-12-31T23:59:59Z") + 1',
        'datetime("2024-01-01T25:00:00Z")',
        "datetime(date(2024, 1, 1), 1e37, 0)",
    ),
    *('date_add(date(2024, 1, 1), 1e37, "years")', 'date_add(date(2024, 1, 1), 1e37, "seconds")'),
    *('date_add(datetime(date(2024, 1, 1)), -1e37, "months")', 'date_add(date(2024, 1, 1), 9e6, "weeks")'),
    *("eomonth(date(9999, 12, 1), 1)", "eomonth(date(2024, 1, 1), 1e37)", "workday(date(2024, 1, 1), 1e37)"),
    *(
        "workday(date(9999, 12, 31), 1)",
        "workday(date(1, 1, 1), -1)",
        'find("", "a")',
        'find("a", "b", 1e37)',
    ),
    *('repeat("a", -1e37)', 'left("a", -1e37)', 'split("a", ",", 1e37)', "min(null)", "average(null)"),
)

# Formulas of the cells, which hold anything.
CELLS = (
    *(
        "{size} * {size} * {size} * {size}",
        "{size} ^ {size}",
        "{size} ^ 9",
        "exp({size})",
        "1 / {size} / {size}",
    ),
    *(
        "round({size}, {size})",
        "roundup({size}, {size})",
        "rounddown({size}, {size})",
        "floor({size}, {size})",
    ),
    *(
        "ceiling({size}, {size})",
        "mod({size}, {size} / 3)",
        "sqrt({size})",
        "ln({size})",
        "log({size}, {size})",
    ),
    *('text({size}, "#,##0.00000000000000000000")', "number({notes})", "date({notes})", "datetime({notes})"),
    *("date({size}, {size}, {size})", "{listed} + {size}", "{seen} - {size}", "workday({listed}, {size})"),
    *(
        'date_add({seen}, {size}, "months")',
        'date_add({seen}, {size}, "hours")',
        'date_add({listed}, {size}, "weeks")',
    ),
    *(
        'date_diff({listed}, {closed}, "quarters")',
        "datetime({listed}, {size}, {size}, {size})",
        "eomonth({listed}, {size})",
    ),
    *(
        "left({notes}, {size})",
        "right({notes}, {size})",
        "mid({notes}, {size}, {size})",
        "repeat({notes}, {size})",
    ),
    *(
        "find({notes}, {notes}, {size})",
        "split({notes}, {address}, {size})",
        "replace({notes}, {size}, {size}, {notes})",
    ),
    *("substitute({notes}, left({notes}), {notes})", "text({listed}, {address})", "text({size}, {address})"),
    *(
        "join({notes}, {notes}, {notes})",
        "{notes} & {notes}",
        "concat({notes}, {notes})",
        "trim({notes})",
        "proper({notes})",
    ),
    *(
        "sum({bids})",
        "average({bids})",
        "max({bids})",
        "min({days})",
        "join({notes}, {bids})",
        "includes({tags}, {notes})",
    ),
    *(
        "date_add({seen}, 1, {address})",
        "date_diff({seen}, {left_at}, {address})",
        "hour({seen})",
        "week_number({listed})",
    ),
    *(
        'regex_replace({notes}, ".*", {notes})',
        'regex_extract({notes}, "(a+)+!")',
        "upper({address}) & lower({notes})",
    ),
)


def test_what_has_no_value_is_blank(connection: psycopg.Connection) -> None:
    for formula in BLANK:
        assert value_of(connection, formula) is None, formula


def test_no_cell_makes_a_formula_fail(connection: psycopg.Connection) -> None:
    sizes = (
        "0",
        "1",
        "-1",
        HUGE,
        f"-{HUGE}",
        "1e-30",
        "-1e-30",
        "1e37",
        "0.999999999999999999999999999999",
        "1e19",
        "38",
        "-38.5",
    )
    texts = (
        LONG,
        "a,b" * 20_000,
        "😀" * 50_000,
        "\\" * 1000,
        "%s",
        "'" * 1000,
        "1e99",
        "9" * 50_000,
        "0.#",
        "YYYY[",
        " " * 90_000,
    )
    rows = [
        {
            "size": json.loads(size, parse_int=int, parse_float=float)
            if "." not in size and "e" not in size
            else None,
            "notes": texts[k % len(texts)],
            "address": texts[(k * 5 + 3) % len(texts)][:1000],
            "listed": ("0001-01-01", "9999-12-31", "2024-02-29")[k % 3],
            "closed": ("9999-12-31", "0001-01-01")[k % 2],
            "seen": ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z")[k % 2],
            "left_at": ("9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z")[k % 2],
            "bids": [1],
            "days": ["0001-01-01", "9999-12-31"],
            "tags": ["p", "unknown"],
        }
        for k, size in enumerate(sizes * 3)
    ]
    exact = encoded(rows)
    for k, size in enumerate(sizes * 3):
        exact = exact.replace('"size":null', f'"size":{size}', 1) if rows[k]["size"] is None else exact
    statement = "select ({})::text from jsonb_array_elements($1) with ordinality as i (values, n) order by n"
    for zone in ("UTC", "Pacific/Kiritimati", "America/New_York"):
        connection.execute("select set_config('deedbook.time_zone', %s, false)", [zone])
        for formula in CELLS:
            made = compiled(connection, formula)
            cursor = psycopg.RawCursor(connection)
            answers = cursor.execute(statement.format(made.value_sql).encode(), [exact]).fetchall()
            longest = max(len((text or "").encode()) for (text,) in answers)
            assert longest <= 7 * 100_000, formula
    connection.execute("select set_config('deedbook.time_zone', '', false)")


def test_texts_do_not_grow(connection: psycopg.Connection) -> None:
    for formula, length in (
        ('repeat("abc", 1e9)', 32767),
        ("{notes} & {notes}", 32767),
        ('substitute({notes}, "a", {notes})', 32767),
        ('substitute({notes}, "a", "bc")', 32767),
        ('join({notes}, "x", "y", "z")', 2003),
        ('regex_replace({notes}, "a", {notes})', 32767),
        ('regex_replace({notes}, "a", "bc")', 32767),
        ("replace({notes}, 2, 0, {notes})", 32767),
        (f"concat({','.join(['{notes}'] * 400)})", 32767),
    ):
        assert value_of(connection, f"len({formula})", notes=LONG) == length, formula
    doubled = "{address}"
    for _ in range(18):
        doubled = f'substitute({doubled}, "a", "aa")'
    assert value_of(connection, f"len({doubled})", address="a" * 1000) == 32767


# The patterns that hang programs which try one way after another, and some that are large automata.
PATTERNS = (
    *("(a+)+$", "(a*)*b", "(a|a)*$", "(a|aa)+$", "(a*a*a*a*a*)*b", "(.*)(.*)(.*)(.*)x", "((a{0,10}){0,10})b"),
    *("(a|b|ab)*c", "a*b|a", "(?:a?){60}a{60}", ".*.*=.*", "a{1,100}b", "(a+b)*c|a", "(x?a)*y|.", "(a*)+$"),
    r"(\w+ )+$",
    r"\s+$",
)


def test_no_pattern_hangs(connection: psycopg.Connection) -> None:
    texts = (LONG, "ab" * 50_000, ("a" * 500 + "b") * 199, " " * 99_999 + "x")
    rows = [{"notes": text} for text in texts]
    for pattern in PATTERNS:
        for formula in (
            "regex_match({{notes}}, {})",
            "regex_extract({{notes}}, {})",
            'regex_replace({{notes}}, {}, "zz")',
        ):
            made = compiled(connection, formula.format('"' + pattern + '"'))
            connection.execute("set statement_timeout = '5s'")  # they take some milliseconds
            computed(connection, made.value_sql, rows)
            connection.execute("reset statement_timeout")


def test_what_is_counted_and_what_is_not(connection: psycopg.Connection) -> None:
    """Compiling the largest formulas takes no longer than a request may."""
    for formula in (
        f"concat({','.join(['{status}'] * 490)})",
        "if({sold}, {price}, " * 59 + "{size}" + ")" * 59,
        f"switch({{status}}, {','.join(['{address}, {price}'] * 220)})",
    ):
        started = time.monotonic()
        made = compiled(connection, formula)
        assert computed(connection, made.value_sql, [{"status": "won"}]) != []
        assert time.monotonic() - started < 10


@pytest.mark.parametrize("blank", ["null", "{price}", '""', "{notes}", "1 / 0", "{sold}"])
def test_blanks_are_blank(connection: psycopg.Connection, blank: str) -> None:
    assert value_of(connection, blank) is None
    assert value_of(connection, f"is_blank({blank})") is True
    assert value_of(connection, f'"a" & {blank} & "b"') == "ab"
    assert value_of(connection, f"count({blank}, {blank})") == 0
    assert value_of(connection, f'join("-", 1, {blank}, 2)') == "1-2"
