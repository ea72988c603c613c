"""`deedbook export`, as a person types it."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deedbook.cli.exporting import export_file
from tests.exports.conftest import Exporter

Run = Callable[..., Result]


@pytest.fixture
def run(exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    settings = exporter.settings
    monkeypatch.setenv("DATA", str(settings.data_dir))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("API_DATABASE_URL", settings.api_database_url)
    monkeypatch.setenv("WORKER_DATABASE_URL", settings.worker_database_url)
    monkeypatch.setenv("FILES_DIR", str(settings.files_dir))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, person: str = "editor@demo.example") -> Result:
        return CliRunner().invoke(export_file, ["--workspace", "Demo", "--as", person, *arguments])

    return call


def test_a_list_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    result = run("--list", "Properties", "-o", "out.csv", "--raw")
    assert result.exit_code == 0, result.output
    assert "3 rows" in result.output and "editor@demo.example" in result.output
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[:2] == ["Address,Price,Listed on", "1 Demo Street,100000,2025-01-01"]
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_file_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    refused = run("--list", "Properties", "-o", "out.csv")
    assert refused.exit_code == 1 and "--force" in refused.output
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert run("--list", "Properties", "-o", "out.csv", "--force").exit_code == 0
    assert "Demo Street" in (tmp_path / "out.csv").read_text()


def test_a_workspace_and_a_view(run: Run, tmp_path: Path, exporter: Exporter) -> None:
    result = run("--format", "ndjson", "--json")
    said = json.loads(result.output)
    assert said["status"] == "done" and said["file"] == "Demo.zip"
    assert "manifest.json" in zipfile.ZipFile(tmp_path / "Demo.zip").namelist()
    list_id = exporter.superuser.execute("select tests.list()").fetchone()
    exporter.importer.call(
        "manager",
        """
        select public.create_view(list_id => %s, name => 'Prices', is_shared => true,
          query => '{"sort": [{"column": "price", "direction": "desc"}]}',
          settings => '{"columns": [{"column": "address", "is_hidden": true}]}')
        """,
        list_id or [],
    )
    options = ("--list", "Properties", "--view", "prices", "--delimiter", "tab", "--ids", "all", "--writable")
    assert run(*options, "-o", "view.csv").exit_code == 0
    text = (tmp_path / "view.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == '"id"\t"Price"\t"Listed on"' and '"300000"' in text.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--list", "Properties"], "--format"),
        (["--list", "Nothing", "-o", "a.csv"], 'no list "Nothing"'),
        (["--list", "Properties", "--view", "Nothing", "-o", "a.csv"], 'no view "Nothing"'),
        (["--view", "V", "-o", "a.csv"], "--list"),
        (["--list", "Properties", "-o", "a.pdf"], "--format"),
    ],
)
def test_what_cannot_be_is_said(run: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0 and words in result.output
    assert list(tmp_path.iterdir()) == []


def test_whose_rights_count(run: Run) -> None:
    for person, constraint in (("member", "capability_required"), ("outsider", None)):
        result = run("--list", "Properties", "-o", "a.csv", person=f"{person}@demo.example")
        assert result.exit_code == 1
        if constraint:
            assert result.exception is not None and constraint in str(
                getattr(result.exception, "diag", "") and result.exception.diag.constraint_name
            )  # type: ignore[attr-defined]


def test_contacts_and_files_of_items(run: Run, tmp_path: Path, exporter: Exporter) -> None:
    exporter.importer.call(
        "editor",
        'select public.create_contacts(%s, \'[{"name": "Ada"}]\'::jsonb)',
        [exporter.workspace_id],
    )
    result = run("--target", "contacts", "-o", "people.csv", "--ids", "none")
    assert result.exit_code == 0, result.output
    assert (
        (tmp_path / "people.csv").read_bytes().startswith(b'\xef\xbb\xbf"reference","name","email","phone"')
    )
    result = run("--list", "Properties", "--format", "csv", "--attachments", "zip")
    assert result.exit_code == 0, result.output
    assert zipfile.ZipFile(tmp_path / "Properties.zip").namelist() == ["Properties.csv", "manifest.json"]
    assert run("--target", "deals", "--list", "Properties", "--format", "csv").exit_code == 2
