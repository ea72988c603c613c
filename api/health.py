"""/health and the public keys: what other machines ask."""

from typing import Any

import msgspec
from litestar import Response, get

from api.errors import Problem
from api.fields import Time
from api.requests import ApiRequest


class Migrations(msgspec.Struct):
    """Applied here, and in this release but not applied yet."""

    applied: int
    latest: str | None
    pending: list[str]


class Health(msgspec.Struct):
    """`ok`, `behind` (migrations are pending) or `unavailable` (no database)."""

    status: str
    version: str
    database: str
    postgres: str | None = None
    migrations: Migrations | None = None
    deployed_at: Time | None = None


class Alive(msgspec.Struct):
    """The process answers."""

    status: str


class Jwks(msgspec.Struct):
    """RFC 7517."""

    keys: list[dict[str, Any]]


class _Found(msgspec.Struct):
    postgres: str
    migrations: list[str]
    deployed_at: Time | None


@get("/health", tags=["health"])
async def get_health(request: ApiRequest) -> Response[Health]:
    """Database, version and migrations. 503 unless all is well."""
    health = await _health(request)
    return Response(health, status_code=200 if health.status == "ok" else 503)


@get("/health/live", tags=["health"], sync_to_thread=False)
def get_liveness() -> Alive:
    """The process answers; restart it when it does not."""
    return Alive("alive")


@get("/health/ready", tags=["health"])
async def get_readiness(request: ApiRequest) -> Response[Health]:
    """As /health: send requests here only while it is 200."""
    health = await _health(request)
    return Response(health, status_code=200 if health.status == "ok" else 503)


@get("/.well-known/jwks.json", tags=["auth"], sync_to_thread=False)
def get_jwks(request: ApiRequest) -> Response[Jwks]:
    """The public keys of our access tokens."""
    return Response(
        Jwks(request.services.tokens.jwks()["keys"]), headers={"Cache-Control": "public, max-age=600"}
    )


async def _health(request: ApiRequest) -> Health:
    services = request.services
    try:
        found = msgspec.json.decode(await services.database.read("private.get_health"), type=_Found)
    except (Problem, msgspec.MsgspecError):
        return Health(status="unavailable", version=services.version, database="unavailable")
    pending = sorted(services.migrations - set(found.migrations))
    return Health(
        status="behind" if pending else "ok",
        version=services.version,
        database="ok",
        postgres=found.postgres,
        migrations=Migrations(len(found.migrations), max(found.migrations, default=None), pending),
        deployed_at=found.deployed_at,
    )


handlers = [get_health, get_liveness, get_readiness, get_jwks]
