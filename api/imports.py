"""/imports: a file comes in as a stream, a job makes rows of it."""

import asyncio
import hashlib
import secrets
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.openapi.datastructures import ResponseSpec

from api.auth import signed_in
from api.errors import FieldProblem, Problem
from api.fields import Cursor, Id, PageSize, Time
from api.requests import ApiRequest, check_json
from api.tokens import uuid_or_none
from api.uploads import Receiver, Upload
from jobs.imports.errors import ImportFailed
from jobs.imports.findings import Findings
from jobs.imports.options import Options
from jobs.imports.reading import inspect_file

_FIELDS = frozenset({"workspace_id", "list_id", "list_name", "options", "action"})


class Import(msgspec.Struct):
    """A file on its way into a list, and the report of how it went."""

    id: UUID
    workspace_id: UUID
    list_id: UUID | None
    list_name: str
    file_name: str
    file_size: int
    file_sha256: str
    options: dict[str, Any]
    findings: dict[str, Any] | None
    decision: dict[str, Any] | None
    status: str
    phase: str
    rows_read: int
    rows_imported: int
    rows_rejected: int
    cells_emptied: int
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


@post(
    "/",
    status_code=202,
    request_max_body_size=None,
    responses={201: ResponseSpec(Import, description="The file was looked at, as asked; nothing is queued")},
)
async def create_import(request: ApiRequest) -> Response[Import]:
    """Takes a file as a multipart form and queues its import into a list that is there or a new one.

    With the action `inspect` the answer says what was found in the file, which is kept for a day.
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


@get("/{import_id:uuid}")
async def get_import(request: ApiRequest, import_id: Id) -> Response[Import]:
    """How an import goes."""
    return await request.call("public.get_import", import_id=import_id)


@get("/{import_id:uuid}/errors")
async def find_import_errors(
    request: ApiRequest, import_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[ImportProblems]:
    """What was rejected, and why."""
    return await request.call(
        "public.find_import_errors", import_id=import_id, cursor=cursor, page_size=limit
    )


@post("/{import_id:uuid}/cancel", status_code=200)
async def cancel_import(request: ApiRequest, import_id: Id) -> Response[Import]:
    """Stops an import; nothing of it stays."""
    return await request.call("public.cancel_import", import_id=import_id)


def _arguments(request: ApiRequest, upload: Upload) -> dict[str, Any]:
    fields = upload.fields
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise _invalid(min(unknown), "There is no such field")
    if fields.get("action", "run") not in {"run", "inspect"}:
        raise _invalid("action", 'Expected "run" or "inspect"')
    workspace = fields.get("workspace_id")
    workspace_id = _uuid("workspace_id", workspace) if workspace else request.require_workspace()
    list_id = fields.get("list_id")
    if list_id and fields.get("list_name"):
        raise _invalid("list_name", "Expected either `list_id` or `list_name`")
    name = fields.get("list_name") or Path(upload.name).stem
    return {
        "id": upload.id,
        "workspace_id": workspace_id,
        "list_id": _uuid("list_id", list_id) if list_id else None,
        "list_name": None if list_id else name[:200],
        "file_name": upload.name,
        "file_size": upload.size,
        "file_sha256": upload.sha256,
        "options": _options(request, fields.get("options") or "{}"),
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


def _options(request: ApiRequest, text: str) -> dict[str, Any]:
    try:
        check_json(text.encode(), request.services.limits)
        return msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise _invalid("options", f"Expected a JSON object: {error}") from error


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
    route_handlers=[create_import, find_imports, get_import, find_import_errors, cancel_import],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["imports"],
)
