"""Bulk changes: one change of all items that a filter finds."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, post
from litestar.params import JSONBody
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Cursor, Id, PageSize, Time, TimeZone, Unset
from api.items import Item, Values
from api.query import Filter
from api.requests import ApiRequest, Body

Action = Literal["set", "trash", "restore", "delete"]


class PreviewBulkChange(Body):
    """Which items. Of the trash for restore and delete, else those that are not there."""

    filter: Filter
    action: Action | Unset = UNSET
    time_zone: TimeZone | Unset = UNSET


class StartBulkChange(Body):
    """What to do with all of them. `values` are the cells to set; a job does the work, as the caller."""

    filter: Filter
    action: Action
    values: Values | Unset = UNSET
    expected_count: (
        Annotated[int, Meta(ge=0, description="The count of the preview; 409 when it is another one now.")]
        | Unset
    ) = UNSET
    time_zone: TimeZone | Unset = UNSET


class BulkPreview(msgspec.Struct):
    """How many items, exactly, and the first ten."""

    count: int
    sample: list[Item]


class BulkChange(msgspec.Struct):
    """A change of many items: how far it is, and how it went. Its id is the change id of the audit log."""

    id: UUID
    workspace_id: UUID
    list_id: UUID
    filter: dict[str, Any]
    action: Action
    values: dict[str, Any] | None
    time_zone: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    items_total: int
    items_done: int
    items_changed: int
    items_refused: int
    error: dict[str, Any] | None
    request_id: str | None
    created_by: UUID | None
    created_at: Time
    updated_at: Time
    finished_at: Time | None


class RefusedItem(msgspec.Struct):
    """An item that stayed as it was; `code` is one of docs/error-codes.md."""

    item_id: UUID
    code: str
    reason: str


class RefusedItems(msgspec.Struct):
    """Items by id, and where to go on."""

    errors: list[RefusedItem]
    next_cursor: str | None


@post("/lists/{list_id:uuid}/bulk-changes/preview", status_code=200)
async def preview_bulk_change(
    request: ApiRequest, list_id: Id, data: JSONBody[PreviewBulkChange]
) -> Response[BulkPreview]:
    """Counts the items that a bulk change would be about."""
    return await request.call("public.preview_bulk_change", list_id=list_id, **msgspec.structs.asdict(data))


@post("/lists/{list_id:uuid}/bulk-changes", status_code=202)
async def start_bulk_change(
    request: ApiRequest, list_id: Id, data: JSONBody[StartBulkChange]
) -> Response[BulkChange]:
    """Queues a change of all items that a filter finds."""
    return await request.call("public.start_bulk_change", list_id=list_id, **msgspec.structs.asdict(data))


@get("/bulk-changes/{bulk_change_id:uuid}")
async def get_bulk_change(request: ApiRequest, bulk_change_id: Id) -> Response[BulkChange]:
    """How far a bulk change is."""
    return await request.call("public.get_bulk_change", bulk_change_id=bulk_change_id)


@get("/bulk-changes/{bulk_change_id:uuid}/errors")
async def find_bulk_change_errors(
    request: ApiRequest, bulk_change_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[RefusedItems]:
    """The items that were refused, and why."""
    return await request.call(
        "public.find_bulk_change_errors", bulk_change_id=bulk_change_id, cursor=cursor, page_size=limit
    )


@delete("/bulk-changes/{bulk_change_id:uuid}", status_code=200)
async def cancel_bulk_change(request: ApiRequest, bulk_change_id: Id) -> Response[BulkChange]:
    """Stops a bulk change; what was changed stays."""
    return await request.call("public.cancel_bulk_change", bulk_change_id=bulk_change_id)


router = Router(
    "/",
    route_handlers=[
        preview_bulk_change,
        start_bulk_change,
        get_bulk_change,
        find_bulk_change_errors,
        cancel_bulk_change,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["items"],
)
