"""Search over everything of a workspace."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from api.auth import signed_in
from api.fields import Time
from api.requests import ApiRequest

# As private.search_kinds, which a test compares.
SearchKind = Literal["item", "comment", "contact", "deal"]

_Text = Annotated[
    str,
    QueryParameter(
        name="q",
        min_length=1,
        max_length=200,
        description="Words, or their beginnings; all have to be there.",
    ),
]
_Kinds = Annotated[
    list[SearchKind] | None,
    QueryParameter(name="kind", required=False, description="Only these; may stand there several times."),
]
_ListId = Annotated[
    UUID | None, QueryParameter(name="list_id", required=False, description="Only in this list.")
]
_Limit = Annotated[
    int, QueryParameter(name="limit", ge=1, le=1000, required=False, description="Hits of a page at most.")
]
_Cursor = Annotated[
    str | None,
    QueryParameter(
        name="cursor", max_length=500, required=False, description="next_cursor of the page before"
    ),
]


class Hit(msgspec.Struct):
    """Something that was found: where it is, the field that matches best and a piece of its text."""

    kind: SearchKind
    id: UUID
    list_id: UUID | None
    list_name: str | None
    item_id: UUID | None
    title: str | None
    field: str
    field_name: str
    snippet: str


class Unindexed(msgspec.Struct):
    """What has changed since then and was not looked at, but for the latest 1,000."""

    count: int
    since: Time


class Hits(msgspec.Struct):
    """What was found, the best first. `is_capped`: so much has these words that not all was looked at."""

    hits: list[Hit]
    next_cursor: str | None
    is_capped: bool
    unindexed: Unindexed | None


@get("/search")
async def search(
    request: ApiRequest,
    text: _Text,
    kinds: _Kinds = None,
    list_id: _ListId = None,
    limit: _Limit = 20,
    cursor: _Cursor = None,
) -> Response[Hits]:
    """Items, comments, contacts and deals that have all the words."""
    return await request.call(
        "public.search",
        workspace_id=request.require_workspace(),
        query=text,
        kinds=kinds,
        list_id=list_id,
        page_size=limit,
        cursor=cursor,
    )


router = Router("/", route_handlers=[search], guards=[signed_in], security=[{"bearer": []}], tags=["search"])
