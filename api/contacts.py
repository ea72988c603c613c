"""Contacts: the people that a workspace deals with."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api import records
from api.auth import signed_in
from api.fields import Cursor, Email, Id, Name, PageSize, Time, Unset, Version, changes_of
from api.items import Deleted, NamedItems, Restored, Trashed
from api.limits import BATCH
from api.requests import ApiRequest, Body

Phone = Annotated[str, Meta(min_length=3, max_length=50, examples=["+49 (0)30 9018-20"])]
Short = Annotated[str, Meta(min_length=1, max_length=200)]
Address = Annotated[
    dict[str, str],
    Meta(
        description="Parts by name, such as street, city, region, postal_code, country.",
        examples=[{"street": "12 Elm St", "city": "Springfield", "country": "US"}],
    ),
]
Tags = Annotated[list[Annotated[str, Meta(min_length=1, max_length=100)]], Meta(max_length=50)]
Sort = Annotated[
    Literal["created", "-created", "updated", "-updated", "name", "-name", "company", "-company"],
    QueryParameter(name="sort", required=False, description="A minus turns it around."),
]


class ContactFields(Body):
    """What is known of a contact. An e-mail address is in a workspace once, whatever its case."""

    name: Name | Unset = UNSET
    email: Email | Unset | None = UNSET
    phone: Phone | Unset | None = UNSET
    company: Short | Unset | None = UNSET
    job_title: Short | Unset | None = UNSET
    website: Annotated[str, Meta(pattern="^https?://", max_length=2048)] | Unset | None = UNSET
    address: Address | Unset | None = UNSET
    notes: records.Text | Unset = UNSET
    tags: Tags | Unset = UNSET
    owner_id: UUID | Unset | None = UNSET
    reference: Short | Unset | None = UNSET


class NewContact(ContactFields, kw_only=True):
    """A contact to be. Without `owner_id` it is the caller's own."""

    name: Name


class CreateContacts(ContactFields):
    """One contact (its fields), or up to 1,000 (`contacts`), all or none."""

    contacts: Annotated[list[NewContact], Meta(min_length=1, max_length=1000)] | Unset = UNSET


class UpdateContact(ContactFields):
    """The fields to change; null empties one."""

    version: Version | Unset = UNSET


class ChangedContact(UpdateContact, kw_only=True):
    """The fields to change in one of many contacts."""

    id: UUID


class UpdateContacts(Body):
    """Up to 1,000 contacts, all or none."""

    contacts: Annotated[list[ChangedContact], Meta(min_length=1, max_length=1000)]


class NamedContacts(Body):
    """Up to 1,000 contacts."""

    contact_ids: records.Ids


class Contact(msgspec.Struct):
    """A contact. `phone` is as it was written, `phone_key` what it is compared by."""

    id: UUID
    workspace_id: UUID
    owner_id: UUID | None
    name: str
    email: str | None
    phone: str | None
    phone_key: str | None
    company: str | None
    job_title: str | None
    website: str | None
    address: dict[str, Any] | None
    notes: str
    tags: list[str]
    reference: str | None
    deal_count: int
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None


class Contacts(msgspec.Struct):
    """Contacts as they are now."""

    contacts: list[Contact]


class ContactPage(msgspec.Struct):
    """Contacts, and where to go on; null at the end."""

    contacts: list[Contact]
    next_cursor: str | None


@get("/contacts")
async def find_contacts(
    request: ApiRequest,
    text: records.Search = None,
    owner_id: Annotated[UUID | None, QueryParameter(name="owner_id", required=False)] = None,
    mine: records.Mine = None,
    email: Annotated[str | None, QueryParameter(name="email", required=False, max_length=254)] = None,
    phone: Annotated[
        str | None,
        QueryParameter(name="phone", required=False, max_length=50, description="However it is written."),
    ] = None,
    company: Annotated[str | None, QueryParameter(name="company", required=False, max_length=200)] = None,
    tag: Annotated[str | None, QueryParameter(name="tag", required=False, max_length=100)] = None,
    item_id: Annotated[
        UUID | None, QueryParameter(name="item_id", required=False, description="Linked with this item.")
    ] = None,
    trashed: records.Trashed = False,
    sort: Sort = "created",
    cursor: Cursor = None,
    limit: PageSize = 100,
) -> Response[ContactPage]:
    """A page of contacts; `q` looks through names, addresses, companies and phone numbers."""
    return await request.call(
        "public.find_contacts",
        workspace_id=request.workspace_id,
        filter=records.filters(
            text=text,
            owner_id=owner_id,
            mine=mine,
            email=email,
            phone=phone,
            company=company,
            tag=tag,
            item_id=item_id,
            trashed=trashed,
        ),
        sort=sort,
        cursor=cursor,
        page_size=limit,
    )


