"""What fails says so in one line that names what to do, and never with a traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Deedbook

UNREACHABLE = "postgresql://nobody:secret-word@127.0.0.1:1/none"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["status"], {}, "No database: DATABASE_URL is not set and"),
        (["migrate"], {}, "Start one with `make run`"),
        (["psql", "-c", "select 1"], {}, "No database"),
        (["psql", "--as", "a@b.example"], {}, "No database"),
        (["serve"], {}, "No database: API_DATABASE_URL is not set"),
        (["worker"], {}, "No database: WORKER_DATABASE_URL is not set"),
        (["demo"], {}, "No database"),
        (["user", "list"], {}, "No database"),
        (["up"], {"PORT": "80000"}, "PORT=80000 is not a port: give a number from 1 to 65535."),
        (["up"], {"PORT": "x"}, "PORT=x is not a port"),
        (["up"], {"DATABASE_URL": UNREACHABLE}, "Cannot reach the database"),
        (["status"], {"DATABASE_URL": UNREACHABLE}, "Cannot reach the database"),
        (["migrate"], {"DATABASE_URL": UNREACHABLE}, "Cannot reach the database"),
        (["status"], {"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        (["up"], {"PG_BINARIES": "/nowhere"}, "/nowhere holds no PostgreSQL"),
        (["nonsense"], {}, "No such command 'nonsense'"),
    ],
)
def test_one_clear_line(
    deedbook: Deedbook, arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    ended = deedbook.run(*arguments, **environment)
    assert ended.returncode != 0
    errors = [line for line in ended.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1, ended.stderr
    assert expected in errors[0]
    assert "Traceback" not in ended.stderr
    assert "secret-word" not in ended.stderr


def test_broken_files_are_named(deedbook: Deedbook) -> None:
    deedbook.data.mkdir()
    (deedbook.data / "secrets.json").write_text("{")
    ended = deedbook.run("status")
    assert ended.returncode == 1
    assert "secrets.json cannot be understood" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_data_that_cannot_be_made(deedbook: Deedbook) -> None:
    Path(deedbook.data).write_text("a file")
    ended = deedbook.run("up")
    assert ended.returncode == 1
    assert str(deedbook.data) in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_help_lists_every_command(deedbook: Deedbook) -> None:
    listed = deedbook.run("--help").stdout
    for name in ("up", "migrate", "status", "serve", "worker", "demo", "import", "user", "psql"):
        assert f"\n  {name} " in listed


def test_psql_needs_a_known_person(deedbook: Deedbook) -> None:
    ended = deedbook.run("psql", "--as", "x@y.example", DATABASE_URL=UNREACHABLE)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
