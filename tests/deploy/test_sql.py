"""sql/: dropped and created again in one transaction, and nothing but what it made."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from deedbook.deploy import DeployError, DeployResult, Files, deploy, dump_schema, status
from tests.deploy.test_migrations import quiet, scalar
from tests.support.server import Database, TestServer

Redeploy = Callable[[], DeployResult]


@pytest.fixture
def redeploy(deployed_database: Database, files: Files) -> Redeploy:
    """Deploys the test's own files."""
    return lambda: deploy(deployed_database.owner_url, report=quiet, files=files)


def function(name: str, arguments: str = "", body: str = "select 1") -> str:
    """A file of sql/functions."""
    return (
        f"create function private.{name}({arguments})\n  returns integer\n  language sql\n"
        f"  set search_path = ''\nas $$\n  {body}\n$$;\n"
        f"revoke execute on function private.{name} from public;\n"
    )


def write(files: Files, name: str, text: str) -> Path:
    path = files.sql / name
    path.write_text(text)
    return path


def test_a_removed_file_disappears(redeploy: Redeploy, deployed_database: Database, files: Files) -> None:
    path = write(files, "functions/number_one.sql", function("number_one"))
    assert redeploy().objects
    assert scalar(deployed_database.owner_url, "select private.number_one()") == 1
    path.unlink()
    assert redeploy().objects
    assert scalar(deployed_database.owner_url, "select to_regproc('private.number_one') is null")


def test_a_changed_signature_replaces(redeploy: Redeploy, deployed_database: Database, files: Files) -> None:
    write(files, "functions/number_one.sql", function("number_one"))
    redeploy()
    write(files, "functions/number_one.sql", function("number_one", "n integer", "select n"))
    redeploy()
    identities = scalar(
        deployed_database.owner_url,
        "select array_agg(oid::regprocedure::text) from pg_proc where proname = 'number_one'",
    )
    assert identities == ["private.number_one(integer)"]


def test_a_dropped_grant_is_taken_back(redeploy: Redeploy, deployed_database: Database, files: Files) -> None:
    query = (
        "select has_table_privilege('anon', 'public.lists', 'select'),"
        " has_column_privilege('anon', 'public.items', 'values', 'update')"
    )
    path = write(
        files,
        "policies/zz_more.sql",
        "grant select on public.lists to anon;\ngrant update (values) on public.items to anon;\n",
    )
    redeploy()
    with psycopg.connect(deployed_database.owner_url) as connection:
        assert connection.execute(query.encode()).fetchone() == (True, True)
    path.unlink()
    redeploy()
    with psycopg.connect(deployed_database.owner_url) as connection:
        assert connection.execute(query.encode()).fetchone() == (False, False)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("functions/zz.sql", "create function private.zz() returns int language sql as 'select 1';\nfoo;", 2),
        ("functions/zz.sql", function("zz", body="\n  select nothing_here"), 7),
        (
            "functions/zz.sql",
            "create function private.zz()\n  returns void\n  language plpgsql\n"
            "as $$\nbegin\n  perfrom 1;\nend\n$$;\n",
            6,
        ),
        ("policies/zz.sql", "\ncreate policy select_zz on public.nowhere for select using (true);\n", 2),
        ("triggers/zz.sql", "-- why\ncreate trigger zz before insert on public.lists\n"
         "  for each row execute function private.missing();\n", 2),
    ],
)  # fmt: skip
def test_a_broken_file_changes_nothing(
    redeploy: Redeploy,
    deployed_database: Database,
    server: TestServer,
    files: Files,
    name: str,
    text: str,
    place: int,
) -> None:
    url = deployed_database.owner_url
    before = dump_schema(url)
    for path in files.sql.glob("policies/lists.sql"):
        path.unlink()  # what the deploy had already done by then is undone too
    write(files, name, text)
    with pytest.raises(DeployError, match=rf"^sql/{name}:{place}: "):
        redeploy()
    assert dump_schema(url) == before
    assert deploy(url, report=quiet, files=server.release).is_unchanged


