"""/exports: a job makes a file of a list, a view, some items or a workspace, for the person who asked."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.params import JSONBody
from litestar.response import Stream
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.downloads import Download, send_file
from api.fields import Cursor, Id, PageSize, Time, TimeZone, Unset
from api.query import Filter, Key, Sort
from api.requests import ApiRequest, Body

Format = Literal["csv", "xlsx", "json", "ndjson"]

_download = msgspec.json.Decoder(Download)


class ExportQuery(Body):
    """Which items and columns, in which order. Of a view it adds to what the view asks."""

    filter: Filter | Unset = UNSET
    sort: Annotated[list[Sort], Meta(max_length=5)] | Unset = UNSET
    fields: (
        Annotated[list[Key], Meta(max_length=500, description="These columns alone, in this order.")] | Unset
    ) = UNSET
    time_zone: TimeZone | Unset = UNSET


class ExportOptions(Body):
    """How the file is written. What is left out is as suits the format; docs/export.md."""

    protection: (
        Annotated[
            Literal["safe", "raw"],
            Meta(description="Of csv and xlsx. safe, the default: no cell is taken for a formula."),
        ]
        | Unset
    ) = UNSET
    columns: (
        Annotated[
            Literal["all", "writable"],
            Meta(description="writable: without what is computed or filled in, as an import takes it."),
        ]
        | Unset
    ) = UNSET
    ids: (
        Annotated[
            Literal["all", "links", "none"],
            Meta(description="Beside which columns their ids stand: links in csv and xlsx, else all."),
        ]
        | Unset
    ) = UNSET
    delimiter: Annotated[Literal[",", ";", "\t", "|"], Meta(description="Of csv.")] | Unset = UNSET
    encoding: Annotated[Literal["utf-8", "utf-16", "windows-1252"], Meta(description="Of csv.")] | Unset = (
        UNSET
    )
    byte_order_mark: (
        Annotated[bool, Meta(description="Of csv in utf-8; true where it is safe, so that Excel reads it.")]
        | Unset
    ) = UNSET


class CreateExport(Body):
    """One of list_id, view_id and workspace_id says what comes out; item_ids and query choose of it."""

    format: Format
    list_id: UUID | Unset = UNSET
    view_id: UUID | Unset = UNSET
    workspace_id: Annotated[UUID, Meta(description="The whole workspace: every list.")] | Unset = UNSET
    item_ids: (
        Annotated[list[UUID], Meta(min_length=1, max_length=10_000, description="Of the list, these items.")]
        | Unset
    ) = UNSET
    query: ExportQuery | Unset = UNSET
    options: ExportOptions | Unset = UNSET


class Export(msgspec.Struct):
    """A file in the making: how far it is, and what is in it. Its maker alone sees it."""

    id: UUID
    workspace_id: UUID
    scope: Literal["list", "view", "items", "workspace"]
    list_id: UUID | None
    view_id: UUID | None
    item_ids: list[UUID] | None
    query: dict[str, Any]
    format: Format
    options: dict[str, Any]
    name: str
    status: Literal["queued", "running", "done", "failed", "cancelled", "expired"]
    rows_total: int | None
    rows_done: int
    rows_per_second: float | None
    file_name: str | None
    media_type: str | None
    file_size: int | None
    file_sha256: str | None
    report: dict[str, Any] | None
    error: dict[str, Any] | None
    request_id: str | None
    created_by: UUID | None
    created_at: Time
    updated_at: Time
    started_at: Time | None
    finished_at: Time | None
    expires_at: Time | None


class ExportPage(msgspec.Struct):
    """One's own exports of a workspace, newest first, and where to go on."""

    exports: list[Export]
    next_cursor: str | None


@post("/", status_code=202)
async def create_export(request: ApiRequest, data: JSONBody[CreateExport]) -> Response[Export]:
    """Queues an export: of a list, of a view, of items, or of a whole workspace."""
    return await request.call("public.create_export", **msgspec.structs.asdict(data))


@get("/")
async def find_exports(
    request: ApiRequest, cursor: Cursor = None, limit: PageSize = 100
) -> Response[ExportPage]:
    """A page of one's own exports of a workspace."""
    return await request.call(
        "public.find_exports", workspace_id=request.require_workspace(), cursor=cursor, page_size=limit
    )


@get("/{export_id:uuid}")
async def get_export(request: ApiRequest, export_id: Id) -> Response[Export]:
    """How an export goes, and how its file is imported again."""
    return await request.call("public.get_export", export_id=export_id)


@post("/{export_id:uuid}/cancel", status_code=200)
async def cancel_export(request: ApiRequest, export_id: Id) -> Response[Export]:
    """Stops an export; nothing of its file stays."""
    return await request.call("public.cancel_export", export_id=export_id)


@get("/{export_id:uuid}/file")
async def get_export_file(request: ApiRequest, export_id: Id) -> Stream:
    """The file, until it expires, for who asked for it. Takes Range and If-Range."""
    found = await request.fetch("public.get_export_file", export_id=export_id)
    path = request.services.settings.files_dir / "exports" / str(export_id)
    return send_file(request, path, _download.decode(found.body or b"{}"))


router = Router(
    "/exports",
    route_handlers=[create_export, find_exports, get_export, cancel_export, get_export_file],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["exports"],
)
