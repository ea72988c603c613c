"""Duplicates of contacts through REST: found, asked about unseen, merged, and several again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.data.conftest import Office

Row = dict[str, Any]

EVERYTHING = """
  select c.id, to_jsonb(c) - '{version,updated_at,updated_by}'::text[],
    (select array_agg(l.item_id order by l.item_id) from public.contact_items as l where l.contact_id = c.id),
    (select array_agg(d.id order by d.id) from public.deals as d where d.contact_id = c.id),
    (select array_agg(t.id order by t.id) from public.tasks as t where t.contact_id = c.id)
  from public.contacts as c order by c.id
"""


class Desk:
    """The office with the database behind it."""

    def __init__(self, office: Office, owner: psycopg.Connection) -> None:
        self.office = office
        self.owner = owner

    def contact(self, name: str, person: str = "editor", **fields: Any) -> str:
        return str(self.office.call("POST", "/contacts", person, json={"name": name} | fields)["id"])

    def deal(self, contact: str, title: str = "Deal") -> str:
        body = {"title": title, "contact_id": contact, "amount": "10"}
        return str(self.office.call("POST", "/deals", json=body)["id"])

    def ask(self, path: str, person: str, body: Any = None, workspace: str | None = None) -> Any:
        headers = {"X-Workspace-Id": workspace or self.office.workspace}
        options = {} if body is None else {"json": body}
        return self.office.api("POST", path, person, headers=headers, **options)

    def merge(self, contact: str, *others: str, **fields: str) -> Row:
        body = {"contact_id": contact, "merged_ids": others, "fields": fields}
        merged: Row = self.office.call("POST", "/contacts/merge", "manager", json=body)
        return merged

    def everything(self) -> list[Any]:
        return self.owner.execute(EVERYTHING.encode()).fetchall()


@pytest.fixture(scope="module")
def module_desk(office: Office) -> Iterator[Desk]:
    with psycopg.connect(office.settings.need("database_url"), autocommit=True) as owner:
        yield Desk(office, owner)


@pytest.fixture
def desk(module_desk: Desk) -> Desk:
    """Without contacts."""
    for table in ("contact_merges", "tasks", "deals", "contacts"):
        module_desk.owner.execute(f"delete from public.{table}".encode())
    module_desk.owner.execute("delete from private.attempts")
    return module_desk


def test_groups_say_why(desk: Desk) -> None:
    ada = desk.contact("Ada Lovelace", email="Ada.Lovelace@gmail.com")
    again = desk.contact(
        "Dr. Lovelace, Ada", email="adalovelace+work@googlemail.com", phone="+44 20 7946 0958"
    )
    other = desk.contact("Augusta King", phone="020 7946 0958")
    desk.contact("Grace Hopper", email="grace.hopper@example.com", phone="555-0100 200")
    desk.contact("Grace Murray", email="gracehopper@example.com")  # dots tell people apart elsewhere
    page = desk.office.call("GET", "/contacts/duplicates", "member")
    groups = {tuple(c["id"] for c in group["contacts"]): group["reasons"] for group in page["groups"]}
    assert groups == {(ada, again): ["email", "name"], (again, other): ["phone"]}
    assert all(group["count"] == 2 for group in page["groups"])
    first = desk.office.call("GET", "/contacts/duplicates?limit=1", "member")
    rest = desk.office.call("GET", f"/contacts/duplicates?limit=1&cursor={first['next_cursor']}", "member")
    assert [*first["groups"], *rest["groups"]] == page["groups"]
    assert rest["next_cursor"] is None
    desk.merge(ada, again)
    left = desk.office.call("GET", "/contacts/duplicates", "member")["groups"]
    assert [group["reasons"] for group in left] == [["phone"]]  # Ada has the number now
    headers = {"X-Workspace-Id": desk.office.workspace}
    assert desk.office.api("GET", "/contacts/duplicates", "outsider", headers=headers).status_code == 404


def test_nearly_the_same_name_is_found_where_there_are_trigrams(desk: Desk) -> None:
    desk.contact("Jonathan Appleseed", company="Orchard")
    desk.contact("Jonathon Appleseed", company="Orchard")
    desk.contact("Jonathan Appleseeds", company="Elsewhere")
    known = desk.owner.execute("select 1 from pg_extension where extname = 'pg_trgm'").fetchone()
    groups = desk.office.call("GET", "/contacts/duplicates", "member")["groups"]
    assert [group["reasons"] for group in groups] == ([["similar_name"]] if known else [])


def test_blind_check_names_the_owner_and_not_the_contact(desk: Desk) -> None:
    made = desk.contact("Ada Lovelace", "member", email="ada@example.com", notes="a secret")
    answer = desk.office.call("POST", "/contacts/check", "editor", json={"email": "ADA@example.com"})
    assert answer["exists"] is True
    (match,) = answer["matches"]
    assert match.keys() == {"reasons", "owner_id", "owner_name"}
    assert (match["reasons"], match["owner_id"]) == (["email"], str(desk.office.api.people["member"]))
    assert answer["contact_ids"] == [made]  # members see all contacts
    none = desk.office.call("POST", "/contacts/check", "member", json={"name": "Nobody"})
    assert none == {"exists": False, "matches": [], "contact_ids": []}
    assert desk.ask("/contacts/check", "member", {"email": " "}).json()["type"] == "check_needs_something"
    for person in ("outsider", "other_owner", "removed"):
        refused = desk.ask("/contacts/check", person, {"email": "ada@example.com"})
        assert refused.json()["type"] == "workspace_not_found", person


def test_blind_check_is_no_way_to_collect(desk: Desk) -> None:
    codes = [desk.ask("/contacts/check", "member", {"name": f"N {n}"}).status_code for n in range(31)]
    assert codes == [200] * 30 + [429]
    assert desk.ask("/contacts/check", "editor", {"name": "N"}).status_code == 200


def test_merge_takes_all_along_and_goes_back_exactly(desk: Desk) -> None:
    ada = desk.contact("Ada", email="ada@example.com", tags=["vip"], notes="first")
    bob = desk.contact(
        "Ada L.", email="lovelace@example.com", phone="123 456 789", tags=["old"], notes="second"
    )
    eve = desk.contact("A. Lovelace", company="Engines", notes="first")
    deals = [desk.deal(bob), desk.deal(bob), desk.deal(eve)]
    trashed = desk.deal(eve, "in the trash")
    desk.office.call("DELETE", f"/deals/{trashed}", "manager")
    task = desk.office.call("POST", "/tasks", json={"title": "Call", "contact_id": eve})["id"]
    body = {"columns": [{"name": "A", "type": "text"}]}
    made = desk.office.call("POST", "/lists", "manager", json={"name": f"Of {ada}"} | body)["id"]
    items = desk.office.call("POST", f"/lists/{made}/items", json={"items": [{"values": {}}, {"values": {}}]})
    item, second = (each["id"] for each in items["items"])
    for contact, ids in ((ada, [item]), (bob, [item, second])):
        desk.office.call("POST", f"/contacts/{contact}/items", json={"item_ids": ids})
    before = desk.everything()
    events = desk.owner.execute("select coalesce(max(id), 0) from audit.events").fetchone()

    merged = desk.merge(ada, bob, eve, email=bob, name=eve)
    contact = merged["contact"]
    assert (contact["name"], contact["email"]) == ("A. Lovelace", "lovelace@example.com")
    assert (contact["phone"], contact["company"]) == ("123 456 789", "Engines")
    assert (contact["tags"], contact["notes"]) == (["old", "vip"], "first\n\nsecond")
    assert contact["deal_count"] == 3
    assert merged["merge"]["moved"] == {"deals": 4, "tasks": 1, "items": 2}
    for id_ in (bob, eve):
        assert desk.office.call("GET", f"/contacts/{id_}", "member")["deleted_at"]
    assert all(desk.office.call("GET", f"/deals/{id_}")["contact_id"] == ada for id_ in [*deals, trashed])
    assert desk.office.call("GET", f"/tasks/{task}")["contact_id"] == ada
    changes = desk.owner.execute(
        "select array_agg(distinct change_id::text), count(*) > 3 from audit.events where id > %s", events
    ).fetchone()
    assert changes == ([merged["merge"]["change_id"]], True)

    path = f"/contacts/merge/{merged['merge']['id']}/revert"
    assert desk.ask(path, "editor").json()["type"] == "capability_required"
    assert desk.ask(path, "outsider").json()["type"] == "merge_not_found"
    assert desk.office.call("POST", path, "manager")["merge"]["conflicts"] == []
    assert desk.everything() == before
    assert desk.ask(path, "manager").json()["type"] == "merge_is_reverted"
    assert desk.office.call("GET", "/contacts/merges", "manager")["merges"][0]["reverted_at"]


def test_revert_keeps_what_was_changed_since_and_says_so(desk: Desk) -> None:
    ada, bob, eve = desk.contact("Ada"), desk.contact("Bob", phone="123 456"), desk.contact("Eve")
    kept, moved = desk.deal(bob), desk.deal(bob)
    merged = desk.merge(ada, bob)
    desk.office.call("PATCH", f"/deals/{moved}", "manager", json={"contact_id": eve})
    desk.office.call("PATCH", f"/contacts/{ada}", "manager", json={"phone": "999 999"})
    answer = desk.office.call("POST", f"/contacts/merge/{merged['merge']['id']}/revert", "manager")
    conflicts = {(c["kind"], c["id"], c["field"]) for c in answer["merge"]["conflicts"]}
    assert conflicts == {("deals", moved, "contact_id"), ("contacts", ada, "phone")}
    assert desk.office.call("GET", f"/deals/{kept}")["contact_id"] == bob
    assert desk.office.call("GET", f"/deals/{moved}")["contact_id"] == eve
    assert desk.office.call("GET", f"/contacts/{ada}")["phone"] == "999 999"


def test_revert_of_what_cannot_be_is_refused_whole(desk: Desk) -> None:
    ada, bob, eve = desk.contact("Ada"), desk.contact("Bob", email="bob@example.com"), desk.contact("Eve")
    first, second = desk.merge(bob, eve), desk.merge(ada, bob)
    path = "/contacts/merge/{}/revert"
    before = desk.everything()
    refused = desk.ask(path.format(first["merge"]["id"]), "manager")
    assert refused.json()["type"] == "merge_cannot_revert"  # the later one first
    assert desk.everything() == before
    desk.office.call("POST", path.format(second["merge"]["id"]), "manager")
    desk.office.call("POST", path.format(first["merge"]["id"]), "manager")
    again = desk.merge(ada, bob)
    desk.office.call("PATCH", f"/contacts/{ada}", "manager", json={"email": None})
    desk.contact("Another", email="BOB@example.com")
    taken = desk.ask(path.format(again["merge"]["id"]), "manager")
    assert taken.json()["type"] == "contact_email_taken"
    desk.owner.execute("delete from public.contacts where id = %s", [UUID(bob)])
    gone = desk.ask(path.format(again["merge"]["id"]), "manager")
    assert gone.json()["type"] == "merge_cannot_revert"


def test_who_may_merge_what(desk: Desk) -> None:
    ada, bob = desk.contact("Ada"), desk.contact("Bob")
    before = desk.everything()
    body = {"contact_id": ada, "merged_ids": [bob]}
    for person, kind in (
        ("editor", "capability_required"),
        ("member", "capability_required"),
        ("outsider", "contact_not_found"),
        ("other_owner", "contact_not_found"),
    ):
        assert desk.ask("/contacts/merge", person, body).json()["type"] == kind, person
    for wrong in ([ada], [bob, bob]):
        answer = desk.ask("/contacts/merge", "manager", {"contact_id": ada, "merged_ids": wrong})
        assert answer.json()["type"] == "merge_invalid"
    stranger = {"contact_id": ada, "merged_ids": [bob], "fields": {"email": str(UUID(int=5))}}
    assert desk.ask("/contacts/merge", "manager", stranger).json()["type"] == "merge_invalid"
    missing = {"contact_id": ada, "merged_ids": [str(UUID(int=7))]}
    assert desk.ask("/contacts/merge", "manager", missing).json()["type"] == "contact_not_found"
    other = str(desk.owner.execute("select id from public.workspaces where name = 'Other'").fetchone()[0])
    theirs = desk.ask("/contacts", "other_owner", {"name": "Theirs"}, other).json()["id"]
    across = {"contact_id": ada, "merged_ids": [theirs]}
    assert desk.ask("/contacts/merge", "manager", across).json()["type"] == "contact_not_found"
    desk.owner.execute("delete from public.contacts where id = %s", [UUID(theirs)])
    assert desk.everything() == before


def test_overlapping_merges_and_new_deals_at_the_same_moment(desk: Desk) -> None:
    for _ in range(12):
        ada, bob, eve = (desk.contact(name) for name in ("Ada", "Bob", "Eve"))
        together = Barrier(3)

        def merge(contact: str, other: str, together: Barrier = together) -> Any:
            together.wait(20)
            body = {"contact_id": contact, "merged_ids": [other]}
            return desk.ask("/contacts/merge", "manager", body)

        def add(contact: str, together: Barrier = together) -> Any:
            together.wait(20)
            return desk.ask("/deals", "editor", {"title": "New", "contact_id": contact})

        with ThreadPoolExecutor(3) as pool:
            one, two = pool.submit(merge, ada, bob), pool.submit(merge, bob, eve)
            deal = pool.submit(add, bob)
            answers = [each.result() for each in (one, two, deal)]
        assert {a.status_code for a in answers} <= {200, 201, 409}, [a.text for a in answers]
        assert any(a.status_code == 200 for a in answers[:2])
        if answers[2].status_code == 201:
            found = desk.office.call("GET", f"/deals/{answers[2].json()['id']}")["contact_id"]
            assert desk.office.call("GET", f"/contacts/{found}")["deleted_at"] is None
        lost = desk.owner.execute(
            "select count(*) from public.deals as d join public.contacts as c on c.id = d.contact_id"
            " where d.deleted_at is null and c.deleted_at is not null"
        ).fetchone()
        assert lost == (0,)
