"""An export holds what its person may see, when asked for and again when it runs; nobody else gets it."""

import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from jobs.exports import run
from jobs.exports.run import file_path, folder_of, run_export
from tests.exports.conftest import Exporter

NAMES = [{"name": "Name", "type": "text"}]
FOREIGN = "select tests.list('Properties', 'Other'), tests.workspace('Other')"


def refused(exporter: Exporter, **asked: Any) -> str | None:
    with pytest.raises(psycopg.Error) as raised:
        exporter.ask(**asked)
    return raised.value.diag.constraint_name


@pytest.fixture(scope="module")
def list_id(exporter: Exporter) -> UUID:
    made = exporter.make_list(NAMES)
    exporter.add(made, *({"name": f"n{n}"} for n in range(2_500)))
    return made


@pytest.mark.parametrize(
    ("person", "of_list", "of_workspace"),
    [
        ("member", "capability_required", "capability_required"),
        ("outsider", "list_not_found", "workspace_not_found"),
        ("removed", "list_not_found", "workspace_not_found"),
        ("other_owner", "list_not_found", "workspace_not_found"),
    ],
)
def test_others_export_nothing(
    exporter: Exporter, list_id: UUID, person: str, of_list: str, of_workspace: str
) -> None:
    assert refused(exporter, person=person, list_id=list_id) == of_list
    assert refused(exporter, person=person, workspace_id=exporter.workspace_id) == of_workspace


def test_things_of_another_workspace_are_not_there(exporter: Exporter, list_id: UUID) -> None:
    foreign, workspace = exporter.superuser.execute(FOREIGN).fetchone() or (None, None)
    item = exporter.superuser.execute("select id from public.items where list_id = %s", [foreign]).fetchone()
    assert item is not None
    view = exporter.superuser.execute(
        "insert into public.views (list_id, workspace_id, name, owner_id)"
        " values (%s, %s, 'V', null) returning id",
        [foreign, workspace],
    ).fetchone()
    assert view is not None
    for asked, unknown, name in (
        ({"list_id": foreign}, {"list_id": uuid4()}, "list_not_found"),
        ({"view_id": view[0]}, {"view_id": uuid4()}, "view_not_found"),
        ({"workspace_id": workspace}, {"workspace_id": uuid4()}, "workspace_not_found"),
        ({"item_ids": [item[0]]}, {"item_ids": [uuid4()]}, "item_not_found"),
    ):
        more = {"list_id": list_id} if "item_ids" in asked else {}
        assert refused(exporter, **asked, **more) == refused(exporter, **unknown, **more) == name  # type: ignore[arg-type]


def test_a_personal_view_of_somebody_else_is_not_there(exporter: Exporter, list_id: UUID) -> None:
    view = exporter.importer.call(
        "manager", "select public.create_view(list_id => %s, name => 'Mine')", [list_id]
    )
    assert refused(exporter, person="editor", view_id=UUID(view["id"])) == "view_not_found"
    assert exporter(person="manager", view_id=UUID(view["id"])).status == "done"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"format_": "pdf"},
        {"format_": "json", "delimiter": ";"},
        {"format_": "json", "protection": "raw"},
        {"delimiter": "x"},
        {"encoding": "utf-7"},
        {"encoding": "utf-16", "byte_order_mark": True},
        {"ids": None},
        {"nonsense": 1},
        {"item_ids": []},
        {"view_id": UUID(int=1)},
        {"workspace_id": UUID(int=2)},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(exporter: Exporter, list_id: UUID, asked: dict[str, Any]) -> None:
    assert refused(exporter, **({"list_id": list_id} | asked if asked else asked)) == "export_invalid"


@pytest.mark.parametrize(
    "query",
    [
        {"filter": {"column": "secret", "operator": "equals", "value": 1}},
        {"filter": {"column": "name') or true --", "operator": "equals", "value": "x"}},
        {"sort": [{"column": "nothing"}]},
        {"fields": ["created_by"]},
        {"limit": 5},
        {"cursor": "AAAA"},
        {"time_zone": "Mars/Base"},
    ],
    ids=str,
)
def test_queries_that_cannot_be_asked_are_refused_at_once(
    exporter: Exporter, list_id: UUID, query: dict[str, Any]
) -> None:
    assert refused(exporter, list_id=list_id, query=query) == "query_invalid"


