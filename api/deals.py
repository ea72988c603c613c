"""Deals: what a workspace wants to sell, and the timeline of each."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api import records
from api.auth import signed_in
from api.comments import Text as CommentText
from api.fields import Currency, Cursor, Id, PageSize, Time, Unset, Version, changes_of
from api.items import Deleted, NamedItems, Restored, Trashed
from api.limits import BATCH
from api.requests import ApiRequest, Body

Status = Literal["new", "in_progress", "won", "lost"]
Stage = Annotated[
    str,
    Meta(
        pattern="^[a-z][a-z0-9_]{0,62}$",
        description="The key of a stage of its pipeline.",
        examples=["proposal"],
    ),
]
Amount = Annotated[Decimal, Meta(description="Up to 4 decimals, as a string.", examples=["425000.00"])]
Short = Annotated[str, Meta(min_length=1, max_length=200)]
Sort = Annotated[
    Literal[
        "created",
        "-created",
        "updated",
        "-updated",
        "title",
        "-title",
        "amount",
        "-amount",
        "expected_close_date",
        "-expected_close_date",
        "closed_at",
        "-closed_at",
    ],
    QueryParameter(name="sort", required=False, description="A minus turns it around."),
]


class DealFields(Body):
    """What is known of a deal. Status and stage go as its pipeline lets them."""

    title: records.Title | Unset = UNSET
    description: records.Text | Unset = UNSET
    contact_id: UUID | Unset | None = UNSET
    owner_id: UUID | Unset | None = UNSET
    source: Short | Unset | None = UNSET
    amount: Amount | Unset | None = UNSET
    currency: Currency | Unset = UNSET
    pipeline_id: UUID | Unset = UNSET
    status: Status | Unset = UNSET
    stage: Stage | Unset = UNSET
    expected_close_date: date | Unset | None = UNSET
    lost_reason: Short | Unset | None = UNSET
    reference: Short | Unset | None = UNSET


class NewDealFields(DealFields):
    """Of a new deal also when it was closed, if it is of the past."""

    closed_at: Time | Unset | None = UNSET


class NewDeal(NewDealFields, kw_only=True):
    """A deal to be. What it leaves out: the caller owns it, and it begins where the default pipeline does."""

    title: records.Title


class CreateDeals(NewDealFields):
    """One deal (its fields), or up to 1,000 (`deals`), all or none."""

    deals: Annotated[list[NewDeal], Meta(min_length=1, max_length=1000)] | Unset = UNSET


class UpdateDeal(DealFields):
    """The fields to change; null empties one. `won` and `lost` close the deal."""

    version: Version | Unset = UNSET


class ChangedDeal(UpdateDeal, kw_only=True):
    """The fields to change in one of many deals."""

    id: UUID


class UpdateDeals(Body):
    """Up to 1,000 deals, all or none."""

    deals: Annotated[list[ChangedDeal], Meta(min_length=1, max_length=1000)]


class NamedDeals(Body):
    """Up to 1,000 deals."""

    deal_ids: records.Ids


class Deal(msgspec.Struct):
    """A deal. `amount` is a decimal string, so that nobody rounds it."""

    id: UUID
    workspace_id: UUID
    pipeline_id: UUID
    contact_id: UUID | None
    owner_id: UUID | None
    title: str
    description: str
    source: str | None
    amount: str | None
    currency: str
    status: Status
    stage: str
    stage_changed_at: Time
    expected_close_date: date | None
    closed_at: Time | None
    lost_reason: str | None
    reference: str | None
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None


class Deals(msgspec.Struct):
    """Deals as they are now."""

    deals: list[Deal]


class DealPage(msgspec.Struct):
    """Deals, and where to go on; null at the end."""

    deals: list[Deal]
    next_cursor: str | None


class CreateActivity(Body):
    """A comment on a deal."""

    body: CommentText


class UpdateActivity(Body):
    """The text of one's own comment."""

    body: CommentText | Unset = UNSET
    version: Version | Unset = UNSET


