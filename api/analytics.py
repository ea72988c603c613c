"""/analytics: what the deals of a workspace come to. Never one sum over several currencies."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get, put
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.fields import Currency, Time, Unset
from api.requests import ApiRequest, Body

Money = Annotated[str, Meta(description="A decimal string", examples=["425000.5"])]
PipelineId = Annotated[
    UUID | None,
    QueryParameter(name="pipeline_id", required=False, description="Deals of this pipeline alone"),
]
MaxAge = Annotated[
    int | None,
    QueryParameter(
        name="max_age",
        ge=0,
        le=60,
        required=False,
        description="How old the answer may be, in seconds; 60. With 0 it is computed now.",
    ),
]
NewDays = Annotated[
    int, QueryParameter(name="new_days", ge=1, le=366, required=False, description="What counts as new")
]
Months = Annotated[
    int,
    QueryParameter(name="months", ge=1, le=120, required=False, description="This month and those before"),
]


CountedZone = Annotated[str, Meta(description="The time zone that days and months are counted in")]
Recounting = Annotated[
    bool,
    Meta(
        description="Whether the workspace has another time zone by now, and its deals are being counted anew"
    ),
]


class Amount(msgspec.Struct):
    """Deals in one currency: how many, their amounts together, and the average of those that have one."""

    currency: str
    deals: int
    amount: Money
    average: Money | None


class Converted(msgspec.Struct):
    """Amounts in the default currency by the workspace's own rates, the oldest of that day.

    null where it keeps no rates; `amount` is null while a rate is missing: a sum without it would be none.
    A rate that was given in another default currency than the workspace has now counts as missing.
    """

    currency: str
    amount: Money | None
    rates_as_of: date | None
    missing_rates: list[str]


class Report(msgspec.Struct, kw_only=True):
    """When the answer was computed; it may be told again for `ttl_seconds`."""

    workspace_id: UUID
    computed_at: Time
    age_seconds: float
    ttl_seconds: int


class StatusSummary(msgspec.Struct):
    """Deals of one status."""

    status: str
    deals: int
    amounts: list[Amount]
    converted: Converted | None


class NewDeals(msgspec.Struct):
    """Deals made on one of the last days, today included."""

    days: int
    since: date
    deals: int
    amounts: list[Amount]


class Summary(Report, kw_only=True):
    """All deals by status and currency. `win_rate` is the share of won among won and lost."""

    time_zone: CountedZone
    is_recounting: Recounting
    pipeline_id: UUID | None
    deals: int
    statuses: list[StatusSummary]
    new: NewDeals
    win_rate: float | None


class StageStatus(msgspec.Struct):
    """Deals of one status and currency in a stage."""

    status: str
    currency: str
    deals: int
    amount: Money


class FunnelStage(msgspec.Struct):
    """What is in a stage now; and of all that ever were in it how many went on, and how long they took."""

    stage: str
    name: str
    probability: int
    deals: int
    statuses: list[StageStatus]
    amounts: list[Amount]
    converted: Converted | None
    reached: int
    went_on: int
    won: int
    lost: int
    conversion: float | None
    average_seconds: float | None


class Funnel(Report, kw_only=True):
    """The stages of a pipeline in order."""

    pipeline_id: UUID
    stages: list[FunnelStage]


class WonMonth(msgspec.Struct):
    """What was won in a month of the workspace's time zone."""

    month: Annotated[str, Meta(examples=["2026-03"])]
    deals: int
    amounts: list[Amount]
    converted: Converted | None


class WonOwner(msgspec.Struct):
    """What a person won, and how many they lost; null: deals that nobody owns."""

    owner_id: UUID | None
    name: str | None
    deals: int
    lost: int
    amounts: list[Amount]
    converted: Converted | None


class Won(Report, kw_only=True):
    """Won deals by month and by owner."""

    time_zone: CountedZone
    is_recounting: Recounting
    since: date
    months: list[WonMonth]
    owners: list[WonOwner]


