"""migrations/: once each, in order, whole, and never edited."""

import threading

import psycopg
import pytest

from deedbook.deploy import DeployError, Files, deploy, status
from tests.support.server import Database


def quiet(line: str) -> None:
    """Reports nothing."""


def scalar(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row
    return row[0]


def test_fresh_build_then_unchanged(empty_database: Database, files: Files) -> None:
    before = status(empty_database.owner_url, files=files)
    assert before.applied == () and before.pending == tuple(files.migration_paths())

    lines: list[str] = []
    first = deploy(empty_database.owner_url, report=lines.append, files=files)
    assert first.migrations == tuple(files.migration_paths())
    assert first.objects > 0

    lines.clear()
    second = deploy(empty_database.owner_url, report=lines.append, files=files)
    assert second.is_unchanged
    assert lines == ["migrations: unchanged", "sql: unchanged"]
    assert second.digest == first.digest
    assert status(empty_database.owner_url, files=files).is_current


def test_refuses_an_edited_migration(deployed_database: Database, files: Files) -> None:
    edited = files.migrations / "0001_create_roles.sql"
    edited.write_text(edited.read_text() + "-- one more word\n")
    with pytest.raises(
        DeployError, match=r"migrations/0001_create_roles\.sql: was edited .*\n.*new migration"
    ):
        deploy(deployed_database.owner_url, report=quiet, files=files)
    assert "was edited" in (status(deployed_database.owner_url, files=files).problem or "")


def test_line_endings_are_no_edit(deployed_database: Database, files: Files) -> None:
    path = files.migrations / "0001_create_roles.sql"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    deploy(deployed_database.owner_url, report=quiet, files=files)


def test_refuses_a_vanished_migration(deployed_database: Database, files: Files) -> None:
    last = max(files.migration_paths().values())
    last.unlink()
    with pytest.raises(DeployError, match=rf"{last.stem}: was applied .* no such file"):
        deploy(deployed_database.owner_url, report=quiet, files=files)


def test_refuses_a_migration_that_comes_too_late(deployed_database: Database, files: Files) -> None:
    paths = files.migration_paths()
    first, last = min(paths), max(paths)
    (files.migrations / "0000_come_late.sql").write_text("select 1;\n")
    with pytest.raises(DeployError, match=rf"0000_come_late\.sql: comes before {last}"):
        deploy(deployed_database.owner_url, report=quiet, files=files)
    assert first > "0000_come_late"


@pytest.mark.parametrize("name", ["add_things.sql", "0500-add.sql", "500_add.sql", "0500_Add.sql"])
def test_refuses_a_name_without_a_place(deployed_database: Database, files: Files, name: str) -> None:
    (files.migrations / name).write_text("select 1;\n")
    with pytest.raises(DeployError, match="NNNN_verb_object"):
        deploy(deployed_database.owner_url, report=quiet, files=files)


def test_refuses_a_number_given_twice(deployed_database: Database, files: Files) -> None:
    (files.migrations / "0001_create_more.sql").write_text("select 1;\n")
    with pytest.raises(DeployError, match="has that number already"):
        deploy(deployed_database.owner_url, report=quiet, files=files)


def test_a_broken_migration_leaves_nothing_and_names_its_line(
    deployed_database: Database, files: Files
) -> None:
    (files.migrations / "9000_add_first.sql").write_text("create table private.first (id integer);\n")
    (files.migrations / "9001_add_second.sql").write_text(
        "-- a table; then an error\ncreate table private.second (id integer);\n\n"
        "create function private.f() returns text language sql\n"
        "begin atomic; select case when true then 'a;' end; end;\n"
        "do $$\nbegin\n  perform 1;\n  raise exception 'not today; sorry';\nend\n$$;\n"
    )
    with pytest.raises(DeployError, match=r"^migrations/9001_add_second\.sql:9: not today; sorry"):
        deploy(deployed_database.owner_url, report=quiet, files=files)
    url = deployed_database.owner_url
    assert scalar(url, "select to_regclass('private.first') is not null")
    assert scalar(url, "select to_regclass('private.second') is null")
    assert status(url, files=files).pending == ("9001_add_second",)

    broken = files.migrations / "9001_add_second.sql"
    broken.write_text("create table private.second (id integer);\n")
    assert deploy(url, report=quiet, files=files).migrations == ("9001_add_second",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("select 1;\n\nselect nothing_here\n  from nowhere;\n", 4),
        ('select \'a;b\', $x$ ; $x$, "c;d" from (values (1)) as t ("c;d"); -- ;\n/* ; */\nselec 1;\n', 3),
        ("create table private.a (id integer);\ncreate table private.a (id integer);\n", 2),
        ("select 1;\nselect E'\\';' || 1 / 0;\n", 2),
    ],
)
def test_an_error_names_the_line(deployed_database: Database, files: Files, text: str, line: int) -> None:
    (files.migrations / "9000_fail_here.sql").write_text(text)
    with pytest.raises(DeployError, match=rf"^migrations/9000_fail_here\.sql:{line}: "):
        deploy(deployed_database.owner_url, report=quiet, files=files)


def test_two_deploys_at_once_apply_once(empty_database: Database, files: Files) -> None:
    results = []

    def run() -> None:
        results.append(deploy(empty_database.owner_url, report=quiet, files=files))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(r.migrations) for r in results) == [0, 0, len(files.migration_paths())]
    assert sorted(bool(r.objects) for r in results) == [False, False, True]


def test_a_killed_deploy_leaves_no_lock(deployed_database: Database, files: Files) -> None:
    """The lock belongs to the connection; yoyo's own would stay behind as a row."""
    with psycopg.connect(deployed_database.owner_url, autocommit=True) as holder:
        holder.execute("select pg_advisory_lock(5062218441)")
        pid = holder.info.backend_pid
        with psycopg.connect(deployed_database.superuser_url, autocommit=True) as killer:
            killer.execute("select pg_terminate_backend(%s, 5000)", [pid])
        (files.migrations / "9000_add_first.sql").write_text("select 1;\n")
        assert deploy(deployed_database.owner_url, report=quiet, files=files).migrations == (
            "9000_add_first",
        )


def test_a_migration_waits_for_a_table_in_short_steps(deployed_database: Database, files: Files) -> None:
    (files.migrations / "9000_change_lists.sql").write_text("alter table public.lists add extra integer;\n")
    with psycopg.connect(deployed_database.owner_url) as reader:
        reader.execute("select 1 from public.lists")
        release = threading.Timer(3.0, reader.commit)
        release.start()
        assert deploy(deployed_database.owner_url, report=quiet, files=files).migrations
        release.join()


def test_nothing_of_yoyo_is_in_public(deployed_database: Database) -> None:
    tables = scalar(
        deployed_database.owner_url,
        "select array_agg(relnamespace::regnamespace::text || '.' || relname order by relname) from pg_class"
        " where relname like '%yoyo%' and relkind = 'r'",
    )
    assert tables == ["migration._yoyo_log", "migration._yoyo_migration", "migration._yoyo_version"]
    assert scalar(
        deployed_database.owner_url,
        "select not bool_or(has_schema_privilege(r, 'migration', 'usage')) from unnest(array["
        "'anon', 'authenticated', 'service_role', 'authenticator', 'worker']) as r",
    )
