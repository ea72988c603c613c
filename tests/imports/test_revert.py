"""A whole import is taken back, but for what somebody has built on it since."""

import threading
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from jobs.imports.revert import run_revert
from tests.imports.conftest import Importer

PEOPLE = [
    {"name": "Email", "type": "email"},
    {"name": "Name", "type": "text"},
    {"name": "Age", "type": "integer"},
    {"name": "Kind", "type": "select", "config": {"options": [{"id": "a", "label": "A"}]}},
]
THERE = "Email,Name,Age,Kind\na@x.org,Ann,30,A\nb@x.org,Ben,,\nc@x.org,Cleo,50,A\n"
UPSERT = (
    "Email,Name,Age,Kind\n"
    "a@x.org,Anna,31,B\nb@x.org,Ben,40,A\nc@x.org,,50,A\nn@x.org,New,1,B\nm@x.org,More,2,A\n"
)
CREATE = {"columns": [{"from": "Kind", "to": "kind", "options": "create"}]}


@pytest.fixture
def people(common_importer: Importer, request: pytest.FixtureRequest) -> UUID:
    list_id = common_importer.make_list(PEOPLE, f"People {request.node.name}"[:200])
    common_importer(THERE, list_id=list_id)
    return list_id


def upsert(importer: Importer, list_id: UUID, content: str = UPSERT, **options: Any) -> UUID:
    mapping = CREATE if "Kind" in content else {}
    report = importer(
        content, list_id=list_id, mode="upsert", key_columns=["email"], mapping=mapping, **options
    )
    assert report.status == "done", report.error
    return report.id


def revert(importer: Importer, import_id: UUID, person: str = "manager", **arguments: Any) -> dict[str, Any]:
    """Asks for it, does it, and returns what the import says of it."""
    importer.call(
        person, "select public.revert_import(%s, force => %s)", [import_id, arguments.get("force", False)]
    )
    ((revert_id,),) = importer.rows(
        "select id from public.import_reverts where import_id = %s and state = 'queued'", [import_id]
    )
    run_revert(importer.settings, revert_id)
    assert importer.rows("select error from public.import_reverts where id = %s", [revert_id]) == [(None,)]
    said: dict[str, Any] = importer.call(person, "select public.get_import(%s)", [import_id])["revert"]
    return said


def conflicts(importer: Importer, import_id: UUID) -> list[tuple[Any, ...]]:
    page = importer.call("member", "select public.find_import_conflicts(%s)", [import_id])
    return [(c["field"], c["code"], c["before"], c["wrote"], c["found"]) for c in page["conflicts"]]


def live(importer: Importer, list_id: UUID) -> list[dict[str, Any]]:
    rows = importer.rows(
        "select values from public.items where list_id = %s and deleted_at is null order by id", [list_id]
    )
    return [values for (values,) in rows]


def change(importer: Importer, list_id: UUID, email: str, **values: Any) -> None:
    ((item_id,),) = importer.rows(
        "select id from public.items where list_id = %s and values ->> 'email' = %s", [list_id, email]
    )
    importer.call("editor", "select public.update_item(%s, %s)", [item_id, Jsonb(values)])


def test_all_of_it_goes_back(common_importer: Importer, people: UUID) -> None:
    before = live(common_importer, people)
    identifier = upsert(common_importer, people)
    assert len(live(common_importer, people)) == 5
    said = revert(common_importer, identifier)
    assert (said["state"], said["conflicts"]) == ("done", 0)
    assert (said["items_trashed"], said["items_restored"], said["cells_restored"]) == (2, 3, 6)
    assert said["options_removed"] == 1
    assert live(common_importer, people) == before
    assert common_importer.report(identifier).status == "reverted"
    events = common_importer.rows(
        "select distinct actor_kind, login_role from audit.events"
        " where change_id = %s and table_name = 'items'",
        [said["id"]],
    )
    assert events == [("job", "worker")]
    (options,) = common_importer.rows(
        "select config -> 'options' from public.list_columns where list_id = %s and key = 'kind'", [people]
    )
    assert options == ([{"id": "a", "label": "A"}],)
    again = revert(common_importer, identifier)
    assert (again["conflicts"], again["items_trashed"], again["cells_restored"]) == (0, 0, 0)