@post("/contacts", request_max_body_size=BATCH)
async def create_contacts(
    request: ApiRequest, data: JSONBody[CreateContacts]
) -> Response[Contact | Contacts]:
    """Makes one contact or many. One answers with the contact itself, many with `contacts`."""
    return await records.create(request, "contact", data, "name")


@patch("/contacts", request_max_body_size=BATCH)
async def update_contacts(request: ApiRequest, data: JSONBody[UpdateContacts]) -> Response[Contacts]:
    """Changes many contacts."""
    return await request.call(
        "public.update_contacts", workspace_id=request.require_workspace(), contacts=data.contacts
    )


@delete("/contacts", status_code=200)
async def trash_contacts(request: ApiRequest, data: JSONBody[NamedContacts]) -> Response[Trashed]:
    """Puts many contacts in the trash."""
    return await request.call(
        "public.trash_contacts", workspace_id=request.require_workspace(), contact_ids=data.contact_ids
    )


@post("/contacts/restore", status_code=200)
async def restore_contacts(request: ApiRequest, data: JSONBody[NamedContacts]) -> Response[Restored]:
    """Takes many contacts out of the trash."""
    return await request.call(
        "public.restore_contacts", workspace_id=request.require_workspace(), contact_ids=data.contact_ids
    )


@delete("/contacts/trash", status_code=200)
async def delete_contacts_forever(request: ApiRequest, data: JSONBody[NamedContacts]) -> Response[Deleted]:
    """Deletes contacts in the trash for good."""
    return await request.call(
        "public.delete_contacts_forever",
        workspace_id=request.require_workspace(),
        contact_ids=data.contact_ids,
    )


@get("/contacts/{contact_id:uuid}")
async def get_contact(request: ApiRequest, contact_id: Id) -> Response[Contact]:
    """One contact."""
    return await request.call("public.get_contact", contact_id=contact_id)


@patch("/contacts/{contact_id:uuid}")
async def update_contact(
    request: ApiRequest, contact_id: Id, data: JSONBody[UpdateContact]
) -> Response[Contact]:
    """Changes a contact."""
    return await request.call(
        "public.update_contact",
        contact_id=contact_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/contacts/{contact_id:uuid}", status_code=200)
async def trash_contact(request: ApiRequest, contact_id: Id) -> Response[Contact]:
    """Puts a contact in the trash; 409 with how many deals it has, if it has."""
    return await request.call("public.trash_contact", contact_id=contact_id, version=request.version())


@post("/contacts/{contact_id:uuid}/restore", status_code=200)
async def restore_contact(request: ApiRequest, contact_id: Id) -> Response[Contact]:
    """Takes a contact out of the trash."""
    return await request.call("public.restore_contact", contact_id=contact_id)


@get("/contacts/{contact_id:uuid}/items")
async def find_contact_items(
    request: ApiRequest, contact_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[records.ConcernedItemPage]:
    """A page of the items that a contact is linked with."""
    return await request.call(
        "public.find_contact_items", contact_id=contact_id, cursor=cursor, page_size=limit
    )


@post("/contacts/{contact_id:uuid}/items", status_code=200)
async def link_contact_items(
    request: ApiRequest, contact_id: Id, data: JSONBody[NamedItems]
) -> Response[records.LinkedItems]:
    """Links a contact with items; those that are linked stay so."""
    return await request.call("public.link_contact_items", contact_id=contact_id, item_ids=data.item_ids)


@delete("/contacts/{contact_id:uuid}/items", status_code=200)
async def unlink_contact_items(
    request: ApiRequest, contact_id: Id, data: JSONBody[NamedItems]
) -> Response[records.UnlinkedItems]:
    """Takes links with items away."""
    return await request.call("public.unlink_contact_items", contact_id=contact_id, item_ids=data.item_ids)


router = Router(
    "/",
    route_handlers=[
        find_contacts,
        create_contacts,
        update_contacts,
        trash_contacts,
        restore_contacts,
        delete_contacts_forever,
        get_contact,
        update_contact,
        trash_contact,
        restore_contact,
        find_contact_items,
        link_contact_items,
        unlink_contact_items,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["contacts"],
)
