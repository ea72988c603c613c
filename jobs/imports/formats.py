"""The formats in which files write values, as shapes to recognise in a sample.

A shape only proposes: whether each value of the file converts is for the SQL of private.import_cell, which
knows the same formats by the same names.
"""

import re
from collections.abc import Iterable
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
_SPACES = " \u00a0\u202f"
_SWISS = rf"(?:[1-9][0-9]{{0,2}}(?:['\u2019][0-9]{{3}})+(?:\.[0-9]+)?|{_DECIMAL})"
_WITH_SPACES = rf"(?:[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+(?:\.[0-9]+)?|{_DECIMAL})"
_INDIAN = rf"(?:[1-9][0-9]?(?:,[0-9]{{2}})*,[0-9]{{3}}(?:\.[0-9]+)?|{_DECIMAL})"
MARKS = {
    "apostrophe": r"[0-9]['\u2019][0-9]{3}",
    "space": f"[0-9][{_SPACES}][0-9]{{3}}",
    "indian": r"[0-9],[0-9]{2},",
}
"""What tells these ways to group digits from all others: some value must have it."""
NUMBER_PATTERNS = {
    "1,234.56": "thousands",
    "1.234,56": "decimal_comma",
    "1 234,56": "decimal_comma",
    "1234,56": "decimal_comma",
    "1234.56": "plain",
    "1'234.56": "apostrophe",
    "1 234.56": "space",
    "12,34,567.00": "indian",
    "12,34,567.89": "indian",
}
"""Formats as examples, for people; private.import_format_problem knows the same."""
_SYMBOLS = "[$€£¥₹₩]?"
_AROUND = re.compile(rf"^[(+\u2212-]?\s*{_SYMBOLS}\s*|\s*{_SYMBOLS}\s*[)\u2212-]?$")
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
    mark: str = ""

    def is_marked(self, values: Iterable[str]) -> bool:
        """Whether some value has what makes it this format, where it needs that."""
        return not self.mark or any(_compiled(self.mark, self.flags).search(value) for value in values)

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
        *_grouped(),
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


def bare_number(value: str) -> str:
    """The digits of a number and what is between them, without signs and symbols."""
    return _AROUND.sub("", value)


def _grouped() -> list[Format]:
    """Ways to group digits that are like no other."""
    shapes = (("apostrophe", _SWISS), ("space", _WITH_SPACES), ("indian", _INDIAN))
    made: list[Format] = []
    for name, shape in shapes:
        # Whole numbers with spaces are found with the comma; with a point there is no comma.
        mark = MARKS[name] + (r".*\." if name == "space" else "")
        if name != "space":
            made.append(
                Format(
                    "integer",
                    name,
                    "-?" + shape.replace(r"(?:\.[0-9]+)?|" + _DECIMAL, f"|{_WHOLE}"),
                    mark=mark,
                )
            )
        made.append(Format("number", name, f"-?{shape}", mark=mark))
    return made


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
