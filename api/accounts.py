"""/auth: sign-in of a standalone Deedbook.

None of these takes an Idempotency-Key: the answers hold tokens, which are not kept, and each call is safe to
repeat or is refused when repeated.
"""

import asyncio
import time
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import JSONBody
from msgspec import UNSET

from api.auth import anyone, signed_in
from api.errors import FieldProblem, Problem
from api.fields import DigestHour, Email, Locale, Password, Role, Time, TimeZone, Token, Unset, changes_of
from api.requests import ApiRequest, Body
from api.tokens import ACCESS_SECONDS, new_refresh_token, token_hash
from deedbook.users import MOST

# What a password reset takes at least, so that its time does not tell whether there is such an account.
_RESET_SECONDS = 0.3


class Register(Body):
    """A new person and their first workspace."""

    email: Email
    password: Password
    full_name: str = msgspec.field(default="")
    workspace_name: str = ""


class Login(Body):
    """Proof of who someone is."""

    email: str
    password: str


class Refresh(Body):
    """The newest refresh token of a session."""

    refresh_token: Token


class Logout(Body):
    """Optional: the session to end, when it is not the one of the access token."""

    refresh_token: Token | Unset = UNSET


class RequestReset(Body):
    """Whose password."""

    email: Email


class ConfirmReset(Body):
    """The token of the mail and the password to come."""

    token: Token
    password: Password


class VerifyEmail(Body):
    """The token of the mail."""

    token: Token


class UpdateMe(Body):
    """The fields to change."""

    full_name: str | Unset = UNSET
    avatar_url: str | Unset | None = UNSET
    locale: Locale | Unset = UNSET
    time_zone: TimeZone | Unset = UNSET
    digest_hour: DigestHour | Unset = UNSET


class OwnWorkspace(msgspec.Struct):
    """A workspace and one's role in it."""

    id: UUID
    name: str
    role: Role


class User(msgspec.Struct):
    """A person, as that person sees it."""

    id: UUID
    email: str
    email_confirmed: bool
    full_name: str
    avatar_url: str | None
    locale: str
    time_zone: str
    digest_hour: int
    created_at: Time
    updated_at: Time


class Me(User):
    """A person and their workspaces."""

    workspaces: list[OwnWorkspace]


