"""What contacts, deals and tasks have in common: one or many in a call, links with items."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import QueryParameter
from msgspec import UNSET, Meta

from api.errors import FieldProblem, Problem
from api.requests import ApiRequest, Body, etag

Title = Annotated[str, Meta(min_length=1, max_length=200, examples=["12 Elm St"])]
Text = Annotated[str, Meta(max_length=100_000)]
Ids = Annotated[list[UUID], Meta(min_length=1, max_length=1000)]

Search = Annotated[
    str | None,
    QueryParameter(
        name="q", min_length=1, max_length=200, required=False, description="A text that stands in it."
    ),
]
Mine = Annotated[
    bool | None,
    QueryParameter(name="mine", required=False, description="Only one's own; false: only what is not."),
]
Overdue = Annotated[
    bool | None,
    QueryParameter(name="overdue", required=False, description="Only what is late; false: only what is not."),
]
Trashed = Annotated[
    bool, QueryParameter(name="trashed", required=False, description="The trash instead of what is there.")
]


class ConcernedItem(msgspec.Struct):
    """An item, its list and the first filled column of it."""

    id: UUID
    list_id: UUID
    list_name: str
    title: str | None


class ConcernedItemPage(msgspec.Struct):
    """Items, and where to go on; null at the end."""

    items: list[ConcernedItem]
    next_cursor: str | None


class LinkedItems(msgspec.Struct):
    """How many links are new."""

    linked: int


class UnlinkedItems(msgspec.Struct):
    """How many links are gone."""

    unlinked: int


def filters(**asked: Any) -> dict[str, Any]:
    """The filter of a page: what was asked for."""
    return {name: value for name, value in asked.items() if value is not None}


async def create(request: ApiRequest, kind: str, data: Body, required: str) -> Response[Any]:
    """Makes one record (its fields) or many (an array under the name of their kind). One answers itself."""
    name = f"{kind}s"
    many = getattr(data, name)
    fields = {
        field: value
        for field in data.__struct_fields__
        if field != name and (value := getattr(data, field)) is not UNSET
    }
    if (many is UNSET and required not in fields) or (many is not UNSET and fields):
        message = f"Expected either the fields of one with `{required}`, or `{name}`"
        raise Problem("invalid_input", message, errors=[FieldProblem(required, "invalid", message)])
    arguments: dict[str, Any] = {name: [fields] if many is UNSET else many}
    answer = await request.call(
        f"public.create_{name}", workspace_id=request.require_workspace(), **arguments
    )
    if many is UNSET:
        one = bytes(msgspec.json.decode(answer.content, type=dict[str, list[msgspec.Raw]])[name][0])
        answer.content, answer.headers["ETag"] = one, etag(one)
    return answer
