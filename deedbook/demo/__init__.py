"""The demo workspace: five people, one of each role, and three lists a real-estate team could have.

Made once. What people change, trash or delete afterwards stays as they left it.
"""

import datetime

import psycopg

from deedbook import users
from deedbook.demo._door import Door
from deedbook.demo._lists import OWNERS, PROPERTIES, VIEWINGS
from deedbook.demo._people import ADMIN, EDITOR, MANAGER, MEMBER, OWNER, PASSWORD, PEOPLE
from deedbook.demo._rows import Rows
from deedbook.server.database import is_ours
from deedbook.settings import Settings, server_of

WORKSPACE = "Demo Realty"
WORKSPACE_ID = "01990000-0000-7000-8000-00000000de30"
EMAILS = tuple(person.email for person in PEOPLE)

__all__ = ["EMAILS", "PASSWORD", "WORKSPACE", "WORKSPACE_ID", "DemoError", "load"]

# The audit log remembers a workspace that was deleted: it is not made a second time.
_WAS_LOADED = """
  select exists (select from public.workspaces where id = %(id)s) or exists (
    select from audit.events where workspace_id = %(id)s and table_name = 'workspaces' and action = 'insert'
  )
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
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        row = owner.execute(_WAS_LOADED, {"id": WORKSPACE_ID}).fetchone()
        if row and row[0]:
            return f"{WORKSPACE}, as it was left"
        ids = _make_people(owner)
    rows = Rows.of(datetime.datetime.now(datetime.UTC).date())
    # One transaction: an interrupted load leaves nothing that the next one would take for the whole.
    with psycopg.connect(settings.need("api_database_url"), connect_timeout=10) as login:
        _make_workspace(Door(login, ids), rows)
    counts = f"{len(rows.properties)} properties, {len(rows.owners)} owners, {len(rows.viewings)} viewings"
    return f"{WORKSPACE}: {counts}"


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


def _make_workspace(door: Door, rows: Rows) -> None:
    door.call(
        OWNER,
        "public.create_workspace",
        id=WORKSPACE_ID,
        name=WORKSPACE,
        default_currency="USD",
        time_zone="America/Los_Angeles",
    )
    for inviter, person in ((OWNER, ADMIN), (ADMIN, MANAGER), (ADMIN, EDITOR), (ADMIN, MEMBER)):
        invitation = door.call(
            inviter,
            "public.create_invitation",
            workspace_id=WORKSPACE_ID,
            email=person.email,
            role=person.role,
        )
        door.call(person, "public.accept_invitation", token=invitation["token"])
    properties, owners, viewings = (
        door.call(MANAGER, "public.create_list", workspace_id=WORKSPACE_ID, **description)["id"]
        for description in (PROPERTIES, OWNERS, VIEWINGS)
    )
    made = door.call(EDITOR, "public.create_items", list_id=properties, items=_items(rows.properties))
    door.call(EDITOR, "public.create_items", list_id=owners, items=_items(rows.owners))
    door.call(MANAGER, "public.create_items", list_id=viewings, items=_items(rows.viewings))
    _work_on(door, properties, made["items"], rows)


def _work_on(door: Door, list_id: str, items: list[dict[str, object]], rows: Rows) -> None:
    """Some changes, so that the audit log and the trash have something to show."""
    first = items[: len(rows.reductions)]
    changes = [
        {"id": item["id"], "version": item["version"], "values": values}
        for item, values in zip(first, rows.reductions, strict=True)
    ]
    door.call(MANAGER, "public.update_items", list_id=list_id, items=changes)
    twice = door.call(EDITOR, "public.create_items", list_id=list_id, items=_items(rows.properties[:1]))
    door.call(EDITOR, "public.trash_item", item_id=twice["items"][0]["id"])


def _items(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"values": row} for row in rows]
