"""What a formula gives, said once more in plain Python from docs/formulas.md, with nothing of the SQL."""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.formulas.world import COLUMNS, OPTIONS, TAGS

WIDE = Context(prec=600)
TENTH = Decimal("1e-20")
LONGEST = 32767
INFIX = ("+", "-", "*", "/", "%", "&", "=", "<>", "<", "<=", ">", ">=")
TINY = timedelta(microseconds=1)


@dataclass(frozen=True)
class Node:
    """A literal (name ""), a column (name "{}") or a call."""

    name: str
    arguments: tuple["Node", ...] = ()
    value: Any = None

    def __str__(self) -> str:
        if self.name == "{}":
            return f"{{{self.value}}}"
        if not self.name:
            return _literal(self.value)
        if self.name == "neg":
            return f"(-{self.arguments[0]})"
        if self.name in INFIX:
            return f"({self.arguments[0]} {self.name} {self.arguments[1]})"
        return f"{self.name}({', '.join(map(str, self.arguments))})"


def _literal(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "TRUE", False: "false"}[value]
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '""').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return plain(value) if value >= 0 else f"(-{plain(value.copy_negate())})"


def plain(number: Decimal) -> str:
    """The digits of a number without zeros that say nothing."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def fit(number: Fraction | Decimal | int) -> Decimal | None:
    """The rule of rounding: 20 decimals, halves away from zero, nothing from 1e38 on."""
    if isinstance(number, Fraction):
        tens = abs(number) * 10**20
        whole = (2 * tens.numerator + tens.denominator) // (2 * tens.denominator)
        number = WIDE.scaleb(Decimal(whole if number >= 0 else -whole), -20)
    rounded = Decimal(number).quantize(TENTH, ROUND_HALF_UP, WIDE)
    return rounded if abs(rounded) < 10**38 else None


def exact(number: Decimal) -> Fraction:
    """For sums without a digit lost."""
    return Fraction(number)


def whole(number: Decimal | None, low: int, high: int) -> int:
    """A count of characters, places or decimals."""
    return int(min(max(int(number or 0), low), high))


def as_text(value: Any) -> str:
    """A value in a text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def is_blank(value: Any) -> bool:
    """Whether there is nothing."""
    return value is None or value == ""


def same(a: Any, b: Any) -> bool:
    """What = asks."""
    if isinstance(a, bool) or isinstance(b, bool):
        return bool(a) == bool(b)
    if isinstance(a, str) or isinstance(b, str):
        return bool((a or "").lower() == (b or "").lower())
    return bool(a == b)