def test_ten_at_once(exporter: Exporter, list_id: UUID) -> None:
    made = [exporter.ask(person="owner", list_id=list_id) for _ in range(10)]
    assert refused(exporter, person="owner", list_id=list_id) == "too_many_exports"
    for identifier in made:
        exporter.importer.call("owner", "select public.cancel_export(%s)", [identifier])
    exporter.importer.call(
        "owner", "select public.cancel_export(%s)", [exporter.ask(person="owner", list_id=list_id)]
    )


@pytest.mark.parametrize("scope", ["list_id", "workspace_id"])
@pytest.mark.parametrize(
    ("statement", "again", "code"),
    [
        (
            "delete from public.workspace_members where user_id = %s",
            "insert into public.workspace_members (workspace_id, user_id, role)"
            " values (tests.workspace('Demo'), %s, 'editor')",
            {"list_id": "list_not_found", "workspace_id": "not_a_member"},
        ),
        (
            "update public.workspace_members set role = 'member' where user_id = %s",
            "update public.workspace_members set role = 'editor' where user_id = %s",
            {"list_id": "capability_required", "workspace_id": "capability_required"},
        ),
    ],
    ids=["removed", "demoted"],
)
def test_a_right_lost_meanwhile_stops_the_export(
    exporter: Exporter, list_id: UUID, statement: str, again: str, code: dict[str, str], scope: str
) -> None:
    editor = exporter.superuser.execute("select tests.person('editor')").fetchone()
    asked: dict[str, Any] = {scope: {"list_id": list_id, "workspace_id": exporter.workspace_id}[scope]}
    identifier, done = exporter.ask(**asked), exporter(**asked)
    exporter.superuser.execute(statement.encode(), editor)
    try:
        exported = exporter.run(identifier)
        assert exported.status == "failed" and exported.error and exported.error["code"] == code[scope]
        assert not exported.path.exists()
        # Nor does a file that was made in time come out any more.
        for function in ("get_export", "get_export_file", "cancel_export"):
            with pytest.raises(psycopg.errors.NoDataFound):
                exporter.importer.call("editor", f"select public.{function}(%s)", [done.id])  # type: ignore[arg-type]
    finally:
        exporter.superuser.execute(again.encode(), editor)
    assert exporter.importer.call("editor", "select public.get_export_file(%s)", [done.id])["file_size"] > 0


def test_an_account_that_goes_takes_its_exports_along(exporter: Exporter, list_id: UUID) -> None:
    person = exporter.superuser.execute(
        """
        with u as (
            insert into auth.users (id, email) values (gen_random_uuid(), 'short@demo.example') returning id),
          m as (insert into public.workspace_members (workspace_id, user_id, role)
            select tests.workspace('Demo'), u.id, 'editor' from u),
          e as (insert into public.exports (workspace_id, scope, list_id, format, name, created_by)
            select tests.workspace('Demo'), 'list', %s, 'csv', 'x', u.id from u returning id)
        select u.id, e.id from u, e
        """,
        [list_id],
    ).fetchone()
    assert person is not None
    exporter.superuser.execute("delete from auth.users where id = %s", [person[0]])
    run_export(exporter.settings, person[1])
    assert not file_path(exporter.settings, person[1]).exists()


def test_nobody_else_sees_an_export(exporter: Exporter, list_id: UUID) -> None:
    done = exporter(person="editor", list_id=list_id)
    for person in ("owner", "admin", "manager", "member", "outsider"):
        for function in ("get_export", "get_export_file", "cancel_export"):
            for identifier in (done.id, uuid4()):
                with pytest.raises(psycopg.errors.NoDataFound) as raised:
                    exporter.importer.call(person, f"select public.{function}(%s)", [identifier])  # type: ignore[arg-type]
                assert raised.value.diag.constraint_name == "export_not_found"
    pages = {
        person: exporter.importer.call(person, "select public.find_exports(%s)", [exporter.workspace_id])[
            "exports"
        ]
        for person in ("owner", "editor")
    }
    assert str(done.id) in {e["id"] for e in pages["editor"]}
    assert str(done.id) not in {e["id"] for e in pages["owner"]}


