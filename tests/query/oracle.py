"""What a query means, said once more in plain Python: lists, comparisons, nothing of the database."""

import calendar
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

Item = Mapping[str, Any]
Node = Mapping[str, Any]
Span = tuple[Any, Any]

NEGATIONS = {
    "not_equals": "equals",
    "not_contains": "contains",
    "none_of": "any_of",
    "not_on": "on",
    "is_not_empty": "is_empty",
}
PLACE = ("country", "region", "city", "street", "unit")


@dataclass(frozen=True)
class Column:
    """A column as the oracle knows it; options in their order."""

    key: str
    type: str
    family: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Oracle:
    """A list, who asks, and when."""

    columns: Mapping[str, Column]
    members: Sequence[str] = ()  # by name
    me: str = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    zone: str = "UTC"

    # Cells

    def cell(self, item: Item, column: Column) -> Any:
        """The cell, or None."""
        if column.type == "auto_number":
            return item["number"]
        if column.type in {"created_at", "updated_at"}:
            moment = datetime.fromisoformat(item[column.type]).astimezone(UTC)
            return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}".replace(".000000Z", "Z")
        if column.type in {"created_by", "updated_by"}:
            return item[column.type]
        return item["values"].get(column.key)

    def typed(self, item: Item, column: Column) -> Any:
        """The cell as something that compares, or None."""
        value = self.cell(item, column)
        if value is None:
            return None
        match column.family:
            case "number":
                return Decimal(str(value))
            case "date":
                return date.fromisoformat(value)
            case "datetime":
                return datetime.fromisoformat(value)
            case _:
                return value

    # Filters

    def matches(self, node: Node, item: Item) -> bool:
        """Whether a filter lets the item through."""
        if "and" in node:
            return all(self.matches(child, item) for child in node["and"])
        if "or" in node:
            return any(self.matches(child, item) for child in node["or"])
        if "not" in node:
            return not self.matches(node["not"], item)
        column, operator = self.columns[node["column"]], node["operator"]
        if operator in NEGATIONS:
            return not self.holds(column, NEGATIONS[operator], node.get("value"), item)
        return self.holds(column, operator, node.get("value"), item)

    def holds(self, column: Column, operator: str, value: Any, item: Item) -> bool:
        """Whether a condition that negates nothing is true of the item."""
        cell = self.typed(item, column)
        if operator == "is_empty":
            return cell is None
        if cell is None:
            return False
        return bool(getattr(self, f"_{column.family}")(operator, cell, value))

    def _text(self, operator: str, cell: str, value: Any) -> bool:
        text = cell.lower()
        if operator == "any_of":
            return text in {each.lower() for each in value}
        wanted = value.lower()
        answers: dict[str, bool] = {
            "equals": text == wanted,
            "contains": wanted in text,
            "starts_with": text.startswith(wanted),
            "ends_with": text.endswith(wanted),
        }
        return answers[operator]

    def _number(self, operator: str, cell: Decimal, value: Any) -> bool:
        given = [Decimal(str(each)) for each in (value if isinstance(value, list) else [value])]
        answers: dict[str, bool] = {
            "equals": cell == given[0],
            "gt": cell > given[0],
            "gte": cell >= given[0],
            "lt": cell < given[0],
            "lte": cell <= given[0],
            "between": given[0] <= cell <= given[-1],
            "any_of": cell in given,
        }
        return answers[operator]

    def _boolean(self, operator: str, cell: bool, value: Any) -> bool:
        return cell is value

    def _choice(self, operator: str, cell: str, value: Any) -> bool:
        return cell in (value if operator == "any_of" else [value])

    def _person(self, operator: str, cell: str, value: Any) -> bool:
        return cell in [self.me if v == "me" else v for v in (value if operator == "any_of" else [value])]

    def _choices(self, operator: str, cell: list[str], value: list[str]) -> bool:
        has, wanted = set(cell), set(value)
        return {"equals": has == wanted, "any_of": bool(has & wanted), "all_of": wanted <= has}[operator]

    def _date(self, operator: str, cell: Any, value: Any) -> bool:
        given = value if operator == "between" else [value]
        spans = [self.span(each, datetime if isinstance(cell, datetime) else date) for each in given]
        low, high = spans[0][0], spans[-1][1]
        answers: dict[str, bool] = {
            "before": cell < low,
            "after": cell >= high,
            "on_or_before": cell < high,
            "on_or_after": cell >= low,
        }
        return answers.get(operator, bool(low <= cell < high))

    _datetime = _date

    def _place(self, operator: str, cell: dict[str, str], value: str) -> bool:
        return any(value.lower() in part.lower() for part in cell.values())

    def _point(self, operator: str, cell: dict[str, Any], value: dict[str, Any]) -> bool:
        a, b = (math.radians(float(p["lat"])) for p in (cell, value))
        across = math.radians(float(cell["lng"]) - float(value["lng"]))
        cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across)
        return 6371 * math.acos(max(-1.0, min(1.0, cosine))) <= float(value["km"])

    def _range(self, operator: str, cell: dict[str, Any], value: Any) -> bool:
        low, high = (Decimal(str(v)) for v in (value if operator == "overlaps" else [value, value]))
        starts, ends = (None if v is None else Decimal(str(v)) for v in (cell.get("min"), cell.get("max")))
        return (starts is None or starts <= high) and (ends is None or ends >= low)

    def _json(self, operator: str, cell: Any, value: str) -> bool:
        raise NotImplementedError("JSON is compared as PostgreSQL writes it")

    # Days

    def span(self, value: Any, kind: type) -> Span:
        """From and up to: days, or the moments at which they begin where the asker lives."""
        if kind is datetime and isinstance(value, str) and "T" in value:
            moment = datetime.fromisoformat(value)
            return moment, moment + timedelta(microseconds=1)
        today = self.now.astimezone(ZoneInfo(self.zone)).date()
        first, last = days_of(value, today)
        if kind is date:
            return first, last
        return tuple(
            datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
            for d in (first, last)
        )  # type: ignore[return-value]

    # Order

    def sort_key(self, column: Column) -> Callable[[Item], Any]:
        """What the column sorts by; None goes where the empty cells go."""

        def key(item: Item) -> Any:
            cell = self.typed(item, column)
            if cell is None:
                return None
            match column.family:
                case "text":
                    return cell.lower()[:200]
                case "number":
                    return float(cell)
                case "choice":
                    return column.options.index(cell)
                case "choices":
                    return [column.options.index(each) for each in cell][:40]
                case "person":
                    return self.members.index(cell) if cell in self.members else 900000
                case "place":
                    return "".join(cell.get(part, "").lower() + "\x01" for part in PLACE)[:200]
                case "range":
                    ends = (cell.get("min"), -math.inf), (cell.get("max"), math.inf)
                    return [open_end if end is None else float(end) for end, open_end in ends]
                case _:
                    return cell

        return key

    def sorted(self, items: Sequence[Item], sort: Sequence[Node]) -> list[Item]:
        """In order, ids breaking ties in the direction of the last column."""
        last_descends = bool(sort) and sort[-1].get("direction") == "desc"
        rows = sorted(items, key=lambda item: str(item["id"]), reverse=last_descends)
        for node in reversed(sort):
            key = self.sort_key(self.columns[node["column"]])
            filled = [row for row in rows if key(row) is not None]
            empty = [row for row in rows if key(row) is None]
            filled.sort(key=key, reverse=node.get("direction") == "desc")
            rows = empty + filled if node.get("nulls") == "first" else filled + empty
        return rows

    # Groups and footers

    def groups(self, items: Sequence[Item], group_by: Sequence[Node]) -> list[tuple[list[Any], list[Item]]]:
        """Values and items of each group, in order."""
        columns = [self.columns[node["column"]] for node in group_by]

        def values(item: Item) -> list[Any]:
            return [self.cell(item, column) for column in columns]

        def same(item: Item) -> str:
            return msgspec.json.encode([plain(v) for v in values(item)], order="deterministic").decode()

        rows = self.sorted(sorted(items, key=same), group_by)
        found: dict[str, list[Item]] = {}
        for each, members in groupby(rows, key=same):
            found.setdefault(each, []).extend(members)
        return [(values(members[0]), members) for members in found.values()]

    def aggregate(self, items: Sequence[Item], column: Column, function: str) -> Any:
        """A footer."""
        cells = [cell for item in items if (cell := self.typed(item, column)) is not None]
        unique = len({msgspec.json.encode(plain(c), enc_hook=str, order="deterministic") for c in cells})
        counts = {
            "count": len(items),
            "filled": len(cells),
            "empty": len(items) - len(cells),
            "unique": unique,
            "checked": sum(cell is True for cell in cells),
        }
        if function in counts:
            return counts[function]
        if function.startswith("percent_"):
            part = counts[function.removeprefix("percent_")]
            return round(Decimal(100 * part) / len(items), 2) if items else None
        if not cells:
            return None
        return {
            "sum": lambda: sum(cells),
            "avg": lambda: sum(cells) / len(cells),
            "median": lambda: median(cells),
            "min": lambda: min(cells),
            "max": lambda: max(cells),
        }[function]()


