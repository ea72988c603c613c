"""The formats in which files write values, as shapes to recognise in a sample.

A shape only proposes: whether each value of the file converts is for the SQL of private.import_cell, which
knows the same formats by the same names.
"""

import re
from functools import cache

import msgspec

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
LONGEST_DIGITS = 15  # a number of more is no longer exact in most programs that read JSON

_MONTH, _DAY, _YEAR = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])", "[0-9]{4}"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_ISO_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_MIDNIGHT = r"[ T]0?0:00(?::00(?:\.000)?)?"
_WHOLE = f"(?:0|[1-9][0-9]{{0,{LONGEST_DIGITS - 1}}})"
_COMMAS = "[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_POINTS = "[1-9][0-9]{0,2}(?:[. \u00a0\u202f][0-9]{3})+"
_DECIMAL = rf"(?:{_WHOLE}(?:\.[0-9]+)?|\.[0-9]+)"
_WITH_COMMAS = rf"(?:{_COMMAS}(?:\.[0-9]+)?|{_DECIMAL})"
_WITH_POINTS = f"(?:{_POINTS}|{_WHOLE})(?:,[0-9]+)?"
_PARTS = {"m": _MONTH, "d": _DAY, "y": _YEAR}
_LETTERS = {"m": "M", "d": "D", "y": "YYYY"}


class Format(msgspec.Struct, frozen=True):
    """One way to write values of a type. `rival` reads some of the same values as something else."""

    type: str
    name: str
    shape: str
    words: str = ""
    symbol: str = ""
    rival: str | None = None
    flags: re.RegexFlag = re.ASCII

    def fits(self, value: str) -> bool:
        """Whether a value, without spaces around it, has this shape."""
        return _compiled(self.shape, self.flags).fullmatch(value) is not None


@cache
def _compiled(shape: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """When it is first needed: all of them take a tenth of a second."""
    return re.compile(shape, flags)


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format, the narrowest type first."""
    return (
        _format("boolean", "words", "true|false|yes|no", flags=re.IGNORECASE),
        _format("integer", "plain", f"-?{_WHOLE}"),
        _format("number", "plain", f"-?{_DECIMAL}"),
        _format("integer", "thousands", f"-?(?:{_COMMAS}|{_WHOLE})", rival="decimal_comma"),
        _format("number", "thousands", f"-?{_WITH_COMMAS}", rival="decimal_comma"),
        _format("integer", "decimal_comma", f"-?(?:{_POINTS}|{_WHOLE})"),
        _format("number", "decimal_comma", f"-?{_WITH_POINTS}"),
        *(_currency(symbol) for symbol in SYMBOLS),
        *(_currency(symbol, comma=True) for symbol in SYMBOLS),
        _format("date", "iso", _ISO_DAY),
        _format("date", "iso midnight", f"{_ISO_DAY}(?:{_MIDNIGHT}Z?)?"),
        _format("date", "compact", "[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", "YYYYMMDD"),
        _format("date", "compact midnight", "[0-9]{8}T000000", "YYYYMMDDT000000"),
        *(f for suffix in ("", " midnight") for f in _days("date", suffix)),
        _format("datetime", "iso", f"{_ISO_DAY}[ T]{_CLOCK}{_ZONE}"),
        _format("datetime", "compact", "[0-9]{8}T[0-9]{6}", "YYYYMMDDTHHMMSS"),
        *_days("datetime", ""),
        _format("email", "", r'[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}'),
        _format("url", "", r"https?://[^\s/?#]+\S*"),
        _format("phone", "", r"[+(]{0,2}[0-9][0-9 ()./#*+ext-]{1,48}"),
    )


def _format(
    type_: str,
    name: str,
    shape: str,
    words: str = "",
    *,
    rival: str | None = None,
    flags: re.RegexFlag = re.NOFLAG,
) -> Format:
    return Format(type_, name, shape, words, rival=rival, flags=flags | re.ASCII)


def _currency(symbol: str, *, comma: bool = False) -> Format:
    sign = re.escape(symbol)
    number = _WITH_POINTS if comma else _WITH_COMMAS
    return Format(
        "currency",
        "decimal_comma" if comma else "thousands",
        rf"(?:-?{sign} ?|{sign} ?-|-)?{number}(?: ?{sign})?",
        symbol=symbol,
        rival=None if comma else "decimal_comma",
    )


def _days(type_: str, suffix: str) -> list[Format]:
    clock = (
        f" (?:{_CLOCK}|[0-9]:[0-5][0-9](?::[0-5][0-9])?)"
        if type_ == "datetime"
        else f"(?:{_MIDNIGHT})?"
        if suffix
        else ""
    )
    words = " HH:MM" if type_ == "datetime" else " 0:00" if suffix else ""
    made = []
    for separator in "/-.":
        for order, rival in (("mdy", "dmy"), ("dmy", "mdy"), ("ymd", None)):
            if separator == "." and order == "mdy":
                continue  # with dots the day comes first everywhere
            made.append(
                _format(
                    type_,
                    f"{order}{separator}{suffix}",
                    re.escape(separator).join(_PARTS[part] for part in order) + clock,
                    separator.join(_LETTERS[part] for part in order) + words,
                    rival=f"{rival}{separator}{suffix}" if rival and separator != "." else None,
                )
            )
    return made
