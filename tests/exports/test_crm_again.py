"""What goes out of contacts and deals comes in again unchanged."""

import inspect
import json
from typing import Any

import pytest

from tests.exports.conftest import Exporter
from tests.imports.conftest import Importer

pytestmark = pytest.mark.skipif(
    "target" not in inspect.signature(Importer.ask).parameters, reason="only lists are imported"
)

CONTACTS = [
    {
        "name": "=Ada",
        "email": "Ada@x.example",
        "phone": "+49 (0)228 1",
        "tags": ["buyer", "vip"],
        "notes": "a\nb",
    },
    {
        "name": "Bob",
        "address": {"street": "Main St 1", "city": "Bonn", "postal_code": "053", "country": "DE"},
    },
    {"name": "Eve", "company": "X, Y; Z", "job_title": "'q'", "website": "https://x.example"},
]
FIELDS = "row(name, email, phone, company, job_title, website, address, notes, tags, owner_id)::text"
DEALS = (
    "row(title, description, contact_id, owner_id, pipeline_id, stage, status, amount, currency, source,"
    " expected_close_date, closed_at, lost_reason)::text"
)


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "ndjson"])
def test_contacts_and_deals_come_in_again(exporter: Exporter, format_: str) -> None:
    call, rows = exporter.importer.call, exporter.importer.rows
    workspace = exporter.workspace_id
    for table in ("tasks", "deals", "contacts"):
        exporter.superuser.execute(
            f"delete from public.{table} where workspace_id = %s".encode(), [workspace]
        )
    made = call("manager", "select public.create_contacts(%s, %s::jsonb)", [workspace, json.dumps(CONTACTS)])
    ada, bob, _ = (c["id"] for c in made["contacts"])
    deals: list[dict[str, Any]] = [
        {"title": "House", "contact_id": ada, "amount": "250000.5", "currency": "EUR", "description": "x\ny"},
        {
            "title": "Flat",
            "contact_id": bob,
            "amount": "100",
            "status": "won",
            "stage": "closed",
            "closed_at": "2025-01-02T03:04:05Z",
            "expected_close_date": "2025-01-03",
            "source": "=web",
        },
        {"title": "Loose", "status": "in_progress", "stage": "negotiation"},
    ]
    call("manager", "select public.create_deals(%s, %s::jsonb)", [workspace, json.dumps(deals)])
    for target, fields in (("contacts", FIELDS), ("deals", DEALS)):
        query: Any = f"select {fields} from public.{target} where workspace_id = %s order by id"
        asked: dict[str, Any] = {"person": "manager", "workspace_id": workspace, "columns": "writable"}
        exported = exporter(format_, target=target, **asked)
        assert exported.report is not None
        said = exported.report["lists"][0]
        before = rows(query, [workspace])
        if target == "contacts":  # an address is in a workspace once
            exporter.superuser.execute("update public.contacts set email = 'old-' || email")
        report = exporter.importer(
            exported.content,
            target=target,
            name=exported.file_name,
            mapping=said["import_mapping"],
            person="manager",
            **said["import_options"],
        )
        assert report.status == "done" and report.errors == [], (report.error, report.errors)
        after = rows(query, [workspace])
        assert after[len(before) :] == before
