"""/imports: a file comes in as a stream, a job makes rows of it."""

import asyncio
import csv
import hashlib
import io
import secrets
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import Stream
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.errors import FieldProblem, Problem
from api.fields import Cursor, Id, Name, PageSize, Time, Unset, changes_of
from api.requests import ApiRequest, Body, check_json
from api.tokens import uuid_or_none
from api.uploads import Receiver, Upload
from jobs.imports.errors import ImportFailed
from jobs.imports.findings import Findings
from jobs.imports.guard import REPORT_COLUMNS, guarded
from jobs.imports.options import Options
from jobs.imports.reading import inspect_file

_FIELDS = frozenset(
    {"workspace_id", "target", "list_id", "list_name", "options", "mapping", "mode", "key_columns", "action"}
)
_PLAN = frozenset({"mapping", "mode", "key_columns"})
_CSV_ROWS = 1_000  # of one call
Mode = Literal["insert", "update", "upsert", "skip"]
Keys = Annotated[list[str], Meta(max_length=8, description='Columns by key, id or name, or "@id".')]
Target = Literal["list", "contacts", "deals"]


class Split(Body):
    """A part of the cell: `part` counts from 1, below 0 from the end."""

    by: Annotated[str, Meta(min_length=1, max_length=20)]
    part: int


class Link(Body):
    """How the items that a cell names are found: `by` a column of the linked list, or "@id"; of the contact
    of a deal: email, name, phone, reference or "@id".
    """

    by: str | Unset = UNSET
    separator: Annotated[str, Meta(min_length=1, max_length=20)] | Unset = UNSET
    unmatched: Literal["report", "create", "leave_out"] | Unset = UNSET


class NewColumn(Body):
    """A column to be made. Without a type it is found out."""

    name: Name
    type: str | Unset = UNSET
    config: dict[str, Any] | Unset = UNSET


class MappedColumn(Body, rename={"from_": "from"}):
    """Where a column of the file (name, or position from 1) or a constant goes: `to` null is nowhere."""

    to: NewColumn | str | None
    from_: str | Annotated[int, Meta(ge=1)] | Unset = UNSET
    constant: Annotated[str, Meta(min_length=1, max_length=1000)] | Unset = UNSET
    split: Split | Unset = UNSET
    trim: bool | Unset = UNSET
    format: str | Unset = UNSET
    empty: Annotated[list[str], Meta(max_length=100)] | Unset = UNSET
    values: (
        Annotated[dict[str, str], Meta(description="What a text of the file stands for, however its case.")]
        | Unset
    ) = UNSET
    if_empty: Literal["clear", "keep"] | Unset = UNSET
    options: Literal["create", "report"] | Unset = UNSET
    link: Link | Unset = UNSET


class Mapping(Body):
    """Which column of the file goes where. `others`: those not named go by name, or nowhere."""

    columns: Annotated[list[MappedColumn], Meta(max_length=1000)] | Unset = UNSET
    others: Literal["match", "ignore"] | Unset = UNSET


class UpdateImport(Body):
    """What to change before it is run, or run again."""

    target: Target | Unset = UNSET
    list_id: UUID | Unset = UNSET
    list_name: Name | Unset = UNSET
    options: dict[str, Any] | Unset = UNSET
    mapping: Mapping | Unset = UNSET
    mode: Mode | Unset = UNSET
    key_columns: Keys | Unset = UNSET


class RunImport(Body):
    """A dry run does everything, undoes it, and says how it would have gone."""

    dry_run: bool = False


class RevertImport(Body):
    """With `force` also what somebody has changed or linked since is taken back."""

    force: bool = False


class ImportRevert(msgspec.Struct):
    """The way back of an import. Its id is the change id of the audit log."""

    id: UUID
    is_forced: bool
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    items_total: int
    items_done: int
    items_trashed: int
    items_restored: int
    cells_restored: int
    links_restored: int
    options_removed: int
    columns_trashed: int
    lists_trashed: int
    conflicts: int
    error: dict[str, Any] | None
    created_by: UUID | None
    created_at: Time
    finished_at: Time | None