def plain(value: Any) -> Any:
    """Numbers that are equal look equal."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Decimal):
        return format(Decimal(value).normalize(), "f")
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return str(value)


def days_of(value: Any, today: date) -> tuple[date, date]:
    """The first day of a value of the forms day and period, and the day after the last."""
    word: str
    n: Any
    word, n = (
        (value, None) if isinstance(value, str) else (value.get("day") or value.get("period"), value.get("n"))
    )
    one = timedelta(1)
    simple = {"yesterday": today - one, "today": today, "tomorrow": today + one}
    if word in simple:
        return simple[word], simple[word] + one
    if word in {"days_ago", "days_ahead"}:
        day = today + timedelta(n if word == "days_ahead" else -n)
        return day, day + one
    if "_n_" in word:
        which, _, unit = word.split("_")
        moved = _moved(today, unit.removesuffix("s"), n if which == "next" else -n)
        return (today, moved + one) if which == "next" else (moved, today + one)
    if "_" in word:
        which, unit = word.split("_")
        start = _start(today, unit)
        first = _moved(start, unit, {"last": -1, "this": 0, "next": 1}[which])
        return first, _moved(first, unit, 1)
    day = date.fromisoformat(word)
    return day, day + one


def _start(day: date, unit: str) -> date:
    match unit:
        case "week":
            return day - timedelta(day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case _:
            return day.replace(month=1, day=1)


def _moved(day: date, unit: str, n: int) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(n * {"day": 1, "week": 7}[unit])
    months = day.year * 12 + day.month - 1 + n * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
