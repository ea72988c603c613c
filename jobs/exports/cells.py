"""What a cell of each type looks like in a file.

A cell comes as the JSON that the database keeps, and never is a float on the way: digits stay digits. The
text of a stored cell is what private.import_cell reads back as the same value.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from typing import Any, NamedTuple

import msgspec

Typed = str | float | bool | date | datetime

SEPARATOR = ", "
_SEPARATORS = (SEPARATOR, "; ", " | ", "\u241e")  # the last is the picture of a record separator
_MOST_DIGITS = 15  # that a double, and so a spreadsheet, keeps
_FIRST_DAY = date(1900, 3, 1)  # spreadsheets disagree about the days before
_STRIPPED = " \t\n\r\xa0"  # what an import takes away around a cell that is not text
_EXACT = Context(prec=2_000)

_text = msgspec.json.Decoder(str)
_elements = msgspec.json.Decoder(list[msgspec.Raw])
_links = msgspec.json.Decoder(list[tuple[str, str | None]])
_texts = msgspec.json.Decoder(list[str])
_address = msgspec.json.Decoder(dict[str, str])
_pair = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Form(NamedTuple):
    """How the cells of a column are written: as text, as JSON, and as what a spreadsheet knows."""

    text: Callable[[bytes], str]
    json: Callable[[bytes], bytes]
    typed: Callable[[bytes], Typed]
    is_percent: bool = False


class Person(msgspec.Struct, frozen=True):
    """A member of the workspace."""

    email: str | None
    name: str


class File(msgspec.Struct, frozen=True):
    """An attachment, as far as a cell of text tells of it."""

    id: str
    name: str


_files = msgspec.json.Decoder(list[File])


def form_of(
    type_: str, config: Mapping[str, Any], people: Mapping[str, Person], *, is_array: bool = False
) -> Form:
    """The form of a type. `type_` of a computed column is that of its result."""
    if is_array:
        return _array(form_of(type_, config, people))
    match type_:
        case "text" | "long_text" | "email" | "phone" | "url":
            return Form(_text.decode, _as_it_is, _text.decode)
        case "integer" | "number" | "currency" | "rating" | "auto_number" | "count":
            return Form(_digits, _as_it_is, exact)
        case "percent":
            return Form(_percent, _as_it_is, exact, is_percent=True)
        case "duration":
            return Form(_duration, _as_it_is, _duration)
        case "boolean":
            return Form(bytes.decode, _as_it_is, lambda raw: raw == b"true")
        case "date":
            return Form(_text.decode, _as_it_is, _day)
        case "datetime" | "created_at" | "updated_at":
            return Form(_text.decode, _as_it_is, _moment)
        case "select":
            return _named(_labels(config))
        case "multi_select":
            return _choices(_labels(config), separator_of(config))
        case "user" | "created_by" | "updated_by":
            return _named({identifier: person.email or "" for identifier, person in people.items()})
        case "relation":
            return Form(_titles, _titles_json, _titles)
        case "attachment":
            return _structured(lambda raw: SEPARATOR.join(file.name for file in _files.decode(raw)))
        case "address":
            return _structured(_address_text)
        case "geo_point":
            return _structured(_point)
        case "number_range":
            return _structured(_range)
        # Of any other type the JSON as it is: json itself, and what is added later until it gets a line here.
        case _:
            return _structured(bytes.decode)


def plain(form: Form) -> Form:
    """In JSON too the text that an import reads, where a cell is not as plain as a number or yes or no."""

    def json(raw: bytes) -> bytes:
        is_scalar = raw in (b"true", b"false") or (
            raw[:1] in b"-0123456789" and form.text(raw) == raw.decode()
        )
        return raw if is_scalar else msgspec.json.encode(form.text(raw))

    return form._replace(json=json)


def ids_of(type_: str) -> Form:
    """What stands beside the readable form of a choice, a person or a relation: the ids."""
    if type_ == "relation":
        return _of_text(
            lambda raw: SEPARATOR.join(link[0] for link in _links.decode(raw)),
            lambda raw: msgspec.json.encode([link[0] for link in _links.decode(raw)]),
        )
    if type_ == "attachment":  # GET /attachments/{id}/file is the file
        return _of_text(
            lambda raw: SEPARATOR.join(file.id for file in _files.decode(raw)),
            lambda raw: msgspec.json.encode([file.id for file in _files.decode(raw)]),
        )
    if type_ == "multi_select":
        return _of_text(lambda raw: SEPARATOR.join(_texts.decode(raw)), _as_it_is)
    return _of_text(_text.decode, _as_it_is)


def separator_of(config: Mapping[str, Any]) -> str:
    """What stands between the labels of a cell: the first sign that no label has."""
    labels = _labels(config).values()
    return next(
        s for s in _SEPARATORS if s == _SEPARATORS[-1] or not any(s.strip() in label for label in labels)
    )


def exact(raw: bytes) -> Typed:
    """A double where it is the very number, else the digits."""
    number = Decimal(raw.decode())
    if len(number.normalize(_EXACT).as_tuple().digits) > _MOST_DIGITS:
        return raw.decode()
    double = float(number)
    return double if Decimal(f"{double:.16G}") == number else raw.decode()


def _array(element: Form) -> Form:
    def text(raw: bytes) -> str:
        return SEPARATOR.join(element.text(bytes(part)) for part in _elements.decode(raw))

    def json(raw: bytes) -> bytes:
        return b"[" + b",".join(element.json(bytes(part)) for part in _elements.decode(raw)) + b"]"

    return _of_text(text, json)


def _of_text(text: Callable[[bytes], str], json: Callable[[bytes], bytes]) -> Form:
    return Form(text, json, text)


def _structured(text: Callable[[bytes], str]) -> Form:
    return _of_text(text, _as_it_is)


def _named(names: Mapping[str, str]) -> Form:
    """An id by a name; one that has none, such as somebody who has left, by itself."""

    def text(raw: bytes) -> str:
        identifier = _text.decode(raw)
        return names.get(identifier) or identifier

    return _of_text(text, lambda raw: msgspec.json.encode(text(raw)))


def _choices(labels: Mapping[str, str], separator: str) -> Form:
    def names(raw: bytes) -> list[str]:
        return [labels.get(identifier, identifier) for identifier in _texts.decode(raw)]

    return _of_text(lambda raw: separator.join(names(raw)), lambda raw: msgspec.json.encode(names(raw)))


def _labels(config: Mapping[str, Any]) -> dict[str, str]:
    """By id. A label with spaces around it would not be found again: such an option goes by its id."""
    return {
        option["id"]: option["label"] if option["label"] == option["label"].strip(_STRIPPED) else option["id"]
        for option in config.get("options", [])
    }


def _as_it_is(raw: bytes) -> bytes:
    return raw


def _digits(raw: bytes) -> str:
    return raw.decode()


def _percent(raw: bytes) -> str:
    number = Decimal(raw.decode()).scaleb(2, _EXACT)
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def _duration(raw: bytes) -> str:
    seconds = Decimal(raw.decode())
    whole, fraction = divmod(abs(seconds), 1)
    minutes, rest = divmod(int(whole), 60)
    digits = f"{fraction:f}"[2:].rstrip("0")
    sign = "-" if seconds < 0 else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{rest:02}" + (f".{digits}" if digits else "")


def _day(raw: bytes) -> Typed:
    text = _text.decode(raw)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day >= _FIRST_DAY else text


def _moment(raw: bytes) -> Typed:
    """UTC without saying so: spreadsheets know no zones. They keep whole seconds; more is by chance."""
    text = _text.decode(raw)
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return text
    return moment if moment.date() >= _FIRST_DAY and "." not in text else text


def _titles(raw: bytes) -> str:
    return SEPARATOR.join(title or identifier for identifier, title in _links.decode(raw))


def _titles_json(raw: bytes) -> bytes:
    return msgspec.json.encode([title or identifier for identifier, title in _links.decode(raw)])


def _address_text(raw: bytes) -> str:
    """The street alone is an address that an import reads back; of more parts only their names tell."""
    parts = _address.decode(raw)
    street = parts.get("street", "")
    is_plain = len(parts) == 1 and street and street == street.strip(_STRIPPED) and not street.startswith("{")
    return street if is_plain else raw.decode()


def _point(raw: bytes) -> str:
    parts = _pair.decode(raw)
    return f"{bytes(parts['lat']).decode()},{bytes(parts['lng']).decode()}"


def _range(raw: bytes) -> str:
    parts = _pair.decode(raw)
    low, high = (bytes(parts[name]).decode() if name in parts else "" for name in ("min", "max"))
    return f"{low}..{high}"
