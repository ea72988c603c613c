"""Views: saved queries over a list with how they are shown, and the one request that opens them."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Id, Name, Time, Unset, Version, changes_of
from api.items import Item
from api.lists import List
from api.query import Aggregate, Count, Filter, Footer, Group, Key, Sort
from api.requests import ApiRequest, Body

# As public.view_settings, which a test compares.
Kind = Literal["grid", "kanban", "calendar", "gallery"]
# Passed on as the bytes that came: the database knows what each kind takes, and says what does not fit.
Settings = Annotated[
    msgspec.Raw,
    Meta(
        description="What each kind takes is in docs/views.md and in public.view_settings.",
        extra_json_schema={
            "type": "object",
            "examples": [{"columns": [{"column": "asking_price", "width": 120, "is_hidden": False}]}],
        },
    ),
]
Day = Annotated[
    msgspec.Raw,
    Meta(
        description="A day as filters have it; from and to go together. This month unless said otherwise.",
        extra_json_schema={"examples": ["2026-03-01"]},
    ),
]


class ViewQuery(Body):
    """What a view asks of its list."""

    filter: Filter | Unset = UNSET
    sort: Annotated[list[Sort], Meta(max_length=5)] | Unset = UNSET
    group_by: (
        Annotated[
            list[Sort],
            Meta(min_length=1, max_length=2, description="Of a grid or a gallery; a kanban has its stacks."),
        ]
        | Unset
    ) = UNSET
    aggregates: Annotated[list[Footer], Meta(max_length=50)] | Unset = UNSET


class CreateView(Body):
    """A view: the caller's own unless it is shared."""

    name: Name
    kind: Kind | Unset = UNSET
    query: ViewQuery | Unset = UNSET
    settings: Settings | Unset = UNSET
    is_shared: bool | Unset = UNSET


class UpdateView(Body):
    """The fields to change. Query and settings are replaced as a whole."""

    name: Name | Unset = UNSET
    kind: Kind | Unset = UNSET
    query: ViewQuery | Unset = UNSET
    settings: Settings | Unset = UNSET
    is_shared: (
        Annotated[bool, Meta(description="Shown to everybody, or taken back as one's own.")] | Unset
    ) = UNSET
    is_locked: Annotated[bool, Meta(description="Changed only by admins and owners.")] | Unset = UNSET
    position: int | Unset = UNSET
    version: Version | Unset = UNSET


class DuplicateView(Body):
    """The name of the copy, and whose it is."""

    name: Name | Unset = UNSET
    is_shared: bool | Unset = UNSET


class OrderViews(Body):
    """Views in the order that they are to have."""

    view_ids: Annotated[list[UUID], Meta(min_length=1, max_length=1000)]


class OpenView(Body):
    """What to add to the view's own query. Everything is optional."""

    filter: Filter | Unset = UNSET
    sort: Annotated[list[Sort], Meta(max_length=5, description="Instead of the view's own.")] | Unset = UNSET
    fields: (
        Annotated[list[Key], Meta(max_length=500, description="Of `values`, these keys alone.")] | Unset
    ) = UNSET
    group: Group | Unset = UNSET
    limit: (
        Annotated[int, Meta(ge=1, le=1000, description="Items or groups at most: 100, in a calendar 1000.")]
        | Unset
    ) = UNSET
    items_per_group: (
        Annotated[int, Meta(ge=0, le=100, description="Of each group: 20 in a kanban, else none.")] | Unset
    ) = UNSET
    cursor: Annotated[str, Meta(max_length=20000)] | Unset = UNSET
    count: bool | Unset = UNSET
    time_zone: Annotated[str, Meta(min_length=1, max_length=64, examples=["Europe/Berlin"])] | Unset = UNSET
    from_: Day | Unset = msgspec.field(name="from", default=UNSET)
    to: Day | Unset = UNSET


