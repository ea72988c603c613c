"""What text becomes which value. A value is never changed in silence: it converts, or is named."""

from typing import Any

import pytest

from tests.imports.conftest import Importer, Report


def _digits(importer: Importer, report: Report, key: str) -> list[str | None]:
    """Numbers as they are stored."""
    rows = importer.rows(
        "select values ->> %s from public.items where list_id = %s order by id", [key, report.list_id]
    )
    return [value for (value,) in rows]


FOUND_OUT: list[tuple[str, str, list[Any] | None]] = [
    ("1 22 -3", "integer", ["1", "22", "-3"]),
    ("1 2.50 -.5", "number", ["1", "2.50", "-0.5"]),
    ("1,234 1,234,567 12", "integer", ["1234", "1234567", "12"]),
    ("1,234.50 7.25 1", "number", ["1234.50", "7.25", "1"]),
    ("1,5 2,75 3", "number", ["1.5", "2.75", "3"]),
    ("$1,200.50 $3 -$4", "currency", ["1200.50", "3", "-4"]),
    ("1.200,50€ 3€ 4€", "currency", ["1200.50", "3", "4"]),
    ("true False TRUE", "boolean", [True, False, True]),
    ("yes no yes", "boolean", [True, False, True]),
    ("2024-02-29 2023-12-31 1999-01-01", "date", ["2024-02-29", "2023-12-31", "1999-01-01"]),
    ("12/31/2023 1/2/2023 2/3/2023", "date", ["2023-12-31", "2023-01-02", "2023-02-03"]),
    ("31/12/2023 1/2/2023 2/3/2023", "date", ["2023-12-31", "2023-02-01", "2023-03-02"]),
    ("31.12.2023 1.2.2023 2.3.2023", "date", ["2023-12-31", "2023-02-01", "2023-03-02"]),
    ("2023/1/5 2023/12/31 2023/2/1", "date", ["2023-01-05", "2023-12-31", "2023-02-01"]),
    ("20141013T000000 20141209T000000", "date", ["2014-10-13", "2014-12-09"]),
    ("2017-07-19_00:00:00 2016-12-14_00:00:00", "date", ["2017-07-19", "2016-12-14"]),
    ("10/13/2014_0:00 12/9/2014_0:00", "date", ["2014-10-13", "2014-12-09"]),
    ("2017-07-19_10:30 2017-07-19T10:30:15Z", "datetime", ["2017-07-19T10:30:00Z", "2017-07-19T10:30:15Z"]),
    ("2017-07-19_10:30:15.25", "datetime", ["2017-07-19T10:30:15.25Z"]),
    ("2013-11-23T02:30:31-08:00", "datetime", ["2013-11-23T10:30:31.000000Z"]),
    ("13/2/2020_9:05 1/3/2020_23:59:01", "datetime", ["2020-02-13T09:05:00Z", "2020-03-01T23:59:01Z"]),
    ("a@b.example c.d@e.example x+y@z.example", "email", None),
    ("http://a.example https://b.example/x?y=1", "url", None),
    ("07076 10001 00501", "text", None),
    ("1E5 2E6 3E1", "text", None),
    ("+4912 +331 +1", "text", None),
    ("12345678901234567890 2 3", "text", None),
    ("2/30/2020 1/2/2020 3/4/2020", "text", None),
    ("24:00 x y", "text", None),
    ("NaN Infinity 1", "text", None),
    ("1/2/20 3/4/20 5/6/20", "text", None),
]
"""Cells of a column ("_" is a space), its type, and what is stored: None where that is the text itself."""


@pytest.mark.parametrize(("text", "type_", "stored"), FOUND_OUT)
def test_found_out(common_importer: Importer, text: str, type_: str, stored: list[Any] | None) -> None:
    values = [value.replace("_", " ") for value in text.split()]
    report = common_importer("n,value\n" + "".join(f'{n},"{value}"\n' for n, value in enumerate(values)))
    assert report.status == "done", report.error
    assert (report.rows_imported, report.types()["value"]) == (len(values), type_), report.reason("value")
    if type_ in {"integer", "number", "currency"}:
        assert _digits(common_importer, report, "value") == stored
    else:
        assert report.cells("value") == (stored or values)


