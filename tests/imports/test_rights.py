"""An import has the rights of the person who asked, when it is asked for and again when it runs."""

from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from jobs.imports.run import file_path, run_import
from tests.conftest import ConnectAs
from tests.imports.conftest import Importer

NAMES = [{"name": "Name", "type": "text"}]


@pytest.mark.parametrize("name", ["a\r\nb", "a\tb", "a\u202eb", "a\u0085b"])
def test_names_of_lists_are_one_line_that_people_see(common_importer: Importer, name: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        common_importer.make_list([], name)
    assert raised.value.diag.constraint_name == "lists_name_length"
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        common_importer.ask(b"a\n1\n", list_name=name)
    assert raised.value.diag.constraint_name == "import_options_invalid"


def test_an_editor_imports_into_columns_that_exist(importer: Importer) -> None:
    list_id = importer.make_list(NAMES)
    assert importer("Name\na\n", person="editor", list_id=list_id).rows_imported == 1


def test_an_editor_makes_no_list(importer: Importer) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as raised:
        importer.ask(b"Name\na\n", person="editor")
    assert raised.value.diag.constraint_name == "capability_required"


def test_an_editor_makes_no_columns(importer: Importer) -> None:
    list_id = importer.make_list(NAMES)
    report = importer("Name,More\na,b\n", person="editor", list_id=list_id)
    assert report.status == "failed"
    assert report.error is not None
    assert report.error["code"] == "capability_required"
    assert '"More"' in report.error["message"]
    assert report.items == []


@pytest.mark.parametrize(
    ("person", "constraint"),
    [
        ("member", "capability_required"),
        ("outsider", "workspace_not_found"),
        ("removed", "workspace_not_found"),
    ],
)
def test_others_import_nothing(importer: Importer, person: str, constraint: str) -> None:
    with pytest.raises(psycopg.Error) as raised:
        importer.ask(b"Name\na\n", person=person)
    assert raised.value.diag.constraint_name == constraint


def test_a_list_of_another_workspace_is_not_there(importer: Importer, superuser: psycopg.Connection) -> None:
    row = superuser.execute("select tests.list('Properties', 'Other')").fetchone()
    assert row is not None
    with pytest.raises(psycopg.errors.NoDataFound) as raised:
        importer.ask(b"Name\na\n", list_id=row[0])
    assert raised.value.diag.constraint_name == "list_not_found"


def test_an_import_is_hidden_from_outsiders(importer: Importer, connect_as: ConnectAs) -> None:
    report = importer("Name\na\n")
    for query in (
        "select public.get_import(%s)",
        "select public.find_import_errors(%s)",
        "select public.cancel_import(%s)",
    ):
        for identifier in (report.id, uuid4()):
            with pytest.raises(psycopg.errors.NoDataFound) as raised:
                connect_as("outsider").execute(query.encode(), [identifier])
            assert raised.value.diag.constraint_name == "import_not_found"
    row = connect_as("member").execute("select public.get_import(%s)", [report.id]).fetchone()
    assert row is not None
    assert row[0]["rows_imported"] == 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("delete from public.workspace_members where user_id = %s", "not_a_member"),
        ("update public.workspace_members set role = 'member' where user_id = %s", "capability_required"),
        ("delete from auth.users where id = %s", "requester_gone"),
    ],
)
def test_a_right_lost_meanwhile_stops_the_import(
    importer: Importer, superuser: psycopg.Connection, people: dict[str, UUID], statement: str, code: str
) -> None:
    list_id = importer.make_list(NAMES)
    identifier = importer.ask(b"Name\na\n", person="editor", list_id=list_id)
    superuser.execute(statement.encode(), [people["editor"]])
    report = importer.run(identifier)
    assert report.status == "failed"
    assert report.error is not None
    assert report.error["code"] == code
    assert superuser.execute(
        "select count(*) from public.items where list_id = %s", [list_id]
    ).fetchone() == (0,)


def test_the_audit_log_names_who_imported_what(
    importer: Importer, superuser: psycopg.Connection, people: dict[str, UUID]
) -> None:
    report = importer("Name\n" + "a\n" * 2500)
    events = superuser.execute(
        "select table_name, action, actor_id, actor_kind, login_role, sum(cardinality(row_ids))::int"
        " from audit.events where change_id = %s group by 1, 2, 3, 4, 5",
        [report.id],
    ).fetchall()
    manager = people["manager"]
    assert ("items", "insert", manager, "job", "worker", 2500) in events
    assert ("lists", "insert", manager, "job", "worker", 1) in events
    assert {event[2] for event in events} == {manager}
    rows = superuser.execute(
        "select distinct created_by, updated_by from public.items where list_id = %s", [report.list_id]
    ).fetchall()
    assert rows == [(manager, manager)]


