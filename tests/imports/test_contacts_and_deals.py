"""Files become contacts and deals: every rule holds, and what breaks one is an error of its row alone."""

import csv
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.imports.conftest import Importer, Report
from tests.imports.test_modes import counts
from tests.imports.test_revert import revert

STATES = {
    "columns": [
        {
            "from": "State",
            "to": "status",
            "values": {"Prospecting": "new", "Engaging": "in_progress", "Won": "won", "LOST": "lost"},
        },
        {
            "from": "State",
            "to": "stage",
            "values": {
                "Prospecting": "qualification",
                "Engaging": "proposal",
                "Won": "closed",
                "Lost": "closed",
            },
        },
    ]
}


def records(importer: Importer, table: str, prefix: str) -> list[dict[str, Any]]:
    """Contacts or deals whose reference begins so."""
    found = importer.rows(
        "select r.r from (select c.id, 'contacts' as kind, to_jsonb(c) as r from public.contacts as c"
        " union all select d.id, 'deals', to_jsonb(d) from public.deals as d) as r"
        " where r.kind = %s and r.r ->> 'reference' like %s || '%%' order by r.r ->> 'reference'",
        [table, prefix],
    )
    return [row for (row,) in found]


def errors(report: Report) -> dict[int, tuple[str, str]]:
    return {row: (column, reason) for row, column, _, reason, _ in report.errors}


@pytest.fixture
def tag() -> str:
    return uuid4().hex[:8]


def test_rows_become_contacts(common_importer: Importer, tag: str) -> None:
    report = common_importer(
        "External ID,first_name,last_name,email,phone1,company_name,city,zip,web,Tags,Owner,Mood\n"
        f"{tag}-1,Ann,Lee,{tag}ann@x.org,+49 30 1234,Acme,Bonn,53111,http://x.org,vip; old,,good\n"
        f"{tag}-2,Ben,,{tag}BEN@x.org,,,,,,,,\n"
        f"{tag}-3,Twin,,{tag}ANN@x.org,,,,,,,,\n"
        f"{tag}-4,,,{tag}d@x.org,,,,,,,,\n"
        f"{tag}-5,Eve,,no address,,,,,,,,\n"
        f"{tag}-1,Again,,,,,,,,,,\n"
        f"{tag}-7,Fay,,,,,,,,,member@example.com,\n",
        target="contacts",
        person="editor",
    )
    assert counts(report) == (7, 2, 0, 0, 0, 5)
    said = errors(report)
    assert said[3] == ("E-mail", "not unique: row 1 of the file has this value")
    assert said[4] == ("Name", "required, and empty") or said[4][1] == "required, and empty"
    assert said[5][0] == "E-mail" and said[6] == ("Reference", "not unique: row 1 of the file has this value")
    assert said[7][0] == "Owner" or "crm.assign" in said[7][1], said[7]
    ann, ben = records(common_importer, "contacts", tag)
    assert (ann["name"], ann["company"], ann["website"], ann["tags"]) == (
        "Ann Lee",
        "Acme",
        "http://x.org",
        ["old", "vip"],
    )
    assert ann["address"] == {"city": "Bonn", "postal_code": "53111"}
    assert (ben["name"], ben["phone"], ben["address"], ben["notes"], ben["tags"]) == (
        "Ben",
        None,
        None,
        "",
        [],
    )
    assert report.decision is not None
    assert 'Column "Mood" is left out.' in report.decision["notes"]
    assert report.list_id is None


def test_contacts_are_found_by_their_keys(common_importer: Importer, tag: str) -> None:
    first = f"Reference,Name,Email,City\n{tag}-1,Ann,{tag}a@x.org,Bonn\n{tag}-2,Ben,{tag}b@x.org,\n"
    assert counts(common_importer(first, target="contacts"))[1] == 2
    again = (
        f"Email,Name,Country\n{tag}A@x.org,Anna,DE\n{tag}b@x.org,Ben,\n{tag}c@x.org,Cy,\n{tag}c@x.org,Cz,\n"
    )
    tried = common_importer(again, target="contacts", mode="upsert", key_columns=["email"], action="check")
    assert (tried.status, counts(tried)) == ("checked", (4, 1, 1, 1, 0, 1)), tried.errors
    report = common_importer(again, target="contacts", mode="upsert", key_columns=["email"])
    assert counts(report) == (4, 1, 1, 1, 0, 1)
    ann, ben = records(common_importer, "contacts", tag)
    assert (ann["name"], ann["email"], ann["address"]) == (
        "Anna",
        f"{tag}A@x.org",
        {"city": "Bonn", "country": "DE"},
    )
    assert (ann["version"], ben["version"]) == (2, 1)
    skipped = common_importer(again, target="contacts", mode="skip", key_columns=["email"])
    assert counts(skipped) == (4, 0, 0, 0, 4, 0)
    nobody = common_importer(
        f"Reference,Name\n{tag}-9,Z\n", target="contacts", mode="update", key_columns=["reference"]
    )
    assert errors(nobody) == {1: ("Reference", "no contact has this key")}


