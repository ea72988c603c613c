"""Numbers that a workbook shows as days: which of them are none, or others than they seem.

Days count from 1, the first of January 1900, as if that year had a 29th of February, or from 0, the first of
January 1904. Below 0 there is no day; a number below 1 is a time alone where no day is shown.
"""

import datetime
import re
from collections.abc import Mapping, Sequence

import msgspec

from jobs.imports.readers.values import moment, number_text

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_BUILT_IN_DAYS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_BUILT_IN_TIMES = {*range(18, 22), 45, 47}
_NO_DAY = 60  # the 29th of February 1900


class Formats(msgspec.Struct):
    """Of the formats that cells refer to by number: which show a day, which a time alone."""

    days: set[int] = set()
    times: set[int] = set()
    is_1904: bool = False

    def odd(self, style: int, value: float) -> tuple[str, bool] | None:
        """The text of a number whose day is not the one it seems, and whether it is a day at all."""
        is_day = style in self.days
        if not is_day and style not in self.times:
            return None
        if value < 0 or (not self.is_1904 and (_NO_DAY <= value < _NO_DAY + 1 or (value == 0 and is_day))):
            return number_text(value), False
        if self.is_1904 and is_day and 0 <= value < 1:
            found = datetime.datetime(1904, 1, 1) + datetime.timedelta(days=value)
            return moment(found).removesuffix(" 00:00:00"), True
        return None


def formats(numbers: Sequence[int], codes: Mapping[int, str], *, is_1904: bool) -> Formats:
    """`numbers` are the formats of the styles in their order, `codes` those that the file defines."""
    found = Formats(is_1904=is_1904)
    for style, number in enumerate(numbers):
        kind = _kind(number, codes.get(number))
        if kind is not None:
            (found.days if kind == "day" else found.times).add(style)
    return found


def _kind(number: int, code: str | None) -> str | None:
    if code is None:
        return "day" if number in _BUILT_IN_DAYS else "time" if number in _BUILT_IN_TIMES else None
    letters = _LITERAL.sub("", code).partition(";")[0].lower()
    if "[" in letters or "general" in letters:
        return None  # a length of time, or no time at all
    if re.search("[yd]", letters) or ("m" in letters and not re.search("[hs]", letters)):
        return "day"
    return "time" if re.search("[hs]", letters) else None
