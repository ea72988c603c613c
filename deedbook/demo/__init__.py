"""The demo: five people, one of each role, a real-estate workspace with a past, and a small fintech one.

Made once. What people change, trash or delete afterwards stays as they left it.
"""

import datetime
from typing import Any

import psycopg

from deedbook import users
from deedbook.demo import _merchants, _past
from deedbook.demo._deals import Crm, Subject
from deedbook.demo._door import Door
from deedbook.demo._people import ADMIN, EDITOR, MANAGER, MEMBER, OWNER, PASSWORD, PEOPLE, Person
from deedbook.demo._rows import Row, Rows, people
from deedbook.demo._trades import PAYMENTS, REAL_ESTATE
from deedbook.server.database import is_ours
from deedbook.settings import Settings, server_of

WORKSPACE = "Demo Realty"
WORKSPACE_ID = "01990000-0000-7000-8000-00000000de30"
PAYMENTS_WORKSPACE = "Demo Payments"
PAYMENTS_WORKSPACE_ID = "01990000-0000-7000-8000-00000000de31"
EMAILS = tuple(person.email for person in PEOPLE)

__all__ = [
    "EMAILS",
    "PASSWORD",
    "PAYMENTS_WORKSPACE",
    "PAYMENTS_WORKSPACE_ID",
    "WORKSPACE",
    "WORKSPACE_ID",
    "DemoError",
    "load",
]

# The audit log remembers a workspace that was deleted: it is not made a second time.
_WAS_MADE = """
  select exists (select from public.workspaces where id = %(id)s) or exists (
    select from audit.events where workspace_id = %(id)s and table_name = 'workspaces' and action = 'insert'
  )
"""
_HAS_PAST = """
  select not exists (select from public.workspaces where id = %(id)s) or exists (
    select from audit.events where workspace_id = %(id)s and table_name = 'contacts' and action = 'insert'
  )
"""
# What deals are about: properties, merchants. Their list may be gone by now.
_SUBJECTS = """
  select i.id::text, i.values ->> %(key)s, i.values ->> %(state)s, coalesce(i.values ->> 'country', '')
  from public.items as i join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id
  where i.workspace_id = %(id)s and l.name = %(list)s and i.deleted_at is null order by i.id
"""


class DemoError(Exception):
    """The demo data does not belong into this database."""


def load(settings: Settings) -> str:
    """Loads the demo data unless it was loaded before; says in a few words what is there.

    Raises DemoError for a database that `make run` did not make: everyone knows the demo's password.
    """
    owner_url = settings.need("database_url")
    if not is_ours(owner_url):
        raise DemoError(
            f"{server_of(owner_url)} was not made by make run, and demo logins have a password that everyone"
            " knows: none were made."
        )
    today = datetime.datetime.now(datetime.UTC).date()
    said = []
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        made = {id_: _is_so(owner, _WAS_MADE, id_) for id_ in (WORKSPACE_ID, PAYMENTS_WORKSPACE_ID)}
        ids = {} if all(made.values()) else _make_people(owner)
    # A transaction for each workspace, another for its past, which no door can tell. Whatever is interrupted
    # leaves nothing behind, and the next load goes on there.
    with psycopg.connect(settings.need("api_database_url"), connect_timeout=10) as login:
        door = Door(login, ids)
        if made[WORKSPACE_ID]:
            said.append(f"{WORKSPACE}, as it was left")
        else:
            said.append(f"{WORKSPACE}: {_make_realty(door, Rows.of(today), ids)}")
            login.commit()
        if not made[PAYMENTS_WORKSPACE_ID]:
            said.append(f"{PAYMENTS_WORKSPACE}: {_make_payments(door, today)}")
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        deals = _make_past(owner, today)
    return "; ".join([*said, f"{deals} deals"] if deals else said)


def _is_so(owner: psycopg.Connection, question: str, workspace_id: str) -> bool:
    row = owner.execute(question.encode(), {"id": workspace_id}).fetchone()
    return bool(row and row[0])


def _make_people(owner: psycopg.Connection) -> dict[str, str]:
    """Makes who is missing; the ids of all by address."""
    # The password is no secret, so one hash serves all five and saves a second of work.
    password_hash = users.hash_password(PASSWORD)
    ids = {}
    for person in PEOPLE:
        account = users.find_in(owner, person.email)
        account = account or users.insert(owner, person.email, password_hash, person.full_name)
        ids[person.email] = str(account.id)
    return ids


