"""Sheets of .xlsx, .xls, .xlsb and .ods."""

import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.imports.corpus.case import Case
from tests.imports.corpus.makers import Day, Error, ods, ods_cell, ods_row, packed, unpacked, xls, xlsb

AB, ROWS = ["a", "b"], [["1", "2"], ["3", "4"]]
PLAIN = [(0, 0, "a"), (0, 1, "b"), (1, 0, 1.0), (1, 1, 2.0), (2, 0, 3.0), (2, 1, 4.0)]
KINDS = [
    (0, 0, "s"),
    (0, 1, "n"),
    (0, 2, "b"),
    (0, 3, "e"),
    (1, 0, "Größe"),
    (1, 1, 12.5),
    (1, 2, True),
    (1, 3, Error(42)),
]
KIND_ROWS = [["Größe", "12.5", "true", "#N/A"]]
ODS_PLAIN = [
    ods_row(ods_cell("a"), ods_cell("b")),
    ods_row(ods_cell(1), ods_cell(2)),
    ods_row(ods_cell(3), ods_cell(4)),
]


def xlsx(write: Callable[[Any, Any], None], **options: Any) -> Callable[[], bytes]:
    """A workbook that xlsxwriter writes."""

    def make() -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
            write(book, book.add_worksheet("First"))
        return file.getvalue()

    return make


def _plain(book: Any, sheet: Any) -> None:
    for row, column, value in PLAIN:
        sheet.write(row, column, value)


def _dates(book: Any, sheet: Any) -> None:
    forms = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm", "[h]:mm:ss", "d.m.yy", "0%"]
    sheet.write_row(0, 0, ["day", "moment", "time", "length", "short", "share"])
    for column, (form, number) in enumerate(
        zip(forms, [45292, 45292.75, 0.5, 1.5, 45293, 0.125], strict=True)
    ):
        sheet.write_number(1, column, number, book.add_format({"num_format": form}))


def _odd_days(book: Any, sheet: Any) -> None:
    forms = ["yyyy-mm-dd", 'd" day of "m.yyyy hh:mm', "hh:mm", "[h]:mm", "0.00"]
    sheet.write_row(0, 0, ["day", "moment", "time", "length", "number"])
    for column, form in enumerate(forms):
        shown = book.add_format({"num_format": form})
        for row, number in enumerate([-5, 0, 0.5, 60, 61], 1):
            sheet.write_number(row, column, number, shown)


def _numbers(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["noise", "long", "large", "small", "whole"])
    sheet.write_row(1, 0, [59.97 * 3, 9007199254740991, 1e22, 0.00000125, -0.0])


def _hidden(book: Any, sheet: Any) -> None:
    _plain(book, sheet)
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})


def _merged(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["city", "street"])
    sheet.merge_range(1, 0, 2, 0, "Rome")
    sheet.write_column(1, 1, ["A St", "B St"])


def _merged_header(book: Any, sheet: Any) -> None:
    sheet.merge_range(0, 0, 0, 1, "Home")
    sheet.merge_range(0, 2, 0, 3, "Price")
    sheet.write_row(1, 0, ["Street", "City", "Asked", "Paid"])
    sheet.write_row(2, 0, ["A St", "Rome", 1, 2])


def _several(book: Any, sheet: Any) -> None:
    _plain(book, book.add_worksheet("Second"))
    hidden = book.add_worksheet("Third")
    hidden.write_row(0, 0, ["x"])
    hidden.write_row(1, 0, [9])
    hidden.hide()
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Second!$A$2:$A$3"})
    book.add_chartsheet("Chart").set_chart(chart)


def _formulas(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, "=A2&A2", None, "22")
    sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 1, "=NA()", None, "#N/A")


def _uncached() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, "=A2*2"])
    return _saved(book)


def _mac_dates() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["day"])
    book.active.append([datetime.date(2024, 2, 29)])
    return _saved(book)


def _saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _blank_tail(book: Any, sheet: Any) -> None:
    _plain(book, sheet)
    for row in range(3, 4_000):
        sheet.write_row(row, 0, [" ", " "])


def _preamble(book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "Sales of May")
    sheet.write(1, 0, "confidential")
    for row, column, value in PLAIN:
        sheet.write(row + 3, column + 1, value)
    sheet.write_row(3, 3, ["c", "d"])
    sheet.write_row(4, 3, ["x", 5])
    sheet.write_row(5, 3, ["y", 6])


