"""Contacts, deals and tasks as files: with the filters of their pages, and with a whole workspace."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import psycopg
import pytest

from tests.exports.conftest import Exporter

HIDDEN = {"email_key", "phone_key", "email_person", "phone_tail", "name_words", "search_text", "name_key"} | {
    *("company_key", "title_key", "amount_key", "deal_count"),
}


class Crm:
    """What is in the CRM of Demo."""

    def __init__(self, exporter: Exporter) -> None:
        call = exporter.importer.call
        self.workspace = exporter.workspace_id
        self.list_id = exporter.make_list([{"name": "Address", "type": "text"}], "Homes")
        [self.item] = exporter.add(self.list_id, {"address": "12 Elm St, Bonn"})
        contacts = [
            {"name": "=Ada", "email": "Ada@x.example", "phone": "+49 (0)228 1", "tags": ["vip", "buyer"]},
            {"name": "Bob", "address": {"street": "Main St", "city": "Bonn"}},
            {"name": "Eve", "email": "eve@x.example", "owner_id": None},
        ]
        query = "select public.create_contacts(%s, %s::jsonb)"
        made = call("editor", query, [self.workspace, json.dumps(contacts)])
        self.ada, self.bob, self.eve = (c["id"] for c in made["contacts"])
        deals = [
            {"title": "House", "contact_id": self.ada, "amount": "250000.5", "currency": "EUR"},
            {"title": "Flat", "contact_id": self.ada, "amount": "100", "status": "in_progress"},
        ]
        made = call(
            "editor", "select public.create_deals(%s, %s::jsonb)", [self.workspace, json.dumps(deals)]
        )
        self.house, self.flat = (d["id"] for d in made["deals"])
        call(
            "editor",
            "select public.link_deal_items(%s, %s::jsonb)",
            [self.house, json.dumps([str(self.item)])],
        )
        tasks = [{"title": "Call", "deal_id": self.house}, {"title": "Write", "is_done": True}]
        call("editor", "select public.create_tasks(%s, %s::jsonb)", [self.workspace, json.dumps(tasks)])


@pytest.fixture(scope="module")
def crm(exporter: Exporter) -> Crm:
    """People, deals and tasks, made as an editor makes them."""
    return Crm(exporter)


def ask(exporter: Exporter, target: str, format_: str = "json", **more: Any) -> Any:
    """An export of a target that has come to its end."""
    exported = exporter(format_, workspace_id=exporter.workspace_id, target=target, **more)
    assert exported.status == "done", exported.error
    return exported


def test_contacts_in_each_format(exporter: Exporter, crm: Crm) -> None:
    exported = ask(exporter, "contacts")
    ada, bob, eve = exported.items()
    assert exported.file_name == "Contacts.json" and exported.rows_done == 3
    assert not HIDDEN & ada.keys()
    assert (ada["id"], ada["name"], ada["email"], ada["tags"]) == (
        crm.ada,
        "=Ada",
        "Ada@x.example",
        ["vip", "buyer"],
    )
    assert (ada["owner"], eve["owner"], eve["owner_id"]) == ("editor@demo.example", None, None)
    assert bob["address"] == {"street": "Main St", "city": "Bonn"} and ada["created_at"].endswith("Z")
    assert ask(exporter, "contacts", "ndjson").items() == [ada, bob, eve]
    header, *rows = ask(exporter, "contacts", "csv").rows()
    assert header == list(ada) and len(rows) == 3
    first, second = (dict(zip(header, row, strict=True)) for row in rows[:2])
    assert (first["name"], first["phone"], first["tags"]) == ("'=Ada", "'+49 (0)228 1", "vip, buyer")
    assert (second["street"], second["city"], second["country"]) == ("Main St", "Bonn", "")
    book = openpyxl.load_workbook(io.BytesIO(ask(exporter, "contacts", "xlsx").content))
    assert book.sheetnames == ["Contacts"] and book["Contacts"]["C2"].value == "=Ada"
    assert [cell.value for cell in book["Contacts"][1]] == header


def test_deals_say_whom_and_what_they_concern(exporter: Exporter, crm: Crm) -> None:
    house, flat = ask(exporter, "deals").items()
    assert (house["contact"], house["contact_email"], house["contact_id"]) == (
        "=Ada",
        "Ada@x.example",
        crm.ada,
    )
    assert (house["stage"], house["status"], flat["status"]) == ("qualification", "new", "in_progress")
    assert (
        house["pipeline"] and house["items"] == ["12 Elm St, Bonn"] and house["items (id)"] == [str(crm.item)]
    )
    assert not HIDDEN & house.keys() and (house["amount"], house["currency"]) == (250000.5, "EUR")
    header, first, _ = ask(exporter, "deals", "csv", ids="none").rows()
    assert not any(name == "id" or name.endswith(("_id", "(id)")) for name in header)
    assert Decimal(first[header.index("amount")]) == Decimal("250000.5")


def test_tasks(exporter: Exporter, crm: Crm) -> None:
    call, write = ask(exporter, "tasks").items()
    assert (call["title"], call["deal"], call["deal_id"]) == ("Call", "House", crm.house)
    assert (write["is_done"], write["done_by"], write["assignee"]) == (
        True,
        "editor@demo.example",
        "editor@demo.example",
    )


@pytest.mark.parametrize(
    ("target", "query", "found"),
    [
        ("contacts", {"filter": {"tag": "vip"}}, ["=Ada"]),
        ("contacts", {"filter": {"text": "EVE@"}}, ["Eve"]),
        ("contacts", {"filter": {"mine": True}, "sort": "-name"}, ["Bob", "=Ada"]),
        ("contacts", {"filter": {"trashed": True}}, []),
        ("deals", {"filter": {"status": ["new"], "amount_min": 5}}, ["House"]),
        ("deals", {"sort": "amount"}, ["Flat", "House"]),
        ("tasks", {"filter": {"is_done": False}}, ["Call"]),
    ],
)
def test_filters_and_sorts_of_the_pages(
    exporter: Exporter, crm: Crm, target: str, query: dict[str, Any], found: list[str]
) -> None:
    names = [
        record.get("name") or record.get("title") for record in ask(exporter, target, query=query).items()
    ]
    assert names == found


def test_writable_is_what_an_import_sets(exporter: Exporter, crm: Crm) -> None:
    exported = ask(exporter, "contacts", "csv", columns="writable")
    fields = ["reference", "name", "email", "phone", "company", "job_title", "website"]
    fields += ["street", "city", "region", "postal_code", "country", "notes", "tags", "owner"]
    assert exported.rows()[0] == fields
    [said] = exported.report["lists"]
    assert said["target"] == "contacts" and said["import_options"]["is_protected"] is True
    assert said["import_mapping"]["columns"] == [{"from": name, "to": name} for name in fields]
    exported = ask(exporter, "deals", columns="writable")
    house, _ = exported.items()
    assert house["owner"] == "editor@demo.example" and house["pipeline"] and "pipeline_id" not in house
    mapping = exported.report["lists"][0]["import_mapping"]["columns"]
    assert {"from": "contact_id", "to": "contact", "link": {"by": "@id"}} in mapping
    assert [entry["from"] for entry in mapping] == list(house)
    whole = ask(exporter, "deals").report["lists"][0]["import_mapping"]["columns"]
    assert {"from": "pipeline_id", "to": None} in whole and {"from": "items (id)", "to": None} in whole
    assert "import_mapping" not in ask(exporter, "tasks").report["lists"][0]


def test_a_workspace_has_all_of_it(exporter: Exporter, crm: Crm) -> None:
    exported = exporter("csv", workspace_id=exporter.workspace_id)
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    rows = {
        name: list(csv.DictReader(io.StringIO(archive.read(f"crm/{name}.csv").decode("utf-8-sig"))))
        for name in ("contacts", "deals", "tasks", "activities", "pipelines")
    }
    assert [len(rows[name]) for name in ("contacts", "deals", "tasks")] == [3, 2, 2]
    assert {"deal_created", "task_created"} <= {row["type"] for row in rows["activities"]}
    assert rows["activities"][0]["author"] == "editor@demo.example"
    stages = [stage["key"] for stage in json.loads(rows["pipelines"][0]["stages"])]
    assert stages == ["qualification", "proposal", "negotiation", "closed"]
    manifest = json.loads(archive.read("manifest.json"))
    crm_files = [each for each in manifest["files"]["lists"] if each["file"].startswith("crm/")]
    assert [each["target"] for each in crm_files] == ["contacts", "deals", "tasks", "activities", "pipelines"]


@pytest.mark.parametrize(
    ("person", "asked", "error"),
    [
        ("member", {}, "capability_required"),
        ("outsider", {}, "workspace_not_found"),
        ("editor", {"target": "people"}, "export_invalid"),
        ("editor", {"workspace_id": None}, "export_invalid"),
        ("editor", {"query": {"filter": {"nonsense": 1}}}, None),
        ("editor", {"query": {"filter": [1]}}, "query_invalid"),
        ("editor", {"query": {"sort": [{"column": "name"}]}}, "query_invalid"),
        ("editor", {"query": {"sort": "height"}}, "sort_unknown"),
        ("editor", {"query": {"fields": ["name"]}}, "query_invalid"),
        ("editor", {"attachments": "zip"}, "export_invalid"),
    ],
)
def test_what_is_refused(
    exporter: Exporter, crm: Crm, person: str, asked: dict[str, Any], error: str | None
) -> None:
    with pytest.raises(psycopg.Error) as raised:
        exporter.ask(
            **({"person": person, "target": "contacts", "workspace_id": exporter.workspace_id} | asked)
        )
    if error is not None:
        assert raised.value.diag.constraint_name == error


def test_a_right_that_is_lost_meanwhile(exporter: Exporter, crm: Crm) -> None:
    identifier = exporter.ask(person="editor", target="deals", workspace_id=exporter.workspace_id)
    editor = exporter.superuser.execute("select tests.person('editor')").fetchone()
    role = "update public.workspace_members set role = %s where user_id = %s"
    assert editor is not None
    exporter.superuser.execute(role, ["member", editor[0]])
    try:
        exported = exporter.run(identifier)
        assert (
            exported.status == "failed" and exported.error and exported.error["code"] == "capability_required"
        )
    finally:
        exporter.superuser.execute(role, ["editor", editor[0]])


def test_nothing_of_another_workspace(exporter: Exporter, crm: Crm) -> None:
    other = exporter.importer.call("other_owner", "select public.find_workspaces()", [])["workspaces"][0][
        "id"
    ]
    exported = exporter("json", person="other_owner", workspace_id=UUID(other), target="contacts")
    assert all(record["id"] not in (crm.ada, crm.bob, crm.eve) for record in exported.items())
