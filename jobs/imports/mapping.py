"""Which column of a file goes where, as somebody has said; validated by private.check_import_mapping."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from jobs.imports.errors import ImportFailed
from jobs.imports.formats import NUMBER_PATTERNS, all_formats, bare_number
from jobs.imports.guard import REPORT_COLUMNS
from jobs.imports.header import Header
from jobs.imports.inference import SAMPLE_VALUES, Spec

ITEM_ID = "@id"
"""What a mapping calls the id of an item, which is no column."""
READ_ONLY = frozenset(
    {"auto_number", "created_at", "created_by", "updated_at", "updated_by"}
    | {"relation", "lookup", "rollup", "count", "formula", "attachment"}
)
"""Types that are never part of the values of an item."""


class Split(msgspec.Struct, frozen=True):
    """A part of a cell: from 1, from the end below 0."""

    by: str
    part: int

    def of(self, text: str) -> str:
        """As split_part of PostgreSQL."""
        parts = text.split(self.by)
        place = self.part - 1 if self.part > 0 else len(parts) + self.part
        return parts[place].strip() if 0 <= place < len(parts) else ""


class Link(msgspec.Struct, frozen=True):
    """How the items that a cell names are found. Without a separator a cell is one key, or else several."""

    by: str | None = None
    separator: str | None = None
    unmatched: Literal["report", "create", "leave_out"] = "report"


class NewColumn(msgspec.Struct, frozen=True):
    """A column to be made; without a type it is found out."""

    name: str
    type: str | None = None
    config: dict[str, Any] = {}


class Entry(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Where one column of the file, or a constant, goes; nowhere if `to` is None."""

    to: NewColumn | str | None = None
    from_: str | int | None = None
    constant: str | None = None
    split: Split | None = None
    trim: bool | None = None
    format: str = ""
    empty: tuple[str, ...] = ()
    values: dict[str, str] = {}  # what a text stands for, however its case
    if_empty: Literal["clear", "keep"] = "clear"
    options: Literal["create", "report"] = "report"
    link: Link = Link()

    def decoration(self) -> Spec:
        """What private.import_text is told beside the position."""
        spec: Spec = {}
        if self.constant is not None:
            spec["constant"] = self.constant
        if self.split is not None:
            spec["split"] = {"by": self.split.by, "part": self.split.part}
        if self.empty:
            spec["empty"] = ["", *(text.strip() for text in self.empty)]
        if self.values:
            spec["values"] = self._meanings()
        return spec

    def sample(self, rows: Sequence[Sequence[str]], position: int, empties: frozenset[str]) -> list[str]:
        """Different texts that are not empty."""
        meanings = self._meanings()
        if self.constant is not None:
            return [meanings.get(self.constant.strip().lower(), self.constant)]
        empties = empties | {text.strip() for text in self.empty}
        cells = (row[position - 1] for row in rows if row[position - 1].strip() not in empties)
        texts = (self.split.of(cell) if self.split else cell for cell in cells)
        texts = (meanings.get(text.strip().lower(), text) for text in texts)
        return list(dict.fromkeys(text for text in texts if text.strip() not in empties))[:SAMPLE_VALUES]

    def _meanings(self) -> dict[str, str]:
        return {text.strip().lower(): meaning.strip() for text, meaning in self.values.items()}


class Mapping(msgspec.Struct, frozen=True):
    """Columns that it does not name go by their names, or nowhere."""

    columns: tuple[Entry, ...] = ()
    others: Literal["match", "ignore"] = "match"


class Source(msgspec.Struct, frozen=True):
    """What one column of the list is read from. Position 0 is a constant; the label is what errors say."""

    position: int
    label: str
    entry: Entry
    is_mapped: bool


def find_sources(mapping: Mapping, header: Header) -> list[Source]:
    """A source for each entry, then one for each other column. Raises ImportFailed for what is not there."""
    found = [(_position(entry, n, header), entry) for n, entry in enumerate(mapping.columns)]
    named = {position for position, _ in found}
    sources: list[Source] = []
    labels: set[str] = set()
    for position, entry in found:
        if entry.to is None:
            continue
        label = header.names[position - 1] if position else _words(entry.to)
        if label.lower() in labels:
            label = f"{label} → {_words(entry.to)}"
        labels.add(label.lower())
        sources.append(Source(position, label, entry, is_mapped=True))
    if mapping.others == "match":
        for position, name in enumerate(header.names, 1):
            if position not in named and name not in REPORT_COLUMNS:
                sources.append(Source(position, name, Entry(to=name, from_=position), is_mapped=False))
    return sorted(sources, key=lambda source: source.position or len(header.names) + 1)


def format_name(type_: str, given: str) -> str:
    """The format that a pattern such as DD.MM.YYYY or 1.234,56 stands for; other words stay as they are."""
    if type_ in {"integer", "number", "currency", "percent", "rating", "duration"}:
        pattern = bare_number(given).replace("\u2019", "'").replace("\u00a0", " ")
        return NUMBER_PATTERNS.get(pattern, given)
    if not given or type_ not in {"date", "datetime"}:
        return given
    pattern = given.upper().replace("DD", "D").replace("MM", "M")
    shapes = {"YYYY-M-D": "iso", "YYYYMD": "compact"}
    shapes |= {
        form.words.split(" ")[0]: form.name for form in reversed(all_formats()) if form.words.count("Y") == 4
    }
    shapes |= {"YYYY-M-D": "iso", "YYYYMD": "compact"}
    name = shapes.get(pattern.split(" ")[0], given)
    known = {form.name for form in all_formats() if form.type == type_} | {"mdy", "dmy", "ymd"}
    if name not in known:
        raise ImportFailed(
            "import_mapping_invalid",
            f'"{given}" is no format of dates; write it like DD.MM.YYYY, MM/DD/YYYY, YYYY-MM-DD or YYYYMMDD.',
        )
    return name


def _position(entry: Entry, number: int, header: Header) -> int:
    if entry.constant is not None:
        return 0
    names = [name.lower() for name in header.names]
    if isinstance(entry.from_, int):
        if entry.from_ <= len(names):
            return entry.from_
        message = f"the file has {len(names):,} columns, not {entry.from_:,}"
    else:
        wanted = (entry.from_ or "").strip().lower()
        if wanted in names:
            return names.index(wanted) + 1
        message = f'the file has no column "{entry.from_}"; its columns are: {", ".join(header.names)}'
    raise ImportFailed("import_mapping_invalid", f"mapping.columns.{number}.from: {message}.")


def _words(to: NewColumn | str | None) -> str:
    return to.name if isinstance(to, NewColumn) else str(to)
