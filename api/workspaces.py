"""The tenant, at /workspaces, /organizations and /tenants: members, invitations, roles."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta

from api.auth import anyone, signed_in
from api.fields import (
    Currency,
    Cursor,
    Email,
    Id,
    Locale,
    Name,
    PageSize,
    Role,
    Time,
    TimeZone,
    Unset,
    Version,
    changes_of,
)
from api.matchings import MadeFromTemplate
from api.requests import ApiRequest, Body
from api.trash import TrashPage

TrashDays = Annotated[int, Meta(ge=1, le=3650, description="How long the trash keeps items")]


class CreateWorkspace(Body):
    """A workspace of which the caller becomes the owner. With an `id` the call can be repeated safely."""

    name: Name
    id: UUID | Unset = UNSET
    default_currency: Currency | Unset = UNSET
    locale: Locale | Unset = UNSET
    time_zone: TimeZone | Unset = UNSET


class UpdateWorkspace(Body):
    """The fields to change."""

    name: Name | Unset = UNSET
    default_currency: Currency | Unset = UNSET
    locale: Locale | Unset = UNSET
    time_zone: TimeZone | Unset = UNSET
    trash_days: TrashDays | Unset = UNSET
    settings: msgspec.Raw | Unset = UNSET
    version: Version | Unset = UNSET


class ReplaceWorkspace(Body):
    """All fields; what is left out goes back to its default."""

    name: Name
    default_currency: Currency = "USD"
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"
    trash_days: TrashDays = 30
    settings: msgspec.Raw | Unset = UNSET
    version: Version | Unset = UNSET


class UpdateMember(Body):
    """The role to be."""

    role: Role


class Transfer(Body):
    """The member who becomes owner; the caller steps down to admin."""

    user_id: UUID


class CreateInvitation(Body):
    """Whom to invite, and as what."""

    email: Email
    role: Role = "member"
    expires_in_days: Annotated[int, Meta(ge=1, le=90)] | Unset = UNSET


class AcceptInvitation(Body):
    """The token of the invitation."""

    token: Annotated[str, Meta(min_length=1, max_length=200)]


class Workspace(msgspec.Struct):
    """A workspace and the caller's role in it."""

    id: UUID
    name: str
    default_currency: str
    locale: str
    time_zone: str
    trash_days: int
    attachment_quota: int  # bytes; whoever runs Deedbook sets it
    settings: dict[str, Any]
    version: int
    created_by: UUID | None
    created_at: Time
    updated_at: Time
    role: Role


class Workspaces(msgspec.Struct):
    """All of the caller's."""

    workspaces: list[Workspace]


class Member(msgspec.Struct):
    """A person in a workspace."""

    workspace_id: UUID
    user_id: UUID
    role: Role
    invited_by: UUID | None
    created_at: Time
    updated_at: Time
    email: str | None
    full_name: str
    avatar_url: str | None


class Members(msgspec.Struct):
    """All of a workspace, owners first."""

    members: list[Member]


class Invitation(msgspec.Struct):
    """An invitation and what came of it."""

    id: UUID
    workspace_id: UUID
    email: str
    role: Role
    status: str
    invited_by: UUID | None
    accepted_by: UUID | None
    accepted_at: Time | None
    expires_at: Time
    sent_count: int
    sent_at: Time
    created_at: Time
    updated_at: Time


class SentInvitation(Invitation):
    """With its token, which is shown once."""

    token: str


class Invitations(msgspec.Struct):
    """All of a workspace, newest first."""

    invitations: list[Invitation]


class InvitationPreview(msgspec.Struct):
    """What the holder of a token may know before signing in."""

    workspace: str
    role: Role
    email: str
    expires_at: Time
    inviter: str | None


class Capability(msgspec.Struct):
    """An action and the lowest role that may do it."""

    capability: str
    minimum_role: Role
    description: str


class Capabilities(msgspec.Struct):
    """The permission table."""

    capabilities: list[Capability]


@get("/")
async def find_workspaces(request: ApiRequest) -> Response[Workspaces]:
    """The caller's workspaces."""
    return await request.call("public.find_workspaces")


@get("/me")
async def find_my_workspaces(request: ApiRequest) -> Response[Workspaces]:
    """The caller's workspaces with the role in each; the same as the collection."""
    return await request.call("public.find_workspaces")


@post("/")
async def create_workspace(request: ApiRequest, data: JSONBody[CreateWorkspace]) -> Response[Workspace]:
    """Makes a workspace."""
    return await request.call("public.create_workspace", **msgspec.structs.asdict(data))


@get("/{workspace_id:uuid}")
async def get_workspace(request: ApiRequest, workspace_id: Id) -> Response[Workspace]:
    """One workspace."""
    return await request.call("public.get_workspace", workspace_id=workspace_id)


@patch("/{workspace_id:uuid}")
async def update_workspace(
    request: ApiRequest, workspace_id: Id, data: JSONBody[UpdateWorkspace]
) -> Response[Workspace]:
    """Changes some fields."""
    return await _update(request, workspace_id, changes_of(data), data.version)


@put("/{workspace_id:uuid}")
async def replace_workspace(
    request: ApiRequest, workspace_id: Id, data: JSONBody[ReplaceWorkspace]
) -> Response[Workspace]:
    """Changes all fields."""
    changes = {"settings": {}} | changes_of(data)
    return await _update(request, workspace_id, changes, data.version)


@delete("/{workspace_id:uuid}")
async def delete_workspace(request: ApiRequest, workspace_id: Id) -> Response[None]:
    """Deletes a workspace with everything in it."""
    return await request.call("public.delete_workspace", workspace_id=workspace_id)