class Activity(msgspec.Struct):
    """Something that happened to a deal: who (null: the system), when, and by its type what."""

    id: UUID
    workspace_id: UUID
    deal_id: UUID
    author_id: UUID | None
    type: Literal[
        "comment",
        "deal_created",
        "status_changed",
        "stage_changed",
        "amount_changed",
        "owner_changed",
        "task_created",
        "task_done",
        "task_reopened",
        "deal_trashed",
        "deal_restored",
        "system",
    ]
    payload: dict[str, Any]
    body: str | None
    mentions: list[UUID]
    edited_at: Time | None
    version: int
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None
    deleted_by: UUID | None


class Timeline(msgspec.Struct):
    """Activities, newest first, and where to go on; null at the end."""

    activities: list[Activity]
    next_cursor: str | None


@get("/deals")
async def find_deals(
    request: ApiRequest,
    text: records.Search = None,
    owner_id: Annotated[UUID | None, QueryParameter(name="owner_id", required=False)] = None,
    mine: records.Mine = None,
    contact_id: Annotated[UUID | None, QueryParameter(name="contact_id", required=False)] = None,
    pipeline_id: Annotated[UUID | None, QueryParameter(name="pipeline_id", required=False)] = None,
    stage: Annotated[
        list[str] | None,
        QueryParameter(name="stage", required=False, description="May stand there several times."),
    ] = None,
    status: Annotated[
        list[Status] | None,
        QueryParameter(name="status", required=False, description="May stand there several times."),
    ] = None,
    currency: Annotated[str | None, QueryParameter(name="currency", required=False)] = None,
    amount_min: Annotated[Decimal | None, QueryParameter(name="amount_min", required=False)] = None,
    amount_max: Annotated[Decimal | None, QueryParameter(name="amount_max", required=False)] = None,
    closing_from: Annotated[
        date | None,
        QueryParameter(name="closing_from", required=False, description="By expected_close_date."),
    ] = None,
    closing_to: Annotated[date | None, QueryParameter(name="closing_to", required=False)] = None,
    overdue: records.Overdue = None,
    item_id: Annotated[
        UUID | None, QueryParameter(name="item_id", required=False, description="Concerning this item.")
    ] = None,
    trashed: records.Trashed = False,
    sort: Sort = "created",
    cursor: Cursor = None,
    limit: PageSize = 100,
) -> Response[DealPage]:
    """A page of deals; `q` looks through titles and sources."""
    return await request.call(
        "public.find_deals",
        workspace_id=request.workspace_id,
        filter=records.filters(
            text=text,
            owner_id=owner_id,
            mine=mine,
            contact_id=contact_id,
            pipeline_id=pipeline_id,
            stage=stage,
            status=status,
            currency=currency,
            amount_min=amount_min,
            amount_max=amount_max,
            closing_from=closing_from,
            closing_to=closing_to,
            overdue=overdue,
            item_id=item_id,
            trashed=trashed,
        ),
        sort=sort,
        cursor=cursor,
        page_size=limit,
    )


@post("/deals", request_max_body_size=BATCH)
async def create_deals(request: ApiRequest, data: JSONBody[CreateDeals]) -> Response[Deal | Deals]:
    """Makes one deal or many. One answers with the deal itself, many with `deals`."""
    return await records.create(request, "deal", data, "title")


@patch("/deals", request_max_body_size=BATCH)
async def update_deals(request: ApiRequest, data: JSONBody[UpdateDeals]) -> Response[Deals]:
    """Changes many deals."""
    return await request.call(
        "public.update_deals", workspace_id=request.require_workspace(), deals=data.deals
    )


@delete("/deals", status_code=200)
async def trash_deals(request: ApiRequest, data: JSONBody[NamedDeals]) -> Response[Trashed]:
    """Puts many deals in the trash."""
    return await request.call(
        "public.trash_deals", workspace_id=request.require_workspace(), deal_ids=data.deal_ids
    )


@post("/deals/restore", status_code=200)
async def restore_deals(request: ApiRequest, data: JSONBody[NamedDeals]) -> Response[Restored]:
    """Takes many deals out of the trash."""
    return await request.call(
        "public.restore_deals", workspace_id=request.require_workspace(), deal_ids=data.deal_ids
    )