def _make_realty(door: Door, rows: Rows, ids: dict[str, str]) -> str:
    _make_workspace(door, WORKSPACE_ID, WORKSPACE, "USD", "America/Los_Angeles")
    made = door.call(
        MANAGER, "public.create_from_template", workspace_id=WORKSPACE_ID, template="real_estate"
    )
    lists = {made_list["name"]: made_list["id"] for made_list in made["lists"]}

    def create(person: Person, name: str, values: list[Row], links: list[dict[str, list[str]]]) -> list[Any]:
        items = [
            {"values": _with_ids(row, ids), "links": links[place] if links else {}}
            for place, row in enumerate(values)
        ]
        answer = door.call(person, "public.create_items", list_id=lists[name], items=items)
        made_items: list[Any] = answer["items"]
        return made_items

    owners = create(EDITOR, "Owners", rows.owners, [])
    owned = [{"owner": [owners[place]["id"]]} for place in rows.owner_of]
    properties = create(EDITOR, "Properties", rows.properties, owned)
    requests = create(EDITOR, "Requests", rows.requests, [])
    seen = [
        {"property": [properties[place]["id"]], "request": [requests[request]["id"]]}
        for place, request in rows.seen
    ]
    create(MANAGER, "Viewings", rows.viewings, seen)
    _work_on(door, lists["Properties"], properties, rows, ids)
    return (
        f"{len(properties)} properties, {len(owners)} owners, {len(requests)} requests,"
        f" {len(rows.viewings)} viewings"
    )


def _make_payments(door: Door, today: datetime.date) -> str:
    _make_workspace(door, PAYMENTS_WORKSPACE_ID, PAYMENTS_WORKSPACE, "EUR", "Europe/Berlin")
    rates = [{"currency": "GBP", "rate": "1.17"}, {"currency": "CHF", "rate": "1.06"}]
    door.call(OWNER, "public.set_exchange_rates", workspace_id=PAYMENTS_WORKSPACE_ID, rates=rates)
    merchants = door.call(
        MANAGER, "public.create_list", workspace_id=PAYMENTS_WORKSPACE_ID, **_merchants.MERCHANTS
    )
    rows = [{"values": row} for row in _merchants.merchants(today)]
    door.call(EDITOR, "public.create_items", list_id=merchants["id"], items=rows)
    return f"{len(rows)} merchants"


def _make_workspace(door: Door, id_: str, name: str, currency: str, time_zone: str) -> None:
    door.call(
        OWNER,
        "public.create_workspace",
        id=id_,
        name=name,
        default_currency=currency,
        time_zone=time_zone,
    )
    for inviter, person in ((OWNER, ADMIN), (ADMIN, MANAGER), (ADMIN, EDITOR), (ADMIN, MEMBER)):
        invitation = door.call(
            inviter, "public.create_invitation", workspace_id=id_, email=person.email, role=person.role
        )
        door.call(person, "public.accept_invitation", token=invitation["token"])


def _work_on(
    door: Door, list_id: str, items: list[dict[str, object]], rows: Rows, ids: dict[str, str]
) -> None:
    """Some changes, so that the audit log and the trash have something to show."""
    first = items[: len(rows.reductions)]
    changes = [
        {"id": item["id"], "version": item["version"], "values": values}
        for item, values in zip(first, rows.reductions, strict=True)
    ]
    door.call(MANAGER, "public.update_items", list_id=list_id, items=changes)
    twice = [{"values": _with_ids(rows.properties[0], ids)}]
    again = door.call(EDITOR, "public.create_items", list_id=list_id, items=twice)
    door.call(EDITOR, "public.trash_item", item_id=again["items"][0]["id"])


def _make_past(owner: psycopg.Connection, today: datetime.date) -> int:
    """Contacts and deals with their history, where a workspace has none yet; how many deals were made."""
    deals = 0
    for workspace_id, seed, trade, list_name, key, state, currency, contacts in (
        (WORKSPACE_ID, 1906, REAL_ESTATE, "Properties", "name", "status", "USD", people()),
        (PAYMENTS_WORKSPACE_ID, 2014, PAYMENTS, "Merchants", "company", "state", "EUR", _merchants.people()),
    ):
        if _is_so(owner, _HAS_PAST, workspace_id):
            continue
        found = owner.execute(
            _SUBJECTS.encode(), {"id": workspace_id, "list": list_name, "key": key, "state": state}
        ).fetchall()
        subjects = [
            Subject(str(name), made_state, _merchants.CURRENCIES.get(country, currency))
            for _, name, made_state, country in found
        ] or [Subject("A deal", None, currency)]
        crm = Crm.of(today, seed, trade, contacts, subjects)
        ids = {person.email: _id_of(owner, person) for person in PEOPLE}
        _past.write(owner, workspace_id, crm, ids, [id_ for id_, *_ in found], ids[MANAGER.email])
        deals += len(crm.deals)
    return deals


def _id_of(owner: psycopg.Connection, person: Person) -> str | None:
    account = users.find_in(owner, person.email)
    return str(account.id) if account else None


def _with_ids(row: Row, ids: dict[str, str]) -> Row:
    return row | {"agent": ids[row["agent"]]} if "agent" in row else row