def test_a_past_pipeline_comes_in(common_importer: Importer, tag: str) -> None:
    products = common_importer.make_list([{"name": "Product", "type": "text"}], f"Products {tag}")
    common_importer("Product\nGTX Pro\nMG\n", list_id=products)
    common_importer(f"Reference,Name,Email\n{tag},Acme {tag},{tag}acme@x.org\n", target="contacts")
    mapping = {
        "columns": [
            *STATES["columns"],
            {"from": "Ref", "to": "reference"},
            {"from": "Ref", "to": "title"},
            {"from": "Account", "to": "contact", "link": {"by": "name"}},
            {
                "from": "Product",
                "to": {"name": "Product", "type": "relation", "config": {"target_list_id": str(products)}},
                "values": {"GTXPro": "GTX Pro"},
            },
        ]
    }
    content = (
        "Ref,State,Product,Account,Amount,Close date,Currency\n"
        f"{tag}-1,Won,GTXPro,Acme {tag},1054,2017-03-01,usd\n"
        f"{tag}-2,Lost,MG,,0,2017-03-02,USD\n"
        f"{tag}-3,Engaging,MG,acme {tag},,,USD\n"
        f"{tag}-4,Prospecting,,,12.5,,EUR\n"
        f"{tag}-5,Won,MG,,,2017-03-01,USD\n"
        f"{tag}-6,Won,MG,,1,2999-03-01,USD\n"
        f"{tag}-7,Prospecting,MG,Nobody,1,,USD\n"
        f"{tag}-8,Prospecting,Nothing,,1,,USD\n"
        f"{tag}-9,Prospecting,MG,,1,,QQQ\n"
        f"{tag}-A,Someday,MG,,1,,USD\n"
    )
    report = common_importer(content, target="deals", mapping=mapping, person="editor")
    assert counts(report) == (10, 4, 0, 0, 0, 6), report.errors
    assert report.made == {"links": 3, "linked_items": 0, "options": 0, "contacts": 0}
    said = errors(report)
    assert said[5][0] == "Amount" and "not won without an amount" in said[5][1]
    assert "future" in said[6][1] and said[7] == ("Account", 'no contact is called "Nobody"')
    assert said[8][1].startswith("no item of") and "currency" in said[9][1]
    assert said[10] and "options" in said[10][1]
    won, lost, engaging, new = records(common_importer, "deals", tag)
    assert [d["status"] for d in (won, lost, engaging, new)] == ["won", "lost", "in_progress", "new"]
    assert [d["stage"] for d in (won, lost, engaging, new)] == [
        "closed",
        "closed",
        "proposal",
        "qualification",
    ]
    assert (
        won["closed_at"].startswith("2017-03-01") and won["contact_id"] == engaging["contact_id"] is not None
    )
    assert (won["currency"], new["currency"], new["amount"]) == ("USD", "EUR", 12.5)
    linked = common_importer.rows(
        "select i.values ->> 'product' from public.deal_items as l join public.items as i on i.id = l.item_id"
        " where l.deal_id = any (%s) order by 1",
        [[UUID(d["id"]) for d in (won, lost, engaging, new)]],
    )
    assert linked == [("GTX Pro",), ("MG",), ("MG",)]
    timeline = common_importer.rows("select type from public.activities where deal_id = %s", [won["id"]])
    assert timeline == [("deal_created",)]

    back = revert(common_importer, report.id, "editor")
    assert (back["items_trashed"], back["conflicts"]) == (4, 0)
    assert all(d["deleted_at"] for d in records(common_importer, "deals", tag))


def test_moves_are_those_of_the_pipeline(common_importer: Importer, tag: str) -> None:
    first = (
        f"Reference,Title,State,Amount\n{tag}-1,One,Prospecting,5\n{tag}-2,Two,Engaging,5\n"
        f"{tag}-3,Three,Engaging,5\n"
    )
    assert counts(common_importer(first, target="deals", mapping=STATES))[1] == 3
    then = (
        f"Reference,Title,State,Amount,Contact\n{tag}-1,One,Won,5,\n"
        f"{tag}-2,Two,Won,7,New {tag}\n{tag}-3,Three,Engaging,5,\n"
        f"{tag}-4,Four,Prospecting,1,new {tag}\n"
    )
    mapping = {
        "columns": [*STATES["columns"], {"from": "Contact", "to": "contact", "link": {"unmatched": "create"}}]
    }
    arguments: dict[str, Any] = {
        "target": "deals",
        "mapping": mapping,
        "mode": "upsert",
        "key_columns": ["reference"],
    }
    tried = common_importer(then, **arguments, action="check")
    assert (tried.status, counts(tried)) == ("checked", (4, 1, 1, 1, 0, 1))
    assert records(common_importer, "deals", tag)[1]["status"] == "in_progress"
    report = common_importer(then, **arguments)
    assert counts(report) == (4, 1, 1, 1, 0, 1)
    assert report.made["contacts"] == 1
    assert "cannot go from new to won" in errors(report)[1][1]
    one, two, _, four = records(common_importer, "deals", tag)
    assert (one["status"], two["status"], two["amount"]) == ("new", "won", 7)
    assert two["contact_id"] == four["contact_id"] is not None

    back = revert(common_importer, report.id)
    # A won deal stays won, and so its contact stays too.
    assert (back["items_trashed"], back["items_restored"], back["conflicts"]) == (1, 0, 2)
    page = common_importer.call("member", "select public.find_import_conflicts(%s)", [report.id])["conflicts"]
    assert [(c["kind"], c["code"]) for c in page] == [
        ("deal", "deal_move_illegal"),
        ("contact", "contact_has_deals"),
    ]
    assert records(common_importer, "deals", tag)[3]["deleted_at"] is not None


