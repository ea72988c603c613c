"""Random queries: every operator of every family with values of its form."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.query.oracle import Column
from tests.query.world import LONG, NUMBERS, OPTIONS, TAGS, TEXTS

Query = dict[str, Any]
Operators = Mapping[str, Sequence[tuple[str, str]]]  # family → (operator, form of the value)

ZONES = ("UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu")
PERIODS = [
    f"{which}_{unit}" for which in ("last", "this", "next") for unit in ("week", "month", "quarter", "year")
]
LONG_PERIODS = [
    f"{which}_n_{unit}" for which in ("last", "next") for unit in ("days", "weeks", "months", "years")
]

_texts = st.sampled_from([*TEXTS, *LONG, "elm", "m s", "x", "X" * 199, "köln", '"a"', "1, 2"])
_numbers = st.sampled_from([Decimal(n) for n in NUMBERS]) | st.integers(-50, 50).map(lambda n: Decimal(n) / 4)
_dates = st.integers(-420, 420).map(lambda n: (date.today() + timedelta(n)).isoformat())
_days = st.one_of(
    _dates,
    st.sampled_from(["yesterday", "today", "tomorrow"]),
    st.builds(
        lambda w, n: {"day": w, "n": n}, st.sampled_from(["days_ago", "days_ahead"]), st.integers(0, 400)
    ),
)
_moments = st.builds(
    lambda d, s: f"{d}T{s}",
    _dates,
    st.sampled_from(["07:30:00Z", "09:30:00.5+02:00", "00:00:00-05:00", "12:30:00.000001Z"]),
)
_periods = st.one_of(
    st.sampled_from([*PERIODS, "yesterday", "today", "tomorrow"]),
    st.builds(lambda p, n: {"period": p, "n": n}, st.sampled_from(LONG_PERIODS), st.integers(1, 40)),
)
_circles = st.fixed_dictionaries(
    {"lat": st.integers(-90, 90), "lng": st.integers(-180, 180), "km": st.integers(0, 20000)}
)


def value_of(column: Column, form: str, people: Sequence[str]) -> st.SearchStrategy[Any]:
    """Values of a form that may mean something to the column."""
    options = st.sampled_from(TAGS if column.family == "choices" else OPTIONS)
    persons = st.sampled_from([*people, "me"])
    days = _days | _moments if column.family == "datetime" else _days
    return {
        "text": _texts,
        "texts": st.lists(_texts, min_size=1, max_size=3),
        "number": _numbers,
        "numbers": st.lists(_numbers, min_size=1, max_size=3),
        "number_pair": st.lists(_numbers, min_size=2, max_size=2),
        "boolean": st.booleans(),
        "option": options,
        "options": st.lists(options, min_size=1, max_size=3, unique=True),
        "person": persons,
        "people": st.lists(persons, min_size=1, max_size=2),
        "day": days,
        "day_pair": st.lists(days, min_size=2, max_size=2),
        "period": _periods,
        "circle": _circles,
    }[form]


@st.composite
def conditions(
    draw: st.DrawFn, columns: Mapping[str, Column], operators: Operators, people: Sequence[str]
) -> Query:
    """One condition. JSON is left to a test of its own."""
    column = columns[draw(st.sampled_from([key for key, c in columns.items() if c.family != "json"]))]
    operator, form = draw(st.sampled_from(operators[column.family]))
    node: Query = {"column": column.key, "operator": operator}
    if form != "none":
        node["value"] = draw(value_of(column, form, people))
    return node


def filters(
    columns: Mapping[str, Column], operators: Operators, people: Sequence[str]
) -> st.SearchStrategy[Query]:
    """Nested and, or, not."""
    return st.recursive(
        conditions(columns, operators, people),
        lambda inner: st.one_of(
            st.fixed_dictionaries({"and": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"or": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"not": inner}),
        ),
        max_leaves=5,
    )


def sorts(columns: Mapping[str, Column], least: int = 0, most: int = 3) -> st.SearchStrategy[list[Query]]:
    """Several columns, up and down, empty cells first and last."""
    keys = [key for key, c in columns.items() if c.family not in {"point", "json"}]
    one = st.fixed_dictionaries(
        {"column": st.sampled_from(keys)},
        optional={"direction": st.sampled_from(["asc", "desc"]), "nulls": st.sampled_from(["first", "last"])},
    )
    return st.lists(one, min_size=least, max_size=most, unique_by=lambda node: node["column"])
