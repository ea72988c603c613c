"""Comments on items."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Cursor, Id, PageSize, Time, Unset, Version, changes_of
from api.requests import ApiRequest, Body

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=10_000,
        description="A member is mentioned as `@[Name](user id)`.",
        examples=["@[Ada Lovelace](0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b) have you seen the roof?"],
    ),
]


class CreateComment(Body):
    """A comment, or with `parent_id` an answer to the first comment of a thread."""

    body: Text
    parent_id: UUID | Unset | None = UNSET


class UpdateComment(Body):
    """The text of one's own comment, or whether its thread is settled."""

    body: Text | Unset = UNSET
    is_resolved: bool | Unset = UNSET
    version: Version | Unset = UNSET


class Comment(msgspec.Struct):
    """A comment. `mentions` are members by their ids."""

    id: UUID
    workspace_id: UUID
    item_id: UUID | None
    parent_id: UUID | None
    body: str
    mentions: list[UUID]
    resolved_at: Time | None
    resolved_by: UUID | None
    edited_at: Time | None
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None
    deleted_by: UUID | None


class CommentPage(msgspec.Struct):
    """Comments, oldest first, and where to go on; null at the end."""

    comments: list[Comment]
    next_cursor: str | None


@get("/items/{item_id:uuid}/comments")
async def find_comments(
    request: ApiRequest, item_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[CommentPage]:
    """A page of the comments on a row."""
    return await request.call("public.find_comments", item_id=item_id, cursor=cursor, page_size=limit)


@post("/items/{item_id:uuid}/comments")
async def create_comment(
    request: ApiRequest, item_id: Id, data: JSONBody[CreateComment]
) -> Response[Comment]:
    """Comments on a row, or answers."""
    return await request.call("public.create_comment", item_id=item_id, **msgspec.structs.asdict(data))


@patch("/comments/{comment_id:uuid}")
async def update_comment(
    request: ApiRequest, comment_id: Id, data: JSONBody[UpdateComment]
) -> Response[Comment]:
    """Changes one's own comment, or settles a thread."""
    return await request.call(
        "public.update_comment",
        comment_id=comment_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/comments/{comment_id:uuid}")
async def trash_comment(request: ApiRequest, comment_id: Id) -> Response[None]:
    """Deletes one's own comment; moderators delete any."""
    return await request.call("public.trash_comment", comment_id=comment_id, version=request.version())


router = Router(
    "/",
    route_handlers=[find_comments, create_comment, update_comment, trash_comment],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["comments"],
)
