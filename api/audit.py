"""/audit-log and /changes: who changed what."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from api.auth import signed_in
from api.errors import FieldProblem, Problem
from api.fields import Cursor, Id, PageSize, Time
from api.requests import ApiRequest

Filter = Annotated[UUID | None, QueryParameter(required=False)]
Moment = Annotated[datetime | None, QueryParameter(required=False, description="RFC 3339")]


class AuditEvent(msgspec.Struct):
    """One statement's writes to one table, or one row of an update or delete."""

    id: int
    occurred_at: Time
    workspace_id: UUID | None
    actor_id: UUID | None
    actor_kind: str
    login_role: str
    acting_role: str
    table_name: str
    action: str
    row_ids: list[UUID]
    row_count: int
    diff: dict[str, Any] | None
    change_id: UUID
    request_id: str | None


class NamedAuditEvent(AuditEvent):
    """With who it was."""

    actor_name: str | None
    actor_email: str | None


class AuditPage(msgspec.Struct):
    """Events, newest first, and where to go on."""

    events: list[NamedAuditEvent]
    next_cursor: str | None


class Change(msgspec.Struct):
    """Everything that one request, import or transaction did; the first 1,000 events of it."""

    change_id: UUID
    events: list[AuditEvent]
    is_complete: bool


@get("/audit-log")
async def find_audit_events(
    request: ApiRequest,
    cursor: Cursor = None,
    limit: PageSize = 100,
    actor_id: Filter = None,
    table_name: Annotated[str | None, QueryParameter(max_length=63, required=False)] = None,
    row_id: Filter = None,
    change_id: Filter = None,
    since: Moment = None,
    until: Moment = None,
) -> Response[AuditPage]:
    """The audit log of a workspace, for its admins."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        message = "This cursor does not belong to this query"
        raise Problem("invalid_input", message, errors=[FieldProblem("cursor", "invalid", message)])
    return await request.call(
        "public.find_audit_events",
        workspace_id=request.require_workspace(),
        cursor=cursor,
        page_size=limit,
        actor_id=actor_id,
        table_name=table_name,
        row_id=row_id,
        change_id=change_id,
        since=since,
        until=until,
    )


@get("/changes/{change_id:uuid}")
async def get_change(request: ApiRequest, change_id: Id) -> Response[Change]:
    """One change."""
    return await request.call("public.get_change", change_id=change_id)


router = Router(
    "/",
    route_handlers=[find_audit_events, get_change],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["audit"],
)