@get("/{workspace_id:uuid}/members")
async def find_members(request: ApiRequest, workspace_id: Id) -> Response[Members]:
    """Who belongs to a workspace."""
    return await request.call("public.find_members", workspace_id=workspace_id)


@patch("/{workspace_id:uuid}/members/{user_id:uuid}")
async def update_member(
    request: ApiRequest, workspace_id: Id, user_id: Id, data: JSONBody[UpdateMember]
) -> Response[Member]:
    """Changes someone's role."""
    return await request.call(
        "public.update_member", workspace_id=workspace_id, user_id=user_id, role=data.role
    )


@delete("/{workspace_id:uuid}/members/{user_id:uuid}")
async def remove_member(request: ApiRequest, workspace_id: Id, user_id: Id) -> Response[None]:
    """Removes someone."""
    return await request.call("public.remove_member", workspace_id=workspace_id, user_id=user_id)


@post("/{workspace_id:uuid}/leave", status_code=204)
async def leave_workspace(request: ApiRequest, workspace_id: Id) -> Response[None]:
    """Leaves a workspace; the last owner cannot."""
    return await request.call("public.leave_workspace", workspace_id=workspace_id)


@post("/{workspace_id:uuid}/transfer", status_code=200)
async def transfer_workspace(
    request: ApiRequest, workspace_id: Id, data: JSONBody[Transfer]
) -> Response[Member]:
    """Hands a workspace over to another member."""
    return await request.call("public.transfer_workspace", workspace_id=workspace_id, user_id=data.user_id)


@get("/{workspace_id:uuid}/invites")
async def find_invitations(request: ApiRequest, workspace_id: Id) -> Response[Invitations]:
    """The invitations of a workspace."""
    return await request.call("public.find_invitations", workspace_id=workspace_id)


@post("/{workspace_id:uuid}/invites")
async def create_invitation(
    request: ApiRequest, workspace_id: Id, data: JSONBody[CreateInvitation]
) -> Response[SentInvitation]:
    """Invites someone by mail; the answer holds the token once."""
    return await request.call(
        "public.create_invitation", workspace_id=workspace_id, **msgspec.structs.asdict(data)
    )


@delete("/{workspace_id:uuid}/invites/{invitation_id:uuid}")
async def revoke_invitation(request: ApiRequest, workspace_id: Id, invitation_id: Id) -> Response[None]:
    """Takes an invitation back."""
    return await request.call(
        "public.revoke_invitation", workspace_id=workspace_id, invitation_id=invitation_id
    )


@post("/{workspace_id:uuid}/invites/{invitation_id:uuid}/resend", status_code=200)
async def resend_invitation(
    request: ApiRequest, workspace_id: Id, invitation_id: Id
) -> Response[SentInvitation]:
    """Sends an invitation again with a new token; the old ones stop working."""
    return await request.call(
        "public.resend_invitation", workspace_id=workspace_id, invitation_id=invitation_id
    )


@get("/{workspace_id:uuid}/trash")
async def find_trash(
    request: ApiRequest, workspace_id: Id, cursor: Cursor = None, limit: PageSize = 100
) -> Response[TrashPage]:
    """What is in the trash, of all lists and of the CRM."""
    return await request.call("public.find_trash", workspace_id=workspace_id, cursor=cursor, page_size=limit)


@post("/accept", status_code=200)
async def accept_invitation(request: ApiRequest, data: JSONBody[AcceptInvitation]) -> Response[Workspace]:
    """Joins a workspace by the token of an invitation to one's own address."""
    return await request.call("public.accept_invitation", token=data.token)


@get("/invites/{token:str}", guards=[anyone], tags=["invitations"])
async def preview_invitation(request: ApiRequest, token: FromPath[str]) -> Response[InvitationPreview]:
    """What an invitation is for; needs no sign-in."""
    return await request.call("public.preview_invitation", token=token)


@post("/{workspace_id:uuid}/templates/{template:str}")
async def create_from_template(
    request: ApiRequest, workspace_id: Id, template: FromPath[str]
) -> Response[MadeFromTemplate]:
    """Makes the lists of a template with their links, views and matchings, all or nothing."""
    return await request.call("public.create_from_template", workspace_id=workspace_id, template=template)


@get("/capabilities", guards=[anyone], tags=["workspaces"])
async def get_capabilities(request: ApiRequest) -> Response[Capabilities]:
    """Which role may do what; needs no sign-in."""
    return await request.call("public.get_capabilities")


async def _update(
    request: ApiRequest, workspace_id: Id, changes: dict[str, Any], version: int | Unset
) -> Response[Any]:
    return await request.call(
        "public.update_workspace",
        workspace_id=workspace_id,
        changes=changes,
        version=request.version(version),
    )


_HANDLERS = [
    find_workspaces,
    find_my_workspaces,
    create_workspace,
    get_workspace,
    update_workspace,
    replace_workspace,
    delete_workspace,
    find_members,
    update_member,
    remove_member,
    leave_workspace,
    transfer_workspace,
    find_invitations,
    create_invitation,
    revoke_invitation,
    resend_invitation,
    find_trash,
    create_from_template,
]

# One resource with the three names that its users know it by.
routers = [
    Router(
        path,
        route_handlers=_HANDLERS,
        guards=[signed_in],
        security=[{"bearer": []}],
        tags=[path.removeprefix("/")],
    )
    for path in ("/workspaces", "/organizations", "/tenants")
]
invitations = Router(
    "/invites",
    route_handlers=[accept_invitation],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["invitations"],
)
