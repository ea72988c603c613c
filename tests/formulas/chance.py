"""Random formulas of each type, and random rows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.formulas.oracle import Node
from tests.formulas.world import COLUMNS, OPTIONS, TAGS

# Digits beyond a double, ties of rounding, the largest, what no arithmetic holds.
NUMBERS = (
    *("0", "1", "-1", "2", "3", "-7", "0.5", "-2.5", "2.345", "100", "1e9", "0.1", "12345.6789"),
    *("0.00000000000000000001", "-0.00000000000000000005", "9007199254740993", "99999999999999999999"),
    *("9" * 38, "-" + "9" * 38, "5e37", "1e-12", "0.33333333333333333333"),
)
COUNTS = ("0", "1", "2", "3", "5", "10", "-1", "-3", "2.9", "40", "1000")
TEXTS = (
    *(" ", "a", "A", "Elm St", "elm st", "ELM STREET", "12 Elm  St ", "O'Hara", '"x"', "\\", "\\d", "$1"),
    *("%s %I %L", "$$", "100%", "1,250.50", "-3", "$ 12.5%", "1e3", ".", "won", "x" * 40, "😀日", "St"),
    *("2024-02-29", "2023-02-29", " 2024-01-31", "{price}", "/* */ --", "'; select 1; --", " ", "e", "1"),
)
LINES = ("a\tb\nc", "line\n\n two ")
DAYS = ("2024-02-29", "2024-01-31", "2023-12-30", "1999-12-31", "0001-01-01", "9999-12-31", "2024-03-02")
MOMENTS = (
    *("2024-02-29T23:30:00Z", "1999-12-31T18:29:59.999999Z", "2024-03-31T00:30:00.5Z"),
    *("2030-07-01T12:00:00Z", "2024-02-01T00:00:00Z"),
)
UNITS = ("second", "minutes", "Hours", "days", "week", "months", "quarters", "year")
TYPES = ("number", "text", "boolean", "date", "datetime")

# result: calls, each the names of functions and the types that they take. "count" is a small number, "blank"
# null, "list" a column of several values or any value, "T..." and "T,..." repeat what they end in.
CALLS: Mapping[str, Sequence[tuple[str, str]]] = {
    "number": (
        ("+ - * / % floor ceiling mod", "number number"),
        ("neg abs sign int floor ceiling round rounddown roundup number value", "number"),
        ("round rounddown roundup + - * /", "number count"),
        ("-", "date date"),
        ("-", "datetime datetime"),
        ("number value", "text"),
        ("number", "boolean"),
        ("len", "text"),
        ("find search", "text text"),
        ("find search", "text text count"),
        ("year quarter month week_number day weekday", "date"),
        ("year quarter month week_number day weekday hour minute second", "datetime"),
        ("date_diff", "date date unit"),
        ("date_diff", "datetime datetime unit"),
        ("sum average min max", "numbers..."),
        ("count", "list..."),
    ),
    "text": (
        ("&", "any any"),
        ("concat", "any..."),
        ("upper lower trim left right", "text"),
        ("left right repeat", "text count"),
        ("mid", "text count count"),
        ("substitute", "text text text"),
        ("split", "text text count"),
        ("replace", "text count count text"),
        ("text", "any"),
        ("join", "text list..."),
    ),
    "boolean": (
        ("= <> < <= > >=", "text text"),
        ("= <> < <= > >=", "number number"),
        ("= <> < <= > >=", "date date"),
        ("= <> < <= > >=", "datetime datetime"),
        ("= <>", "boolean boolean"),
        ("= <>", "number blank"),
        ("and or xor", "boolean..."),
        ("not", "boolean"),
        ("is_blank is_number", "any"),
        ("contains starts_with ends_with exact", "text text"),
        ("includes", "list any"),
    ),
    "date": (
        ("+ -", "date count"),
        ("+ -", "date number"),
        ("+", "count date"),
        ("date", "year count count"),
        ("date", "number number number"),
        ("date", "datetime"),
        ("date", "text"),
        ("date_add", "date count unit"),
        ("date_add", "date number unit"),
        ("eomonth", "date"),
        ("eomonth workday", "date count"),
        ("min max", "days..."),
    ),
    "datetime": (
        ("+ -", "datetime count"),
        ("+ -", "datetime number"),
        ("datetime", "date"),
        ("datetime", "date count count"),
        ("datetime", "date count count number"),
        ("date_add", "datetime count unit"),
        ("date_add", "datetime number unit"),
        ("min max", "datetime..."),
    ),
}
EVERYWHERE = (
    ("if", "boolean T"),
    ("if", "boolean T T"),
    ("if", "boolean T blank"),
    ("coalesce", "blank T T"),
    ("ifs", "boolean T boolean T"),
    ("ifs", "boolean T boolean T T"),
    *(("switch", f"{each} {each} T {each} T T") for each in TYPES),
    ("switch", "text text T blank T"),
)
OF_TYPE = {
    "number": ("price", "size", "rooms"),
    "text": ("address", "notes", "status"),
    "boolean": ("sold",),
    "date": ("listed", "closed"),
    "datetime": ("seen", "left_at"),
    "list": ("tags", "bids", "days"),
    "numbers": ("bids",),
    "days": ("days",),
}


class Chance:
    """Formulas and rows, as one random source has them."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def formula(self, type_: str, depth: int) -> Node:
        """A formula of a type, at most so many calls deep."""
        pick = self.random.choice
        match type_:
            case "any":
                return self.formula(pick((*TYPES, "blank")), depth)
            case "list" | "numbers" | "days" if self.random.random() < 0.5:
                return Node("{}", value=pick(OF_TYPE[type_]))
            case "list" | "numbers" | "days":
                return self.formula({"list": "any", "numbers": "number", "days": "date"}[type_], depth)
            case "blank" | "unit" | "count" | "year":
                return Node("", value=self.literal(type_))
        if depth == 0 or self.random.random() < 0.1:
            return self.leaf(type_)
        # Each function as often as the next one.
        calls = [(name, of) for names, of in (*CALLS[type_], *EVERYWHERE) for name in names.split()]
        name, wanted = pick(calls)
        types: list[str] = []
        for each in wanted.replace("T", type_).split():
            types += [each.removesuffix("...")] * (self.random.randint(1, 3) if each.endswith("...") else 1)
        return Node(name, tuple(self.formula(each, depth - 1) for each in types))

    def leaf(self, type_: str) -> Node:
        """A column or a literal."""
        if type_ in {"date", "datetime"} or self.random.random() < 0.6:
            return Node("{}", value=self.random.choice(OF_TYPE[type_]))
        return Node("", value=self.literal(type_))

    def literal(self, type_: str) -> Any:
        """The value of a literal."""
        values: Mapping[str, Sequence[Any]] = {
            "number": [Decimal(each) for each in NUMBERS],
            "count": [Decimal(each) for each in COUNTS],
            "year": [Decimal(each) for each in (1, 1999, 2024, 9999, 10000)],
            "text": [*TEXTS, *LINES, ""],
            "boolean": (True, False),
            "unit": UNITS,
            "blank": (None,),
        }
        return self.random.choice(values[type_])

    def row(self) -> dict[str, Any]:
        """Values as an item stores them; one cell of eight is empty."""
        return {key: self.cell(*of) for key, of in COLUMNS.items() if self.random.random() < 0.875}

    def cell(self, type_: str, is_list: bool) -> Any:
        """A value of a column."""
        pick = self.random.choice
        if is_list:
            return [self.cell(type_, False) for _ in range(self.random.randint(1, 3))]
        match type_:
            case "currency":
                return Decimal(self.random.randint(-(10**9), 10**9)).scaleb(-2)
            case "number":
                return Decimal(pick(NUMBERS))
            case "integer":
                return self.random.randint(-5, 12)
            case "text":
                return pick(TEXTS)
            case "long_text":
                return pick((*TEXTS, *LINES))
            case "select":
                return pick(tuple(OPTIONS))
            case "multi_select":
                return self.random.sample(tuple(TAGS), self.random.randint(1, 3))
            case "boolean":
                return pick((True, False))
            case "date":
                near = date(2024, 1, 1) + timedelta(self.random.randint(-2000, 2000))
                return pick((*DAYS, *[str(near)] * 7))
            case _:
                return pick(MOMENTS)
