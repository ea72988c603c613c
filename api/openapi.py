"""The OpenAPI document: Litestar's, completed with what every route has in common."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import msgspec
from litestar import Litestar, Request
from litestar.enums import OpenAPIMediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from api.errors import KINDS, PROBLEM_JSON, Kind, ProblemDetails
from api.samples import sample
from api.sniffing import INLINE

_DESCRIPTION = """\
The customer database of a real-estate team. Every rule is in PostgreSQL; this is its face for web apps and
integrations.

Refusals are problem+json (RFC 9457) with a stable `type`. What a caller may not see does not exist: 404.
Collections are pages of `limit` rows; `next_cursor` leads on. Versions guard against lost updates: send the
one you saw as `version` or `If-Match`. POST takes an `Idempotency-Key`, /auth excepted.
"""

_FLAT = (
    "/api/v1/lists",
    "/api/v1/imports",
    "/api/v1/exports",
    "/api/v1/audit-log",
    "/api/v1/search",
    "/api/v1/notifications",
    "/api/v1/notifications/read",
    "/api/v1/pipelines",
    "/api/v1/lost-reasons",
    *(
        f"/api/v1/{kind}{rest}"
        for kind in ("contacts", "deals", "tasks")
        for rest in ("", "/restore", "/trash")
    ),
)
_TUS = "/api/v1/attachments/uploads"
_BYTES = ("/attachments/{attachment_id}/file", "/attachments/{attachment_id}/preview")
_FORMS = ("/api/v1/imports", "/api/v1/attachments")
_MEDIA_TYPES = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/json",
    "application/x-ndjson",
    "application/zip",
)
_FILES = ("/exports/{export_id}/file",)
_VERSIONED = (
    "/workspaces/{workspace_id}",
    "/organizations/{workspace_id}",
    "/tenants/{workspace_id}",
    "/lists/{list_id}",
    "/columns/{column_id}",
    "/views/{view_id}",
    "/comments/{comment_id}",
    "/contacts/{contact_id}",
    "/deals/{deal_id}",
    "/tasks/{task_id}",
    "/activities/{activity_id}",
    "/pipelines/{pipeline_id}",
    "/stages/{stage_id}",
    "/attachments/{attachment_id}",
)


class Document(OpenAPIRenderPlugin):
    """Serves the document at /schema and /schema/openapi.json."""

    def __init__(self) -> None:
        super().__init__(path=["/", "/openapi.json"], media_type=OpenAPIMediaType.OPENAPI_JSON)
        self._rendered: bytes | None = None

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document, made once."""
        if self._rendered is None:
            self._rendered = msgspec.json.encode(complete(openapi_schema))
        return self._rendered


def config(version: str) -> OpenAPIConfig:
    """For the application factory."""
    return OpenAPIConfig(
        title="Deedbook",
        version=version,
        description=_DESCRIPTION,
        use_handler_docstrings=True,
        operation_id_creator=_operation_id,
        path="/schema",
        render_plugins=[Document()],
        components=Components(
            security_schemes={
                "bearer": SecurityScheme(
                    type="http",
                    scheme="bearer",
                    bearer_format="JWT",
                    description="The access_token of /auth/login, or one of Supabase Auth.",
                )
            }
        ),
    )


def document(app: Litestar) -> dict[str, Any]:
    """The whole document, for tests and generators."""
    return complete(app.openapi_schema.to_schema())


def complete(schema: dict[str, Any]) -> dict[str, Any]:
    """Adds errors, headers and header parameters to every operation."""
    whole = deepcopy(schema)
    components = whole.setdefault("components", {})
    components["schemas"] = _schemas(components.get("schemas", {}))
    components["responses"] = {str(status): _problem_response(status) for status in _statuses()}
    components["headers"] = _HEADERS
    components["parameters"] = _PARAMETERS
    for path, item in whole["paths"].items():
        for method, operation in item.items():
            _complete_operation(path, method, operation)
    return whole


