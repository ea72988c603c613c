"""The process that reads a file: what it answers, and that nothing a file does reaches the worker."""

import os
import time
from pathlib import Path

import pytest

from deedbook.import_limits import ImportLimits
from deedbook.settings import Settings, SettingsError
from jobs.imports.blocks import Block
from jobs.imports.errors import ImportFailed
from jobs.imports.options import Options
from jobs.imports.reading import Reading, inspect_file
from jobs.imports.rows import BadRow
from tests.imports.corpus.workbooks import xlsx

MIB = 1 << 20


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def test_rows_and_blocks_come_over(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,b\n1,"x\ty\nz"\n3\n,\n5,\n')
    with Reading(ImportLimits()) as reading:
        source = reading.open(path, "a.csv", Options())
        assert (source.width, source.header.names, source.sample) == (
            2,
            ("a", "b"),
            [["1", "x\ty\nz"], ["5", ""]],
        )
        rows = [row for batch in source.batches() for row in batch]
        assert rows == [
            ["1", "x\ty\nz"],
            BadRow("3", "has 1 cells where the first row has 2", ["3"]),
            ["5", ""],
        ]
        reason = "has 1 cells where the first row has 2"
        text = f"1\t\t1\tx\\ty\\nz\n2\t{reason}\t3\t\n3\t\t5\t\n"
        assert list(source.blocks(1)) == [Block(text.encode(), 3, 1, False, False)]
        assert source.blank_rows == 1
        assert [problem.code for problem in source.problems] == ["blank_rows"]


def test_rows_that_do_not_fit_are_a_problem_once_they_are_read(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n1,2\n" + b"1\n" * 5)
    words = "5 of 6 rows cannot be used; 5 of them have 1 cells, where the header, row 1, has 2"
    with Reading(ImportLimits()) as reading:
        source = reading.open(path, "a.csv", Options())
        assert not source.problems
        list(source.blocks(1))
        (problem,) = source.problems
        assert problem.code == "most_rows_rejected"
        assert problem.message.startswith(words)
    settings = Settings(data_dir=tmp_path, files_dir=tmp_path, mail_dir=tmp_path)
    found = inspect_file(settings, path, "a.csv", Options())
    assert "most_rows_rejected" in {problem.code for problem in found.problems}


def test_a_guessed_encoding_is_a_problem(tmp_path: Path) -> None:
    path = _file(tmp_path, "a,b\nKöln,2\n".encode("latin-1"))
    with Reading(ImportLimits()) as reading:
        (problem,) = reading.open(path, "a.csv", Options()).problems
        assert problem.code == "encoding_uncertain"
        assert "cp1252" in problem.message
        assert "option encoding" in problem.message


def test_a_wide_file_comes_in_parts(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        (",".join(f"c{n}" for n in range(300)) + "\n" + ",".join(map(str, range(300))) + "\n").encode(),
    )
    with Reading(ImportLimits()) as reading:
        source = reading.open(path, "a.csv", Options())
        first, second = ([b.text.decode().split("\t") for b in source.blocks(part)] for part in (1, 2))
        assert (first[0][:3], first[0][-1]) == (["1", "", "0"], "249\n")
        assert (second[0][:2], second[0][-1]) == (["1", "250"], "299\n")


def _sparse(book: object, sheet: object) -> None:
    sheet.write_row(0, 0, ["name"] * 40)  # type: ignore[attr-defined]
    sheet.write(1_048_575, 39, "far")  # type: ignore[attr-defined]


def test_too_much_memory(tmp_path: Path) -> None:
    path = _file(tmp_path, xlsx(_sparse)())
    with pytest.raises(ImportFailed) as raised, Reading(ImportLimits(memory=256 * MIB)) as reading:
        reading.open(path, "a.xlsx", Options())
    assert raised.value.code == "memory_limit"
    assert "IMPORT_MEMORY" in raised.value.message


def test_too_much_time(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n" + b"1,2\n" * 2_000_000)
    began = time.monotonic()
    with pytest.raises(ImportFailed) as raised, Reading(ImportLimits(), seconds=0.5) as reading:
        for _ in reading.open(path, "a.csv", Options()).batches():
            time.sleep(0.05)
    assert raised.value.code == "time_limit"
    assert time.monotonic() - began < 15


def test_too_much_computing(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n" + b'1,"2"\n' * 6_000_000)
    with pytest.raises(ImportFailed) as raised, Reading(ImportLimits(cpu_seconds=1, rows=10**9)) as reading:
        source = reading.open(path, "a.csv", Options())
        for _ in source.blocks(1):
            pass
    assert raised.value.code == "cpu_limit"


def test_inspecting_takes_its_own_time(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, files_dir=tmp_path, mail_dir=tmp_path, imports=ImportLimits(inspect_seconds=1)
    )
    path = _file(tmp_path, b"a,b\n" + b'1,"2"\n' * 3_000_000)
    began = time.monotonic()
    try:
        assert inspect_file(settings, path, "a.csv", Options()).rows in {None, 3_000_000}
    except ImportFailed as failure:
        assert failure.code == "time_limit"
    assert time.monotonic() - began < 10


def test_a_process_that_dies_is_an_error_and_no_more(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n" + b"1,2\n" * 2_000_000)  # more than a pipe holds
    with pytest.raises(ImportFailed) as raised, Reading(ImportLimits()) as reading:
        source = reading.open(path, "a.csv", Options())
        process = reading._process
        assert process is not None
        for _ in source.batches():
            os.kill(process.pid, 11)
    assert raised.value.code == "file_damaged"


def test_no_process_stays(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n" + b"1,2\n" * 200_000)
    with Reading(ImportLimits()) as reading:
        batches = reading.open(path, "a.csv", Options()).batches()
        next(batches)
        process = reading._process
    assert process is not None
    assert process.returncode is not None


def test_the_process_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with Reading(ImportLimits()) as reading:
        process = reading._process
        assert process is not None
        reading.open(_file(tmp_path, b"a\n1\n"), "a.csv", Options())
        assert b"secret" not in Path(f"/proc/{process.pid}/environ").read_bytes()


def test_limits_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPORT_ROWS", "7")
    assert Settings.load(tmp_path).imports == ImportLimits(rows=7)
    monkeypatch.setenv("IMPORT_ROWS", "many")
    with pytest.raises(SettingsError, match="IMPORT_ROWS=many"):
        Settings.load(tmp_path)


@pytest.mark.slow
def test_memory_stays_flat_as_files_grow(tmp_path: Path) -> None:
    most = [
        _peak(tmp_path, _file(tmp_path, line(rows))) for line in (_csv, _json) for rows in (20_000, 400_000)
    ]
    assert most[1] < most[0] + 24 * MIB
    assert most[3] < most[2] + 24 * MIB


def _csv(rows: int) -> bytes:
    return b"a,b\n" + b"".join(b"%d,some text of a cell\n" % n for n in range(rows))


def _json(rows: int) -> bytes:
    return b"[" + b",".join(b'{"a": %d, "b": "some text of a cell"}' % n for n in range(rows)) + b"]"


def _peak(folder: Path, path: Path) -> int:
    with Reading(ImportLimits()) as reading:
        source = reading.open(path, "file", Options())
        for _ in source.blocks(1):
            pass
        process = reading._process
        assert process is not None
        status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