class Expected(msgspec.Struct):
    """Open deals in one currency, in full and weighted by the probability of their stages."""

    currency: str
    deals: int
    amount: Money
    weighted: Money


class ForecastMonth(msgspec.Struct):
    """What is expected in a month; null: no day was named. `converted` is of what is weighted."""

    month: Annotated[str, Meta(examples=["2026-03"])] | None
    is_overdue: bool
    deals: int
    amounts: list[Expected]
    converted: Converted | None


class Forecast(Report, kw_only=True):
    """Open deals by the month in which they should be decided."""

    time_zone: str
    months: list[ForecastMonth]
    amounts: list[Expected]
    converted: Converted | None


class SetRate(Body):
    """How much of the default currency one unit is. `as_of` is today unless said otherwise."""

    currency: Currency
    rate: Annotated[str, Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,12})?$(?!\s)", examples=["0.92"])]
    as_of: date | Unset = UNSET


class SetRates(Body):
    """All rates of the workspace; none: amounts are not converted."""

    rates: Annotated[list[SetRate], Meta(max_length=200)]


class Rate(msgspec.Struct):
    """A rate as it is kept."""

    currency: str
    rate: Money
    base_currency: Annotated[str, Meta(description="What the rate was given in; unused while it is another")]
    as_of: date
    updated_by: UUID | None
    updated_at: Time


class Rates(msgspec.Struct):
    """The rates of a workspace, each in `currency`, its default one."""

    workspace_id: UUID
    currency: str
    rates: list[Rate]


@get("/analytics/deals/summary")
async def get_deal_summary(
    request: ApiRequest, pipeline_id: PipelineId = None, new_days: NewDays = 30, max_age: MaxAge = None
) -> Response[Summary]:
    """Count and sum by status and currency, the average of won deals, and what is new."""
    return await _report(
        request, "public.get_deal_summary", pipeline_id=pipeline_id, new_days=new_days, max_age=max_age
    )


@get("/analytics/deals/funnel")
async def get_deal_funnel(
    request: ApiRequest, pipeline_id: PipelineId = None, max_age: MaxAge = None
) -> Response[Funnel]:
    """The stages of a pipeline, the default one unless named: now, and how deals went through them."""
    return await _report(request, "public.get_deal_funnel", pipeline_id=pipeline_id, max_age=max_age)


@get("/analytics/deals/won")
async def get_deals_won(
    request: ApiRequest, pipeline_id: PipelineId = None, months: Months = 12, max_age: MaxAge = None
) -> Response[Won]:
    """Won deals by month and by owner, in the time zone of the workspace."""
    return await _report(
        request, "public.get_deals_won", pipeline_id=pipeline_id, months=months, max_age=max_age
    )


@get("/analytics/deals/forecast")
async def get_deal_forecast(
    request: ApiRequest, pipeline_id: PipelineId = None, max_age: MaxAge = None
) -> Response[Forecast]:
    """What open deals should bring, by month, weighted by the probability of their stages."""
    return await _report(request, "public.get_deal_forecast", pipeline_id=pipeline_id, max_age=max_age)


@get("/exchange-rates")
async def find_exchange_rates(request: ApiRequest) -> Response[Rates]:
    """The exchange rates that the workspace keeps."""
    return await request.call("public.find_exchange_rates", workspace_id=request.require_workspace())


@put("/exchange-rates")
async def set_exchange_rates(request: ApiRequest, data: JSONBody[SetRates]) -> Response[Rates]:
    """Replaces the exchange rates of the workspace."""
    return await request.call(
        "public.set_exchange_rates", workspace_id=request.require_workspace(), rates=data.rates
    )


async def _report(request: ApiRequest, function: str, **arguments: Any) -> Response[Any]:
    # A report is kept for the next who asks, which a transaction that is read only could not.
    return await request.call(function, writes=True, workspace_id=request.require_workspace(), **arguments)


router = Router(
    "/",
    route_handlers=[
        get_deal_summary,
        get_deal_funnel,
        get_deals_won,
        get_deal_forecast,
        find_exchange_rates,
        set_exchange_rates,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["analytics"],
)
