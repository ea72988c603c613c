"""Text with delimiters."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from deedbook.import_limits import ImportLimits
from jobs.imports.dialect import Dialect, find_dialect
from jobs.imports.encoding import find_encoding, refuse_binary
from jobs.imports.options import Options
from jobs.imports.readers.base import Facts
from jobs.imports.rows import ROW_BYTES, Row, checked, read_rows

_SAMPLE_CHARACTERS = 1 << 16
_DECLARATION = re.compile(r'"?sep=([^\r\n"])"?\r?\n?', re.IGNORECASE)  # what Excel takes and drops


class TextReader:
    """A file of comma-separated values and its like."""

    names = None
    merged = ()

    def __init__(self, path: Path, options: Options, limits: ImportLimits) -> None:
        self._path, self._limits = path, limits
        encoding = find_encoding(path, options.encoding)
        self._encoding = encoding
        with self._open() as file:
            sample = file.read(_SAMPLE_CHARACTERS)
        refuse_binary(sample, options.delimiter)
        declared = _DECLARATION.match(sample)
        self._skipped = declared.end() if declared else 0
        if declared and options.delimiter is None:
            quote = '"' if options.quote is None else options.quote
            dialect = Dialect(declared[1], quote, "", "the first line of the file says it")
        else:
            dialect = find_dialect(sample[self._skipped :], options)
        self._dialect = dialect
        self.facts = Facts(
            format="csv",
            reason="text with delimiters",
            encoding=encoding,
            dialect=dialect,
            problems=encoding.problems(),
        )

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding.name, errors=self._encoding.errors, newline="")

    def rows(self) -> Iterator[list[Row]]:
        """Blank lines are rows without cells."""
        limit = self._limits.cell_length
        with self._open() as file:
            file.read(self._skipped)
            for rows in read_rows(file, self._dialect.arguments(), with_blank=True):
                yield rows if limit >= ROW_BYTES else checked(rows, limit)