def shifted_day(day: date, days: Decimal) -> date | None:
    """A day some days later."""
    number = day.toordinal() + int(days)
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def shifted_month(day: date, months: int) -> date | None:
    """The same day some months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted_moment(moment: datetime, days: Fraction) -> datetime | None:
    """A moment some days later, to the microsecond."""
    micros = days * 86_400_000_000
    rounded = (2 * abs(micros).numerator + abs(micros).denominator) // (2 * abs(micros).denominator)
    try:
        return moment + timedelta(microseconds=rounded if micros >= 0 else -rounded)
    except OverflowError:
        return None


@dataclass(frozen=True)
class Oracle:
    """Where days begin."""

    zone: ZoneInfo

    def cell(self, type_: str, is_list: bool, value: Any) -> Any:
        """A stored value as a formula computes with it."""
        if is_list or type_ == "multi_select":
            element = "tag" if type_ == "multi_select" else type_
            return [self.cell(element, False, each) for each in value or []]
        if value is None:
            return None
        match type_:
            case "currency" | "number" | "integer":
                return Decimal(value)
            case "date":
                return date.fromisoformat(value)
            case "datetime":
                return datetime.fromisoformat(value)
            case "select":
                return OPTIONS[value]
            case "tag":
                return TAGS[value]
            case _:
                return value

    def compute(self, node: Node, values: Mapping[str, Any]) -> Any:
        """The JSON that a formula gives for a row of values."""
        row = {key: self.cell(*column, values.get(key)) for key, column in COLUMNS.items()}
        with localcontext(WIDE):
            return self.result(self.evaluate(node, row))

    def evaluate(self, node: Node, row: Mapping[str, Any]) -> Any:
        """The value of a node; row has cells as formulas compute with them."""
        if node.name == "{}":
            return row[node.value]
        if not node.name:
            return node.value
        arguments = [self.evaluate(each, row) for each in node.arguments]
        # Python has no names such as if_.
        called = getattr(self, f"_{NAMES.get(node.name, node.name)}")
        return called(*arguments)

    def result(self, value: Any) -> Any:
        """The JSON of a cell."""
        if isinstance(value, Decimal):
            return Decimal(plain(value))
        if isinstance(value, (date, datetime)):
            return as_text(value)
        return None if value == "" else value

    # Operators

    def _neg(self, x: Decimal | None) -> Any:
        return None if x is None else -x

    def _add(self, x: Any, y: Any) -> Any:
        if x is None or y is None:
            return None
        if isinstance(y, date):
            return self._add(y, x)
        if isinstance(x, datetime):
            return shifted_moment(x, exact(y))
        if isinstance(x, date):
            return shifted_day(x, y)
        return fit(exact(x) + exact(y))

    def _subtract(self, x: Any, y: Any) -> Any:
        if x is None or y is None:
            return None
        if isinstance(y, datetime):
            return fit(Fraction((x - y) // TINY, 86_400_000_000))
        if isinstance(y, date):
            return Decimal(x.toordinal() - y.toordinal())
        return self._add(x, -y)

    def _multiply(self, x: Decimal | None, y: Decimal | None) -> Any:
        return None if x is None or y is None else fit(exact(x) * exact(y))

    def _divide(self, x: Decimal | None, y: Decimal | None) -> Any:
        if x is None or y is None or y == 0:
            return None
        rounded = x.quantize(TENTH, ROUND_HALF_UP, WIDE)
        return fit(exact(rounded) / exact(y))

    def _mod(self, x: Decimal | None, y: Decimal | None) -> Any:
        if x is None or y is None or y == 0:
            return None
        return fit(exact(x) - exact(y) * (exact(x) // exact(y)))

    def _join_two(self, x: Any, y: Any) -> Any:
        return (as_text(x) + as_text(y))[:LONGEST]

    def _equal(self, x: Any, y: Any) -> bool:
        return same(x, y)

    def _differ(self, x: Any, y: Any) -> bool:
        return not same(x, y)

    def _compare(self, x: Any, y: Any, holds: Callable[[int], bool]) -> bool:
        if is_blank(x) or is_blank(y):
            return False
        if isinstance(x, str):
            x, y = x.lower().encode(), y.lower().encode()
        return holds((x > y) - (x < y))

    def _less(self, x: Any, y: Any) -> bool:
        return self._compare(x, y, lambda order: order < 0)

    def _at_most(self, x: Any, y: Any) -> bool:
        return self._compare(x, y, lambda order: order <= 0)

    def _more(self, x: Any, y: Any) -> bool:
        return self._compare(x, y, lambda order: order > 0)

    def _at_least(self, x: Any, y: Any) -> bool:
        return self._compare(x, y, lambda order: order >= 0)

    # Logic

    def _if(self, condition: Any, yes: Any, no: Any = None) -> Any:
        return yes if condition else no

    def _ifs(self, *arguments: Any) -> Any:
        for k in range(0, len(arguments) - 1, 2):
            if arguments[k]:
                return arguments[k + 1]
        return arguments[-1] if len(arguments) % 2 else None

    def _switch(self, x: Any, *arguments: Any) -> Any:
        for k in range(0, len(arguments) - 1, 2):
            if same(x, arguments[k]):
                return arguments[k + 1]
        return arguments[-1] if len(arguments) % 2 else None

    def _and(self, *values: Any) -> bool:
        return all(values)

    def _or(self, *values: Any) -> bool:
        return any(values)

    def _not(self, value: Any) -> bool:
        return not value

    def _xor(self, *values: Any) -> bool:
        return sum(map(bool, values)) % 2 == 1

    def _coalesce(self, *values: Any) -> Any:
        return next((value for value in values if not is_blank(value)), None)

    def _is_blank(self, value: Any) -> bool:
        return is_blank(value)

    def _is_number(self, value: Any) -> bool:
        return isinstance(self._number(value) if isinstance(value, str) else value, Decimal)

    # Numbers

    def _round(self, x: Decimal | None, places: Decimal | None = None) -> Any:
        return self._rounded(x, places, ROUND_HALF_UP)

    def _rounddown(self, x: Decimal | None, places: Decimal | None = None) -> Any:
        return self._rounded(x, places, ROUND_DOWN)

    def _roundup(self, x: Decimal | None, places: Decimal | None = None) -> Any:
        return self._rounded(x, places, "ROUND_UP")

    def _rounded(self, x: Decimal | None, places: Decimal | None, how: str) -> Any:
        if x is None:
            return None
        step = WIDE.scaleb(Decimal(1), -whole(places, -38, 20))
        return fit((WIDE.divide(x, step)).to_integral_value(how, WIDE) * step)

    def _floor(self, x: Decimal | None, *step: Decimal | None) -> Any:
        return self._stepped(x, step, ROUND_FLOOR)

    def _ceiling(self, x: Decimal | None, *step: Decimal | None) -> Any:
        return self._stepped(x, step, ROUND_CEILING)

    def _stepped(self, x: Decimal | None, steps: Sequence[Decimal | None], how: str) -> Any:
        step = steps[0] if steps else Decimal(1)
        if x is None or not step:
            return None
        times = exact(x) / exact(step)
        # Not above and not below are meant of the number, whatever the sign of the step.
        down = (how == ROUND_FLOOR) == (step > 0)
        return fit(exact(step) * (times.__floor__() if down else times.__ceil__()))

    def _int(self, x: Decimal | None) -> Any:
        return self._floor(x)

    def _abs(self, x: Decimal | None) -> Any:
        return None if x is None else abs(x)

    def _sign(self, x: Decimal | None) -> Any:
        return None if x is None else Decimal((x > 0) - (x < 0))

    def _number(self, x: Any) -> Any:
        if isinstance(x, bool):
            return Decimal(x)
        if not isinstance(x, str):
            return x
        text = x.strip(" \t\r\n\u00a0")
        shape = r"[-+]?[$€£]? ?(\d{1,3}(,\d{3})+|\d+)?([.]\d+)?([eE][-+]?\d{1,2})? ?[$€£%]?"
        if (
            len(text) > 100
            or not re.fullmatch(shape, text, re.ASCII)
            or re.match(r"[^\d.]*(e|$)", text, re.I)
        ):
            return None
        bare = Fraction(re.sub("[,$€£% ]", "", text))
        return fit(bare / 100 if text.endswith("%") else bare)

    # Text

    def _concat(self, *values: Any) -> str:
        return "".join(map(as_text, values))[:LONGEST]

    def _text(self, value: Any) -> Any:
        return None if value is None else as_text(value)

    def _left(self, x: str | None, *count: Decimal | None) -> Any:
        return None if x is None else x[: whole(count[0] if count else Decimal(1), 0, 10**6)]

    def _right(self, x: str | None, *count: Decimal | None) -> Any:
        if x is None:
            return None
        return x[max(len(x) - whole(count[0] if count else Decimal(1), 0, 10**6), 0) :]

    def _mid(self, x: str | None, place: Decimal | None, count: Decimal | None) -> Any:
        if x is None:
            return None
        start = whole(place, 1, 10**6) - 1
        return x[start : start + whole(count, 0, 10**6)]

    def _len(self, x: str | None) -> Decimal:
        return Decimal(len(x or ""))

    def _upper(self, x: str | None) -> Any:
        return None if x is None else x.upper()

    def _lower(self, x: str | None) -> Any:
        return None if x is None else x.lower()

    def _trim(self, x: str | None) -> Any:
        return None if x is None else re.sub(r"[\s\u00a0]+", " ", x).strip(" ")

    def _substitute(self, x: str | None, old: str | None, new: str | None) -> Any:
        return x if x is None or not old or old not in x else x.replace(old, new or "")[:LONGEST]

    def _replace(self, x: str | None, place: Decimal | None, count: Decimal | None, new: str | None) -> Any:
        start = whole(place, 1, 10**6) - 1
        text = x or ""
        return (text[:start] + (new or "") + text[start + whole(count, 0, 10**6) :])[:LONGEST]

    def _find(self, part: str | None, x: str | None, *place: Decimal | None) -> Any:
        start = whole(place[0] if place else Decimal(1), 1, 10**6) - 1
        if not part or x is None or start >= len(x):
            return None
        found = x.find(part, start)
        return Decimal(found + 1) if found >= 0 else None

    def _search(self, part: str | None, x: str | None, *place: Decimal | None) -> Any:
        return self._find(self._lower(part), self._lower(x), *place)

    def _contains(self, x: str | None, part: str | None) -> bool:
        return bool(part) and part.lower() in (x or "").lower()

    def _starts_with(self, x: str | None, part: str | None) -> bool:
        return bool(part) and (x or "").lower().startswith(part.lower())

    def _ends_with(self, x: str | None, part: str | None) -> bool:
        return bool(part) and (x or "").lower().endswith(part.lower())

    def _exact(self, x: str | None, y: str | None) -> bool:
        return (x or "") == (y or "")

    def _repeat(self, x: str | None, count: Decimal | None) -> Any:
        return None if x is None else (x * whole(count, 0, LONGEST))[:LONGEST]

    def _split(self, x: str | None, by: str | None, number: Decimal | None) -> Any:
        if x is None or by is None:
            return None
        parts = x.split(by) if by and x else [x]
        place = whole(number, 1, 10**6)
        return parts[place - 1] if place <= len(parts) else ""

    # Days and moments

    def local(self, value: date | datetime) -> datetime:
        """What a clock shows."""
        if isinstance(value, datetime):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return datetime.combine(value, time())

    def _date(self, x: Any, *more: Any) -> Any:
        if isinstance(x, str):
            try:
                return date.fromisoformat(x.strip(" ")) if re.fullmatch(r" *\d{4}-\d\d-\d\d *", x) else None
            except ValueError:
                return None
        if isinstance(x, datetime):
            return self.local(x).date()
        if x is None or None in more:
            return None
        year, month, day = (int(each) for each in (x, *more))
        if abs(year) > 20000 or abs(month) > 200000 or abs(day) > 4000000:
            return None
        first = shifted_month(date(1, 1, 1), (year - 1) * 12 + month - 1)
        return None if first is None else shifted_day(first, Decimal(day - 1))

    def _datetime(self, day: date | None, *clock: Decimal | None) -> Any:
        if day is None or None in clock:
            return None
        seconds = [exact(part) * size for part, size in zip(clock, (3600, 60, 1), strict=False) if part]
        days = fit(Fraction(sum(seconds, Fraction())) / 86400)
        moment = None if days is None else shifted_moment(datetime.combine(day, time(), UTC), exact(days))
        try:
            return None if moment is None else moment.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:
            return None

    def _date_add(self, x: Any, amount: Decimal | None, unit: str | None) -> Any:
        if x is None or amount is None or unit is None:
            return None
        name, count = unit.lower().rstrip("s"), int(amount)
        if name in {"second", "minute", "hour"}:
            if abs(amount) > 10**12:
                return None
            days = Fraction(count * {"second": 1, "minute": 60, "hour": 3600}[name], 86400)
            if isinstance(x, datetime):
                return shifted_moment(x, days)
            moment = shifted_moment(datetime.combine(x, time(), UTC), days)
            return None if moment is None else moment.date()
        local = self.local(x)
        day = (
            shifted_day(local.date(), Decimal(count * {"day": 1, "week": 7}[name]))
            if name in {"day", "week"}
            else shifted_month(local.date(), count * {"month": 1, "quarter": 3, "year": 12}[name])
        )
        if day is None or not isinstance(x, datetime):
            return day
        try:
            return datetime.combine(day, local.time(), self.zone).astimezone(UTC)
        except OverflowError:
            return None

    def _date_diff(self, x: Any, y: Any, unit: str | None) -> Any:
        if x is None or y is None or unit is None:
            return None
        first, last = self.local(min(x, y)), self.local(max(x, y))
        months = (last.year - first.year) * 12 + last.month - first.month
        months -= (last.day, last.time()) < (first.day, first.time())
        days = (last.date() - first.date()).days - (last.time() < first.time())
        micros = (self.elapsed(max(x, y)) - self.elapsed(min(x, y))) // TINY
        sizes = {"second": 10**6, "minute": 60 * 10**6, "hour": 3600 * 10**6}
        name = unit.lower().rstrip("s")
        if name in sizes:
            number = micros // sizes[name]
        elif name in {"day", "week"}:
            number = days // {"day": 1, "week": 7}[name]
        else:
            number = months // {"month": 1, "quarter": 3, "year": 12}[name]
        return Decimal(-number if y < x else number)

    def elapsed(self, x: Any) -> datetime:
        """The moment, of a day its beginning in UTC."""
        return x if isinstance(x, datetime) else datetime.combine(x, time(), UTC)

    def _part(self, x: Any, of: Callable[[datetime], int]) -> Any:
        return None if x is None else Decimal(of(self.local(x)))

    def _year(self, x: Any) -> Any:
        return self._part(x, lambda d: d.year)

    def _quarter(self, x: Any) -> Any:
        return self._part(x, lambda d: (d.month + 2) // 3)

    def _month(self, x: Any) -> Any:
        return self._part(x, lambda d: d.month)

    def _week_number(self, x: Any) -> Any:
        return self._part(x, lambda d: d.isocalendar().week)

    def _day(self, x: Any) -> Any:
        return self._part(x, lambda d: d.day)

    def _weekday(self, x: Any) -> Any:
        return self._part(x, lambda d: d.isoweekday())

    def _hour(self, x: Any) -> Any:
        return self._part(x, lambda d: d.hour)

    def _minute(self, x: Any) -> Any:
        return self._part(x, lambda d: d.minute)

    def _second(self, x: Any) -> Any:
        return self._part(x, lambda d: d.second)

    def _eomonth(self, x: date | None, *months: Decimal | None) -> Any:
        if x is None or None in months:
            return None
        day = shifted_month(x, int(months[0] or 0) if months else 0)
        return day and day.replace(day=calendar.monthrange(day.year, day.month)[1])

    def _workday(self, x: date | None, days: Decimal | None) -> Any:
        if x is None or days is None or abs(days) > 4000000:
            return None
        left, step, day = abs(int(days)), 1 if days > 0 else -1, x
        while left:
            if day == (date.max if step > 0 else date.min):
                return None
            day += timedelta(step)
            left -= day.isoweekday() < 6
        return day

    # Lists

    def _elements(self, values: Sequence[Any]) -> list[Any]:
        flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
        return [each for each in flat if not is_blank(each)]

    def _sum(self, *values: Any) -> Any:
        return fit(sum((exact(each) for each in self._elements(values)), Fraction()))

    def _average(self, *values: Any) -> Any:
        found = self._elements(values)
        if not found:
            return None
        total = sum((exact(each) for each in found), Fraction())
        return fit(
            exact(
                WIDE.divide(Decimal(total.numerator), Decimal(total.denominator)).quantize(
                    TENTH, ROUND_HALF_UP, WIDE
                )
            )
            / len(found)
        )

    def _min(self, *values: Any) -> Any:
        return min(self._elements(values), default=None)

    def _max(self, *values: Any) -> Any:
        return max(self._elements(values), default=None)

    def _count(self, *values: Any) -> Decimal:
        return Decimal(len(self._elements(values)))

    def _join(self, by: str | None, *values: Any) -> str:
        return (by or "")[:1000].join(map(as_text, self._elements(values)))[:LONGEST]

    def _includes(self, values: Any, wanted: Any) -> bool:
        texts = [as_text(each).lower() for each in self._elements([values])]
        return not is_blank(wanted) and as_text(wanted).lower() in texts


NAMES = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "%": "mod",
    "&": "join_two",
    "=": "equal",
    "<>": "differ",
    "<": "less",
    "<=": "at_most",
    ">": "more",
    ">=": "at_least",
    "value": "number",
}
