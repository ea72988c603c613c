"""What people are told in the app, and what of it comes by mail."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Cursor, PageSize, Time, Unset
from api.requests import ApiRequest, Body

Delivery = Literal["at_once", "daily", "off"]
Kind = Annotated[str, Meta(min_length=1, max_length=63, examples=["mention"])]
State = Annotated[
    Literal["all", "unread", "unread_first"],
    QueryParameter(
        name="state", required=False, description="All, unread ones alone, or these before the others."
    ),
]


class Notification(msgspec.Struct):
    """What happened. `subject` has the ids and words of what it is about, by kind: see docs/notifications."""

    id: UUID
    workspace_id: UUID
    workspace_name: str
    kind: str
    subject: dict[str, Any]
    actor_id: UUID | None
    actor_name: str | None
    created_at: Time
    read_at: Time | None


class NotificationPage(msgspec.Struct):
    """The newest first, and where to go on. `unread_count` is 1,000 where there are as many or more."""

    notifications: list[Notification]
    unread_count: int
    next_cursor: str | None


class ReadNotifications(Body):
    """Either `ids`, or all that were there at the moment `until`."""

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=1000)] | Unset = UNSET
    until: Annotated[datetime, Meta(tz=True)] | Unset = UNSET


class NotificationsRead(msgspec.Struct):
    """How many were unread until now, and how many still are."""

    count: int
    unread_count: int


class NotificationKind(msgspec.Struct):
    """What one may be told of. The mail of some is another's, such as an invitation: it is no choice."""

    name: str
    title: str
    description: str
    default_delivery: Delivery
    is_mail_optional: bool


class NotificationPreference(msgspec.Struct):
    """How a kind is mailed: everywhere, or in one workspace, where that goes first."""

    kind: str
    workspace_id: UUID | None
    delivery: Delivery


class ChosenPreference(Body):
    """How a kind is to be mailed: everywhere, or in one workspace, where that goes first."""

    kind: Kind
    delivery: Delivery
    workspace_id: UUID | None = None


class SetPreferences(Body):
    """All that is chosen. What is not named goes back to its default."""

    preferences: Annotated[list[ChosenPreference], Meta(max_length=1000)]


class NotificationPreferences(msgspec.Struct):
    """What is chosen, what there is to choose from, and when the daily mail comes (PATCH /auth/me)."""

    kinds: list[NotificationKind]
    preferences: list[NotificationPreference]
    digest_hour: int
    time_zone: str


@get("/")
async def find_notifications(
    request: ApiRequest, shown: State = "all", cursor: Cursor = None, limit: PageSize = 100
) -> Response[NotificationPage]:
    """One's own notifications, of one workspace or of all."""
    return await request.call(
        "public.find_notifications",
        workspace_id=request.workspace_id,
        state=shown,
        cursor=cursor,
        page_size=limit,
    )


@post("/read", status_code=200)
async def read_notifications(
    request: ApiRequest, data: JSONBody[ReadNotifications]
) -> Response[NotificationsRead]:
    """Says that notifications were read. Ids of others' change nothing."""
    return await request.call(
        "public.read_notifications",
        ids=data.ids,
        until=data.until,
        workspace_id=request.workspace_id,
    )


@get("/preferences")
async def get_notification_preferences(request: ApiRequest) -> Response[NotificationPreferences]:
    """What one has chosen to get by mail."""
    return await request.call("public.get_notification_preferences")


@put("/preferences")
async def set_notification_preferences(
    request: ApiRequest, data: JSONBody[SetPreferences]
) -> Response[NotificationPreferences]:
    """Chooses what comes by mail, all of it anew."""
    return await request.call("public.set_notification_preferences", preferences=data.preferences)


router = Router(
    "/notifications",
    route_handlers=[
        find_notifications,
        read_notifications,
        get_notification_preferences,
        set_notification_preferences,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["notifications"],
)