@pytest.mark.parametrize(
    ("late", "type_", "words"),
    [
        ("2.5", "number", "all values are numbers"),
        ("?", "text", '1 of 3,001 values are not numbers, e.g. "?"'),
        ("007", "text", '"007"'),
    ],
)
def test_a_late_value_widens_the_type(common_importer: Importer, late: str, type_: str, words: str) -> None:
    report = common_importer("value\n" + "".join(f"{n}\n" for n in range(1, 3001)) + f"{late}\n")
    assert report.types() == {"value": type_}
    assert words in report.reason("value")
    assert (report.rows_imported, report.rows_rejected) == (3001, 0)


def test_nobody_is_told_of_a_pattern_that_nobody_gave(common_importer: Importer) -> None:
    content = "d,x\n2024/1/5 0:00,a\n2024/2/7 0:00,b\nsoon,c\n2024/3/5 00:00:00,d\n"
    report = common_importer(content, types={"d": "date"})
    assert [error[3] for error in report.errors] == [
        "not a date written YYYY/M/D, as other values of the column are"
    ]
    named = common_importer(content, types={"d": {"type": "date", "format": "ymd/ midnight"}})
    assert [error[3] for error in named.errors] == ["not a date written YYYY/M/D 0:00"]


def test_line_breaks_make_a_long_text(common_importer: Importer) -> None:
    report = common_importer('note\n"a\nb"\nc\n')
    assert report.types() == {"note": "long_text"}
    assert report.cells("note") == ["a\nb", "c"]


def test_an_ambiguous_date_stays_text_and_says_so(common_importer: Importer) -> None:
    report = common_importer("sold\n03/04/2020\n05/06/2020\n")
    assert report.types() == {"sold": "text"}
    assert '"03/04/2020"' in report.reason("sold")
    assert report.cells("sold") == ["03/04/2020", "05/06/2020"]


def test_one_column_tells_the_order_of_all_dates(common_importer: Importer) -> None:
    report = common_importer("listed,sold\n25/12/2019,03/04/2020\n01/02/2019,05/06/2020\n")
    assert report.types() == {"listed": "date", "sold": "date"}
    assert report.cells("sold") == ["2020-04-03", "2020-06-05"]


def test_the_order_of_dates_can_be_said(common_importer: Importer) -> None:
    report = common_importer("sold\n03/04/2020\n05/06/2020\n", date_order="mdy")
    assert report.cells("sold") == ["2020-03-04", "2020-05-06"]


def test_a_declared_date_is_not_guessed(common_importer: Importer) -> None:
    report = common_importer("sold\n03/04/2020\n05/06/2020\n", types={"sold": "date"})
    assert report.status == "failed"
    assert report.error is not None
    assert report.error["code"] == "date_order_ambiguous"
    assert report.items == []


def test_an_ambiguous_comma_stays_text_and_says_so(common_importer: Importer) -> None:
    report = common_importer('area\n"1,234"\n"5,678"\n')
    assert report.types() == {"area": "text"}
    assert "decimal comma" in report.reason("area")
    assert common_importer('area\n"1,234"\n"5,678"\n', decimal_comma=False).cells("area") == [1234, 5678]
    assert common_importer('area\n"1,234"\n"5,678"\n', decimal_comma=True).cells("area") == [1.234, 5.678]


def test_texts_are_kept_to_the_letter(common_importer: Importer) -> None:
    texts = [
        " a ",
        "=1+1",
        "null",
        "NULL",
        "NA",
        "\u00a0x",
        "e\u0301",
        "'",
        '"',
        "\\N",
        "\\.",
        "\U0001f600",
        "\t",
    ]
    report = common_importer(
        "n,t\n" + "".join(f'{n},"{t.replace(chr(34), chr(34) * 2)}"\n' for n, t in enumerate(texts))
    )
    assert report.cells("t") == [*texts[:-1], None]
    assert common_importer("t\n a \nb\n", trim=True).cells("t") == ["a", "b"]


