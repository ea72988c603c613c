"""Queries: the items of a list filtered, sorted, grouped and summed up."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, Router, post
from litestar.params import JSONBody
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Id, Unset
from api.items import Item
from api.requests import ApiRequest, Body

Key = Annotated[str, Meta(min_length=1, max_length=63, examples=["asking_price"])]

# Passed on as the bytes that came: the database knows the columns, and says where a condition is wrong.
Filter = Annotated[
    msgspec.Raw,
    Meta(
        description=(
            "`{column, operator, value}`, or `{and: […]}`, `{or: […]}`, `{not: {…}}` of such, ten deep."
            " The operators of each type are in docs/query.md and in public.filter_operators."
        ),
        extra_json_schema={
            "type": "object",
            "examples": [
                {
                    "and": [
                        {"column": "asking_price", "operator": "between", "value": [300000, 450000]},
                        {"column": "listed_on", "operator": "within", "value": "this_month"},
                    ]
                }
            ],
        },
    ),
]
Group = Annotated[
    msgspec.Raw,
    Meta(
        description="The values of one group, as `groups` has them: the items of that group.",
        extra_json_schema={"type": "array", "minItems": 1, "maxItems": 2, "examples": [["sold"]]},
    ),
]


class Sort(Body):
    """One column to sort or group by."""

    column: Key
    direction: Literal["asc", "desc"] | Unset = UNSET
    nulls: (
        Annotated[Literal["first", "last"], Meta(description="Empty cells; last unless said otherwise.")]
        | Unset
    ) = UNSET


class Footer(Body):
    """One number, or day, about all the items that the filter lets through."""

    column: Key
    function: Annotated[str, Meta(min_length=1, max_length=30, examples=["sum"])]


class QueryItems(Body):
    """What to look for. Everything is optional; without anything it is the list in the order it was made."""

    filter: Filter | Unset = UNSET
    sort: Annotated[list[Sort], Meta(max_length=5)] | Unset = UNSET
    group_by: (
        Annotated[
            list[Sort],
            Meta(
                min_length=1,
                max_length=2,
                description="Answers with `groups` instead of items, unless `group` names one.",
            ),
        ]
        | Unset
    ) = UNSET
    group: Group | Unset = UNSET
    aggregates: Annotated[list[Footer], Meta(max_length=50)] | Unset = UNSET
    fields: (
        Annotated[list[Key], Meta(max_length=500, description="Of `values`, these keys alone.")] | Unset
    ) = UNSET
    limit: (
        Annotated[int, Meta(ge=1, le=1000, description="Items or groups at most; 100 unless said otherwise.")]
        | Unset
    ) = UNSET
    cursor: (
        Annotated[str, Meta(max_length=20000, description="next_cursor or previous_cursor of a page.")]
        | Unset
    ) = UNSET
    count: Annotated[bool, Meta(description="Whether to count the items, up to 10,000.")] | Unset = UNSET
    time_zone: (
        Annotated[
            str,
            Meta(
                min_length=1,
                max_length=64,
                examples=["Europe/Berlin"],
                description="Where days begin; the caller's own zone unless said otherwise.",
            ),
        ]
        | Unset
    ) = UNSET


class Aggregate(msgspec.Struct):
    """A footer with its value; null where there is nothing to compute it of."""

    column: str
    function: str
    value: int | float | str | None


class GroupOfItems(msgspec.Struct):
    """The values that its items share, how many they are, and its footers."""

    values: list[Any]
    count: int
    aggregates: list[Aggregate] | None


class Count(msgspec.Struct):
    """How many items there are; `10,000+` where it is capped."""

    rows: int
    is_capped: bool


class QueryAnswer(msgspec.Struct):
    """A page of items with the way on and back, or groups; counts and footers where they were asked for."""

    items: list[Item]
    next_cursor: str | None
    previous_cursor: str | None
    groups: list[GroupOfItems] | None
    has_more_groups: bool
    count: Count | None
    aggregates: list[Aggregate] | None


@post("/lists/{list_id:uuid}/items/query", status_code=200)
async def query_items(request: ApiRequest, list_id: Id, data: JSONBody[QueryItems]) -> Response[QueryAnswer]:
    """Items of a list: filtered, sorted, grouped, summed up."""
    return await request.call("public.query_items", list_id=list_id, query=data)


router = Router(
    "/", route_handlers=[query_items], guards=[signed_in], security=[{"bearer": []}], tags=["items"]
)