def _texts(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_string(1, 0, " two\nlines\t& <tags> ")
    sheet.write_string(1, 1, "007")
    sheet.write_rich_string(2, 0, "bold", book.add_format({"bold": True}), "er")
    sheet.write_string(2, 1, "x" * 32_767)


def _wide(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, [f"c{n}" for n in range(501)])
    sheet.write_row(1, 0, [1] * 501)


def _without_places() -> bytes:
    """As some programs write it: cells and rows that do not say where they are."""
    parts = unpacked(xlsx(_formulas)())
    name = "xl/worksheets/sheet1.xml"
    return packed(parts | {name: re.sub(rb' r="[A-Z]*[0-9]+"', b"", parts[name])})


def _too_large() -> bytes:
    parts = unpacked(xlsx(_formulas)())
    name = "xl/worksheets/sheet1.xml"
    text = re.sub(rb"<row r=.3.*</row>", b"", parts[name]).replace(b"<v>2</v>", b"<v>1e400</v>")
    return packed(parts | {name: text.replace(b"<v>22</v>", b"<v>2</v>")})


def _far(book: Any, sheet: Any) -> None:
    _plain(book, sheet)
    sheet.write(60_000, 1, "far")


CASES = (
    Case(
        name="plain.xlsx",
        content=xlsx(_plain),
        names=AB,
        rows=ROWS,
        facts={"format": "xlsx", "sheet": "First"},
    ),
    Case(
        name="plain.csv",
        content=xlsx(_plain),
        about="a workbook that is called .csv",
        names=AB,
        rows=ROWS,
        facts={"format": "xlsx"},
    ),
    Case(
        name="plain.xls",
        content=xlsx(_plain),
        about="an .xlsx that is called .xls",
        names=AB,
        rows=ROWS,
        facts={"format": "xlsx"},
    ),
    Case(
        name="dates.xlsx",
        content=xlsx(_dates),
        rows=[["2024-01-01", "2024-01-01 18:00:00", "12:00:00", "36:00:00", "2024-01-02", "0.125"]],
    ),
    Case(name="mac-dates.xlsx", content=_mac_dates, about="days since 1904", rows=[["2024-02-29"]]),
    Case(
        name="numbers.xlsx",
        content=xlsx(_numbers),
        rows=[["179.91", "9007199254740991", "10000000000000000000000", "0.00000125", "0"]],
    ),
    Case(
        name="texts.xlsx",
        content=xlsx(_texts),
        rows=[[" two\nlines\t& <tags> ", "007"], ["bolder", "x" * 32_767]],
    ),
    Case(
        name="odd-days.xlsx",
        content=xlsx(_odd_days),
        rows=[
            ["-5", "-5", "-5", "-120:00:00", "-5"],
            ["0", "0", "00:00:00", "0:00:00", "0"],
            ["12:00:00", "12:00:00", "12:00:00", "12:00:00", "0.5"],
            ["60", "60", "60", "1440:00:00", "60"],
            ["1900-03-01", "1900-03-01", "1900-03-01", "1464:00:00", "61"],
        ],
        problems=frozenset({"no_such_day"}),
    ),
    Case(
        name="odd-days-1904.xlsx",
        content=xlsx(_odd_days, date_1904=True),
        rows=[
            ["-5", "-5", "-5", "-120:00:00", "-5"],
            ["1904-01-01", "1904-01-01", "00:00:00", "0:00:00", "0"],
            ["1904-01-01 12:00:00", "1904-01-01 12:00:00", "12:00:00", "12:00:00", "0.5"],
            ["1904-03-01", "1904-03-01", "1904-03-01", "1440:00:00", "60"],
            ["1904-03-02", "1904-03-02", "1904-03-02", "1464:00:00", "61"],
        ],
        problems=frozenset({"no_such_day"}),
    ),
    Case(
        name="hidden.xlsx",
        content=xlsx(_hidden),
        names=AB,
        rows=ROWS,
        problems=frozenset({"hidden_rows", "hidden_columns"}),
    ),
    Case(
        name="merged.xlsx",
        content=xlsx(_merged),
        rows=[["Rome", "A St"], ["", "B St"]],
        problems=frozenset({"merged_cells"}),
    ),
    Case(
        name="merged-filled.xlsx",
        content=xlsx(_merged),
        options={"fill_merged": True},
        rows=[["Rome", "A St"], ["Rome", "B St"]],
    ),
    Case(
        name="merged-header.xlsx",
        content=xlsx(_merged_header),
        names=["Home / Street", "Home / City", "Price / Asked", "Price / Paid"],
        rows=[["A St", "Rome", "1", "2"]],
        problems=frozenset({"header_rows"}),
    ),
    Case(
        name="several.xlsx",
        content=xlsx(_several),
        about="the first sheet that is not empty",
        names=AB,
        rows=ROWS,
        facts={"sheet": "Second"},
        problems=frozenset({"other_sheets"}),
    ),
    Case(
        name="third.xlsx",
        content=xlsx(_several),
        options={"sheet": "third"},
        names=["x"],
        rows=[["9"]],
        facts={"sheet": "Third"},
    ),
    Case(name="second.xlsx", content=xlsx(_several), options={"sheet": 2}, names=AB, rows=ROWS),
    Case(
        name="empty-sheet.xlsx",
        content=xlsx(_several),
        options={"sheet": "First"},
        error="file_empty",
        message="First",
    ),
    Case(
        name="no-such-sheet.xlsx",
        content=xlsx(_several),
        options={"sheet": "Fourth"},
        error="sheet_not_found",
        message="First, Second, Third",
    ),
    Case(
        name="formulas.xlsx",
        content=xlsx(_formulas),
        rows=[["2", "22"], ["#DIV/0!", "#N/A"]],
        problems=frozenset({"error_cells"}),
    ),
    Case(
        name="without-places.xlsx",
        content=_without_places,
        rows=[["2", "22"]],
        blank=1,
        problems=frozenset({"error_cells"}),
    ),
    Case(
        name="uncached.xlsx",
        content=_uncached,
        rows=[["1", ""]],
        problems=frozenset({"formulas_without_value"}),
    ),
    Case(name="blank-tail.xlsx", content=xlsx(_blank_tail), names=AB, rows=ROWS, blank=3_997),
    Case(
        name="preamble.xlsx",
        content=xlsx(_preamble),
        options={"header_row": 4},
        names=["Column 1", "a", "b", "c", "d"],
        rows=[["", "1", "2", "x", "5"], ["", "3", "4", "y", "6"]],
    ),
    Case(
        name="preamble-found.xlsx",
        content=xlsx(_preamble),
        names=["Column 1", "a", "b", "c", "d"],
        rows=[["", "1", "2", "x", "5"], ["", "3", "4", "y", "6"]],
        problems=frozenset({"rows_before_header"}),
    ),
    Case(
        name="strings.xlsx",
        content=xlsx(_plain, constant_memory=True),
        about="strings in the cells",
        names=AB,
        rows=ROWS,
    ),
    Case(name="wide.xlsx", content=xlsx(_wide), error="too_many_columns", message="501"),
    Case(
        name="far.xlsx",
        content=xlsx(_far),
        about="a value far below the others",
        names=AB,
        count=3,
        blank=59_997,
    ),
    Case(
        name="plain.xls", content=xls(PLAIN), about="plain .xls", names=AB, rows=ROWS, facts={"format": "xls"}
    ),
    Case(name="kinds.xls", content=xls(KINDS), rows=KIND_ROWS, problems=frozenset({"error_cells"})),
    Case(name="day.xls", content=xls([(0, 0, "day"), (1, 0, Day(45292))]), rows=[["2024-01-01"]]),
    Case(
        name="mac-day.xls",
        content=xls([(0, 0, "day"), (1, 0, Day(43830))], is_1904=True),
        rows=[["2024-01-01"]],
    ),
    Case(
        name="odd-days.xls",
        content=xls([(0, 0, "day"), *((row, 0, Day(n)) for row, n in enumerate([-5, 0, 0.5, 60], 1))]),
        rows=[["-5"], ["0"], ["12:00:00"], ["60"]],
        problems=frozenset({"no_such_day"}),
    ),
    Case(
        name="odd-days-1904.xls",
        content=xls(
            [(0, 0, "day"), *((row, 0, Day(n)) for row, n in enumerate([-5, 0, 60], 1))], is_1904=True
        ),
        rows=[["-5"], ["1904-01-01"], ["1904-03-01"]],
        problems=frozenset({"no_such_day"}),
    ),
    Case(
        name="hidden.xls", content=xls(PLAIN, hidden_rows=[1]), rows=ROWS, problems=frozenset({"hidden_rows"})
    ),
    Case(
        name="merged.xls",
        content=xls([*PLAIN, (3, 0, "x")], merged=[(3, 0, 3, 1)]),
        options={"fill_merged": True},
        rows=[*ROWS, ["x", "x"]],
    ),
    Case(name="encrypted.xls", content=xls(PLAIN, encrypted=True), error="file_encrypted"),
    Case(name="plain.xlsb", content=xlsb(PLAIN), names=AB, rows=ROWS, facts={"format": "xlsb"}),
    Case(name="kinds.xlsb", content=xlsb(KINDS), rows=KIND_ROWS, problems=frozenset({"error_cells"})),
    Case(
        name="odd-days.xlsb",
        content=xlsb([(0, 0, "day"), *((row, 0, Day(n)) for row, n in enumerate([-5, 45292, 0.5, 60], 1))]),
        rows=[["-5"], ["2024-01-01"], ["12:00:00"], ["60"]],
        problems=frozenset({"no_such_day"}),
    ),
    Case(
        name="hidden.xlsb",
        content=xlsb(PLAIN, hidden_rows=[2]),
        rows=ROWS,
        problems=frozenset({"hidden_rows"}),
    ),
    Case(name="plain.ods", content=ods(ODS_PLAIN), names=AB, rows=ROWS, facts={"format": "ods"}),
    Case(
        name="kinds.ods",
        content=ods(
            [
                ods_row(ods_cell("s"), ods_cell("d"), ods_cell("b"), ods_cell("t")),
                ods_row(
                    ods_cell("Größe"),
                    ods_cell("2024-02-29", "date"),
                    ods_cell(True),
                    ods_cell("2024-02-29T18:00:00", "date"),
                ),
            ]
        ),
        rows=[["Größe", "2024-02-29", "true", "2024-02-29 18:00:00"]],
    ),
    Case(
        name="lengths.ods",
        content=ods(
            [
                ods_row(ods_cell("a"), ods_cell("b"), ods_cell("c"), ods_cell("d")),
                ods_row(
                    ods_cell("PT25H00M00S", "time"),
                    ods_cell("PT08H30M00S", "time"),
                    ods_cell("-PT1H2M3.50S", "time", ' table:number-columns-repeated="2"'),
                ),
                ods_row(
                    *(ods_cell(text, "time") for text in ("PT30M", "P1DT1H", "PT00H00M100S", "PT24H00M00S")),
                    attributes=' table:number-rows-repeated="2"',
                ),
                ods_row(*(ods_cell("PT25H00M00S") for _ in range(4))),
            ]
        ),
        rows=[
            ["25:00:00", "08:30:00", "-1:02:03.5", "-1:02:03.5"],
            *[["0:30:00", "25:00:00", "0:01:40", "24:00:00"]] * 2,
            ["PT25H00M00S"] * 4,
        ],
    ),
    Case(
        name="large.ods",
        content=ods(
            [
                ods_row(ods_cell("a"), ods_cell("b"), ods_cell("c")),
                *(
                    f"<table:table-row><table:table-cell/>{cell}{cell}</table:table-row>".replace("1E5", text)
                    for text in ("1e400", "-1E+999", "1e100", "9" * 400)
                    for cell in ['<table:table-cell office:value-type="float" office:value="1E5"/>']
                ),
            ]
        ),
        rows=[["", text, text] for text in ("1e400", "-1E+999", "1" + "0" * 100, "9" * 400)],
        problems=frozenset({"number_too_large"}),
    ),
    Case(
        name="large.xlsx",
        content=_too_large,
        rows=[["1e400", "2"]],
        problems=frozenset({"number_too_large"}),
    ),
    Case(
        name="hidden.ods",
        content=ods(
            [*ODS_PLAIN[:2], ods_row(ods_cell(3), ods_cell(4), attributes=' table:visibility="filter"')]
        ),
        rows=ROWS,
        problems=frozenset({"hidden_rows"}),
    ),
    Case(
        name="repeated.ods",
        content=ods(
            [*ODS_PLAIN[:2], ods_row(ods_cell(3), ods_cell(4), attributes=' table:number-rows-repeated="3"')]
        ),
        rows=[ROWS[0], *[ROWS[1]] * 3],
    ),
    Case(
        name="tail.ods",
        content=ods(
            [*ODS_PLAIN, ods_row("<table:table-cell/>", attributes=' table:number-rows-repeated="1048573"')]
        ),
        rows=ROWS,
    ),
    Case(name="encrypted.ods", content=ods(ODS_PLAIN, encrypted=True), error="file_encrypted"),
)