def test_what_was_changed_since_stays_and_is_reported(common_importer: Importer, people: UUID) -> None:
    identifier = upsert(common_importer, people)
    change(common_importer, people, "a@x.org", age=99)
    change(common_importer, people, "n@x.org", name="Mine", kind="b")
    said = revert(common_importer, identifier)
    assert (said["items_trashed"], said["cells_restored"], said["conflicts"]) == (1, 5, 3)
    assert conflicts(common_importer, identifier) == [
        ("age", "changed_since", 30, 31, 99),
        (None, "changed_since", None, None, None),
        ("kind", "in_use", None, "b", None),
    ]
    assert [(item["name"], item.get("age")) for item in live(common_importer, people)] == [
        ("Ann", 99),
        ("Ben", None),
        ("Cleo", 50),
        ("Mine", 1),
    ]
    forced = revert(common_importer, identifier, force=True)
    assert (forced["items_trashed"], forced["cells_restored"], forced["options_removed"]) == (1, 1, 1)
    assert forced["conflicts"] == 0
    assert [item.get("age") for item in live(common_importer, people)] == [30, None, 50]


def test_links_and_comments_since_keep_an_item(common_importer: Importer, people: UUID) -> None:
    identifier = upsert(common_importer, people)
    relation = {"target_list_id": str(people), "cardinality": "many_to_many", "on_delete": "unlink"}
    other = common_importer.make_list(
        [{"name": "Title", "type": "text"}, {"name": "People", "type": "relation", "config": relation}],
        f"Other {identifier}",
    )
    ids: dict[str, UUID] = dict(
        common_importer.rows("select values ->> 'email', id from public.items where list_id = %s", [people])
    )
    common_importer.call(
        "editor",
        "select public.create_items(%s, %s)",
        [other, Jsonb([{"values": {"title": "x"}, "links": {"people": [str(ids["n@x.org"])]}}])],
    )
    common_importer.call("member", "select public.create_comment(%s, 'Who is it?')", [ids["m@x.org"]])
    said = revert(common_importer, identifier)
    assert said["items_trashed"] == 0
    assert [c[1] for c in conflicts(common_importer, identifier) if c[0] is None] == [
        "linked_since",
        "commented_since",
    ]


def test_links_go_back_too(common_importer: Importer, people: UUID) -> None:
    relation = {"target_list_id": str(people), "cardinality": "many_to_one", "on_delete": "unlink"}
    homes = common_importer.make_list(
        [{"name": "Address", "type": "text"}, {"name": "Owner", "type": "relation", "config": relation}],
        f"Homes {people}",
    )
    link = {"columns": [{"from": "Owner", "to": "owner", "link": {"by": "email", "unmatched": "create"}}]}

    def linked() -> list[Any]:
        return common_importer.rows(
            "select h.values ->> 'address', p.values ->> 'email' from public.links as k"
            " join public.items as h on h.id = k.item_id join public.items as p on p.id = k.target_item_id"
            " where k.list_id = %s and h.deleted_at is null and p.deleted_at is null order by 1",
            [homes],
        )

    common_importer("Address,Owner\n1,a@x.org\n2,b@x.org\n3,\n", list_id=homes, mapping=link)
    before = linked()
    report = common_importer(
        "Address,Owner\n1,c@x.org\n2,\n3,a@x.org\n4,z@x.org\n",
        list_id=homes,
        mapping=link,
        mode="upsert",
        key_columns=["address"],
    )
    assert report.made == {"links": 3, "linked_items": 1, "options": 0}
    assert linked() == [("1", "c@x.org"), ("3", "a@x.org"), ("4", "z@x.org")]
    said = revert(common_importer, report.id)
    assert (said["items_trashed"], said["links_restored"], said["conflicts"]) == (2, 4, 0)
    assert linked() == before


