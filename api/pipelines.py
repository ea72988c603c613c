"""Pipelines: the ways that deals go, and why they are lost."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api.auth import signed_in
from api.deals import Stage as StageKey
from api.deals import Status
from api.fields import Id, Name, Role, Time, Unset, Version, changes_of
from api.requests import ApiRequest, Body

Description = Annotated[str, Meta(max_length=10_000)]
Probability = Annotated[
    int, Meta(ge=0, le=100, description="How many of 100 deals here are won, for the forecast.")
]
RequiredFields = Annotated[
    list[Literal["contact_id", "amount", "expected_close_date", "description", "source"]],
    Meta(description="What a deal must have to be moved here."),
]


class NewStage(Body):
    """A stage to be. Without a `key` one is made from the name."""

    name: Name
    key: StageKey | Unset = UNSET
    probability: Probability = 0
    required_fields: RequiredFields | Unset = UNSET


class CreateStage(NewStage):
    """A stage to add: the last before `closed`, or at a position."""

    position: Annotated[int, Meta(ge=1, le=1000)] | Unset = UNSET


class UpdateStage(Body):
    """The fields to change."""

    name: Name | Unset = UNSET
    probability: Probability | Unset = UNSET
    required_fields: RequiredFields | Unset = UNSET
    version: Version | Unset = UNSET


class OrderStages(Body):
    """The keys of all stages but `closed`, in their order."""

    keys: Annotated[list[StageKey], Meta(min_length=1, max_length=50)]


class CreatePipeline(Body):
    """A pipeline of stages, in order. `closed` comes last by itself, and so do the usual moves."""

    name: Name
    stages: Annotated[list[NewStage], Meta(min_length=1, max_length=49)]
    description: Description = ""
    is_default: bool = False
    needs_lost_reason: bool = False


class UpdatePipeline(Body):
    """The fields to change. An archived pipeline takes no new deals."""

    name: Name | Unset = UNSET
    description: Description | Unset = UNSET
    position: Annotated[int, Meta(ge=0, le=1_000_000)] | Unset = UNSET
    is_default: bool | Unset = UNSET
    needs_lost_reason: bool | Unset = UNSET
    is_archived: bool | Unset = UNSET
    version: Version | Unset = UNSET


class StageMove(Body, rename={"from_": "from"}):
    """A move that members from a role on may make; `from` null is where new deals begin."""

    from_: StageKey | None
    to: StageKey
    minimum_role: Role = "member"


class StatusMove(Body, rename={"from_": "from"}):
    """As StageMove, for the status. `won` and `lost` are the end."""

    from_: Literal["new", "in_progress"] | None
    to: Status
    minimum_role: Role = "member"


class ReplaceMoves(Body):
    """All moves there shall be; what is left out stays as it is."""

    stage_moves: Annotated[list[StageMove], Meta(max_length=2600)] | Unset = UNSET
    status_moves: Annotated[list[StatusMove], Meta(max_length=12)] | Unset = UNSET


class PipelineStage(msgspec.Struct):
    """A stage of a pipeline."""

    id: UUID
    workspace_id: UUID
    pipeline_id: UUID
    key: str
    name: str
    position: int
    probability: int
    required_fields: list[str]
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time


class Pipeline(msgspec.Struct):
    """A pipeline with its stages in order and the moves that it has."""

    id: UUID
    workspace_id: UUID
    name: str
    description: str
    position: int
    is_default: bool
    needs_lost_reason: bool
    archived_at: Time | None
    stages: list[PipelineStage]
    stage_moves: list[StageMove]
    status_moves: list[StatusMove]
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time


class Pipelines(msgspec.Struct):
    """Pipelines, in order."""

    pipelines: list[Pipeline]


class CreateLostReason(Body):
    """A reason why deals are lost."""

    name: Name


class UpdateLostReason(Body):
    """The fields to change. Deals follow a new name; an archived reason is no longer offered."""

    name: Name | Unset = UNSET
    position: Annotated[int, Meta(ge=0, le=1_000_000)] | Unset = UNSET
    is_archived: bool | Unset = UNSET


class LostReason(msgspec.Struct):
    """A reason why deals are lost."""

    id: UUID
    workspace_id: UUID
    name: str
    position: int
    archived_at: Time | None
    created_at: Time
    updated_at: Time


class LostReasons(msgspec.Struct):
    """Reasons, in order."""

    lost_reasons: list[LostReason]


@get("/pipelines")
async def find_pipelines(request: ApiRequest) -> Response[Pipelines]:
    """The pipelines of a workspace, or of all one's own."""
    return await request.call("public.find_pipelines", workspace_id=request.workspace_id)