@delete("/deals/trash", status_code=200)
async def delete_deals_forever(request: ApiRequest, data: JSONBody[NamedDeals]) -> Response[Deleted]:
    """Deletes deals in the trash for good."""
    return await request.call(
        "public.delete_deals_forever",
        workspace_id=request.require_workspace(),
        deal_ids=data.deal_ids,
    )


@get("/deals/{deal_id:uuid}")
async def get_deal(request: ApiRequest, deal_id: Id) -> Response[Deal]:
    """One deal."""
    return await request.call("public.get_deal", deal_id=deal_id)


@patch("/deals/{deal_id:uuid}")
async def update_deal(request: ApiRequest, deal_id: Id, data: JSONBody[UpdateDeal]) -> Response[Deal]:
    """Changes a deal, moves it, wins or loses it."""
    return await request.call(
        "public.update_deal",
        deal_id=deal_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/deals/{deal_id:uuid}", status_code=200)
async def trash_deal(request: ApiRequest, deal_id: Id) -> Response[Deal]:
    """Puts a deal in the trash."""
    return await request.call("public.trash_deal", deal_id=deal_id, version=request.version())


@post("/deals/{deal_id:uuid}/restore", status_code=200)
async def restore_deal(request: ApiRequest, deal_id: Id) -> Response[Deal]:
    """Takes a deal out of the trash."""
    return await request.call("public.restore_deal", deal_id=deal_id)


@get("/deals/{deal_id:uuid}/items")
async def find_deal_items(
    request: ApiRequest, deal_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[records.ConcernedItemPage]:
    """A page of the items that a deal is linked with."""
    return await request.call("public.find_deal_items", deal_id=deal_id, cursor=cursor, page_size=limit)


@post("/deals/{deal_id:uuid}/items", status_code=200)
async def link_deal_items(
    request: ApiRequest, deal_id: Id, data: JSONBody[NamedItems]
) -> Response[records.LinkedItems]:
    """Links a deal with items; those that are linked stay so."""
    return await request.call("public.link_deal_items", deal_id=deal_id, item_ids=data.item_ids)


@delete("/deals/{deal_id:uuid}/items", status_code=200)
async def unlink_deal_items(
    request: ApiRequest, deal_id: Id, data: JSONBody[NamedItems]
) -> Response[records.UnlinkedItems]:
    """Takes links with items away."""
    return await request.call("public.unlink_deal_items", deal_id=deal_id, item_ids=data.item_ids)


@get("/deals/{deal_id:uuid}/activities")
async def find_activities(
    request: ApiRequest, deal_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[Timeline]:
    """A page of the timeline of a deal, newest first."""
    return await request.call("public.find_activities", deal_id=deal_id, cursor=cursor, page_size=limit)


@post("/deals/{deal_id:uuid}/activities")
async def create_activity(
    request: ApiRequest, deal_id: Id, data: JSONBody[CreateActivity]
) -> Response[Activity]:
    """Comments on a deal. All else on the timeline writes itself."""
    return await request.call("public.create_activity", deal_id=deal_id, body=data.body)


@patch("/activities/{activity_id:uuid}")
async def update_activity(
    request: ApiRequest, activity_id: Id, data: JSONBody[UpdateActivity]
) -> Response[Activity]:
    """Changes one's own comment."""
    return await request.call(
        "public.update_activity",
        activity_id=activity_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/activities/{activity_id:uuid}")
async def trash_activity(request: ApiRequest, activity_id: Id) -> Response[None]:
    """Deletes one's own comment; moderators delete any."""
    return await request.call("public.trash_activity", activity_id=activity_id, version=request.version())


router = Router(
    "/",
    route_handlers=[
        find_deals,
        create_deals,
        update_deals,
        trash_deals,
        restore_deals,
        delete_deals_forever,
        get_deal,
        update_deal,
        trash_deal,
        restore_deal,
        find_deal_items,
        link_deal_items,
        unlink_deal_items,
        find_activities,
        create_activity,
        update_activity,
        trash_activity,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["deals"],
)
