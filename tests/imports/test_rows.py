"""Reading rows: nothing is lost, nothing is invented, memory stays flat."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.imports.dialect import Dialect
from jobs.imports.rows import ROW_BYTES, BadRow, read_rows

ARGUMENTS = Dialect(",", '"', "", "").arguments()


def read(text: str) -> list[list[str] | BadRow]:
    return [row for batch in read_rows(io.StringIO(text, newline=""), ARGUMENTS) for row in batch]


@given(
    st.lists(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=2, max_size=4), max_size=20),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(deadline=None)
def test_what_a_program_wrote_comes_back(rows: list[list[str]], end: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read(buffer.getvalue()) == rows


def test_rows_across_blocks_come_back() -> None:
    rows = [[str(n), 'a "quote"\r\nand a line', "x" * (n % 500)] for n in range(5_000)]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    assert read(buffer.getvalue()) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n\n\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b", [["a", "b"]]),
        ('5" pipe,6" pipe\n', [['5" pipe', '6" pipe']]),
        ("a\u2028b,c\x0bd\x85e\n", [["a\u2028b", "c\x0bd\x85e"]]),
    ],
)
def test_lines(text: str, rows: list[list[str]]) -> None:
    assert read(text) == rows


def test_a_quote_that_does_not_close_costs_one_line() -> None:
    rows = read('a,b\n1,"2\n3,4\n5,6\n')
    assert rows == [
        ["a", "b"],
        BadRow('1,"2', "a quote opens here and does not close"),
        ["3", "4"],
        ["5", "6"],
    ]


def test_a_quote_that_does_not_close_in_a_long_file_costs_one_line() -> None:
    rest = "".join(f"{n},x{'y' * 90}\n" for n in range(30_000))
    rows = read('a,b\n1,"2\n' + rest)
    assert len(rows) == 30_002
    assert [row for row in rows if isinstance(row, BadRow)] == [
        BadRow('1,"2', "a quote opens here and does not close")
    ]


def test_text_behind_a_quote_is_not_dropped() -> None:
    assert read('a,b\n"x"y,z\n1,2\n')[1] == BadRow('"x"y,z', "text follows a closing quote")


def test_a_nul_is_named() -> None:
    assert read("a,b\n1,\0\n2,3\n")[1:] == [
        BadRow(None, "holds a NUL character, which cannot be stored"),
        ["2", "3"],
    ]


@pytest.mark.parametrize("length", [ROW_BYTES + 1, 3 * ROW_BYTES])
def test_a_long_line_is_named_and_not_kept(length: int) -> None:
    rows = read(f"a,b\n1,{'x' * length}\n2,3\n")
    assert isinstance(rows[1], BadRow)
    assert "longer than" in rows[1].reason
    assert len(rows[1].text or "") == 1_000
    assert (rows[0], rows[2:]) == (["a", "b"], [["2", "3"]])


def test_a_row_of_many_bytes_is_named() -> None:
    (row,) = read("é" * (ROW_BYTES // 2 + 10) + "\n")
    assert isinstance(row, BadRow)
    assert "bytes" in row.reason
