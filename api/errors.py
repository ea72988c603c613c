"""Every refusal as problem+json (RFC 9457): the database's by its own table, the API's by KINDS."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import msgspec
import psycopg
from litestar import Request, Response
from litestar.exceptions import HTTPException, InternalServerException, ValidationException

from api.exchange import Exchange

PROBLEM_JSON = "application/problem+json"

log = logging.getLogger("deedbook.api")
_GONE = "client disconnected prematurely"  # what Litestar says of a body that broke off, as an error of ours


class Kind(msgspec.Struct, frozen=True):
    """What one slug means. The rows of public.error_codes have the same shape."""

    status: int
    title: str
    hint: str = ""


# What the API refuses by itself, before or without the database.
KINDS: dict[str, Kind] = {
    "bad_request": Kind(400, "The request cannot be understood"),
    "malformed_json": Kind(400, "The body is not JSON"),
    "malformed_form": Kind(400, "The body is not a multipart form"),
    "unauthenticated": Kind(401, "Sign in first", "Send an access token: Authorization: Bearer …"),
    "token_refused": Kind(401, "The access token is not valid", "Refresh it, or sign in again."),
    "wrong_credentials": Kind(
        401, "E-mail address or password is wrong", "Reset the password if you forgot it."
    ),
    "refresh_refused": Kind(401, "The refresh token is not valid", "Sign in again."),
    "not_found": Kind(404, "Not found"),
    "method_not_allowed": Kind(405, "This address does not know the method"),
    "request_timeout": Kind(408, "The body came too slowly"),
    "upload_offset_conflict": Kind(
        409, "The upload stands elsewhere", "Ask with HEAD where it stands, and go on from there."
    ),
    "file_missing": Kind(410, "The store has no such file any more", "Tell the operator the request_id."),
    "file_gone": Kind(410, "The file is not there any more", "Ask for it to be made again."),
    "version_conflict": Kind(
        412,
        "Someone was faster",
        "Read it again, apply your change to the new state, and send the new version.",
    ),
    "tus_version_unknown": Kind(412, "Uploads speak tus 1.0.0", "Send Tus-Resumable: 1.0.0."),
    "body_too_large": Kind(413, "The body is too large", "Send it in several requests."),
    "attachment_too_large": Kind(
        413, "The file is too large", "The limit is ATTACHMENT_LIMIT of this server."
    ),
    "target_too_long": Kind(414, "The address is too long"),
    "unsupported_media_type": Kind(
        415, "The body has the wrong type", "Send Content-Type: application/json."
    ),
    "range_not_satisfiable": Kind(416, "The file has no such range", "Content-Range says how long it is."),
    "invalid_input": Kind(422, "The request does not fit", "Mend the named fields."),
    "file_unreadable": Kind(
        422,
        "The file cannot be imported",
        "detail says why; it was not kept. Mend it, or say how it is read in `options`.",
    ),
    "workspace_required": Kind(
        422, "Which workspace?", "Name it in X-Workspace-Id or in the query as workspace_id."
    ),
    "json_too_deep": Kind(422, "The body is nested too deeply"),
    "number_too_long": Kind(422, "A number in the body is too long", "Send it as a string."),
    "too_many_requests": Kind(429, "Too many requests", "Wait as long as Retry-After says."),
    "headers_too_large": Kind(431, "The headers are too large"),
    "checksum_mismatch": Kind(
        460, "The bytes are not those of the checksum", "None of them were kept. Send them again."
    ),
    "internal_error": Kind(500, "Something went wrong here", "Tell the operator the request_id."),
    "unavailable": Kind(503, "The service is busy", "Repeat the request in a moment."),
}


class FieldProblem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is wrong with one field; in a batch also of which row, in a formula also where."""

    field: str = ""
    code: str = ""
    message: str = ""
    row: int | None = None
    item_id: str | None = None
    id: str | None = None  # of a contact, deal or task
    value: str = ""
    position: int | None = None  # the character of a formula, from 1


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every refusal (RFC 9457). `type` is a stable slug; docs/error-codes.md lists them."""

    type: str
    title: str
    status: int
    detail: str
    hint: str
    errors: list[FieldProblem]
    request_id: str


class Problem(Exception):
    """A refusal on its way to the client. `slug` is one of KINDS unless `kind` says what it means."""

    def __init__(
        self,
        slug: str,
        detail: str = "",
        *,
        kind: Kind | None = None,
        hint: str = "",
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(slug)
        self.slug = slug
        self.kind = kind or KINDS[slug]
        self.detail = detail
        self.hint = hint or self.kind.hint
        self.errors = list(errors)
        self.headers = dict(headers or {})
        if self.kind.status in {429, 503}:
            self.headers.setdefault("Retry-After", "60" if self.kind.status == 429 else "1")
        if self.kind.status == 401:
            error = ' error="invalid_token"' if slug == "token_refused" else ""
            self.headers.setdefault("WWW-Authenticate", f'Bearer realm="deedbook"{error}')

    def body(self, request_id: str) -> bytes:
        """The problem as JSON."""
        return msgspec.json.encode(
            ProblemDetails(
                type=self.slug,
                title=self.kind.title,
                status=self.kind.status,
                detail=self.detail or self.kind.title,
                hint=self.hint,
                errors=self.errors,
                request_id=request_id,
            )
        )


class _Row(msgspec.Struct, frozen=True):
    sqlstate: str
    name: str
    http_status: int
    slug: str
    title: str
    hint: str
    field: str = ""


class ErrorTable:
    """public.error_codes in memory: (SQLSTATE, constraint name) to HTTP."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], _Row] = {}

    def load(self, rows: bytes) -> None:
        """Takes the JSON of public.get_error_codes()."""
        self._rows = {(r.sqlstate, r.name): r for r in msgspec.json.decode(rows, type=list[_Row])}

    def knows(self, error: psycopg.Error) -> bool:
        """Whether a refusal that was raised with a name has its own row."""
        return (error.sqlstate or "", error.diag.constraint_name or "") in self._rows

    def problem(self, error: psycopg.Error) -> Problem | None:
        """The refusal as a problem; None when the table has nothing to say, which is a fault of ours."""
        diag = error.diag
        name = diag.constraint_name or ""
        row = self._rows.get((error.sqlstate or "", name)) or self._rows.get((error.sqlstate or "", ""))
        if row is None:
            return None
        # Only sentences that a RAISE of ours wrote are for people; PostgreSQL's own name tables and values.
        raised = diag.source_function == "exec_stmt_raise"
        headers = {}
        if row.http_status == 429 and (diag.message_detail or "").isdigit():
            headers["Retry-After"] = str(diag.message_detail)
        detail = (diag.message_primary or "") if raised else ""
        errors = _field_problems(diag.message_detail) if raised else []
        if row.field and not errors:
            errors = [FieldProblem(row.field, row.slug, detail or row.title)]
        return Problem(
            row.slug,
            detail,
            kind=Kind(row.http_status, row.title, row.hint),
            hint=(diag.message_hint or "") if raised else "",
            errors=errors,
            headers=headers,
        )