def _schemas(found: dict[str, Any]) -> dict[str, Any]:
    """The schemas as msgspec writes them: with limits and unknown fields forbidden, as it enforces them."""
    structs = {s.__name__: s for s in _descendants(msgspec.Struct) if s.__module__.startswith("api.")}
    used = [structs[name] for name in found] + [ProblemDetails]
    _, schemas = msgspec.json.schema_components(used, ref_template="#/components/schemas/{name}")
    for name, schema in schemas.items():
        if name not in {"ProblemDetails", "FieldProblem"}:
            schema["examples"] = [sample(name, schema, schemas)]
    return schemas


def _descendants(base: type[Any]) -> Iterator[type[Any]]:
    children: list[type[Any]] = base.__subclasses__()
    for child in children:
        yield child
        yield from _descendants(child)


def _operation_id(handler: HTTPRouteHandler, _: Any, path: list[Any]) -> str:
    """The name of the handler; the other two names of a workspace make theirs longer."""
    alias = next((part for part in path if part in {"organizations", "tenants"}), None)
    return f"{handler.handler_name}_in_{alias}" if alias else handler.handler_name


def _complete_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["summary"] = operation["operationId"].replace("_", " ").capitalize()
    responses = operation["responses"]
    responses.pop("400", None)  # Litestar's own form of errors
    for status in _refusals(path, method, operation):
        responses.setdefault(str(status), {"$ref": f"#/components/responses/{status}"})
    for status, response in responses.items():
        if "$ref" in response or not status.startswith("2"):
            continue
        _complete_success(path, method, status, response)
    if method == "get" and operation.get("security"):
        responses["304"] = {"description": "Nothing has changed since the ETag in If-None-Match."}
    parameters = operation.setdefault("parameters", [])
    names = [name for name, applies in _parameters(path, method, operation) if applies]
    parameters.extend({"$ref": f"#/components/parameters/{name}"} for name in names)
    if path.endswith(_FILES):
        _complete_download(responses)
    if path == "/api/v1/imports" and method == "post":
        operation["requestBody"] = _UPLOAD
    if path == "/api/v1/attachments" and method == "post":
        operation["requestBody"] = _ATTACHMENT
    if path.startswith(_TUS):
        _complete_tus(path, method, operation)
    if path.endswith(_BYTES):
        _complete_bytes(path, operation)


