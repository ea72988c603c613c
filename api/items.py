"""Items: the rows of a list, one by one and in batches."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.errors import FieldProblem, Problem
from api.fields import Cursor, Id, PageSize, Time, Unset, Version
from api.limits import BATCH
from api.requests import ApiRequest, Body, etag

# Values pass through as the bytes that came: no number is rounded on the way to numeric.
Values = Annotated[
    msgspec.Raw,
    Meta(
        description="By column key; null empties a cell.",
        extra_json_schema={"type": "object", "examples": [{"address": "12 Elm St", "asking_price": 425000}]},
    ),
]
Links = Annotated[
    dict[str, list[UUID]],
    Meta(
        description="By the key of a relation, the items to link, in their order.",
        examples=[{"agent": ["0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"]}],
    ),
]
ItemIds = Annotated[list[UUID], Meta(min_length=1, max_length=1000)]


class NewItem(Body):
    """A row to be. With an `id` of one's own the call can be repeated safely."""

    values: Values
    id: UUID | Unset = UNSET
    links: Links | Unset = UNSET


class CreateItems(Body):
    """One item (`values`), or up to 1,000 (`items`), all or none."""

    values: Values | Unset = UNSET
    id: UUID | Unset = UNSET
    links: Links | Unset = UNSET
    items: Annotated[list[NewItem], Meta(min_length=1, max_length=1000)] | Unset = UNSET


class UpdateItem(Body):
    """The cells to change."""

    values: Values
    version: Version | Unset = UNSET


class ChangedItem(Body):
    """The cells to change in one of many rows."""

    id: UUID
    values: Values
    version: Version | Unset = UNSET


class UpdateItems(Body):
    """Up to 1,000 rows, all or none."""

    items: Annotated[list[ChangedItem], Meta(min_length=1, max_length=1000)]


class NamedItems(Body):
    """Up to 1,000 rows."""

    item_ids: ItemIds


class Item(msgspec.Struct):
    """A row."""

    id: UUID
    list_id: UUID
    workspace_id: UUID
    number: int | None
    values: dict[str, Any]
    version: int
    created_by: UUID | None
    created_at: Time
    updated_by: UUID | None
    updated_at: Time
    deleted_at: Time | None
    computed: (
        Annotated[
            dict[str, Any],
            Meta(description="What the list computes: by key. Only where it has such columns."),
        ]
        | Unset
    ) = UNSET


class Items(msgspec.Struct):
    """Rows as they are now."""

    items: list[Item]


class ItemPage(msgspec.Struct):
    """Rows, and where to go on; null at the end."""

    items: list[Item]
    next_cursor: str | None


class Trashed(msgspec.Struct):
    """How many rows went to the trash."""

    trashed: int


class Restored(msgspec.Struct):
    """How many rows came back."""

    restored: int


class Deleted(msgspec.Struct):
    """How many rows are gone for good."""

    deleted: int


class _Batch(msgspec.Struct):
    items: list[msgspec.Raw]


@get("/lists/{list_id:uuid}/items")
async def find_items(
    request: ApiRequest,
    list_id: Id,
    cursor: Cursor = None,
    limit: PageSize = 100,
    trashed: Annotated[bool, QueryParameter(name="trashed", required=False)] = False,
) -> Response[ItemPage]:
    """A page of the rows of a list, oldest first."""
    return await request.call(
        "public.find_items", list_id=list_id, cursor=cursor, page_size=limit, trashed=trashed
    )


@post("/lists/{list_id:uuid}/items", request_max_body_size=BATCH)
async def create_items(
    request: ApiRequest, list_id: Id, data: JSONBody[CreateItems]
) -> Response[Item | Items]:
    """Makes one row or many. One answers with the row itself, many with `items`."""
    if (data.values is UNSET) is (data.items is UNSET) or (
        data.items is not UNSET and (data.id is not UNSET or data.links is not UNSET)
    ):
        message = "Expected either `values` or `items`"
        raise Problem("invalid_input", message, errors=[FieldProblem("values", "invalid", message)])
    items = (
        [NewItem(values=data.values, id=data.id, links=data.links)]
        if data.values is not UNSET
        else data.items
    )
    answer = await request.call("public.create_items", list_id=list_id, items=items)
    if data.items is UNSET:
        one = bytes(msgspec.json.decode(answer.content, type=_Batch).items[0])
        answer.content, answer.headers["ETag"] = one, etag(one)
    return answer


@patch("/lists/{list_id:uuid}/items", request_max_body_size=BATCH)
async def update_items(request: ApiRequest, list_id: Id, data: JSONBody[UpdateItems]) -> Response[Items]:
    """Changes cells of many rows."""
    return await request.call("public.update_items", list_id=list_id, items=data.items)


@delete("/lists/{list_id:uuid}/items", status_code=200)
async def trash_items(request: ApiRequest, list_id: Id, data: JSONBody[NamedItems]) -> Response[Trashed]:
    """Puts many rows in the trash."""
    return await request.call("public.trash_items", list_id=list_id, item_ids=data.item_ids)


@post("/lists/{list_id:uuid}/items/restore", status_code=200)
async def restore_items(request: ApiRequest, list_id: Id, data: JSONBody[NamedItems]) -> Response[Restored]:
    """Takes many rows out of the trash."""
    return await request.call("public.restore_items", list_id=list_id, item_ids=data.item_ids)


@delete("/lists/{list_id:uuid}/trash", status_code=200)
async def delete_items_forever(
    request: ApiRequest, list_id: Id, data: JSONBody[NamedItems]
) -> Response[Deleted]:
    """Deletes rows in the trash for good."""
    return await request.call("public.delete_items_forever", list_id=list_id, item_ids=data.item_ids)


@get("/items/{item_id:uuid}")
async def get_item(request: ApiRequest, item_id: Id) -> Response[Item]:
    """One row."""
    return await request.call("public.get_item", item_id=item_id)


@patch("/items/{item_id:uuid}", request_max_body_size=BATCH)
async def update_item(request: ApiRequest, item_id: Id, data: JSONBody[UpdateItem]) -> Response[Item]:
    """Changes cells of a row."""
    return await request.call(
        "public.update_item",
        item_id=item_id,
        values=data.values,
        version=request.version(data.version),
    )


@delete("/items/{item_id:uuid}", status_code=200)
async def trash_item(request: ApiRequest, item_id: Id) -> Response[Item]:
    """Puts a row in the trash."""
    return await request.call("public.trash_item", item_id=item_id, version=request.version())


@post("/items/{item_id:uuid}/restore", status_code=200)
async def restore_item(request: ApiRequest, item_id: Id) -> Response[Item]:
    """Takes a row out of the trash."""
    return await request.call("public.restore_item", item_id=item_id)


router = Router(
    "/",
    route_handlers=[
        find_items,
        create_items,
        update_items,
        trash_items,
        restore_items,
        delete_items_forever,
        get_item,
        update_item,
        trash_item,
        restore_item,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["items"],
)