class Import(msgspec.Struct):
    """A file on its way into a list, the contacts or the deals, and the report of how it went."""

    id: UUID
    workspace_id: UUID
    target: Target
    list_id: UUID | None
    list_name: str
    file_name: str
    file_size: int
    file_sha256: str
    options: dict[str, Any]
    mapping: dict[str, Any]
    mode: Mode
    key_columns: list[str]
    is_dry_run: bool
    findings: dict[str, Any] | None
    decision: dict[str, Any] | None
    status: str
    phase: str
    rows_total: int | None
    rows_done: int
    rows_per_second: float | None
    remaining_seconds: float | None
    rows_read: int
    rows_imported: int
    rows_updated: int
    rows_unchanged: int
    rows_skipped: int
    rows_rejected: int
    cells_emptied: int
    made: dict[str, int]
    revert: ImportRevert | None
    error: dict[str, Any] | None
    request_id: str | None
    created_by: UUID | None
    created_at: Time
    updated_at: Time
    started_at: Time | None
    finished_at: Time | None


class ImportPage(msgspec.Struct):
    """The imports of a workspace, newest first, and where to go on."""

    imports: list[Import]
    next_cursor: str | None


class ImportProblem(msgspec.Struct):
    """A cell that did not convert; `column` is null where the whole row is at fault."""

    row: int
    column: str | None
    value: str | None
    reason: str
    is_rejected: bool  # the row was left out; else only the cell was


class ImportProblems(msgspec.Struct):
    """Cells in the order of the file, and where to go on."""

    errors: list[ImportProblem]
    next_cursor: str | None


class ImportConflict(msgspec.Struct):
    """What a revert left as it is: an item, contact or deal (`item_id`), or a cell of one (`field`)."""

    number: int
    kind: Literal["item", "contact", "deal"]
    list_id: UUID | None
    item_id: UUID | None
    field: str | None
    code: str
    reason: str
    before: Any
    wrote: Any
    found: Any


class ImportField(msgspec.Struct):
    """A field of contacts or deals: a mapping names it by key, name or alias."""

    key: str
    name: str
    aliases: list[str]
    type: str
    config: dict[str, Any]
    is_key: bool
    is_required: bool
    is_unique: bool


class ImportFields(msgspec.Struct):
    """What a file can say of contacts or deals."""

    fields: list[ImportField]


class ImportConflicts(msgspec.Struct):
    """Conflicts in order, and where to go on."""

    conflicts: list[ImportConflict]
    next_cursor: str | None


@post(
    "/",
    status_code=202,
    request_max_body_size=None,
    responses={201: ResponseSpec(Import, description="The file was looked at, as asked; nothing is queued")},
)
async def create_import(request: ApiRequest) -> Response[Import]:
    """Takes a file as a multipart form and queues its import into a list that is there or a new one, or,
    by `target`, as contacts or deals.

    `action` is run, check (a dry run), or inspect: then the answer says what was found in the file, which is
    kept for a day.
    """
    content_type, parameters = request.content_type
    if content_type != "multipart/form-data":
        raise Problem("unsupported_media_type", hint="Send Content-Type: multipart/form-data.")
    settings, limits = request.services.settings, request.services.limits
    identifier = _new_id()
    path = Path(settings.files_dir, "imports", str(identifier))
    with Receiver(path, parameters.get("boundary", ""), limits.upload) as receiver:
        upload = await receiver.receive(request.stream(), identifier)
        arguments = _arguments(request, upload)
        function = "public.create_import"
        if upload.fields.get("action") == "inspect":
            function = "public.create_inspection"
            arguments["findings"] = await _findings(request, upload, arguments)
            arguments = {name: value for name, value in arguments.items() if name not in _PLAN | {"action"}}
        try:
            answer = await request.call(function, body_hash=_hash(request, upload), **arguments)
        except Problem as problem:
            if problem.slug == "unavailable":
                receiver.keep()  # the row may be there; a file without one is swept away later
            raise
        if "Idempotency-Replayed" not in answer.headers:
            receiver.keep()
        if "findings" in arguments:
            answer.status_code = 201
        return answer


@get("/")
async def find_imports(
    request: ApiRequest, cursor: Cursor = None, limit: PageSize = 100
) -> Response[ImportPage]:
    """A page of the imports of a workspace."""
    return await request.call(
        "public.find_imports", workspace_id=request.require_workspace(), cursor=cursor, page_size=limit
    )


@get("/fields/{target:str}")
async def find_import_fields(
    request: ApiRequest, target: FromPath[Literal["contacts", "deals"]]
) -> Response[ImportFields]:
    """What a file can say of contacts or deals; the fields of a list are its columns."""
    return await request.call(
        "public.find_import_fields", workspace_id=request.require_workspace(), target=target
    )


