"""Which types and formats the values of a column may have, by a sample. All rows decide; see settle."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from jobs.imports.formats import DOLLARS, MARKS, SYMBOLS, Format, all_formats, bare_number
from jobs.imports.options import DeclaredType, Options

Spec = dict[str, Any]  # what private.import_cell takes

UNITS = {"percent": ("fraction", "hundredths"), "duration": ("seconds", "minutes", "hours")}
"""What a bare number may be: whoever imports says which, as the format of the column."""
SAMPLE_VALUES = 300  # different values a column
_MOST = 0.8  # a type that fewer values of the sample have is not worth a word
_PHONE_NAME = re.compile(r"phone|telefon|\btel\b|mobile|\bcell\b|\bfax\b|whatsapp", re.IGNORECASE)


class Guess(msgspec.Struct):
    """A type and format to try; `rival` is the other reading of the same values that must be ruled out."""

    spec: Spec
    rival: Spec | None = None
    words: str = ""


class Column(msgspec.Struct):
    """A column of the file on its way to a type. `guesses` are tried in turn; the last one stays."""

    position: int
    name: str
    guesses: list[Guess]
    is_declared: bool = False
    key: str | None = None  # of the column of the list; None: a new one
    is_required: bool = False
    has_default: bool = False
    unique_id: str | None = None  # of the column of the list, where no two items may share a value
    title: str = ""  # of the column to be made
    keeps: bool = False  # what an item holds, where the file has nothing
    makes_options: bool = False  # of a column that is there
    reason: str = ""
    bad: int = 0

    def decorate(self, decoration: Spec) -> None:
        """Says to every guess what its text is made from."""
        for guess in self.guesses:
            guess.spec |= decoration
            if guess.rival:
                guess.rival |= decoration

    @property
    def guess(self) -> Guess:
        """The one that is being tried, or stays."""
        return self.guesses[0]


def sample_values(rows: Sequence[Sequence[str]], position: int, empties: frozenset[str]) -> list[str]:
    """Different values of a column that are not empty, as they stand in the file."""
    values = dict.fromkeys(row[position - 1] for row in rows if row[position - 1].strip() not in empties)
    return list(values)[:SAMPLE_VALUES]


def infer(position: int, name: str, values: Sequence[str], options: Options, currency: str) -> Column:
    """A column whose type nobody named. It may widen down to text, so that every value stays what it is."""
    text = [
        Guess({"column": position, "type": type_, "padded": options.trim}) for type_ in ("text", "long_text")
    ]
    stripped = [value.strip() for value in values]
    fitting = _fitting(_allowed(options), stripped, is_phone=bool(_PHONE_NAME.search(name)))
    padded = any(value != bare for value, bare in zip(values, stripped, strict=True))
    guesses = [_guess(form, position, padded, currency, fitting) for form in _chain(fitting)]
    column = Column(position, name, guesses + text)
    if not values:
        column.reason = "no values in the first rows"
    elif not guesses:
        column.reason = _why_text(stripped)
    return column


def declare(
    position: int, name: str, values: Sequence[str], declared: DeclaredType, options: Options, currency: str
) -> Column:
    """A column whose type somebody named, or that the list has: only its format is to be found."""
    stripped = [value.strip() for value in values]
    config = dict(declared.config)
    if declared.type == "currency":
        config.setdefault("currency", currency)
    spec: Spec = {
        "column": position,
        "type": declared.type,
        "config": config,
        "declared": True,
        "padded": options.trim if declared.type in {"text", "long_text"} else True,
    }
    rival, words = None, ""
    if declared.type in {"integer", "number", "currency"}:
        spec["format"] = _number_format(declared, stripped, options)
        spec["symbol"] = (
            _symbol(config.get("currency", "")) if declared.type == "currency" else _only_symbol(stripped)
        )
    elif declared.type in {"date", "datetime"}:
        form = _time_format(declared, stripped, options)
        spec["format"], words = form.name, form.words
        if not declared.format:  # then nobody has spoken of a midnight
            words = words.removesuffix(" 0:00")
        is_said = bool(declared.format) or options.date_order is not None
        spec["words"] = words if is_said or not words else f"{words}, as other values of the column are"
        if form.rival and options.date_order is None and not declared.format:
            rival = {**spec, "format": form.rival}
    elif declared.type in {"percent", "rating", "duration"}:
        spec["format"] = _number_format(declared, [value.rstrip("% ") for value in stripped], options)
        if declared.format in UNITS.get(declared.type, ()):
            spec["unit"] = declared.format
    elif declared.type == "multi_select":
        spec["format"] = declared.format or (";" if any(";" in value for value in values) else ",")
    return Column(position, name, [Guess(spec, rival, words)], is_declared=True, reason="declared")


def _fitting(forms: Iterable[Format], values: Sequence[str], *, is_phone: bool) -> dict[Format, float]:
    """The share of values that have each format, where it is most of them."""
    if not values:
        return {}
    found: dict[Format, float] = {}
    allowed_misses = int(len(values) * (1 - _MOST))
    for form in forms:
        if form.type == "phone" and not is_phone:
            continue  # too much looks like a phone number
        if form.symbol and not any(form.symbol in value for value in values):
            continue
        if not form.is_marked(values):
            continue
        misses = 0
        for value in values:
            if not form.fits(value):
                misses += 1
                if misses > allowed_misses:
                    break
        else:
            found[form] = 1 - misses / len(values)
    if is_phone and any(form.type == "phone" for form in found):
        return {form: share for form, share in found.items() if form.type == "phone"}
    return found


def _chain(fitting: dict[Format, float]) -> list[Format]:
    """Those that every value of the sample has; else the one that most have, for the report to speak of."""
    whole = [form for form, share in fitting.items() if share == 1]
    if not whole:
        return [max(fitting, key=lambda form: fitting[form])] if fitting else []
    chain: list[Format] = []
    for form in whole:
        shadowed = any(form.type == other.type and form.rival == other.name for other in chain)
        if not shadowed and not any(form.name == (other.rival or "") for other in chain):
            chain.append(form)
    return chain


def _guess(
    form: Format,
    position: int,
    padded: bool,
    currency: str,
    fitting: dict[Format, float],
) -> Guess:
    spec: Spec = {"column": position, "type": form.type, "padded": padded, "format": form.name}
    if form.words:
        spec["words"] = form.words
    if form.type == "currency":
        code = currency if form.symbol == "$" and currency in DOLLARS else SYMBOLS[form.symbol]
        spec |= {"symbol": form.symbol, "config": {"currency": code}}
    rival = None
    if form.rival:
        other = next(
            (
                f
                for f, share in fitting.items()
                if f.name == form.rival
                and share == 1
                and (f.type == form.type or {f.type, form.type} == {"integer", "number"})
                and f.symbol == form.symbol
            ),
            None,
        )
        if other:
            rival = {**spec, "type": other.type, "format": other.name}
            if other.words:
                rival["words"] = other.words
    return Guess(spec, rival, form.words)


def _allowed(options: Options) -> list[Format]:
    """The formats that the options leave open."""
    forms = []
    for form in all_formats():
        if form.type in {"integer", "number", "currency"} and options.decimal_comma is not None:
            if (form.name == "decimal_comma") != options.decimal_comma:
                continue
            form = msgspec.structs.replace(form, rival=None)
        elif form.name[:3] in {"mdy", "dmy", "ymd"} and options.date_order is not None:
            if form.name[:3] != options.date_order and form.name[:3] != "ymd":
                continue
            form = msgspec.structs.replace(form, rival=None)
        forms.append(form)
    return forms


def _number_format(declared: DeclaredType, values: Sequence[str], options: Options) -> str:
    if declared.format in {"plain", "thousands", "decimal_comma", *MARKS}:
        return declared.format
    values = [bare_number(value) for value in values]
    if not options.decimal_comma and (grouped := _grouping(values)):
        return grouped
    if options.decimal_comma is not None:
        return "decimal_comma" if options.decimal_comma else "thousands"
    comma = sum(bool(re.search(r",(?![0-9]{3}(?![0-9]))", value)) for value in values)
    point = sum(bool(re.search(r",[0-9]{3}(?![0-9])", value)) for value in values)
    return "decimal_comma" if comma > point else "thousands"


def _grouping(values: Sequence[str]) -> str | None:
    """apostrophe, space or indian, where more values have it than commas or points alone."""
    fits = {form.name: sum(map(form.fits, values)) for form in all_formats() if form.type == "number"}
    for name, mark in MARKS.items():
        is_there = any(re.search(mark, value) for value in values)
        if is_there and fits[name] > fits["thousands"] and fits[name] >= fits["decimal_comma"]:
            return name
    return None


def _only_symbol(values: Sequence[str]) -> str:
    """The currency that the numbers of a column are written with; none where there are several."""
    found = {symbol for symbol in SYMBOLS for value in values if symbol in value}
    return found.pop() if len(found) == 1 else ""


def _time_format(declared: DeclaredType, values: Sequence[str], options: Options) -> Format:
    """The format that most values have; the first, ISO, where there is none."""
    order = declared.format[:3] if declared.format[:3] in {"mdy", "dmy", "ymd"} else None
    forms = [form for form in _allowed(options) if form.type == declared.type]
    named = [form for form in forms if form.name == declared.format]
    if order and not named:
        named = [form for form in forms if form.name.startswith(order)]
    return max(named or forms, key=lambda form: sum(map(form.fits, values)))


def _symbol(currency: str) -> str:
    if currency in DOLLARS:
        return "$"
    return next((symbol for symbol, code in SYMBOLS.items() if code == currency), "")


def _why_text(values: Sequence[str]) -> str:
    for value in values:
        if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", value):
            return f'digits with a leading zero, e.g. "{value}", are kept as they are'
        if re.fullmatch(r"[0-9]{16,}", value):
            return f'more digits than a number keeps exactly everywhere, e.g. "{value}"'
        if re.fullmatch(r"\+[0-9]+|[0-9]+[eE][0-9]+", value):
            return f'may be a code rather than a number, e.g. "{value}"'
    return f'text, e.g. "{values[0][:50]}"'
