"""What a column accepts, in plain Python and without a look at the SQL: from docs/column-types.md."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# Some countries and some that are none; the generator draws from both.
COUNTRIES = {"US", "DE", "FR", "GB", "AU", "CA", "NZ"}
NO_COUNTRIES = {"XX", "UK", "us", "USA", "", "D"}

_DIGITS = {
    "integer": (None, 0),
    "number": (38, 30),
    "currency": (13, 4),
    "percent": (9, 12),
    "duration": (10, 3),
}


def accepts(type_: str, config: Mapping[str, Any], value: Any) -> bool:
    """Whether a column takes a cell. Numbers are Decimal, never int or float."""
    match type_:
        case "text":
            return (
                _is_text(value, config.get("max_length", 1000))
                and not set("\n\r") & set(value)
                and _matches(config, value)
            )
        case "long_text":
            return _is_text(value, config.get("max_length", 100_000))
        case "integer" | "number" | "currency" | "percent" | "duration":
            return _is_number(type_, value) and _is_within(config, value)
        case "rating":
            return _is_number("integer", value) and 1 <= value <= config.get("max", 5)
        case "boolean":
            return isinstance(value, bool)
        case "date" | "datetime":
            return _is_time(type_, config, value)
        case "select":
            return isinstance(value, str) and value in _options(config)
        case "multi_select":
            return (
                isinstance(value, list)
                and all(isinstance(one, str) for one in value)
                and set(value) <= _options(config)
                and len(set(value)) == len(value)
            )
        case "address":
            return _is_address(value)
        case "geo_point":
            return _is_point(value)
        case "number_range":
            return _is_range(config, value)
        case "json":
            return True
    raise AssertionError(type_)


def is_empty(value: Any) -> bool:
    """Whether it is an empty cell, in whichever column. Not 0 and not false."""
    return value is None or (isinstance(value, str | list | dict) and not value)


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def _matches(config: Mapping[str, Any], value: str) -> bool:
    return "pattern" not in config or re.fullmatch(config["pattern"], value, re.ASCII | re.DOTALL) is not None


def _options(config: Mapping[str, Any]) -> set[str]:
    return {option["id"] for option in config["options"]}


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def _is_number(type_: str, value: Any) -> bool:
    if not isinstance(value, Decimal):
        return False
    before, after = _DIGITS[type_]
    if type_ == "integer":
        return value == value.to_integral_value() and abs(value) < 2**53
    assert before is not None
    return abs(value) < Decimal(10) ** before and _scale(value) <= after


def _is_within(config: Mapping[str, Any], value: Decimal) -> bool:
    return Decimal(str(config.get("min", value))) <= value <= Decimal(str(config.get("max", value)))


def _is_time(type_: str, config: Mapping[str, Any], value: Any) -> bool:
    form = r"\d{4}-\d\d-\d\d" + (r"T\d\d:\d\d:\d\d(\.\d{1,6})?Z" if type_ == "datetime" else "")
    if not isinstance(value, str) or not re.fullmatch(form, value, re.ASCII):
        return False
    read = _moment if type_ == "datetime" else date.fromisoformat
    try:
        moment = read(value)
    except ValueError:
        return False
    return read(config.get("min", value)) <= moment <= read(config.get("max", value))


def _moment(text: str) -> Any:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _is_address(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() - {
        "street",
        "unit",
        "city",
        "region",
        "postal_code",
        "country",
    }:
        return False
    if not all(
        isinstance(part, str) and 0 < len(part) <= 200 and not set("\n\r") & set(part)
        for part in value.values()
    ):
        return False
    return value.get("country", "US") in COUNTRIES


def _is_point(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"lat", "lng"}:
        return False
    lat, lng = value["lat"], value["lng"]
    if not isinstance(lat, Decimal) or not isinstance(lng, Decimal) or max(_scale(lat), _scale(lng)) > 15:
        return False
    return abs(lat) <= 90 and abs(lng) <= 180


def _is_range(config: Mapping[str, Any], value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() - {"min", "max"}:
        return False
    if not all(_is_number("number", end) and _is_within(config, end) for end in value.values()):
        return False
    return "min" not in value or "max" not in value or bool(value["min"] <= value["max"])