class SignIn(msgspec.Struct):
    """Tokens, and what an app shows first."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str
    refresh_expires_at: Time
    user: User
    workspaces: list[OwnWorkspace]


class _Account(msgspec.Struct):
    user_id: str | None
    password_hash: str | None


class _Session(msgspec.Struct):
    session_id: str
    refresh_expires_at: msgspec.Raw
    user: msgspec.Raw
    workspaces: msgspec.Raw


class _Person(msgspec.Struct):
    id: str
    email: str


class _Refusal(msgspec.Struct):
    refused: str | Unset = UNSET


@post("/register")
async def register(request: ApiRequest, data: JSONBody[Register]) -> Response[SignIn]:
    """Makes an account with its first workspace and signs it in."""
    _check_password(data.password)
    address = request.exchange.address_key
    await request.call_service("private.begin_attempt", action="register", account=None, address=address)
    refresh_token = new_refresh_token()
    full_name = data.full_name.strip()
    result = await request.call_service(
        "private.register_user",
        email=data.email,
        password_hash=await request.services.passwords.hash(data.password),
        full_name=full_name,
        workspace_name=data.workspace_name.strip() or _workspace_name(full_name),
        token_hash=token_hash(refresh_token),
        address=address,
    )
    return _signed_in(request, result.body, refresh_token)


@post("/login", status_code=200)
async def login(request: ApiRequest, data: JSONBody[Login]) -> Response[SignIn]:
    """Trades e-mail address and password for tokens. Five attempts a minute per account and per address."""
    address = request.exchange.address_key
    begun = await request.call_service("private.begin_login", email=data.email, address=address)
    account = msgspec.json.decode(begun.body or b"", type=_Account)
    if await request.services.passwords.matches(data.password, account.password_hash):
        refresh_token = new_refresh_token()
        opened = await request.call_service(
            "private.open_session",
            user_id=account.user_id,
            token_hash=token_hash(refresh_token),
            address=address,
        )
        if opened.body is not None:
            return _signed_in(request, opened.body, refresh_token)
    raise Problem("wrong_credentials")


@post("/refresh", status_code=200)
async def refresh(request: ApiRequest, data: JSONBody[Refresh]) -> Response[SignIn]:
    """Trades a refresh token for new tokens. Using one twice ends the session."""
    refresh_token = new_refresh_token()
    result = await request.call_service(
        "private.refresh_session",
        token_hash=token_hash(data.refresh_token),
        new_token_hash=token_hash(refresh_token),
    )
    if msgspec.json.decode(result.body or b"", type=_Refusal).refused is not UNSET:
        raise Problem("refresh_refused")
    return _signed_in(request, result.body, refresh_token)


@post("/logout", status_code=204)
async def logout(request: ApiRequest, data: JSONBody[Logout | None] = None) -> None:
    """Ends a session: the one of the refresh token, else the one of the access token."""
    token = data.refresh_token if data else UNSET
    if token is not UNSET:
        await request.call_service("private.close_session", session_id=None, token_hash=token_hash(token))
    elif request.caller.user_id is None:
        raise Problem("unauthenticated")
    else:
        await request.call_service(
            "private.close_session", session_id=request.caller.session_id, token_hash=None
        )


@post("/password-reset", status_code=202)
async def request_password_reset(request: ApiRequest, data: JSONBody[RequestReset]) -> Response[None]:
    """Mails a link when there is such an account; the answer is the same when there is none."""
    started = time.monotonic()
    await request.call_service(
        "private.request_password_reset", email=data.email, address=request.exchange.address_key
    )
    await asyncio.sleep(max(0.0, started + _RESET_SECONDS - time.monotonic()))
    return _nothing()


@post("/password-reset/confirm", status_code=204)
async def confirm_password_reset(request: ApiRequest, data: JSONBody[ConfirmReset]) -> None:
    """Sets a new password by the token of the mail and signs out everywhere."""
    _check_password(data.password)
    hashed_token = token_hash(data.token)
    await request.call_service("private.check_one_time_token", token_hash=hashed_token, kind="password_reset")
    await request.call_service(
        "private.confirm_password_reset",
        token_hash=hashed_token,
        password_hash=await request.services.passwords.hash(data.password),
    )


@post("/verify-email", status_code=204)
async def verify_email(request: ApiRequest, data: JSONBody[VerifyEmail]) -> None:
    """Confirms the address by the token of the mail."""
    await request.call_service("private.confirm_email", token_hash=token_hash(data.token))


@post("/verify-email/resend", status_code=202, guards=[signed_in], security=[{"bearer": []}])
async def resend_verification(request: ApiRequest) -> Response[None]:
    """Sends the mail that confirms the address again."""
    await request.call_service(
        "private.request_email_verification",
        user_id=request.caller.user_id,
        address=request.exchange.address_key,
    )
    return _nothing()


@get("/me", guards=[signed_in], security=[{"bearer": []}])
async def get_me(request: ApiRequest) -> Response[Me]:
    """One's own profile and workspaces."""
    return await request.call("public.get_me")


@patch("/me", guards=[signed_in], security=[{"bearer": []}])
async def update_me(request: ApiRequest, data: JSONBody[UpdateMe]) -> Response[Me]:
    """Changes one's own profile."""
    return await request.call("public.update_me", changes=changes_of(data))


def _signed_in(request: ApiRequest, body: bytes | None, refresh_token: str) -> Response[Any]:
    session = msgspec.json.decode(body or b"", type=_Session)
    person = msgspec.json.decode(session.user, type=_Person)
    request.exchange.user_id = person.id
    return Response(
        content=msgspec.json.encode(
            {
                "access_token": request.services.tokens.issue(person.id, person.email, session.session_id),
                "token_type": "Bearer",
                "expires_in": ACCESS_SECONDS,
                "refresh_token": refresh_token,
                "refresh_expires_at": session.refresh_expires_at,
                "user": session.user,
                "workspaces": session.workspaces,
            }
        ),
        media_type="application/json",
    )


def _nothing() -> Response[Any]:
    return Response(content=b"", media_type="text/plain")


def _check_password(password: str) -> None:
    if len(password.encode()) > MOST:
        message = f"Expected a password of at most {MOST} bytes; letters beyond ASCII take more than one"
        raise Problem("invalid_input", message, errors=[FieldProblem("password", "too_long", message)])


def _workspace_name(full_name: str) -> str:
    return f"{full_name[:180]}'s workspace" if full_name else "My workspace"


router = Router(
    "/auth",
    route_handlers=[
        register,
        login,
        refresh,
        logout,
        request_password_reset,
        confirm_password_reset,
        verify_email,
        resend_verification,
        get_me,
        update_me,
    ],
    guards=[anyone],
    tags=["auth"],
)