def _complete_tus(path: str, method: str, operation: dict[str, Any]) -> None:
    """tus is headers and bytes, which no struct tells."""
    named = ["Tus-Resumable"]
    if method == "post":
        named += ["Upload-Length", "Upload-Metadata"]
    if method == "patch":
        named += ["Upload-Offset", "Upload-Checksum"]
        operation["requestBody"] = {
            "required": True,
            "content": {
                "application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    for name in named:
        needed = name != "Upload-Checksum" and method != "get"
        operation["parameters"].append(
            {
                "name": name,
                "in": "header",
                "required": needed,
                "schema": {"type": "string"},
                "description": _TUS_HEADERS[name],
            }
        )
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            response.pop("content", None)
            for name in (
                ("Location",) if method == "post" else ("Upload-Offset",) if method != "delete" else ()
            ):
                response["headers"][name] = {"description": _TUS_HEADERS[name], "schema": {"type": "string"}}


def _complete_bytes(path: str, operation: dict[str, Any]) -> None:
    """Files come as what they are, whole or in ranges."""
    operation["parameters"] += [
        _header("Range", "Which bytes, such as bytes=0-1023."),
        _header("If-Range", "The ETag that the ranges belong to; else all of the file is sent."),
    ]
    kinds = {"image/webp"} if path.endswith("/preview") else INLINE | {"application/octet-stream"}
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(kinds)}
    operation["responses"]["200"]["content"] = content
    several = {"multipart/byteranges": {"schema": {"type": "string", "format": "binary"}}}
    part = {"description": "The ranges that were asked for", "content": content | several}
    operation["responses"]["206"] = part | {
        "headers": operation["responses"]["200"]["headers"]
        | {"Accept-Ranges": {"description": "bytes", "schema": {"type": "string"}}}
    }


def _complete_success(path: str, method: str, status: str, response: dict[str, Any]) -> None:
    kept = ("/imports", "/exports", "/bulk-changes", "/run", "/revert")
    if status in {"202", "204"} and not path.endswith(kept):
        response.pop("content", None)
    headers = response.setdefault("headers", {})
    headers["X-Request-Id"] = {"$ref": "#/components/headers/RequestId"}
    if path.startswith("/api/v1"):
        for name in ("Limit", "Remaining", "Reset"):
            headers[f"RateLimit-{name}"] = {"$ref": f"#/components/headers/RateLimit{name}"}
    if method == "get" and path.startswith("/api/v1"):
        headers["ETag"] = {"$ref": "#/components/headers/ETag"}


def _complete_download(responses: dict[str, Any]) -> None:
    """A file has a name, and ranges."""
    whole = responses["200"]
    whole["content"] = {media_type: {"schema": {}} for media_type in _MEDIA_TYPES}
    whole["description"] = "The file, with its own media type."
    whole["headers"] |= {
        "Content-Disposition": {"$ref": "#/components/headers/Disposition"},
        "Accept-Ranges": {"$ref": "#/components/headers/AcceptRanges"},
    }
    part = deepcopy(whole)
    part["headers"]["Content-Range"] = {"$ref": "#/components/headers/ContentRange"}
    responses["206"] = part | {"description": "The range of the file that Range asks for."}


def _refusals(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    """What the operation may answer besides success."""
    statuses = {400, 408, 414, 431, 500}
    if path.startswith("/api/v1"):
        statuses |= {401, 403, 404, 422, 429, 503}
    if operation.get("requestBody") or path in _FORMS or path.startswith(_TUS):
        statuses |= {413, 415, 422}
    if method != "get" and path.startswith("/api/v1"):
        statuses |= {409, 412}
    if path.startswith("/unsubscribe"):
        statuses |= {429, 503}
        operation["responses"]["404"] = {**operation["responses"]["200"], "description": "No such link"}
    if path.startswith(_TUS):
        statuses |= {409, 412, 460}
    if path.endswith(_BYTES):
        statuses |= {410, 416}
    if path.endswith(_FILES):
        statuses |= {409, 410, 416}
    if path.startswith("/health"):
        operation["responses"]["503"] = {**operation["responses"]["200"], "description": "Not well"}
    return sorted(statuses)


def _parameters(path: str, method: str, operation: dict[str, Any]) -> list[tuple[str, bool]]:
    is_api = path.startswith("/api/v1")
    versioned = path.endswith(_VERSIONED) or path.startswith("/api/v1/items/")
    return [
        ("RequestId", True),
        ("WorkspaceId", path in _FLAT),
        ("WorkspaceHeader", path in _FLAT),
        ("IdempotencyKey", is_api and method == "post" and not path.startswith("/api/v1/auth")),
        (
            "IfMatch",
            method in {"patch", "put", "delete"} and (versioned or path == "/api/v1/lists/{list_id}"),
        ),
        ("IfNoneMatch", is_api and method == "get"),
        ("Range", path.endswith(_FILES)),
        ("IfRange", path.endswith(_FILES)),
    ]


def _statuses() -> set[int]:
    return {kind.status for kind in KINDS.values()} | {403, 409}


def _problem_response(status: int) -> dict[str, Any]:
    own = {slug: kind for slug, kind in KINDS.items() if kind.status == status}
    kinds = own or _FROM_DATABASE[status]
    headers: dict[str, Any] = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
    if status in {429, 503}:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    if status == 401:
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}}
    examples: dict[str, Any] = {
        slug: {
            "value": {
                "type": slug,
                "title": kind.title,
                "status": status,
                "detail": kind.title,
                "hint": kind.hint,
                "errors": [],
                "request_id": "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
            }
        }
        for slug, kind in kinds.items()
    }
    return {
        "description": "; ".join(kind.title for kind in kinds.values()),
        "headers": headers,
        "content": {
            PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}, "examples": examples}
        },
    }