@post("/pipelines")
async def create_pipeline(request: ApiRequest, data: JSONBody[CreatePipeline]) -> Response[Pipeline]:
    """Makes a pipeline."""
    return await request.call(
        "public.create_pipeline", workspace_id=request.require_workspace(), **msgspec.structs.asdict(data)
    )


@get("/pipelines/{pipeline_id:uuid}")
async def get_pipeline(request: ApiRequest, pipeline_id: Id) -> Response[Pipeline]:
    """One pipeline."""
    return await request.call("public.get_pipeline", pipeline_id=pipeline_id)


@patch("/pipelines/{pipeline_id:uuid}")
async def update_pipeline(
    request: ApiRequest, pipeline_id: Id, data: JSONBody[UpdatePipeline]
) -> Response[Pipeline]:
    """Changes a pipeline."""
    return await request.call(
        "public.update_pipeline",
        pipeline_id=pipeline_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/pipelines/{pipeline_id:uuid}")
async def delete_pipeline(request: ApiRequest, pipeline_id: Id) -> Response[None]:
    """Deletes a pipeline that has no deals; 409 with how many it has, if it has."""
    return await request.call("public.delete_pipeline", pipeline_id=pipeline_id)


@post("/pipelines/{pipeline_id:uuid}/stages")
async def create_stage(
    request: ApiRequest, pipeline_id: Id, data: JSONBody[CreateStage]
) -> Response[Pipeline]:
    """Adds a stage with the usual moves: forward by every member, back by an admin."""
    return await request.call("public.create_stage", pipeline_id=pipeline_id, **msgspec.structs.asdict(data))


@put("/pipelines/{pipeline_id:uuid}/stages/order")
async def order_stages(
    request: ApiRequest, pipeline_id: Id, data: JSONBody[OrderStages]
) -> Response[Pipeline]:
    """Puts the stages in order. Forward and back ask for what they did before."""
    return await request.call("public.order_stages", pipeline_id=pipeline_id, keys=data.keys)


@put("/pipelines/{pipeline_id:uuid}/moves")
async def replace_moves(
    request: ApiRequest, pipeline_id: Id, data: JSONBody[ReplaceMoves]
) -> Response[Pipeline]:
    """Says which moves there are, and the lowest role that makes each."""
    return await request.call("public.replace_moves", pipeline_id=pipeline_id, **msgspec.structs.asdict(data))


@patch("/stages/{stage_id:uuid}")
async def update_stage(request: ApiRequest, stage_id: Id, data: JSONBody[UpdateStage]) -> Response[Pipeline]:
    """Changes a stage."""
    return await request.call(
        "public.update_stage",
        stage_id=stage_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/stages/{stage_id:uuid}", status_code=200)
async def delete_stage(
    request: ApiRequest,
    stage_id: Id,
    move_to: Annotated[
        str | None,
        QueryParameter(
            name="move_to", required=False, max_length=63, description="The stage that its deals go to."
        ),
    ] = None,
) -> Response[Pipeline]:
    """Deletes a stage; while it has deals, say where they go."""
    return await request.call("public.delete_stage", stage_id=stage_id, move_to=move_to)


@get("/lost-reasons")
async def find_lost_reasons(request: ApiRequest) -> Response[LostReasons]:
    """Why deals of a workspace are lost."""
    return await request.call("public.find_lost_reasons", workspace_id=request.workspace_id)


@post("/lost-reasons")
async def create_lost_reason(request: ApiRequest, data: JSONBody[CreateLostReason]) -> Response[LostReason]:
    """Adds a reason."""
    return await request.call(
        "public.create_lost_reason", workspace_id=request.require_workspace(), name=data.name
    )


@patch("/lost-reasons/{lost_reason_id:uuid}")
async def update_lost_reason(
    request: ApiRequest, lost_reason_id: Id, data: JSONBody[UpdateLostReason]
) -> Response[LostReason]:
    """Changes a reason; its deals follow."""
    return await request.call(
        "public.update_lost_reason", lost_reason_id=lost_reason_id, changes=changes_of(data)
    )


@delete("/lost-reasons/{lost_reason_id:uuid}")
async def delete_lost_reason(request: ApiRequest, lost_reason_id: Id) -> Response[None]:
    """Deletes a reason that no deal was lost for."""
    return await request.call("public.delete_lost_reason", lost_reason_id=lost_reason_id)


router = Router(
    "/",
    route_handlers=[
        find_pipelines,
        create_pipeline,
        get_pipeline,
        update_pipeline,
        delete_pipeline,
        create_stage,
        order_stages,
        replace_moves,
        update_stage,
        delete_stage,
        find_lost_reasons,
        create_lost_reason,
        update_lost_reason,
        delete_lost_reason,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["pipelines"],
)