def test_the_digest_covers_migrations(redeploy: Redeploy, deployed_database: Database, files: Files) -> None:
    """A migration may have dropped what hangs on a table, so sql/ is made again after each."""
    first = scalar(deployed_database.owner_url, "select digest from migration.deployment")
    (files.migrations / "9000_change_nothing.sql").write_text("select 1;\n")
    result = redeploy()
    assert result.migrations == ("9000_change_nothing",)
    assert result.objects
    assert result.digest != first


def test_status_sees_a_changed_file(deployed_database: Database, files: Files) -> None:
    assert status(deployed_database.owner_url, files=files).is_current
    write(files, "functions/number_one.sql", function("number_one"))
    assert not status(deployed_database.owner_url, files=files).sql_is_current


def test_what_others_made_is_left_alone(
    redeploy: Redeploy, deployed_database: Database, files: Files
) -> None:
    with psycopg.connect(deployed_database.owner_url) as connection:
        connection.execute(
            "create function public.theirs() returns integer language sql return 1;"
            "create table public.their_table (id integer);"
            "create policy their_policy on public.their_table using (true);"
            "grant select on public.their_table to anon"
        )
    write(files, "functions/number_one.sql", function("number_one"))
    redeploy()
    with psycopg.connect(deployed_database.owner_url) as connection:
        kept = connection.execute(
            "select public.theirs(), has_table_privilege('anon', 'public.their_table', 'select'),"
            " (select count(*) from pg_policies where policyname = 'their_policy')"
        ).fetchone()
    assert kept == (1, True, 1)


def test_what_others_hang_on_ours_is_named(
    redeploy: Redeploy, deployed_database: Database, files: Files
) -> None:
    write(files, "functions/number_one.sql", function("number_one"))
    redeploy()
    with psycopg.connect(deployed_database.owner_url) as connection:
        connection.execute("create table public.theirs (id integer default private.number_one())")
    write(files, "functions/number_two.sql", function("number_two"))
    with pytest.raises(
        DeployError, match=r"(?s)default value for column id.*Nothing outside sql/ may depend"
    ):
        redeploy()


def test_a_renamed_table_keeps_its_policies_managed(
    redeploy: Redeploy, deployed_database: Database, files: Files
) -> None:
    write(
        files,
        "policies/drafts.sql",
        "create policy select_all on private.drafts for select to anon using (true);\n"
        "grant select on private.drafts to anon;\n",
    )
    (files.migrations / "9000_create_drafts.sql").write_text("create table private.drafts (id integer);\n")
    redeploy()
    (files.sql / "policies/drafts.sql").rename(files.sql / "policies/papers.sql")
    write(files, "policies/papers.sql", "create policy select_all on private.papers using (false);\n")
    (files.migrations / "9001_rename_drafts.sql").write_text("alter table private.drafts rename to papers;\n")
    redeploy()
    url = deployed_database.owner_url
    assert scalar(url, "select array_agg(qual) from pg_policies where tablename = 'papers'") == ["false"]
    assert scalar(url, "select not has_table_privilege('anon', 'private.papers', 'select')")


def test_triggers_made_at_run_time_stay(
    redeploy: Redeploy, deployed_database: Database, files: Files
) -> None:
    """Each audit partition has a trigger that no file names."""
    query = (
        "select array_agg(tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text"
        " order by tgrelid::regclass::text, tgname) from pg_trigger"
        " where tgrelid::regclass::text like 'audit.events_2%' and tgparentid = 0"
    )
    url = deployed_database.owner_url
    before = scalar(url, query)
    assert before
    for n in range(2):
        write(files, "functions/number_one.sql", function("number_one", body=f"select {n}"))
        redeploy()
        assert scalar(url, query) == before


def test_every_object_is_managed(deployed_database: Database) -> None:
    """Nothing replaceable comes from a migration except what its tables need."""
    strays = scalar(
        deployed_database.owner_url,
        "select array_agg(p.oid::regprocedure::text order by p.oid::regprocedure::text) from pg_proc as p"
        " where pronamespace in ('public'::regnamespace, 'private'::regnamespace, 'audit'::regnamespace)"
        " and (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity not in"
        " (select identity from migration.objects where kind = 'routine')",
    )
    # Keys, and what generated columns and checks of the CRM are made by.
    assert strays == [
        "private.email_person(text)",
        "private.fold_text(text)",
        "private.is_currency(text)",
        "private.name_words(text)",
        "private.phone_key(text)",
        "private.phone_tail(text)",
        "private.plain_text(text)",
        "private.uuid_v7()",
    ]


