"""/lists and their columns."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import anyone, signed_in
from api.fields import Color, Id, Name, Time, Unset, Version, changes_of
from api.requests import ApiRequest, Body

Description = Annotated[str, Meta(max_length=10_000)]
Icon = Annotated[str, Meta(max_length=64)]
# As public.column_types, which a test compares.
Type = Literal[
    "text",
    "long_text",
    "email",
    "phone",
    "url",
    "integer",
    "number",
    "currency",
    "percent",
    "rating",
    "duration",
    "boolean",
    "select",
    "multi_select",
    "date",
    "datetime",
    "user",
    "address",
    "geo_point",
    "number_range",
    "json",
    "auto_number",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "relation",
    "lookup",
    "rollup",
    "count",
    "formula",
    "attachment",
]
Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,62}$(?!\\s)", examples=["asking_price"])]
Config = Annotated[msgspec.Raw, Meta(extra_json_schema={"type": "object"})]
AnyJson = msgspec.Raw
Trashed = Annotated[
    bool, QueryParameter(name="trashed", required=False, description="What is in the trash instead")
]


class CreateColumn(Body):
    """A column. Without a key one is made from the name."""

    name: Name
    type: Type
    key: Key | Unset = UNSET
    config: Config | Unset = UNSET
    is_required: bool | Unset = UNSET
    is_unique: bool | Unset = UNSET
    default_value: AnyJson | Unset = UNSET
    description: Description | Unset = UNSET


class UpdateColumn(Body):
    """The fields to change. Key and type stay."""

    name: Name | Unset = UNSET
    config: Config | Unset = UNSET
    position: int | Unset = UNSET
    is_required: bool | Unset = UNSET
    is_unique: bool | Unset = UNSET
    default_value: AnyJson | Unset = UNSET
    description: Description | Unset = UNSET
    version: Version | Unset = UNSET


class CreateList(Body):
    """A list, with its columns if you like."""

    name: Name
    description: Description | Unset = UNSET
    icon: Icon | Unset | None = UNSET
    color: Color | Unset | None = UNSET
    columns: Annotated[list[CreateColumn], Meta(max_length=500)] | Unset = UNSET


class OrderColumns(Body):
    """Each column of the list that is not in the trash, once."""

    column_ids: Annotated[list[UUID], Meta(max_length=500)]


class OrderLists(Body):
    """Each list of the workspace that is not in the trash, once."""

    list_ids: Annotated[list[UUID], Meta(max_length=10_000)]


class Restore(Body):
    """Under which name; its own unless said otherwise."""

    name: Name | Unset = UNSET


class UpdateList(Body):
    """The fields to change."""

    name: Name | Unset = UNSET
    description: Description | Unset = UNSET
    icon: Icon | Unset | None = UNSET
    color: Color | Unset | None = UNSET
    position: int | Unset = UNSET
    settings: Config | Unset = UNSET
    archived_at: Time | Unset | None = UNSET
    version: Version | Unset = UNSET


class Result(msgspec.Struct):
    """What the cells of a computed column are like, or why it cannot be computed.

    Of a relation also the list that is linked, and the column that shows the links from the other side;
    of a formula its text with the names that columns have now.
    """

    type: Type | None
    family: str | None
    is_array: bool
    config: dict[str, Any]
    list_id: UUID | None
    inverse_id: UUID | None
    is_volatile: bool
    problem: str | None
    formula: str | None


class Column(msgspec.Struct):
    """A column of a list."""

    id: UUID
    workspace_id: UUID
    list_id: UUID
    key: str
    name: str
    type: Type
    config: dict[str, Any]
    position: int
    is_required: bool
    is_unique: bool
    default_value: Any
    description: str
    version: int
    replaces: list[str]
    converted_into: str | None
    is_pending: bool
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None
    target_list_id: UUID | None
    inverse_of: UUID | None
    cardinality: str | None
    result: Result | None


class Columns(msgspec.Struct):
    """All of a list, in order."""

    columns: list[Column]


class ColumnType(msgspec.Struct):
    """A type that a column may have: its JSON, its forms in files, its order, what config takes."""

    type: Type
    family: str
    json_form: str
    description: str
    sort_form: str
    export_form: str
    from_text: str | None
    editor: str
    settings: dict[str, str]
    is_read_only: bool
    can_be_unique: bool
    can_have_default: bool


class ColumnTypes(msgspec.Struct):
    """All types, in the order of a menu."""

    column_types: list[ColumnType]


class ListSummary(msgspec.Struct):
    """A list without its columns."""

    id: UUID
    workspace_id: UUID
    name: str
    description: str
    icon: str | None
    color: str | None
    position: int
    settings: dict[str, Any]
    archived_at: Time | None
    deleted_at: Time | None
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time


class List(ListSummary):
    """A list with its columns, and how many items it has that are not in the trash."""

    item_count: int
    columns: list[Column]


class Lists(msgspec.Struct):
    """The lists of a workspace, or of all of the caller's."""

    lists: list[ListSummary]