def test_exports_come_in_pages_and_cursors_are_bound(exporter: Exporter, list_id: UUID) -> None:
    made = [str(exporter.ask(person="admin", list_id=list_id)) for _ in range(3)]
    page = "select public.find_exports(%s, %s, 2)"
    first = exporter.importer.call("admin", page, [exporter.workspace_id, None])
    rest = exporter.importer.call("admin", page, [exporter.workspace_id, first["next_cursor"]])
    assert [e["id"] for e in first["exports"] + rest["exports"]] == made[::-1] and rest["next_cursor"] is None
    # A cursor that another made names a place, never a right.
    assert exporter.importer.call("owner", page, [exporter.workspace_id, first["next_cursor"]])[
        "exports"
    ] == [] or all(
        e["created_by"] != first["exports"][0]["created_by"]
        for e in exporter.importer.call("owner", page, [exporter.workspace_id, first["next_cursor"]])[
            "exports"
        ]
    )
    for forged in ("x", "A" * 43, "'; drop table public.exports; --"):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            exporter.importer.call("admin", page, [exporter.workspace_id, forged])
    for identifier in made:
        exporter.importer.call("admin", "select public.cancel_export(%s)", [identifier])


def test_cancelling(exporter: Exporter, list_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = exporter.ask(list_id=list_id)
    cancelled = exporter.importer.call("editor", "select public.cancel_export(%s)", [waiting])
    assert cancelled["status"] == "cancelled"
    assert exporter.run(waiting).status == "cancelled"
    running = exporter.ask(list_id=list_id)
    make = run._make

    def late(*arguments: Any) -> Any:
        made = make(*arguments)
        exporter.importer.call("editor", "select public.cancel_export(%s)", [running])
        return made

    monkeypatch.setattr(run, "_make", late)  # at the last moment
    exported = exporter.run(running)
    assert exported.status == "cancelled" and not exported.path.exists()
    monkeypatch.setattr(run, "_make", make)
    monkeypatch.setattr(run, "_REPORT_SECONDS", -1)
    early = exporter.ask(list_id=list_id)
    expect = run.Progress.expect

    def cancel_first(self: run.Progress, rows: int) -> None:
        expect(self, rows)
        exporter.importer.call("editor", "select public.cancel_export(%s)", [early])

    monkeypatch.setattr(run.Progress, "expect", cancel_first)
    exported = exporter.run(early)
    assert exported.status == "cancelled" and exported.rows_done == 0
    assert [p for p in folder_of(exporter.settings).iterdir() if str(early) in p.name] == []
    with pytest.raises(psycopg.errors.RestrictViolation):
        exporter.importer.call("editor", "select public.cancel_export(%s)", [early])


def test_rows_that_change_meanwhile_are_not_mixed(
    exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One snapshot, of all lists and of what is computed."""
    columns = [
        {"name": "N", "type": "integer"},
        {"name": "Double", "type": "formula", "config": {"formula": "{n} * 2"}},
    ]
    list_id = exporter.make_list(columns)
    exporter.add(list_id, *({"n": n} for n in range(3_000)))
    advance = run.Progress.advance
    changed = threading.Event()

    def change(self: run.Progress, rows: int) -> None:
        if not changed.is_set():
            changed.set()
            exporter.superuser.execute(
                "update public.items set values = '{\"n\": -1}' where list_id = %s", [list_id]
            )
            exporter.superuser.execute("update public.lists set name = 'Changed' where id = %s", [list_id])
            exporter.add(list_id, {"n": -2})
        advance(self, rows)

    monkeypatch.setattr(run.Progress, "advance", change)
    rows = exporter(list_id=list_id).rows()[1:]
    assert changed.is_set() and rows == [[str(n), str(2 * n)] for n in range(3_000)]


def test_an_export_runs_once(exporter: Exporter, list_id: UUID) -> None:
    done = exporter(list_id=list_id)
    before = done.path.stat()
    run_export(exporter.settings, done.id)
    assert done.path.stat().st_mtime_ns == before.st_mtime_ns
    identifier = exporter.ask(list_id=list_id)
    both = [threading.Thread(target=run_export, args=(exporter.settings, identifier)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(60)
    assert len(exporter.found(identifier).rows()) == 2_501
