"""Every file of the corpus is read, each row accounted for, or refused with the reason. No database."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from deedbook.import_limits import ImportLimits
from jobs.imports.errors import ImportFailed
from jobs.imports.options import Options
from jobs.imports.readers.kinds import open_reader
from jobs.imports.rows import BadRow, Row
from jobs.imports.table import Table
from tests.imports.corpus import CASES
from tests.imports.corpus.case import Case


def _read(case: Case, folder: Path) -> tuple[Table, list[Row]]:
    path = folder / "0192"  # an uploaded file has no name of its own
    path.write_bytes(case.data())
    options = msgspec.convert(dict(case.options), Options)
    limits = ImportLimits(**case.limits)
    table = Table(open_reader(path, case.name, options, limits), options, limits)
    return table, [row for batch in table.batches() for row in batch]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_file_of_the_corpus(case: Case, tmp_path: Path) -> None:
    if case.error is not None:
        with pytest.raises(ImportFailed) as raised:
            _read(case, tmp_path)
        assert raised.value.code == case.error, raised.value.message
        assert case.message in raised.value.message
        return
    table, rows = _read(case, tmp_path)
    bad = {number: row.reason for number, row in enumerate(rows, 1) if isinstance(row, BadRow)}
    assert bad.keys() == case.bad.keys(), bad
    assert all(part in bad[number] for number, part in case.bad.items()), bad
    if case.names is not None:
        assert list(table.facts.header.names) == list(case.names)
    if case.rows is not None:
        assert [row for row in rows if not isinstance(row, BadRow)] == case.rows
    if case.count is not None:
        assert len(rows) == case.count
    if case.blank is not None:
        assert table.blank_rows == case.blank
    assert case.problems <= {problem.code for problem in table.facts.problems}
    assert case.read_problems <= {problem.code for problem in table.problems_of_rows()}
    for name, wanted in case.facts.items():
        assert _fact(table, name) == wanted


def _fact(table: Table, name: str) -> Any:
    facts = table.facts.facts
    if name == "encoding":
        return facts.encoding.name if facts.encoding else None
    if name == "delimiter":
        return facts.dialect.delimiter if facts.dialect else None
    return getattr(facts, name)


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert len({str(case) for case in CASES}) == len(CASES)