@get("/column-types", guards=[anyone], tags=["lists"])
async def get_column_types(request: ApiRequest) -> Response[ColumnTypes]:
    """The types that columns may have."""
    return await request.call("public.get_column_types")


@get("/")
async def find_lists(request: ApiRequest, trashed: Trashed = False) -> Response[Lists]:
    """The lists of a workspace; without one, of all that the caller may see."""
    return await request.call("public.find_lists", workspace_id=request.workspace_id, trashed=trashed)


@put("/order")
async def order_lists(request: ApiRequest, data: JSONBody[OrderLists]) -> Response[Lists]:
    """Puts the lists of a workspace in order."""
    return await request.call(
        "public.order_lists", workspace_id=request.require_workspace(), list_ids=data.list_ids
    )


@post("/")
async def create_list(request: ApiRequest, data: JSONBody[CreateList]) -> Response[List]:
    """Makes a list."""
    return await request.call(
        "public.create_list", workspace_id=request.require_workspace(), **msgspec.structs.asdict(data)
    )


@get("/{list_id:uuid}")
async def get_list(request: ApiRequest, list_id: Id) -> Response[List]:
    """One list with its columns."""
    return await request.call("public.get_list", list_id=list_id)


@patch("/{list_id:uuid}")
async def update_list(request: ApiRequest, list_id: Id, data: JSONBody[UpdateList]) -> Response[List]:
    """Changes a list."""
    return await request.call(
        "public.update_list",
        list_id=list_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/{list_id:uuid}")
async def delete_list(request: ApiRequest, list_id: Id) -> Response[None]:
    """Puts a list in the trash with its columns and items."""
    return await request.call("public.delete_list", list_id=list_id)


@post("/{list_id:uuid}/restore", status_code=200)
async def restore_list(request: ApiRequest, list_id: Id, data: JSONBody[Restore]) -> Response[List]:
    """Takes a list out of the trash."""
    return await request.call("public.restore_list", list_id=list_id, name=data.name)


@get("/{list_id:uuid}/columns")
async def find_columns(request: ApiRequest, list_id: Id, trashed: Trashed = False) -> Response[Columns]:
    """The columns of a list, or those in its trash."""
    return await request.call("public.find_columns", list_id=list_id, trashed=trashed)


@put("/{list_id:uuid}/columns/order")
async def order_columns(request: ApiRequest, list_id: Id, data: JSONBody[OrderColumns]) -> Response[Columns]:
    """Puts the columns of a list in order."""
    return await request.call("public.order_columns", list_id=list_id, column_ids=data.column_ids)


@post("/{list_id:uuid}/columns")
async def create_column(request: ApiRequest, list_id: Id, data: JSONBody[CreateColumn]) -> Response[Column]:
    """Adds a column."""
    return await request.call("public.create_column", list_id=list_id, **msgspec.structs.asdict(data))


@patch("/{list_id:uuid}/columns/{column_id:uuid}")
async def update_column(
    request: ApiRequest, list_id: Id, column_id: Id, data: JSONBody[UpdateColumn]
) -> Response[Column]:
    """Changes a column."""
    return await request.call(
        "public.update_column",
        list_id=list_id,
        column_id=column_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/{list_id:uuid}/columns/{column_id:uuid}")
async def delete_column(request: ApiRequest, list_id: Id, column_id: Id) -> Response[None]:
    """Puts a column in the trash; its values stay in the items."""
    return await request.call("public.delete_column", list_id=list_id, column_id=column_id)


router = Router(
    "/lists",
    route_handlers=[
        find_lists,
        create_list,
        order_lists,
        get_list,
        update_list,
        delete_list,
        restore_list,
        find_columns,
        order_columns,
        create_column,
        update_column,
        delete_column,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["lists"],
)