def test_readers_wait_shortly(redeploy: Redeploy, deployed_database: Database, files: Files) -> None:
    """A report that reads for long makes the deploy wait, never everybody behind the deploy."""
    write(files, "functions/number_one.sql", function("number_one"))
    url = deployed_database.owner_url
    reads: list[tuple[float, float]] = []
    ended: list[float] = []
    done = threading.Event()

    def read() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            while not done.is_set():
                start = time.monotonic()
                connection.execute("select count(*) from public.lists")
                reads.append((start, time.monotonic()))
                time.sleep(0.01)

    with psycopg.connect(url) as report:
        report.execute("select 1 from public.lists")

        def end_report() -> None:
            ended.append(time.monotonic())
            report.commit()

        threading.Timer(4.0, end_report).start()
        reader = threading.Thread(target=read)
        reader.start()
        started = time.monotonic()
        assert redeploy().objects
        assert time.monotonic() - started > 3.0
        done.set()
        reader.join()
    # Who waited behind the deploy was let through while the deploy still waited for the report.
    assert [end for start, end in reads if end - start > 0.2 and end < ended[0]]


def test_under_eight_writers(database: Database, files: Files) -> None:
    """Writers that lock tables in every order are never the ones to be sent away."""
    statements = (
        "update public.lists set position = position + 1 where workspace_id = tests.workspace(%s)",
        "update public.items set values = values || '{}' where workspace_id = tests.workspace(%s)",
        "update public.workspaces set settings = '{}' where id = tests.workspace(%s)",
        "insert into public.items (workspace_id, list_id, values) select workspace_id, id, '{}'"
        " from public.lists where workspace_id = tests.workspace(%s)",
    )
    done = threading.Event()
    errors: list[BaseException] = []
    written: list[float] = []

    def write_on(seed: int) -> None:
        choice = random.Random(seed)  # noqa: S311
        workspace = ("Demo", "Other")[seed % 2]
        try:
            with psycopg.connect(database.superuser_url) as connection:
                # Of one workspace at a time, or the writers would deadlock with one another.
                lock = "select pg_advisory_xact_lock(%s)"
                while not done.is_set():
                    start = time.monotonic()
                    connection.execute(lock, [seed % 2])
                    for statement in choice.sample(statements, 3):
                        connection.execute(statement.encode(), [workspace])
                    connection.commit()
                    written.append(time.monotonic() - start)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write_on, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    try:
        for n in range(4):
            write(files, "functions/number_one.sql", function("number_one", body=f"select {n}"))
            assert deploy(database.owner_url, report=quiet, files=files).objects
            time.sleep(0.2)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert not errors, errors[0]
    assert max(written) < 10.0
    assert scalar(database.owner_url, "select private.number_one()") == 3


def test_the_dump_is_the_one_in_the_repository(deployed_database: Database, server: TestServer) -> None:
    """sql/schema.sql is written for the newest server; `make generate` writes it again."""
    with psycopg.connect(deployed_database.owner_url) as connection:
        if connection.info.server_version < 180000:
            pytest.skip("sql/schema.sql is written for PostgreSQL 18, whose pg_dump names more constraints")
    assert dump_schema(deployed_database.owner_url) == (server.release.sql / "schema.sql").read_text()


def test_an_upgrade_ends_where_a_fresh_build_does(
    empty_database: Database, deployed_database: Database, files: Files
) -> None:
    last = max(files.migration_paths().values())
    text = last.read_bytes()
    last.unlink()
    held = {path: path.read_bytes() for path in files.sql.glob("*/*.sql")}
    for path in held:
        path.unlink()  # this release's sql/ may need the last migration
    write(files, "functions/number_one.sql", function("number_one"))
    deploy(empty_database.owner_url, report=quiet, files=files)

    (files.sql / "functions/number_one.sql").unlink()
    last.write_bytes(text)
    for path, content in held.items():
        path.write_bytes(content)
    deploy(empty_database.owner_url, report=quiet, files=files)
    assert dump_schema(empty_database.owner_url) == dump_schema(deployed_database.owner_url)
