"""Links: which items of another list a relation of an item links, and in what order."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.params import JSONBody, PathParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Cursor, Id, PageSize, Unset
from api.limits import BATCH
from api.requests import ApiRequest, Body

Relation = Annotated[str, PathParameter(description="The key or the id of a relation of the item's list.")]


class NamedLinks(Body):
    """Up to 1,000 items of the linked list."""

    item_ids: Annotated[list[UUID], Meta(min_length=1, max_length=1000)]


class AllLinks(Body):
    """All items to be linked, in their order; none empties the cell."""

    item_ids: Annotated[list[UUID], Meta(max_length=10_000)]


class MovedLinks(Body):
    """Linked items in their new order, and where they go."""

    item_ids: Annotated[list[UUID], Meta(min_length=1, max_length=1000)]
    before: (
        Annotated[UUID, Meta(description="The linked item that comes right after them.")] | Unset | None
    ) = UNSET


class LinkedItem(msgspec.Struct):
    """An item that is linked, and what it is called: the text of the first column of its list."""

    id: UUID
    title: str | None


class LinkPage(msgspec.Struct):
    """Linked items in their order, how many there are in all, and where to go on; null at the end."""

    items: list[LinkedItem]
    count: int
    next_cursor: str | None


class ChangedLinks(msgspec.Struct):
    """How many links came and went, and how many items are linked now."""

    added: int
    removed: int
    count: int


class Pair(Body):
    """An item of the list, and the item of the linked list that it shall be linked to."""

    item_id: UUID
    linked_item_id: UUID


class Pairs(Body):
    """Up to 1,000 links, each of any item of the list."""

    pairs: Annotated[list[Pair], Meta(min_length=1, max_length=1000)]


class AddedLinks(msgspec.Struct):
    """How many links came; the others were there."""

    added: int


@get("/{item_id:uuid}/links/{column:str}")
async def find_links(
    request: ApiRequest, item_id: Id, column: Relation, cursor: Cursor = None, limit: PageSize = 100
) -> Response[LinkPage]:
    """A page of the items that are linked."""
    return await request.call(
        "public.find_links", item_id=item_id, column=column, cursor=cursor, page_size=limit
    )


@post("/{item_id:uuid}/links/{column:str}", status_code=200)
async def add_links(
    request: ApiRequest, item_id: Id, column: Relation, data: JSONBody[NamedLinks]
) -> Response[ChangedLinks]:
    """Links items, behind those that are linked already."""
    return await request.call("public.add_links", item_id=item_id, column=column, item_ids=data.item_ids)


@put("/{item_id:uuid}/links/{column:str}", request_max_body_size=BATCH)
async def replace_links(
    request: ApiRequest, item_id: Id, column: Relation, data: JSONBody[AllLinks]
) -> Response[ChangedLinks]:
    """Links these items in this order, and no others."""
    return await request.call("public.replace_links", item_id=item_id, column=column, item_ids=data.item_ids)


@patch("/{item_id:uuid}/links/{column:str}")
async def move_links(
    request: ApiRequest, item_id: Id, column: Relation, data: JSONBody[MovedLinks]
) -> Response[ChangedLinks]:
    """Puts linked items in another order."""
    return await request.call(
        "public.move_links", item_id=item_id, column=column, item_ids=data.item_ids, before=data.before
    )


@delete("/{item_id:uuid}/links/{column:str}", status_code=200)
async def remove_links(
    request: ApiRequest, item_id: Id, column: Relation, data: JSONBody[NamedLinks]
) -> Response[ChangedLinks]:
    """Takes links away."""
    return await request.call("public.remove_links", item_id=item_id, column=column, item_ids=data.item_ids)


@post("/{list_id:uuid}/links/{column:str}", status_code=200, request_max_body_size=BATCH)
async def link_pairs(
    request: ApiRequest, list_id: Id, column: Relation, data: JSONBody[Pairs]
) -> Response[AddedLinks]:
    """Links many items of a list at once, all or none; what is linked stays where it is."""
    return await request.call("public.link_pairs", list_id=list_id, column=column, pairs=data.pairs)


list_router = Router(
    "/lists",
    route_handlers=[link_pairs],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["links"],
)
router = Router(
    "/items",
    route_handlers=[find_links, add_links, replace_links, move_links, remove_links],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["links"],
)
