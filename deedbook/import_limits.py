"""What reading one imported file may cost. Apart from the settings: the process that reads loads little."""

import os
from typing import Self

import msgspec

MIB = 1024 * 1024


class ImportLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes, seconds and counts; IMPORT_FILE_SIZE and so on in the environment. Each has its own error."""

    file_size: int = 1024 * MIB
    unpacked_size: int = 2048 * MIB  # of everything inside a workbook
    memory: int = 2048 * MIB  # address space of the process that reads
    cpu_seconds: int = 900
    seconds: int = 3_600  # from the first byte read to the last row written into the staging table
    inspect_seconds: int = 20
    rows: int = 5_000_000
    columns: int = 500  # as many as a list has
    cell_length: int = 1_000_000  # characters
    nesting: int = 100  # levels of JSON

    @classmethod
    def load(cls) -> Self:
        """The defaults, changed by the environment. Raises ValueError with the name of what is no number."""
        found = {name: _number(f"IMPORT_{name.upper()}") for name in cls.__struct_fields__}
        return cls(**{name: value for name, value in found.items() if value is not None})


def _number(name: str) -> int | None:
    text = os.environ.get(name) or ""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ValueError(f"{name}={text} is not a whole number above 0.")
    return int(text)
