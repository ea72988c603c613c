"""Contacts that may be the same person: found, asked about unseen, made one and several again."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.contacts import Contact
from api.fields import Cursor, Id, Time, Unset
from api.requests import ApiRequest, Body

Reason = Literal["email", "phone", "name", "similar_name"]
Groups25 = Annotated[
    int, QueryParameter(name="limit", ge=1, le=1000, required=False, description="Groups of a page at most")
]
Merges100 = Annotated[
    int, QueryParameter(name="limit", ge=1, le=1000, required=False, description="Merges at most")
]
Wanted = Annotated[str, Meta(max_length=254)]


class CheckContact(Body):
    """What is known of somebody: at least one of them."""

    email: Wanted | Unset | None = UNSET
    phone: Wanted | Unset | None = UNSET
    name: Wanted | Unset | None = UNSET


class TakenFields(Body):
    """Which of the merged contacts a field is taken from."""

    owner_id: UUID | Unset = UNSET
    name: UUID | Unset = UNSET
    email: UUID | Unset = UNSET
    phone: UUID | Unset = UNSET
    company: UUID | Unset = UNSET
    job_title: UUID | Unset = UNSET
    website: UUID | Unset = UNSET
    address: UUID | Unset = UNSET
    notes: UUID | Unset = UNSET
    tags: UUID | Unset = UNSET


class MergeContacts(Body):
    """The contact that stays, and those that become it.

    A field that is not chosen is that of the first that has one, in this order; tags and notes come from all.
    """

    contact_id: UUID
    merged_ids: Annotated[list[UUID], Meta(min_length=1, max_length=100)]
    fields: TakenFields | Unset = UNSET


class DuplicateGroup(msgspec.Struct):
    """Contacts that may be the same; of many the first 20."""

    reasons: list[Reason]
    count: int
    contacts: list[Contact]


class DuplicatePage(msgspec.Struct):
    """Groups, and where to go on; null at the end."""

    groups: list[DuplicateGroup]
    next_cursor: str | None


class BlindMatch(msgspec.Struct):
    """A contact is there already: by what, and whom to ask. Not which."""

    reasons: list[Reason]
    owner_id: UUID | None
    owner_name: str | None


class ContactCheck(msgspec.Struct):
    """Whether somebody is there already; `contact_ids` are those that the caller may open."""

    exists: bool
    matches: list[BlindMatch]
    contact_ids: list[UUID]


class Moved(msgspec.Struct):
    """How many came from the merged contacts."""

    deals: int
    tasks: int
    items: int


class MergeConflict(msgspec.Struct):
    """What a revert left as it was."""

    kind: str
    id: UUID
    field: str
    message: str


class Merge(msgspec.Struct):
    """A merge: one change, which can be taken back."""

    id: UUID
    workspace_id: UUID
    contact_id: UUID
    merged_ids: list[UUID]
    fields: dict[str, Any]
    moved: Moved
    change_id: UUID
    created_by: UUID | None
    created_at: Time
    reverted_by: UUID | None
    reverted_at: Time | None
    conflicts: list[MergeConflict] | None


class Merged(msgspec.Struct):
    """The merge, and the contact that stays as it is now."""

    merge: Merge
    contact: Contact


class Merges(msgspec.Struct):
    """Newest first."""

    merges: list[Merge]


@get("/contacts/duplicates")
async def find_duplicate_contacts(
    request: ApiRequest, cursor: Cursor = None, limit: Groups25 = 25
) -> Response[DuplicatePage]:
    """Contacts that may be the same: by mailbox, number, name, or nearly the same name in one company."""
    return await request.call(
        "public.find_duplicate_contacts",
        workspace_id=request.require_workspace(),
        cursor=cursor,
        page_size=limit,
    )


@post("/contacts/check", status_code=200)
async def check_contact(request: ApiRequest, data: JSONBody[CheckContact]) -> Response[ContactCheck]:
    """Whether somebody is a contact already, and whom to ask; thirty times a minute."""
    return await request.call(
        "public.check_contact", workspace_id=request.require_workspace(), **msgspec.structs.asdict(data)
    )


@post("/contacts/merge", status_code=200)
async def merge_contacts(request: ApiRequest, data: JSONBody[MergeContacts]) -> Response[Merged]:
    """Makes several contacts one: deals, tasks and items go along, the others to the trash."""
    return await request.call("public.merge_contacts", **msgspec.structs.asdict(data))


@get("/contacts/merges")
async def find_merges(request: ApiRequest, limit: Merges100 = 100) -> Response[Merges]:
    """The latest merges of the workspace."""
    return await request.call("public.find_merges", workspace_id=request.require_workspace(), page_size=limit)


@post("/contacts/merge/{merge_id:uuid}/revert", status_code=200)
async def revert_merge(request: ApiRequest, merge_id: Id) -> Response[Merged]:
    """Takes a merge back as a whole; what was changed since stays, and is named."""
    return await request.call("public.revert_merge", merge_id=merge_id)


router = Router(
    "/",
    route_handlers=[find_duplicate_contacts, check_contact, merge_contacts, find_merges, revert_merge],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["contacts"],
)
