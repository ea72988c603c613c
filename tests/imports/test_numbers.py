"""Numbers as people write them: digits in groups of all kinds, signs in all places."""

from decimal import Decimal

import pytest

from jobs.imports.formats import MARKS, NUMBER_PATTERNS
from jobs.imports.mapping import format_name
from tests.imports.conftest import Importer

MINUS = "\u2212"


def _imported(importer: Importer, values: list[str], **options: object) -> tuple[str, list[object], int]:
    lines = ["n;m", *(f"{value};x" for value in values)]
    report = importer("\n".join(lines) + "\n", delimiter=";", has_header=True, **options)
    assert report.status == "done", report.error
    return (
        report.types()["n"],
        [v if v is None else Decimal(str(v)) for v in report.cells("n")],
        report.rows_rejected,
    )


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["1'234.56", "999.5"], ["1234.56", "999.5"]),
        (["1\u2019234\u2019567", "12"], ["1234567", "12"]),
        (["1 234 567.25", "1 000"], ["1234567.25", "1000"]),
        (["12,34,567.00", "1,234.5", "5"], ["1234567", "1234.5", "5"]),
        (["12,34,567", "1,234"], ["1234567", "1234"]),
    ],
)
@pytest.mark.parametrize("declared", [False, True])
def test_groups_of_digits_are_found(
    common_importer: Importer, values: list[str], wanted: list[str], declared: bool
) -> None:
    type_, cells, rejected = _imported(common_importer, values, types={"n": "number"} if declared else {})
    assert type_ in {"number", "integer"}
    assert (cells, rejected) == ([Decimal(v) for v in wanted], 0)


@pytest.mark.parametrize(
    ("type_", "values", "wanted"),
    [
        ("number", ["(123.45)", "123-", f"{MINUS}5", f"7{MINUS}", "-1", "+2", "(1e-5)"],
         ["-123.45", "-123", "-5", "-7", "-1", "2", "-0.00001"]),
        ("number", ["$1,234.56", "($5.50)", "-$3", "4 $"], ["1234.56", "-5.5", "-3", "4"]),
        ("integer", ["\u20ac 5", "(6)", "\u20ac-7"], ["5", "-6", "-7"]),
        ("currency", ["$1,234.56", "($5.50)", f"{MINUS}$3", "$4-"], ["1234.56", "-5.5", "-3", "-4"]),
    ],
)  # fmt: skip
def test_signs_and_symbols_of_declared_numbers(
    common_importer: Importer, type_: str, values: list[str], wanted: list[str]
) -> None:
    config = {"currency": "USD"} if type_ == "currency" else {}
    found = _imported(common_importer, values, types={"n": {"type": type_, "config": config}})
    assert found == (type_, [Decimal(v) for v in wanted], 0)


@pytest.mark.parametrize(
    "values", [["$5", "\u20ac6"], ["--5", "(-5)"], ["(5", "5)"], ["-5-", "1'23"], ["12,34", "x"]]
)
def test_what_is_no_number_or_of_two_currencies_is_refused(
    common_importer: Importer, values: list[str]
) -> None:
    types = {"n": {"type": "number", "format": "plain"}}
    assert _imported(common_importer, values, types=types)[1:] == ([], 2)


@pytest.mark.parametrize(
    "given", ["1'234.56", "1\u2019234.56", "($1,234.56)", "12,34,567.00", "1 234.56", "1.234,56-"]
)
def test_formats_are_named_by_examples(common_importer: Importer, given: str) -> None:
    value = given.replace("$", "")
    name = format_name("number", given)
    assert name in {"thousands", "decimal_comma", *MARKS}
    report = common_importer(
        f"n;m\n{value};x\n",
        delimiter=";",
        has_header=True,
        mapping={"columns": [{"from": "n", "to": {"name": "n", "type": "number"}, "format": given}]},
    )
    assert report.rows_imported == 1, report.error
    said = Decimal("1234567") if name == "indian" else Decimal("1234.56")
    assert abs(Decimal(str(report.items[0]["n"]))) == said


def test_codes_stay_text_where_nobody_declared_a_number(common_importer: Importer) -> None:
    assert common_importer("n,m\n(206),x\n(425),y\n").types()["n"] == "text"
    assert common_importer("n,m\n12-,x\n13-,y\n").types()["n"] == "text"


def test_the_database_knows_the_same_formats(common_importer: Importer) -> None:
    names = ["plain", *MARKS, *NUMBER_PATTERNS, *NUMBER_PATTERNS.values()]
    problems = common_importer.rows(
        "select f.name, private.import_format_problem('number', f.name) from unnest(%s::text[]) as f (name)",
        [names],
    )
    assert [problem for problem in problems if problem[1] is not None] == []
