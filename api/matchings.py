"""What fits: how two lists are matched, the matches of an item, and the templates that bring both."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Cursor, Id, Name, Time, Unset, Version, changes_of
from api.items import Item
from api.lists import List
from api.query import Filter, Key
from api.requests import ApiRequest, Body

# As private.match_families, which a test compares.
Criteria = Literal["range", "at_least", "at_most", "one_of", "all_of"]
Matches25 = Annotated[
    int, QueryParameter(name="limit", ge=1, le=1000, required=False, description="Matches of a page at most")
]
MatchingId = Annotated[
    UUID | None,
    QueryParameter(
        name="matching_id", required=False, description="Which matching; the first of the list otherwise"
    ),
]


class Criterion(Body):
    """Which column of an offer answers which of a request, and how."""

    kind: Criteria
    offer: Key
    request: Key
    name: Name | Unset = UNSET
    weight: Annotated[float, Meta(ge=0.01, le=100, description="How much it counts; 1")] | Unset = UNSET
    tolerance: (
        Annotated[float, Meta(ge=0, le=1, description="How far off still counts, as a share; 0")] | Unset
    ) = UNSET
    is_required: (
        Annotated[bool, Meta(description="Whether what is further off is left out; true")] | Unset
    ) = UNSET


class CreateMatching(Body):
    """How the items of two lists answer each other."""

    name: Name
    offer_list_id: UUID
    request_list_id: UUID
    criteria: Annotated[list[Criterion], Meta(min_length=1, max_length=20)]
    offer_filter: Filter | Unset = UNSET
    request_filter: Filter | Unset = UNSET


class UpdateMatching(Body):
    """The fields to change. Criteria are replaced as a whole."""

    name: Name | Unset = UNSET
    criteria: Annotated[list[Criterion], Meta(min_length=1, max_length=20)] | Unset = UNSET
    offer_filter: Filter | Unset = UNSET
    request_filter: Filter | Unset = UNSET
    version: Version | Unset = UNSET


class Matching(msgspec.Struct):
    """How the items of two lists answer each other."""

    id: UUID
    workspace_id: UUID
    name: str
    offer_list_id: UUID
    request_list_id: UUID
    offer_filter: dict[str, Any] | None
    request_filter: dict[str, Any] | None
    criteria: list[dict[str, Any]]
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time


class Matchings(msgspec.Struct):
    """Those of a workspace, or of all of the caller's."""

    matchings: list[Matching]


class Reason(msgspec.Struct):
    """How one criterion came out. `distance` is a share of the bound: 0.05 is 5 % above the highest."""

    name: str
    kind: Criteria
    offer_column: str
    request_column: str
    fits: bool
    closeness: float
    distance: float | None
    offered: Any
    asked: Any


class Match(msgspec.Struct):
    """An item that fits, or nearly does. `score` is from 0 to 1; at 1 everything that is asked fits."""

    item: Item
    score: float
    fits: bool
    reasons: list[Reason]


class MatchProblem(msgspec.Struct):
    """A criterion that cannot be asked now, as when its column is in the trash."""

    criterion: str | None
    message: str


class MatchPage(msgspec.Struct):
    """Matches, best first, and where to go on; null at the end. `finds` says of what."""

    matching_id: UUID
    list_id: UUID
    finds: Literal["offers", "requests"]
    problems: list[MatchProblem]
    empty_because: Annotated[
        Literal["not_open", "asks_nothing"] | None,
        Meta(
            description="Why there are none: the filter of its list leaves the item out, or it asks nothing"
        ),
    ]
    matches: list[Match]
    next_cursor: str | None


class TemplateList(msgspec.Struct):
    """A list that a template makes."""

    name: str
    icon: str
    columns: list[str]


class Template(msgspec.Struct):
    """What a workspace can begin with."""

    name: str
    title: str
    description: str
    lists: list[TemplateList]


class Templates(msgspec.Struct):
    """All that there are."""

    templates: list[Template]


class MadeFromTemplate(msgspec.Struct):
    """What was made."""

    template: str
    lists: list[List]
    matchings: list[Matching]


@get("/items/{item_id:uuid}/matches")
async def find_matches(
    request: ApiRequest,
    item_id: Id,
    matching_id: MatchingId = None,
    cursor: Cursor = None,
    limit: Matches25 = 25,
) -> Response[MatchPage]:
    """For a request the offers that fit, for an offer the requests, best first and with the reasons."""
    return await request.call(
        "public.find_matches", item_id=item_id, matching_id=matching_id, cursor=cursor, page_size=limit
    )


@get("/matchings")
async def find_matchings(request: ApiRequest) -> Response[Matchings]:
    """How the lists of a workspace are matched; without one, of all that the caller may see."""
    return await request.call("public.find_matchings", workspace_id=request.workspace_id)


@post("/matchings")
async def create_matching(request: ApiRequest, data: JSONBody[CreateMatching]) -> Response[Matching]:
    """Sets up how the items of two lists answer each other."""
    return await request.call(
        "public.create_matching", workspace_id=request.require_workspace(), **msgspec.structs.asdict(data)
    )


@get("/matchings/{matching_id:uuid}")
async def get_matching(request: ApiRequest, matching_id: Id) -> Response[Matching]:
    """One matching."""
    return await request.call("public.get_matching", matching_id=matching_id)


@patch("/matchings/{matching_id:uuid}")
async def update_matching(
    request: ApiRequest, matching_id: Id, data: JSONBody[UpdateMatching]
) -> Response[Matching]:
    """Changes a matching."""
    return await request.call(
        "public.update_matching",
        matching_id=matching_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/matchings/{matching_id:uuid}")
async def delete_matching(request: ApiRequest, matching_id: Id) -> Response[None]:
    """Forgets how two lists are matched."""
    return await request.call("public.delete_matching", matching_id=matching_id, version=request.version())


@get("/templates")
async def get_templates(request: ApiRequest) -> Response[Templates]:
    """The templates that a workspace can begin with."""
    return await request.call("public.get_templates")


router = Router(
    "/",
    route_handlers=[
        find_matches,
        find_matchings,
        create_matching,
        get_matching,
        update_matching,
        delete_matching,
        get_templates,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["matching"],
)
