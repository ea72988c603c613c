"""A record of JSON as columns with dotted names and cells of text."""

import json
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from jobs.imports.readers.window import Digits, Doubled

VALUE = "value"  # the column of a record that is no object
SEPARATOR = ";"

Path_ = tuple[str, ...]


def flattened(record: Any, nesting: int) -> Iterator[tuple[Path_, str]]:
    """Columns and texts of one record."""
    if isinstance(record, dict) and record:
        yield from _flat(record, (), nesting)
    elif not isinstance(record, dict):
        yield (VALUE,), _text(record, nesting)


def _flat(value: dict[str, Any], path: Path_, left: int) -> Iterator[tuple[Path_, str]]:
    if not left:
        raise _too_deep()
    for name, inner in value.items():
        here = (*path, name)
        if isinstance(inner, dict) and inner:
            yield from _flat(inner, here, left - 1)
        else:
            yield here, _text(inner, left - 1)


def _text(value: Any, left: int) -> str:
    if isinstance(value, str):
        return str(value)  # of Digits too
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(_is_joinable(part) for part in value):
        return f"{SEPARATOR} ".join(_text(part, left) for part in value)
    return to_json(value, left)


def _is_joinable(part: Any) -> bool:
    """Whether a value of an array may stand beside others in one text and be found again."""
    if isinstance(part, bool):
        return True
    return isinstance(part, str) and part.strip() == part != "" and SEPARATOR not in part and "\n" not in part


def to_json(value: Any, left: int) -> str:
    """JSON again, with every number as it was written."""
    if not left:
        raise _too_deep()
    if isinstance(value, dict):
        pairs = (f"{encode_basestring(name)}: {to_json(inner, left - 1)}" for name, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(to_json(inner, left - 1) for inner in value) + "]"
    if isinstance(value, Digits):
        return str(value)
    return encode_basestring(value) if isinstance(value, str) else json.dumps(value)


def _too_deep() -> RecursionError:
    return RecursionError("nested too deep")


def check_depth(value: Any, left: int) -> None:
    for _ in flattened(value, left):
        pass


def is_doubled(value: Any) -> bool:
    """Whether a name comes twice in an object of it."""
    if isinstance(value, dict):
        return isinstance(value, Doubled) or any(map(is_doubled, value.values()))
    return isinstance(value, list) and any(map(is_doubled, value))