def test_a_list_and_columns_that_it_made_go_to_the_trash(common_importer: Importer, people: UUID) -> None:
    made = common_importer("A,B\n1,2\n3,4\n", list_name="Made by import")
    said = revert(common_importer, made.id)
    assert (said["lists_trashed"], said["items_trashed"], said["conflicts"]) == (1, 2, 0)
    assert common_importer.rows(
        "select deleted_at is null from public.lists where id = %s", [made.list_id]
    ) == [(False,)]
    more = common_importer("Email,Extra\nq@x.org,1\n", list_id=people)
    assert revert(common_importer, more.id)["columns_trashed"] == 1
    used = common_importer("Email,Other\nr@x.org,1\n", list_id=people)
    change(common_importer, people, "a@x.org", other=5)
    assert revert(common_importer, used.id)["columns_trashed"] == 0
    assert conflicts(common_importer, used.id) == [("other", "in_use", None, None, None)]


def test_values_that_the_list_refuses_by_now_are_conflicts(common_importer: Importer, people: UUID) -> None:
    identifier = upsert(common_importer, people, "Email,Age\na@x.org,31\nb@x.org,41\nc@x.org,51\n")
    ((column,),) = common_importer.rows(
        "select id from public.list_columns where list_id = %s and key = 'age'", [people]
    )
    common_importer.call(
        "manager",
        "select public.update_column(%s, %s, %s)",
        [people, column, Jsonb({"is_required": True})],
    )
    said = revert(common_importer, identifier)
    assert (said["cells_restored"], said["items_restored"], said["conflicts"]) == (2, 2, 1)
    assert [item["age"] for item in live(common_importer, people)] == [30, 41, 50]
    assert conflicts(common_importer, identifier)[0][2:] == (None, 41, 41)


def test_who_may_revert(common_importer: Importer, people: UUID) -> None:
    own = common_importer("Email\no@x.org\n", list_id=people, person="editor").id
    others = common_importer("Email\np@x.org\n", list_id=people).id
    for person, identifier, constraint in (
        ("editor", others, "capability_required"),
        ("member", own, "capability_required"),
        ("outsider", own, "import_not_found"),
    ):
        with pytest.raises(psycopg.Error) as raised:
            common_importer.call(person, "select public.revert_import(%s)", [identifier])
        assert raised.value.diag.constraint_name == constraint
    assert revert(common_importer, own, "editor")["items_trashed"] == 1
    assert revert(common_importer, others, "manager")["items_trashed"] == 1
    failed = common_importer("x\n03/04/2020\n", list_id=people, types={"x": "date"}).id
    with pytest.raises(psycopg.errors.RestrictViolation) as refused:
        common_importer.call("manager", "select public.revert_import(%s)", [failed])
    assert refused.value.diag.constraint_name == "import_not_revertible"


def test_one_revert_at_a_time_and_it_can_be_cancelled(common_importer: Importer, people: UUID) -> None:
    identifier = upsert(common_importer, people)
    common_importer.call("manager", "select public.revert_import(%s)", [identifier])
    with pytest.raises(psycopg.errors.UniqueViolation) as raised:
        common_importer.call("manager", "select public.revert_import(%s)", [identifier])
    assert raised.value.diag.constraint_name == "import_reverts_one_at_a_time_key"
    said = common_importer.call("manager", "select public.cancel_import(%s)", [identifier])
    assert (said["status"], said["revert"]["state"]) == ("done", "cancelled")
    run_revert(common_importer.settings, UUID(said["revert"]["id"]))
    assert len(live(common_importer, people)) == 5


def test_a_revert_waits_for_who_edits_and_then_keeps_the_edit(
    common_importer: Importer, people: UUID
) -> None:
    identifier = upsert(common_importer, people)
    with psycopg.connect(common_importer.settings.database_url) as editor:
        editor.execute(
            "update public.items set values = values || '{\"age\": 77}'"
            " where list_id = %s and values ->> 'email' = 'a@x.org'",
            [people],
        )
        said: list[dict[str, Any]] = []
        thread = threading.Thread(target=lambda: said.append(revert(common_importer, identifier)))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        editor.commit()
    thread.join(30)
    assert said[0]["conflicts"] == 1
    assert live(common_importer, people)[0]["age"] == 77