@get("/{import_id:uuid}")
async def get_import(request: ApiRequest, import_id: Id) -> Response[Import]:
    """How an import goes."""
    return await request.call("public.get_import", import_id=import_id)


@get("/{import_id:uuid}/errors")
async def find_import_errors(
    request: ApiRequest, import_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[ImportProblems] | Stream:
    """What was rejected, and why. With Accept: text/csv the rejected rows, as errors.csv."""
    if request.headers.get("accept", "").split(";")[0].strip() == "text/csv":
        return await _rejected_rows(request, import_id)
    return await request.call(
        "public.find_import_errors", import_id=import_id, cursor=cursor, page_size=limit
    )


@get("/{import_id:uuid}/errors.csv", media_type="text/csv")
async def download_import_errors(request: ApiRequest, import_id: Id) -> Stream:
    """The rejected rows as they stand in the file, with their numbers and the reasons, to mend and import."""
    return await _rejected_rows(request, import_id)


@get("/{import_id:uuid}/conflicts")
async def find_import_conflicts(
    request: ApiRequest, import_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[ImportConflicts]:
    """What the last revert left as it is, and why."""
    return await request.call(
        "public.find_import_conflicts", import_id=import_id, cursor=cursor, page_size=limit
    )


@get("/{import_id:uuid}/conflicts.csv", media_type="text/csv")
async def download_import_conflicts(request: ApiRequest, import_id: Id) -> Stream:
    """The same as a CSV file."""
    return await _conflicts(request, import_id)


@patch("/{import_id:uuid}")
async def update_import(request: ApiRequest, import_id: Id, data: JSONBody[UpdateImport]) -> Response[Import]:
    """Changes list, options, mapping or mode of an import that was inspected, tried or has failed."""
    return await request.call("public.update_import", import_id=import_id, changes=changes_of(data))


@post("/{import_id:uuid}/run", status_code=202)
async def run_import(request: ApiRequest, import_id: Id, data: JSONBody[RunImport]) -> Response[Import]:
    """Queues an import that was inspected, tried or has failed; the file need not be sent again."""
    return await request.call("public.run_import", import_id=import_id, dry_run=data.dry_run)


@post("/{import_id:uuid}/revert", status_code=202)
async def revert_import(request: ApiRequest, import_id: Id, data: JSONBody[RevertImport]) -> Response[Import]:
    """Queues the way back of a whole import; `revert` of the import says how it goes."""
    return await request.call("public.revert_import", import_id=import_id, force=data.force)


@post("/{import_id:uuid}/cancel", status_code=200)
async def cancel_import(request: ApiRequest, import_id: Id) -> Response[Import]:
    """Stops an import, or its revert; nothing of it stays."""
    return await request.call("public.cancel_import", import_id=import_id)


def _arguments(request: ApiRequest, upload: Upload) -> dict[str, Any]:
    fields = upload.fields
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise _invalid(min(unknown), "There is no such field")
    if fields.get("action") == "inspect" and _PLAN & fields.keys():
        raise _invalid(min(_PLAN & fields.keys()), "Is said once the file was looked at: PATCH the import")
    workspace = fields.get("workspace_id")
    workspace_id = _uuid("workspace_id", workspace) if workspace else request.require_workspace()
    list_id = fields.get("list_id")
    target = fields.get("target") or "list"
    if target != "list" and (list_id or fields.get("list_name")):
        named = "list_id" if list_id else "list_name"
        raise _invalid(named, "Contacts and deals are in no list: leave it out")
    if list_id and fields.get("list_name"):
        raise _invalid("list_name", "Expected either `list_id` or `list_name`")
    name = fields.get("list_name") or Path(upload.name).stem
    return {
        "id": upload.id,
        "workspace_id": workspace_id,
        "list_id": _uuid("list_id", list_id) if list_id else None,
        "list_name": None if list_id or target != "list" else name[:200],
        "target": target,
        "file_name": upload.name,
        "file_size": upload.size,
        "file_sha256": upload.sha256,
        "options": _json(request, fields, "options", dict[str, Any]) if fields.get("options") else {},
        "mapping": _json(request, fields, "mapping", Mapping),
        "mode": fields.get("mode") or UNSET,
        "key_columns": _json(request, fields, "key_columns", list[str]),
        "action": fields.get("action") or UNSET,
    }


async def _findings(request: ApiRequest, upload: Upload, arguments: dict[str, Any]) -> Findings:
    """Looks at the file in a process of its own, within the time of a request."""
    asked = {"workspace_id": arguments["workspace_id"], "options": arguments["options"]}
    await request.check("private.check_inspection", **asked)
    options = msgspec.convert(arguments["options"], Options)
    services = request.services
    try:
        async with services.inspections:
            return await asyncio.to_thread(inspect_file, services.settings, upload.path, upload.name, options)
    except ImportFailed as failure:
        problem = FieldProblem("file", failure.code, failure.message)
        raise Problem("file_unreadable", failure.message, errors=[problem]) from failure


def _json(request: ApiRequest, fields: dict[str, str], name: str, type_: Any) -> Any:
    text = fields.get(name)
    if not text:
        return UNSET
    try:
        check_json(text.encode(), request.services.limits)
        return msgspec.json.decode(text, type=type_)
    except msgspec.MsgspecError as error:
        kind = "array of texts" if name == "key_columns" else "object"
        raise _invalid(name, f"Expected a JSON {kind}: {error}") from error


async def _rejected_rows(request: ApiRequest, import_id: UUID) -> Stream:
    """The first page before anything is sent: then a refusal is still a problem."""
    function, arguments = "public.find_rejected_cells", {"import_id": import_id, "page_size": _CSV_ROWS}
    page = await _page(request, function, **arguments)

    async def lines() -> AsyncIterator[bytes]:
        found = page
        names = found["names"] or []
        yield b"\xef\xbb\xbf" + _csv([[*map(guarded, names), *REPORT_COLUMNS]])
        while True:
            yield _csv(
                [
                    *map(guarded, row["cells"]),
                    *[""] * (len(names) - len(row["cells"])),
                    str(row["row"]),
                    guarded("; ".join(row["reasons"] or [])),
                ]
                for row in found["rows"]
            )
            if found["last_row"] is None:
                return
            found = await _page(request, function, after_row=found["last_row"], **arguments)

    return _download(lines(), f"import-{import_id}-errors.csv")


async def _conflicts(request: ApiRequest, import_id: UUID) -> Stream:
    function, arguments = "public.find_import_conflicts", {"import_id": import_id, "page_size": _CSV_ROWS}
    page = await _page(request, function, **arguments)
    fields = ImportConflict.__struct_fields__

    async def lines() -> AsyncIterator[bytes]:
        found = page
        yield b"\xef\xbb\xbf" + _csv([fields])
        while True:
            yield _csv(
                [guarded(_text(conflict[field])) for field in fields] for conflict in found["conflicts"]
            )
            if found["next_cursor"] is None:
                return
            found = await _page(request, function, cursor=found["next_cursor"], **arguments)

    return _download(lines(), f"import-{import_id}-conflicts.csv")


async def _page(request: ApiRequest, function: str, **arguments: Any) -> dict[str, Any]:
    result = await request.fetch(function, **arguments)
    return msgspec.json.decode(result.body or b"{}", type=dict[str, Any])


def _csv(rows: Any) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _download(lines: AsyncIterator[bytes], name: str) -> Stream:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Stream(lines, media_type="text/csv; charset=utf-8", headers=headers)


def _new_id() -> UUID:
    """UUID version 7: imports are paged by id, newest first."""
    milliseconds = time.time_ns() // 1_000_000
    return UUID(
        int=milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    )


def _uuid(field: str, text: str) -> UUID:
    found = uuid_or_none(text)
    if found is None:
        raise _invalid(field, "Expected a UUID")
    return found


def _invalid(field: str, message: str) -> Problem:
    return Problem("invalid_input", f"{field}: {message}", errors=[FieldProblem(field, "invalid", message)])


def _hash(request: ApiRequest, upload: Upload) -> str:
    """What an Idempotency-Key stands for here: the same file and fields, whatever the boundary was."""
    named = [upload.sha256, upload.name, request.workspace_id, sorted(upload.fields.items())]
    return hashlib.sha256(b"POST /imports\n" + msgspec.json.encode(named)).hexdigest()


router = Router(
    "/imports",
    route_handlers=[
        create_import,
        find_imports,
        find_import_fields,
        get_import,
        find_import_errors,
        download_import_errors,
        find_import_conflicts,
        download_import_conflicts,
        update_import,
        run_import,
        revert_import,
        cancel_import,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["imports"],
)