class View(msgspec.Struct):
    """A view."""

    id: UUID
    workspace_id: UUID
    list_id: UUID
    name: str
    kind: Kind
    query: dict[str, Any]
    settings: dict[str, Any]
    owner_id: UUID | None
    is_shared: bool
    is_locked: bool
    position: int
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None


class Views(msgspec.Struct):
    """Views of a list, in order."""

    views: list[View]


class ViewProblem(msgspec.Struct):
    """A part of a view that fits its list no more, and was left out."""

    field: str
    code: str
    message: str


class Range(msgspec.Struct):
    """The days that a calendar was asked for."""

    from_: Any = msgspec.field(name="from")
    to: Any


class OpenedGroup(msgspec.Struct):
    """A group or stack: its values, how many items it has, the first of them and the way to the rest."""

    values: list[Any]
    count: int
    aggregates: list[Aggregate] | None
    items: list[Item]
    next_cursor: str | None


class OpenedView(msgspec.Struct):
    """A view with everything that is needed to show it. `list` is null on the pages that follow."""

    view: View
    list_: List | None = msgspec.field(name="list")
    problems: list[ViewProblem]
    range: Range | None
    items: list[Item]
    next_cursor: str | None
    previous_cursor: str | None
    groups: list[OpenedGroup] | None
    has_more_groups: bool
    count: Count | None
    aggregates: list[Aggregate] | None


@get("/lists/{list_id:uuid}/views")
async def find_views(
    request: ApiRequest,
    list_id: Id,
    trashed: Annotated[bool, QueryParameter(name="trashed", required=False)] = False,
) -> Response[Views]:
    """The shared views of a list and one's own."""
    return await request.call("public.find_views", list_id=list_id, trashed=trashed)


@post("/lists/{list_id:uuid}/views")
async def create_view(request: ApiRequest, list_id: Id, data: JSONBody[CreateView]) -> Response[View]:
    """Makes a view."""
    return await request.call("public.create_view", list_id=list_id, **msgspec.structs.asdict(data))


@post("/lists/{list_id:uuid}/views/order", status_code=200)
async def order_views(request: ApiRequest, list_id: Id, data: JSONBody[OrderViews]) -> Response[Views]:
    """Puts views into an order."""
    return await request.call("public.order_views", list_id=list_id, view_ids=data.view_ids)


@get("/views/{view_id:uuid}")
async def get_view(request: ApiRequest, view_id: Id) -> Response[View]:
    """One view, without its items."""
    return await request.call("public.get_view", view_id=view_id)


@patch("/views/{view_id:uuid}")
async def update_view(request: ApiRequest, view_id: Id, data: JSONBody[UpdateView]) -> Response[View]:
    """Changes a view."""
    return await request.call(
        "public.update_view",
        view_id=view_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/views/{view_id:uuid}", status_code=200)
async def trash_view(request: ApiRequest, view_id: Id) -> Response[View]:
    """Puts a view in the trash."""
    return await request.call("public.trash_view", view_id=view_id, version=request.version())


@post("/views/{view_id:uuid}/restore", status_code=200)
async def restore_view(request: ApiRequest, view_id: Id) -> Response[View]:
    """Takes a view out of the trash."""
    return await request.call("public.restore_view", view_id=view_id)


@post("/views/{view_id:uuid}/duplicate")
async def duplicate_view(request: ApiRequest, view_id: Id, data: JSONBody[DuplicateView]) -> Response[View]:
    """Makes a copy of a view."""
    return await request.call("public.duplicate_view", view_id=view_id, **msgspec.structs.asdict(data))


@post("/views/{view_id:uuid}/open", status_code=200)
async def open_view(request: ApiRequest, view_id: Id, data: JSONBody[OpenView]) -> Response[OpenedView]:
    """A view, its list with the columns, and its first page, stacks or days, in one answer."""
    return await request.call("public.open_view", view_id=view_id, options=data)


router = Router(
    "/",
    route_handlers=[
        find_views,
        create_view,
        order_views,
        get_view,
        update_view,
        trash_view,
        restore_view,
        duplicate_view,
        open_view,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["views"],
)