_FROM_DATABASE = {
    403: {"capability_required": Kind(403, "Your role does not allow this")},
    409: {"version_conflict": Kind(409, "Someone was faster")},
}
_HEADERS = {
    "RequestId": {
        "description": "Names this request in logs and audit.",
        "schema": {"type": "string", "format": "uuid"},
    },
    "ETag": {"description": 'Version and hash of the answer, `"7.0f3a…"`.', "schema": {"type": "string"}},
    "Disposition": {"description": "Always an attachment, with its name.", "schema": {"type": "string"}},
    "AcceptRanges": {"description": "bytes", "schema": {"type": "string"}},
    "ContentRange": {"description": "Which bytes, of how many.", "schema": {"type": "string"}},
    "RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "RateLimitLimit": {"description": "Requests a minute.", "schema": {"type": "integer"}},
    "RateLimitRemaining": {"description": "Requests left in this minute.", "schema": {"type": "integer"}},
    "RateLimitReset": {"description": "Seconds until it is a new minute.", "schema": {"type": "integer"}},
}


def _header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }


_PARAMETERS = {
    "RequestId": _header("X-Request-Id", "A UUID of your own for this request.", format="uuid"),
    "WorkspaceHeader": _header(
        "X-Workspace-Id", "The workspace; also X-Organization-Id, X-Tenant-Id.", format="uuid"
    ),
    "WorkspaceId": {
        **_header("workspace_id", "The workspace, where no header names it.", format="uuid"),
        "in": "query",
    },
    "IdempotencyKey": _header(
        "Idempotency-Key",
        "Repeating a call with the same key and body gives the first answer again.",
        minLength=1,
        maxLength=255,
    ),
    "IfMatch": _header("If-Match", "The ETag you saw; 412 when someone was faster."),
    "Range": _header("Range", "`bytes=0-1023`: one range of the file."),
    "IfRange": _header(
        "If-Range", "The ETag of what you have of it: the whole file where it is another one."
    ),
    "IfNoneMatch": _header("If-None-Match", "The ETag you have; 304 when it is still good."),
}
_TUS_HEADERS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "How many bytes the file has.",
    "Upload-Metadata": "filename, item_id and, if you like, column_id, each with its value in base64, "
    "separated by commas.",
    "Upload-Offset": "How many bytes have come.",
    "Upload-Checksum": "sha1 or sha256 of the bytes of this request, in base64.",
    "Location": "Where the bytes go.",
}
_ATTACHMENT = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["item_id", "file"],
                "properties": {
                    "item_id": {"type": "string", "format": "uuid", "description": "Before the file"},
                    "column_id": {
                        "type": "string",
                        "format": "uuid",
                        "description": "An attachment column; else the file hangs on the item itself",
                    },
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                },
            }
        }
    },
}
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "workspace_id": {"type": "string", "format": "uuid"},
                    "target": {
                        "type": "string",
                        "enum": ["list", "contacts", "deals"],
                        "description": "What rows become: items of a list, unless said otherwise",
                    },
                    "list_id": {"type": "string", "format": "uuid", "description": "Into this list …"},
                    "list_name": {
                        "type": "string",
                        "description": "… or into a new one; else the file's name",
                    },
                    "action": {
                        "type": "string",
                        "enum": ["run", "inspect"],
                        "description": "inspect only looks at the file, and answers 201 with `findings`",
                    },
                    "options": {
                        "type": "string",
                        "contentMediaType": "application/json",
                        "description": "delimiter, encoding, types, what is empty; see docs",
                    },
                    "file": {"type": "string", "contentMediaType": "text/csv"},
                },
            }
        }
    },
}
