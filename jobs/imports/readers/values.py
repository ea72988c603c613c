"""The values of workbooks as texts."""

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_NOISE = 2  # units in the last place: what arithmetic in binary adds to a number of 15 digits


def number_text(value: float) -> str:
    """A number as a person wrote it: 15 digits where only noise stands behind them, never an exponent."""
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if not math.isfinite(value):
        return str(value)
    short = float(f"{value:.15g}")
    chosen = short if abs(short - value) <= _NOISE * math.ulp(value) else value
    return format(Decimal(repr(chosen)), "f").removesuffix(".0")


def moment(value: datetime.datetime) -> str:
    """Times are fractions of a day in a workbook: less than a millisecond is noise."""
    if value.microsecond >= 999_000:
        value = value.replace(microsecond=0) + datetime.timedelta(seconds=1)
    elif value.microsecond < 1_000:
        value = value.replace(microsecond=0)
    return value.isoformat(" ")


def length(value: datetime.timedelta) -> str:
    """A length of time as h:mm:ss, with thousandths where there are some."""
    thousandths = round(value.total_seconds() * 1000)
    sign, thousandths = ("-", -thousandths) if thousandths < 0 else ("", thousandths)
    seconds, rest = divmod(thousandths, 1000)
    text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if rest else text


def _time(value: datetime.time) -> str:
    return moment(datetime.datetime.combine(datetime.date(2000, 1, 1), value)).partition(" ")[2]


TEXT: dict[type[Any], Callable[[Any], str]] = {
    str: lambda value: value,
    float: number_text,
    int: str,
    bool: lambda value: "true" if value else "false",
    datetime.date: datetime.date.isoformat,
    datetime.datetime: moment,
    datetime.time: _time,
    datetime.timedelta: length,
}
