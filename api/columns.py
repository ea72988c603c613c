"""/columns: options, conversions with their preview, the way back from the trash."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Color, Id, Time, Unset
from api.lists import Column, Config, Restore, Type
from api.requests import ApiRequest, Body

Slug = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]{0,62}$(?!\\s)", examples=["under_offer"])]
Label = Annotated[str, Meta(min_length=1, max_length=200, examples=["Under offer"])]
Option = FromPath[str]
Format = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=20,
        examples=["dmy/"],
        description="How text is read, as imports name it: dmy/, decimal_comma, hundredths, minutes, …",
    ),
]


class PreviewConversion(Body):
    """The type that a column is to become. A choice without options gets the values that are there."""

    type: Type
    config: Config | Unset = UNSET
    format: Format | Unset | None = UNSET


class ConvertColumn(PreviewConversion):
    """The same, done. `token` is the preview's: 409 when the column is no longer what it showed."""

    on_failure: Literal["keep_in_new_text_column", "refuse"] | Unset = UNSET
    token: Annotated[str, Meta(max_length=64)] | Unset = UNSET


class CreateOption(Body):
    """An option. Without an id one is made from the label."""

    label: Label
    color: Color | Unset = UNSET
    id: Slug | Unset = UNSET


class UpdateOption(Body):
    """The fields to change; the id stays."""

    label: Label | Unset = UNSET
    color: Color | Unset | None = UNSET


class OrderOptions(Body):
    """Each option of the column, once."""

    option_ids: Annotated[list[Slug], Meta(max_length=2000)]


class MergeOption(Body):
    """The option that takes its place."""

    into: Slug


class Misfit(msgspec.Struct):
    """A cell that does not convert."""

    item_id: UUID
    value: str
    reason: str


class ConversionPreview(msgspec.Struct):
    """What would become of the cells, those of items in the trash included."""

    type: Type
    config: dict[str, Any]
    items: int
    empty: int
    converts: int
    fails: int
    examples: list[Misfit]
    token: str


class ColumnChange(msgspec.Struct):
    """A change that rewrites items: done at once in a small list, by a job in a large one."""

    id: UUID
    workspace_id: UUID
    list_id: UUID
    column_id: UUID
    kind: Literal["convert", "merge_option", "purge", "number_items"]
    state: Literal["running", "done", "failed"]
    plan: dict[str, Any]
    items_total: int
    items_done: int
    error: dict[str, Any] | None
    columns: list[Column]
    created_by: UUID | None
    created_at: Time
    updated_at: Time
    finished_at: Time | None


@post("/columns/{column_id:uuid}/restore", status_code=200)
async def restore_column(request: ApiRequest, column_id: Id, data: JSONBody[Restore]) -> Response[Column]:
    """Takes a column out of the trash with its values."""
    return await request.call("public.restore_column", column_id=column_id, name=data.name)


@post("/columns/{column_id:uuid}/convert/preview", status_code=200)
async def preview_conversion(
    request: ApiRequest, column_id: Id, data: JSONBody[PreviewConversion]
) -> Response[ConversionPreview]:
    """Counts what would convert, and shows what would not."""
    return await request.call(
        "public.preview_conversion", column_id=column_id, **msgspec.structs.asdict(data)
    )


@post("/columns/{column_id:uuid}/convert", status_code=200)
async def convert_column(
    request: ApiRequest, column_id: Id, data: JSONBody[ConvertColumn]
) -> Response[ColumnChange]:
    """Makes a column of another type take the place of this one. Ask again until it is done."""
    return await request.call("public.convert_column", column_id=column_id, **msgspec.structs.asdict(data))


@post("/columns/{column_id:uuid}/options")
async def create_option(request: ApiRequest, column_id: Id, data: JSONBody[CreateOption]) -> Response[Column]:
    """Adds an option, last."""
    return await request.call("public.create_option", column_id=column_id, **msgspec.structs.asdict(data))


@put("/columns/{column_id:uuid}/options/order")
async def order_options(request: ApiRequest, column_id: Id, data: JSONBody[OrderOptions]) -> Response[Column]:
    """Puts the options in order."""
    return await request.call("public.order_options", column_id=column_id, option_ids=data.option_ids)


@patch("/columns/{column_id:uuid}/options/{option_id:str}")
async def update_option(
    request: ApiRequest, column_id: Id, option_id: Option, data: JSONBody[UpdateOption]
) -> Response[Column]:
    """Renames or recolours an option."""
    return await request.call("public.update_option", column_id=column_id, option_id=option_id, changes=data)


@delete("/columns/{column_id:uuid}/options/{option_id:str}", status_code=200)
async def delete_option(
    request: ApiRequest,
    column_id: Id,
    option_id: Option,
    replace_with: Annotated[
        str | None,
        QueryParameter(name="replace_with", required=False, max_length=63, description="Another option"),
    ] = None,
    clear: Annotated[
        bool, QueryParameter(name="clear", required=False, description="Cells that hold it become empty")
    ] = False,
) -> Response[ColumnChange]:
    """Removes an option; while items hold it, say what becomes of them."""
    return await request.call(
        "public.delete_option",
        column_id=column_id,
        option_id=option_id,
        replace_with=replace_with,
        clear=clear,
    )


@post("/columns/{column_id:uuid}/options/{option_id:str}/merge", status_code=200)
async def merge_option(
    request: ApiRequest, column_id: Id, option_id: Option, data: JSONBody[MergeOption]
) -> Response[ColumnChange]:
    """Makes an option become another in every item."""
    return await request.call(
        "public.merge_option", column_id=column_id, option_id=option_id, into_option_id=data.into
    )


@get("/column-changes/{change_id:uuid}")
async def get_column_change(request: ApiRequest, change_id: Id) -> Response[ColumnChange]:
    """How far the change of a column is."""
    return await request.call("public.get_column_change", change_id=change_id)


router = Router(
    "/",
    route_handlers=[
        restore_column,
        preview_conversion,
        convert_column,
        create_option,
        order_options,
        update_option,
        delete_option,
        merge_option,
        get_column_change,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["columns"],
)
