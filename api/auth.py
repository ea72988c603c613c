"""Guards: who is asking, settled before the body is read and before any database work."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from api.errors import Problem
from api.exchange import Exchange
from api.services import Services
from api.tokens import ANONYMOUS, Caller

Connection = ASGIConnection[Any, Any, Any, Any]


async def signed_in(connection: Connection, _: BaseRouteHandler) -> None:
    """Lets only a signed-in person pass, and only as often as the limits say."""
    token = _bearer(connection)
    if token is None:
        raise Problem("unauthenticated")
    caller = await Services.of(connection).tokens.verify(token)
    if caller.role != "authenticated":
        raise Problem("unauthenticated")
    _admit(connection, caller)


async def anyone(connection: Connection, _: BaseRouteHandler) -> None:
    """Lets everybody pass; a token that is sent must be good all the same."""
    token = _bearer(connection)
    _admit(connection, await Services.of(connection).tokens.verify(token) if token else ANONYMOUS)


def caller_of(connection: Connection) -> Caller:
    """Who a guard let pass."""
    caller: Caller = connection.scope["user"]
    return caller


def _admit(connection: Connection, caller: Caller) -> None:
    connection.scope["user"] = caller
    if caller.user_id is None:
        return
    exchange = Exchange.of(connection.scope)
    exchange.user_id = caller.user_id
    exchange.allowance = Services.of(connection).users.count(caller.user_id)
    if exchange.allowance.is_exceeded:
        raise Problem("too_many_requests", headers={"Retry-After": str(exchange.allowance.reset)})


def _bearer(connection: Connection) -> str | None:
    values = [value for name, value in connection.scope["headers"] if name == b"authorization"]
    if not values:
        return None
    if len(values) > 1:
        raise Problem("token_refused", "There is more than one Authorization header.")
    scheme, _, token = values[0].partition(b" ")
    if scheme.lower() != b"bearer":
        raise Problem("unauthenticated")
    try:
        return token.strip().decode("ascii")
    except UnicodeDecodeError as error:
        raise Problem("token_refused") from error
