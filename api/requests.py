"""The request as handlers see it: a strictly decoded struct in, one call, the database's bytes out."""

import hashlib
import re
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.datastructures import State

from api.auth import caller_of
from api.db import Call, Result
from api.errors import FieldProblem, Problem, refuse_input
from api.exchange import Exchange
from api.limits import Limits
from api.services import Services
from api.tokens import Caller, uuid_or_none

_WORKSPACE_HEADERS = ("x-workspace-id", "x-organization-id", "x-tenant-id")
_ETAG_VERSION = re.compile(r'(?:W/)?"(\d{1,18})(?:\.[0-9a-f]+)?"')
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of every body: a field that nobody knows is a mistake, not a wish."""


class _Head(msgspec.Struct):
    """What the API itself reads of an answer."""

    id: str | msgspec.UnsetType = msgspec.UNSET
    version: int | msgspec.UnsetType = msgspec.UNSET


_heads = msgspec.json.Decoder(_Head)


class ApiRequest(Request[Caller, None, State]):
    """Litestar's request with our way in and out."""

    @property
    def services(self) -> Services:
        """What the application shares."""
        return Services.of(self)

    @property
    def exchange(self) -> Exchange:
        """Id and address of this request."""
        return Exchange.of(self.scope)

    @property
    def caller(self) -> Caller:
        """Who a guard let pass."""
        return caller_of(self)

    async def json(self) -> Any:
        """The body as the struct that the handler names as `data`, decoded strictly from the bytes."""
        body = await self.body()
        content_type = self.content_type[0]
        if content_type != "application/json":
            raise Problem("unsupported_media_type")
        limits = self.services.limits
        data = self.route_handler.parsed_fn_signature.parameters["data"]
        try:
            body.decode()  # msgspec does not look into the parts that it passes on
            check_json(body, limits)
            return _decoder(data.annotation).decode(body)
        except UnicodeDecodeError as error:
            raise Problem("malformed_json", f"The body is not UTF-8 at byte {error.start}.") from error
        except msgspec.ValidationError as error:
            refuse_input(error)
        except msgspec.DecodeError as error:
            raise Problem("malformed_json", f"{error}.") from error
        except RecursionError as error:
            raise Problem("json_too_deep") from error

    @property
    def workspace_id(self) -> UUID | None:
        """The workspace that a flat collection is about, from header or query."""
        named = [self.headers[name] for name in _WORKSPACE_HEADERS if name in self.headers]
        named += self.query_params.getall("workspace_id", [])
        if not named:
            return None
        found = {uuid_or_none(text) for text in named}
        if len(found) > 1:
            raise Problem("bad_request", "Headers and query name different workspaces.")
        workspace_id = found.pop()
        if workspace_id is None:
            message = "Expected a UUID"
            raise Problem(
                "invalid_input",
                f"workspace_id: {message}",
                errors=[FieldProblem(field="workspace_id", code="invalid", message=message)],
            )
        return workspace_id

    def require_workspace(self) -> UUID:
        """As workspace_id, for writes."""
        workspace_id = self.workspace_id
        if workspace_id is None:
            raise Problem("workspace_required")
        return workspace_id

    def version(self, in_body: int | msgspec.UnsetType = msgspec.UNSET) -> int | None:
        """The version that the client saw, from the body or If-Match; None when it does not mind."""
        if in_body is not msgspec.UNSET:
            return in_body
        header = self.headers.get("if-match")
        if header is None or header.strip() == "*":
            return None
        match = _ETAG_VERSION.fullmatch(header.strip())
        if match is None:
            raise Problem("version_conflict", "If-Match names no version of this.")
        return int(match[1])

    async def call(
        self,
        function: str,
        *,
        body_hash: str | None = None,
        is_keyed: bool = True,
        writes: bool | None = None,
        conditional: bool = True,
        **arguments: Any,
    ) -> Response[Any]:
        """Calls a function of the database as the caller; UNSET arguments are left to its defaults.

        Of several calls that one request makes, the Idempotency-Key stands for that which is keyed. What is
        not conditional is answered whole, whatever If-None-Match says. A GET that `writes` keeps what it
        computed for whoever asks next.
        """
        result = await self.fetch(
            function, body_hash=body_hash, is_keyed=is_keyed, writes=writes, **arguments
        )
        return self._answer(result, conditional=conditional)

    async def fetch(
        self,
        function: str,
        *,
        body_hash: str | None = None,
        is_keyed: bool = True,
        writes: bool | None = None,
        **arguments: Any,
    ) -> Result:
        """As call, for an answer that is made from what the function says."""
        sent = {name: value for name, value in arguments.items() if value is not msgspec.UNSET}
        key = self._idempotency_key() if is_keyed else None
        is_read = self.method in {"GET", "HEAD"}
        read_only = is_read if writes is None else not writes
        if key and body_hash is None:
            body_hash = await self._body_hash()
        call = Call(
            role=self.caller.role,
            claims=self.caller.claims,
            request=self.envelope(read_only=read_only, idempotency_key=key, body_hash=body_hash),
            function=function,
            arguments=msgspec.json.encode(sent),
            is_repeatable=is_read or key is not None,
        )
        try:
            return await self.services.database.call(call)
        except Problem as problem:
            if (
                problem.slug == "version_conflict"
                and "if-match" in self.headers
                and problem.kind.status == 409
            ):
                raise Problem("version_conflict", problem.detail) from problem  # 412, as HTTP says
            raise

    async def check(self, function: str, **arguments: Any) -> None:
        """Asks the database whether something costly may begin; the rule stays with what is called then."""
        call = Call(
            role=self.caller.role,
            claims=self.caller.claims,
            request=self.envelope(read_only=True),
            function=function,
            arguments=msgspec.json.encode(arguments),
            is_repeatable=True,
        )
        await self.services.database.call(call)

    async def call_service(self, function: str, **arguments: Any) -> Result:
        """Calls one of the functions of sign-in, which only the API itself may."""
        return await self.services.database.call_service(function, arguments, self.envelope())

    def envelope(self, **extra: Any) -> bytes:
        """p_request: what the database may know about this request."""
        # A token in a path would end in the audit log.
        path = self.scope["path_template"] if "token" in self.path_params else self.scope["path"]
        exchange = self.exchange
        known = {"id": exchange.id, "method": self.method, "path": path, "address": exchange.address}
        return msgspec.json.encode(known | {"read_only": False} | extra)

    def _idempotency_key(self) -> str | None:
        if self.method != "POST":
            return None
        key = self.headers.get("idempotency-key")
        if key is not None and not (0 < len(key) <= 255 and key.isprintable()):
            raise Problem("bad_request", "An Idempotency-Key has 1 to 255 characters.")
        return key

    async def _body_hash(self) -> str:
        digest = hashlib.sha256(f"{self.method} {self.scope['path']}?".encode())
        digest.update(self.scope["query_string"] + b"\n" + str(self.workspace_id).encode() + b"\n")
        digest.update(await self.body())
        return digest.hexdigest()

    def _answer(self, result: Result, *, conditional: bool) -> Response[Any]:
        headers = {"Idempotency-Replayed": "true"} if result.replayed else {}
        if result.body is None:
            return Response(content=b"", status_code=204, headers=headers)
        if self.method == "GET" and conditional:
            tag = etag(result.body)
            headers |= {"ETag": tag, "Cache-Control": "private, no-cache"}
            if matches(self.headers.get("if-none-match"), tag):
                return Response(content=b"", status_code=304, headers=headers)
        else:
            head = _head(result.body)
            if head.version is not msgspec.UNSET:
                headers["ETag"] = etag(result.body)
        return Response(content=result.body, media_type="application/json", headers=headers)