def test_what_means_empty_is_declared(common_importer: Importer) -> None:
    report = common_importer("n,price\n1, -  \n2,5\n3,\n4,  \n", empty=["-"])
    assert report.types() == {"n": "integer", "price": "integer"}
    assert report.cells("price") == [None, 5, None, None]


def test_padded_numbers_convert(common_importer: Importer) -> None:
    report = common_importer("n\n" + "".join(f"{n}\n" for n in range(1, 2001)) + " 7 \n")
    assert report.types() == {"n": "integer"}
    assert report.cells("n")[-1] == 7


def test_options_of_a_select_come_from_the_values(common_importer: Importer) -> None:
    report = common_importer("stage\nWon\nLost\nwon\n\n", types={"stage": "select"})
    assert report.cells("stage") == ["won", "lost", "won"]
    assert "2 options" in report.reason("stage")
    many = common_importer('tags\n"red; blue"\nblue\n', types={"tags": "multi_select"})
    assert many.cells("tags") == [["red", "blue"], ["blue"]]
    none = common_importer("tags\n;\nblue\n", types={"tags": "multi_select"}, delimiter=",")
    assert none.items == [{}, {"tags": ["blue"]}]


def test_too_many_options_are_refused(common_importer: Importer) -> None:
    report = common_importer("v\n" + "".join(f"v{n}\n" for n in range(2001)), types={"v": "select"})
    assert report.error is not None
    assert report.error["code"] == "too_many_options"


def test_wide_files(common_importer: Importer) -> None:
    header = ",".join(f"c{n}" for n in range(500))
    row = ",".join(f"value-number-{n}-long-enough" for n in range(500))
    report = common_importer(f"{header}\n{row}\n{row},extra\n{row}\n")
    assert (report.rows_read, report.rows_imported, report.rows_rejected) == (3, 2, 1)
    assert len(report.items[0]) == 500
    assert report.items[0]["c499"] == "value-number-499-long-enough"
    refused = common_importer(f"{header},one_more\n{row},x\n")
    assert refused.error is not None
    assert refused.error["code"] == "too_many_columns"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("name\nMüller\n".encode(), "utf-8"),
        ("\ufeffname\nMüller\n".encode(), "utf-8-sig"),
        ("name\nMüller\n".encode("utf-16"), "utf-16"),
        ("name\nMüller\nStraße\nGrößen\nÄpfel und Öl\n".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(common_importer: Importer, content: bytes, encoding: str) -> None:
    report = common_importer(content)
    assert report.decision is not None
    assert report.cells("name")[0] == "Müller", report.decision["encoding"]


def test_a_late_byte_decides_the_encoding(common_importer: Importer) -> None:
    report = common_importer(b"name\n" + b"abc\n" * 300_000 + "Müller\n".encode("cp1252"), with_items=False)
    assert report.decision is not None
    assert report.decision["encoding"]["value"] != "utf-8"
    assert report.rows_imported == 300_001


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,a,A,\n1,2,3,4\n", ["a", "a 2", "A 3", "Column 4"]),
        ("1,2,3\n4,5,6\n", ["Column 1", "Column 2", "Column 3"]),
        ('"two\nlines"," x "\n1,2\n', ["two lines", "x"]),
    ],
)
def test_headers(common_importer: Importer, text: str, names: list[str]) -> None:
    report = common_importer(text)
    assert list(report.types()) == names
    assert report.rows_rejected == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(common_importer: Importer, delimiter: str) -> None:
    rows = [["name", "price", "city"], ["A", "1", "X"], ["B", "2", "Y"], ["C", "3", "Z"]]
    report = common_importer("".join(delimiter.join(row) + "\n" for row in rows))
    assert report.types() == {"name": "text", "price": "integer", "city": "text"}


def test_empty_files(common_importer: Importer) -> None:
    report = common_importer(b"")
    assert (report.status, report.error and report.error["code"]) == ("failed", "file_empty")
    only_header = common_importer("a,b\n")
    assert (only_header.status, only_header.rows_read, only_header.list_id is not None) == ("done", 0, True)
