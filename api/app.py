"""The application factory: `granian --interface asgi --factory api.app:create_app`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from litestar import Litestar, Router
from litestar.config.cors import CORSConfig
from litestar.datastructures import State

from api import (
    accounts,
    analytics,
    attachments,
    audit,
    bulk,
    columns,
    comments,
    contacts,
    deals,
    duplicates,
    exports,
    formulas,
    health,
    imports,
    items,
    links,
    lists,
    logs,
    matchings,
    metrics,
    notifications,
    openapi,
    pipelines,
    query,
    search,
    tasks,
    tus,
    unsubscribe,
    views,
    workspaces,
)
from api.db import Database
from api.edge import Edge
from api.errors import answer
from api.limits import BODY, Counter, Limits
from api.passwords import Passwords
from api.requests import ApiRequest
from api.services import Services
from api.tokens import Tokens
from api.web import Web
from deedbook.deploy import Files
from deedbook.objects import Objects
from deedbook.settings import Settings

_REQUEST_HEADERS = [
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "If-Range",
    "Range",
    "Tus-Resumable",
    "Upload-Checksum",
    "Upload-Length",
    "Upload-Metadata",
    "Upload-Offset",
    "X-HTTP-Method-Override",
    "X-Organization-Id",
    "X-Request-Id",
    "X-Tenant-Id",
    "X-Workspace-Id",
]
_ANSWER_HEADERS = [
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Location",
    "Content-Range",
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Tus-Checksum-Algorithm",
    "Tus-Extension",
    "Tus-Max-Size",
    "Tus-Resumable",
    "Tus-Version",
    "Upload-Expires",
    "Upload-Length",
    "Upload-Metadata",
    "Upload-Offset",
    "X-Request-Id",
]


def create_app(settings: Settings | None = None, limits: Limits | None = None) -> Litestar:
    """The API over the database of the settings. Raises SettingsError for what cannot work."""
    settings = settings or Settings.load()
    limits = limits or Limits.load()
    release = version("deedbook")
    services = Services(
        settings=settings,
        limits=limits,
        database=Database(settings.need("api_database_url"), limits),
        tokens=Tokens(settings),
        passwords=Passwords(),
        objects=Objects(settings),
        users=Counter(limits.user_per_minute),
        version=release,
        migrations=frozenset(Files.of_release().migration_paths()),
        inspections=asyncio.Semaphore(limits.inspections),
    )
    app = Litestar(
        route_handlers=[*health.handlers, metrics.get_metrics, *unsubscribe.handlers, _resources()],
        lifespan=[_lifespan],
        state=State({"services": services}),
        request_class=ApiRequest,
        request_max_body_size=BODY,
        exception_handlers={Exception: answer},
        cors_config=_cors(settings),
        openapi_config=openapi.config(release),
        debug=False,
        logging_config=None,
    )
    # Outside of routing, so that a 404 too has its id, headers, log line and count.
    app.asgi_handler = Edge(Web(app.asgi_handler, settings.web_dir), settings, limits)
    return app


@asynccontextmanager
async def _lifespan(app: Litestar) -> AsyncIterator[None]:
    services: Services = app.state.services
    logs.configure(services.settings.log_level)
    await services.database.open()
    try:
        yield
    finally:
        await services.database.close()
        services.passwords.close()


def _resources() -> Router:
    return Router(
        "/api/v1",
        route_handlers=[
            accounts.router,
            *workspaces.routers,
            workspaces.invitations,
            workspaces.preview_invitation,
            workspaces.get_capabilities,
            lists.get_column_types,
            lists.router,
            columns.router,
            items.router,
            links.router,
            links.list_router,
            query.router,
            formulas.get_formula_functions,
            formulas.router,
            views.router,
            comments.router,
            contacts.router,
            deals.router,
            tasks.router,
            pipelines.router,
            attachments.router,
            tus.router,
            search.router,
            matchings.router,
            analytics.router,
            duplicates.router,
            bulk.router,
            audit.router,
            imports.router,
            exports.router,
            notifications.router,
        ],
    )


def _cors(settings: Settings) -> CORSConfig | None:
    if not settings.cors_origins:
        return None
    methods: list[Any] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    return CORSConfig(
        allow_origins=list(settings.cors_origins),
        allow_methods=methods,
        allow_headers=_REQUEST_HEADERS,
        expose_headers=_ANSWER_HEADERS,
        max_age=600,
    )