def check_json(body: bytes, limits: Limits) -> None:
    """Refuses nesting and numbers that cost more than they say: 1e131071 is 131,072 digits in PostgreSQL."""
    unescaped = body.replace(rb"\\", b"").replace(rb"\"", b"")  # from left to right, as JSON reads them
    bare = b" ".join(unescaped.split(b'"')[::2])  # what is outside of strings
    if _long_number(limits.number_digits).search(bare):
        raise Problem(
            "number_too_long",
            f"A number has at most {limits.number_digits} digits and an exponent of two.",
        )
    brackets = bare.translate(_BRACKETS, _NO_BRACKETS)
    for _ in range(limits.json_depth):
        brackets = brackets.replace(b"[]", b"")  # one level less
    if b"[]" in brackets:
        raise Problem("json_too_deep", f"A body has at most {limits.json_depth} levels.")


@lru_cache(8)
def _long_number(digits: int) -> re.Pattern[bytes]:
    return re.compile(rb"[0-9.]{%d,}|[eE][+-]?0*[1-9][0-9]{2}" % (digits + 1))


@lru_cache(256)
def _decoder(annotation: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(annotation)


def _head(body: bytes) -> _Head:
    try:
        return _heads.decode(body)
    except msgspec.MsgspecError:  # an answer that is no object of ours has neither
        return _Head()


def etag(body: bytes) -> str:
    """Version and hash: If-Match needs the one, If-None-Match the other (a role is part of the answer)."""
    digest = hashlib.blake2b(body, digest_size=8).hexdigest()
    version = _head(body).version
    return f'"{digest}"' if version is msgspec.UNSET else f'"{version}.{digest}"'


def matches(header: str | None, tag: str) -> bool:
    """Whether If-None-Match names this ETag."""
    if header is None:
        return False
    return header.strip() == "*" or tag in {part.strip().removeprefix("W/") for part in header.split(",")}