def _field_problems(detail: str | None) -> list[FieldProblem]:
    try:
        return msgspec.json.decode(detail or "[]", type=list[FieldProblem])
    except msgspec.MsgspecError:
        return []


def refuse_input(error: msgspec.ValidationError) -> NoReturn:
    """Raises the problem for a body that is JSON but does not fit its struct."""
    message, _, path = str(error).partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    raise Problem(
        "invalid_input",
        f"{field}: {message}" if field else message,
        errors=[FieldProblem(field=field, code="invalid", message=message)],
    ) from error


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The exception handler of the application."""
    problem = _as_problem(error)
    exchange = Exchange.of(request.scope)
    exchange.problem = problem.slug
    if problem.kind.status >= 500 and problem.slug != "unavailable":
        log.error("failed", exc_info=error, extra={"request_id": exchange.id})
    return Response(
        content=problem.body(exchange.id),
        status_code=problem.kind.status,
        media_type=PROBLEM_JSON,
        headers=problem.headers,
    )


def _as_problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationException):  # path and query; bodies are decoded in requests.py
        extra: Any = error.extra if isinstance(error.extra, list) else []
        problems = [
            FieldProblem(
                field=str(e.get("key", "")),
                code="invalid",
                # What Litestar says of a handler's body that is not there is the bare name of the parameter.
                message="a JSON body is missing"
                if e.get("message") == "'data'"
                else str(e.get("message", "")),
            )
            for e in extra
        ]
        detail = "; ".join(f"{p.field}: {p.message}" for p in problems)
        return Problem("invalid_input", detail or "A parameter is missing or not valid", errors=problems)
    if isinstance(error, InternalServerException) and error.detail == _GONE:
        return Problem("bad_request", "The connection ended before the body did.")
    if isinstance(error, HTTPException) and error.status_code < 500:
        slug = next((s for s, kind in KINDS.items() if kind.status == error.status_code), "bad_request")
        return Problem(slug, headers={k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"})
    return Problem("internal_error")