def test_a_cancelled_import_leaves_nothing(importer: Importer, connect_as: ConnectAs) -> None:
    identifier = importer.ask(b"Name\na\n")
    connect_as("manager").execute("select public.cancel_import(%s)", [identifier])
    report = importer.run(identifier)
    assert (report.status, report.list_id) == ("cancelled", None)
    with pytest.raises(psycopg.errors.RestrictViolation) as raised:
        connect_as("manager").execute("select public.cancel_import(%s)", [identifier])
    assert raised.value.diag.constraint_name == "import_is_over"


def test_cancelling_wins_up_to_the_end(
    importer: Importer, connect_as: ConnectAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobs.imports import run

    finish = run._finish

    def cancel_first(*arguments: object) -> None:
        connect_as("manager").execute("select public.cancel_import(%s)", [identifier])
        finish(*arguments)  # type: ignore[arg-type]

    identifier = importer.ask(b"Name\na\n")
    monkeypatch.setattr(run, "_finish", cancel_first)
    report = importer.run(identifier)
    assert (report.status, report.list_id) == ("cancelled", None)


def test_an_import_runs_once(importer: Importer) -> None:
    report = importer("Name\na\n")
    run_import(importer.settings, report.id)
    assert importer.report(report.id).cells("name") == ["a"]


def test_the_file_must_be_the_one_that_was_sent(importer: Importer) -> None:
    identifier = importer.ask(b"Name\na\n")
    file_path(importer.settings, identifier).write_bytes(b"Name\nb\n")
    report = importer.run(identifier)
    assert report.error is not None
    assert report.error["code"] == "file_changed"


def test_errors_come_in_pages(importer: Importer, connect_as: ConnectAs) -> None:
    report = importer("a\n" + "x\n" * 250, types={"a": "integer"})
    seen: list[int] = []
    cursor = None
    while True:
        row = (
            connect_as("member")
            .execute("select public.find_import_errors(%s, %s, 100)", [report.id, cursor])
            .fetchone()
        )
        assert row is not None
        seen += [error["row"] for error in row[0]["errors"]]
        cursor = row[0]["next_cursor"]
        if cursor is None:
            break
    assert seen == list(range(1, 251))
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        connect_as("member").execute("select public.find_import_errors(%s, 'x')", [report.id])


def test_imports_come_in_pages(importer: Importer, connect_as: ConnectAs) -> None:
    made = {importer("Name\na\n").id for _ in range(3)}
    row = (
        connect_as("member")
        .execute("select public.find_imports(%s, null, 2)", [importer.workspace_id])
        .fetchone()
    )
    assert row is not None
    rest = (
        connect_as("member")
        .execute("select public.find_imports(%s, %s, 2)", [importer.workspace_id, row[0]["next_cursor"]])
        .fetchone()
    )
    assert rest is not None
    assert {UUID(i["id"]) for i in row[0]["imports"] + rest[0]["imports"]} == made
    assert rest[0]["next_cursor"] is None


def test_names_that_lists_had_before_are_mended(superuser: psycopg.Connection) -> None:
    migration = Path(__file__).parents[2] / "migrations/0115_refuse_unseen_characters_in_names_of_lists.sql"
    with superuser.transaction(force_rollback=True):
        superuser.execute("alter table public.lists drop constraint lists_name_length")
        superuser.execute("alter table public.lists add constraint lists_name_length check (name <> '')")
        superuser.execute(
            "insert into public.lists (workspace_id, name, position)"
            " select tests.workspace('Demo'), v.name, v.n"
            " from unnest(%s::text[]) with ordinality as v (name, n)",
            [["Mend me", "mend\r\nme", "\u202e", "Other\tname", "Two\ta", "Two\ra"]],
        )
        superuser.execute(migration.read_text(encoding="utf-8").encode())
        names = superuser.execute("select name, right(id::text, 8) from public.lists").fetchall()
    found = {name for name, _ in names}
    assert {"Mend me", "Other name"} < found
    assert any(name == f"mend me {end}" for name, end in names)
    assert sum(name == f"Two a {end}" for name, end in names) == 2
    assert any(name == end for name, end in names)
