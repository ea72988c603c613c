"""`deedbook import`, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from deedbook.cli.importing import import_file
from deedbook.server.database import MARK
from deedbook.settings import Settings
from tests.imports.conftest import Importer
from tests.support.server import Database

Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA", str(settings.data_dir))
    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    monkeypatch.setenv("API_DATABASE_URL", database.api_url)
    monkeypatch.setenv("WORKER_DATABASE_URL", database.worker_url)

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(import_file, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "houses.csv"
    path.write_text("Address,Price\n1 A St,100\n2 B St,?\n3 C St,300\n")
    return path


def test_json_is_one_object(run: Run, file: Path) -> None:
    result = run(file, "--workspace", "Demo", "--list", "New", "--as", "manager@demo.example", "--json",
                 "--type", "Price=integer")  # fmt: skip
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["rows_read"], said["rows_imported"], said["rows_rejected"]) == (3, 2, 1)
    assert said["errors"][0]["value"] == "?"
    assert said["import_id"]
    assert said["list_id"]
    assert said["seconds"] > 0


def test_the_report_says_what_was_decided_and_what_was_rejected(
    run: Run, file: Path, settings: Settings
) -> None:
    result = run(file, "--workspace", "demo", "--list", "New", "--as", "manager@demo.example",
                 "--type", "Price=integer")  # fmt: skip
    assert result.exit_code == 0, result.output
    for words in (
        "3 rows read",
        "2 rows imported",
        "1 rows rejected",
        "Address",
        "whole number",
        "delimiter:",
    ):
        assert words in result.output
    assert list((settings.files_dir / "imports").iterdir()) == []


def test_into_a_list_that_exists(run: Run, file: Path, importer: Importer) -> None:
    list_id = importer.make_list([{"name": "Address", "type": "text"}, {"name": "Price", "type": "text"}])
    for wanted in ("existing", str(list_id)):
        result = run(file, "--workspace", "Demo", "--list", wanted, "--as", "editor@demo.example", "--json")
        assert json.loads(result.stdout)["list_id"] == str(list_id)
    assert len(importer.rows("select from public.items where list_id = %s", [list_id])) == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as", "nobody@demo.example"], "Nobody here has the e-mail address"),
        (["--as", "outsider@demo.example"], 'has no workspace "Demo"'),
        ([], "Say whose rights count"),
        (["--as", "manager@demo.example", "--type", "x=integer"], 'no column "x"'),
        (["--as", "manager@demo.example", "--encoding", "klingon"], "There is no encoding"),
    ],
)
def test_refusals_are_one_clear_line(run: Run, file: Path, arguments: list[str], words: str) -> None:
    result = run(file, "--workspace", "Demo", "--list", "New", *arguments)
    assert result.exit_code != 0
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_refused_import_leaves_no_file(run: Run, file: Path, settings: Settings) -> None:
    result = run(file, "--workspace", "Demo", "--list", "New", "--as", "editor@demo.example")
    assert isinstance(result.exception, psycopg.errors.InsufficientPrivilege)
    assert list((settings.files_dir / "imports").iterdir()) == []


def test_the_first_owner_where_make_run_made_the_database(
    run: Run, file: Path, database: Database, superuser: psycopg.Connection
) -> None:
    superuser.execute(f"comment on database {database.name} is '{MARK}'".encode())
    result = run(file, "--workspace", "Demo", "--list", "New")
    assert result.exit_code == 0, result.output
    assert "as owner@demo.example, the first owner" in result.output


def test_map_mode_key_and_dry_run(run: Run, file: Path, importer: Importer, tmp_path: Path) -> None:
    list_id = importer.make_list([{"name": "Street", "type": "text"}, {"name": "Price", "type": "integer"}])
    mapping = tmp_path / "map.json"
    mapping.write_text('{"columns": [{"from": "Address", "to": "Street"}]}')
    person = ("--as", "manager@demo.example")
    into = (file, "--workspace", "Demo", "--list", str(list_id), "--map", mapping, *person)
    tried = run(*into, "--dry-run", "--json")
    assert tried.exit_code == 0, tried.output
    said = json.loads(tried.stdout)
    assert (said["status"], said["rows_imported"]) == ("checked", 2)
    assert importer.rows("select from public.items where list_id = %s", [list_id]) == []
    done = run("--run", said["import_id"], *person)
    assert done.exit_code == 0, done.output
    file.write_text("Address,Price\n1 A St,101\n3 C St,300\n4 D St,400\n")
    upsert = run(*into, "--mode", "upsert", "--key", "street")
    assert upsert.exit_code == 0, upsert.output
    for words in ("1 rows imported", "1 rows updated", "1 rows unchanged"):
        assert words in upsert.output
    import_id = upsert.output.split("import ")[-1].split(",")[0]
    reverted = run("--revert", import_id, *person)
    assert reverted.exit_code == 0, reverted.output
    assert "1 new items went to the trash" in reverted.output
    assert "1 items have their old values back" in reverted.output
    assert json.loads(run("--revert", import_id, "--json", *person).stdout)["conflicts"] == 0


def test_left_and_found_again(run: Run, file: Path) -> None:
    person = ("--as", "manager@demo.example")
    left = run(file, "--workspace", "Demo", "--list", "New", "--no-wait", *person)
    assert left.exit_code == 0, left.output
    import_id = left.output.split()[-1]
    followed = run("--follow", import_id, "--json", *person)
    assert json.loads(followed.stdout)["rows_imported"] == 3
    assert run("--follow", import_id, *person).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give a file, or one of"),
        (["--follow", "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"], "There is no import"),
    ],
)
def test_what_to_do_must_be_said(run: Run, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert words in result.output


def test_a_look_at_a_file_needs_no_database(
    run: Run, file: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "API_DATABASE_URL", "WORKER_DATABASE_URL"):
        monkeypatch.delenv(name)
    with file.open("a") as more:
        more.writelines(f"{n} D St,{n}\n" for n in range(7))
    result = run(file, "--inspect")
    assert result.exit_code == 0, result.output
    for words in (
        "format:    csv",
        "delimiter: ,",
        "data from row 2",
        "Address",
        "2 B St",
        "90%",
        "1 of 10 different",
    ):
        assert words in result.output
    assert not (settings.files_dir / "imports").exists()


def test_a_look_as_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text('{"x": [{"a": 1}], "y": [{"b": "2024-01-02"}, {"b": null}]}')
    found = json.loads(run(path, "--inspect", "--json").stdout)
    assert [(sheet["name"], sheet["rows"]) for sheet in found["sheets"]] == [("/x", 1), ("/y", 2)]
    assert (found["sheet"], found["rows"], found["problems"][0]["code"]) == ("/y", 2, "records_ambiguous")
    (column,) = found["columns"]
    assert (column["name"], column["type"], column["confidence"], column["empty"]) == ("b", "date", 1.0, 1)
    found = json.loads(run(path, "--inspect", "--json", "--records", "/x").stdout)
    assert found["sample"] == [["1"]]


def test_a_look_at_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\3\4 broken")
    result = run(path, "--inspect", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "file_damaged"
    assert "damaged" in result.stderr
    assert run(path, "--list", "New").exit_code == 2


def test_a_file_becomes_deals(run: Run, tmp_path: Path, importer: Importer) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Reference,Title,Status,Amount,Closed\nd-1,House,Won,10,2020-01-02\nd-2,Flat,Won,,\n")
    place = ("--workspace", "Demo", "--as", "editor@demo.example")
    result = run(path, *place, "--target", "deals", "--json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["target"], said["list_id"], said["rows_imported"], said["rows_rejected"]) == (
        "deals",
        None,
        1,
        1,
    )
    assert "amount" in said["errors"][0]["reason"]
    stored = "select title, status, stage, closed_at::date::text from public.deals where reference = %s"
    assert importer.rows(stored, ["d-1"]) == [("House", "won", "closed", "2020-01-02")]
    assert run(path, *place, "--target", "deals", "--list", "X").exit_code == 2
    again = run(path, *place, "--target", "deals", "--mode", "upsert", "--key", "reference")
    assert "1 row rejected" in again.output or "1 rows" in again.output, again.output
    reverted = run("--revert", said["import_id"], "--as", "editor@demo.example", "--json")
    assert json.loads(reverted.stdout)["items_trashed"] == 1