def test_a_title_and_a_contact_are_a_key(common_importer: Importer, tag: str) -> None:
    common_importer(f"Reference,Name\n{tag}-a,A {tag}\n{tag}-b,B {tag}\n", target="contacts")
    content = f"Reference,Title,Contact,Amount\n{tag}-1,House,A {tag},1\n{tag}-2,House,B {tag},1\n"
    assert counts(common_importer(content, target="deals"))[1] == 2
    report = common_importer(
        f"Title,Contact,Amount\nHouse,b {tag},9\n",
        target="deals",
        mode="update",
        key_columns=["title", "contact"],
    )
    assert counts(report) == (1, 0, 1, 0, 0, 0), report.errors
    assert [deal["amount"] for deal in records(common_importer, "deals", tag)] == [1, 9]
    back = revert(common_importer, report.id)
    assert (back["items_restored"], back["cells_restored"], back["conflicts"]) == (1, 1, 0)
    assert [deal["amount"] for deal in records(common_importer, "deals", tag)] == [1, 1]


def test_what_somebody_built_on_stays(common_importer: Importer, tag: str) -> None:
    report = common_importer(
        f"Reference,Name\n{tag}-1,Ann\n{tag}-2,Ben\n", target="contacts", person="editor"
    )
    ann, _ = records(common_importer, "contacts", tag)
    common_importer.call(
        "manager", 'select public.update_contact(%s, \'{"company": "Acme"}\'::jsonb)', [ann["id"]]
    )
    back = revert(common_importer, report.id, "editor")
    assert (back["items_trashed"], back["conflicts"]) == (1, 1)
    again = revert(common_importer, report.id, "manager", force=True)
    assert (again["items_trashed"], again["conflicts"]) == (1, 0)


def test_who_may_not_and_what_is_not(common_importer: Importer) -> None:
    for person in ("member", "outsider"):
        with pytest.raises(Exception, match=r"capability|role|workspace|may"):
            common_importer.ask(b"Name\nA\n", target="contacts", person=person)
    wrong: list[dict[str, Any]] = [
        {"target": "tasks"},
        {"target": "deals", "list_name": "X"},
        {"target": "deals", "mapping": {"columns": [{"from": "A", "to": "nothing"}]}},
        {"target": "deals", "mapping": {"columns": [{"from": "A", "to": {"name": "B", "type": "text"}}]}},
        {
            "target": "deals",
            "mapping": {"columns": [{"from": "A", "to": "contact", "link": {"by": "company"}}]},
        },
        {"target": "deals", "mapping": {"columns": [{"from": "A", "to": "status", "values": {"a": 1}}]}},
        {"target": "deals", "mode": "upsert", "key_columns": ["amount"]},
    ]
    for arguments in wrong:
        with pytest.raises(Exception, match=r"list|target|mapping|key"):
            common_importer.ask(b"A\n1\n", **arguments)


def test_a_list_of_people(common_importer: Importer, shared: Any) -> None:
    report = common_importer(
        shared("contacts/us-500.csv"),
        target="contacts",
        mapping={"columns": [{"constant": "us-500", "to": "tags"}]},
    )
    assert counts(report) == (500, 500, 0, 0, 0, 0), report.errors
    ((name, email, city, postal_code),) = common_importer.rows(
        "select name, email, address ->> 'city', address ->> 'postal_code' from public.contacts"
        " where tags = %s and company = 'Benton, John B Jr'",
        [["us-500"]],
    )
    assert (name, email, city, postal_code) == ("James Butt", "jbutt@gmail.com", "New Orleans", "70116")


@pytest.mark.slow
def test_repeated_addresses_are_accounted_for(common_importer: Importer, shared: Any) -> None:
    path = shared("contacts/people-100000.csv")
    with path.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    different = len({person["Email"].lower() for person in people})
    mapping = {"columns": [{"from": "User Id", "to": "reference"}, {"from": "Index", "to": None}]}
    report = common_importer(path, target="contacts", mapping=mapping)
    assert counts(report) == (100_000, different, 0, 0, 0, 100_000 - different), report.error
    assert all(error[1] == "E-mail" and "row" in error[3] for error in report.errors)
    again = common_importer(path, target="contacts", mapping=mapping, mode="skip", key_columns=["email"])
    assert counts(again) == (100_000, 0, 0, 0, 100_000, 0)
    back = revert(common_importer, report.id, "manager")
    assert (back["items_trashed"], back["conflicts"]) == (different, 0)
