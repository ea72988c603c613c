"""Uploads that survive a broken connection: tus 1.0.0 (https://tus.io) at /attachments/uploads.

Core, creation, creation-with-upload, expiration, checksum and termination. An upload has the id that its
attachment will have.
"""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import AsyncIterator
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, delete, get, patch, post, route
from litestar.enums import HttpMethod

from api import errors, incoming
from api.auth import signed_in
from api.errors import FieldProblem, Problem
from api.fields import Id
from api.incoming import Upload
from api.requests import ApiRequest
from api.staging import Staging
from api.tokens import uuid_or_none
from api.uploads import file_name

_VERSION = "1.0.0"
_BYTES = "application/offset+octet-stream"
_CHECKSUMS = ("sha1", "sha256")
_MOST_METADATA = 8_192
_PATH = "/api/v1/attachments/uploads"


@route("/", http_method=HttpMethod.OPTIONS, status_code=204, include_in_schema=False)
async def get_protocol(request: ApiRequest) -> Response[None]:
    """What this server can."""
    headers = {
        "Tus-Version": _VERSION,
        "Tus-Extension": "creation,creation-with-upload,expiration,checksum,termination",
        "Tus-Checksum-Algorithm": ",".join(_CHECKSUMS),
        "Tus-Max-Size": str(request.services.limits.attachment),
    }
    return Response(None, status_code=204, headers=headers)


@post("/", status_code=201, request_max_body_size=None, guards=[signed_in], security=[{"bearer": []}])
async def create_upload(request: ApiRequest) -> Response[bytes]:
    """Begins an upload. Upload-Metadata holds filename, item_id and, if you like, column_id."""
    _check_version(request)
    length = _number(request, "upload-length")
    text = request.headers.get("upload-metadata", "")
    metadata = _metadata(text)
    item_id, column_id = _id(request, metadata, "item_id"), _id(request, metadata, "column_id")
    if item_id is None:
        raise _invalid("item_id", "Name the item in Upload-Metadata")
    name = file_name(metadata.get("filename") or metadata.get("name") or "")
    said = repr((length, text, str(item_id), str(column_id)))
    body_hash = hashlib.sha256(b"POST uploads\n" + said.encode()).hexdigest()
    upload = await incoming.begin(
        request, item_id, column_id, name, length, metadata=text, body_hash=body_hash
    )
    headers = {"Location": f"{_PATH}/{upload.id}"}
    if request.content_type[0] == _BYTES or length == 0:
        headers |= await _append(request, upload, 0)
    return Response(b"", status_code=201, headers=headers | _expires(upload))


@get("/{upload_id:uuid}", status_code=200)
async def get_upload(request: ApiRequest, upload_id: Id) -> Response[bytes]:
    """How far an upload has come; HEAD as tus asks it, or GET."""
    if request.exchange.is_head:
        _check_version(request)
    upload = await incoming.resume(request, upload_id)
    offset = upload.length if upload.is_finished else await asyncio.to_thread(_staging(request, upload).size)
    headers = {"Upload-Length": str(upload.length), "Cache-Control": "no-store"}
    if upload.metadata:
        headers["Upload-Metadata"] = upload.metadata
    if not upload.is_finished and offset == upload.length:
        await incoming.finish(request, upload.id, upload.length)  # all bytes came, and then something broke
    return Response(b"", headers=headers | _where(upload, offset))


@patch("/{upload_id:uuid}", status_code=204, request_max_body_size=None)
async def continue_upload(request: ApiRequest, upload_id: Id) -> Response[None]:
    """Takes the bytes that come next."""
    return await _continue(request, upload_id)


@delete("/{upload_id:uuid}")
async def abandon_upload(request: ApiRequest, upload_id: Id) -> None:
    """Ends an upload; nothing of it stays."""
    _check_version(request)
    await incoming.abandon(request, upload_id)


@post("/{upload_id:uuid}", status_code=204, request_max_body_size=None, include_in_schema=False)
async def override_method(request: ApiRequest, upload_id: Id) -> Response[None]:
    """For clients that can neither PATCH nor DELETE: X-HTTP-Method-Override says what they mean."""
    meant = request.headers.get("x-http-method-override", "").upper()
    if meant == "PATCH":
        return await _continue(request, upload_id)
    if meant == "DELETE":
        await incoming.abandon(request, upload_id)
        return Response(None, status_code=204)
    raise Problem("method_not_allowed", headers={"Allow": "DELETE, GET, HEAD, PATCH"})


async def _continue(request: ApiRequest, upload_id: UUID) -> Response[None]:
    _check_version(request)
    if request.content_type[0] != _BYTES:
        raise Problem("unsupported_media_type", hint=f"Send Content-Type: {_BYTES}.")
    offset = _number(request, "upload-offset")
    upload = await incoming.resume(request, upload_id)
    if upload.is_finished:
        if offset != upload.length:
            raise Problem("upload_offset_conflict", headers={"Upload-Offset": str(upload.length)})
        return Response(None, status_code=204, headers=_where(upload, offset))
    return Response(None, status_code=204, headers=await _append(request, upload, offset))


async def _append(request: ApiRequest, upload: Upload, offset: int) -> dict[str, str]:
    file, check = _staging(request, upload), _Checksum(request)
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and offset + int(announced) > upload.length:
        raise Problem("body_too_large", f"The upload has {upload.length:,} bytes and no more.")
    chunks = check.through(request.stream()) if upload.length else _nothing()
    end = await incoming.receive(file, chunks, offset, upload.length)
    if not check.is_right():
        await asyncio.to_thread(file.take_back, offset)
        raise Problem("checksum_mismatch", headers={"Upload-Offset": str(offset)})
    if end == upload.length:
        await incoming.finish(request, upload.id, upload.length)
    return _where(upload, end)


class _Checksum:
    """Upload-Checksum of the bytes of one request."""

    def __init__(self, request: ApiRequest) -> None:
        header = request.headers.get("upload-checksum")
        self._digest, self._wanted = None, b""
        if header is None:
            return
        algorithm, _, text = header.strip().partition(" ")
        if algorithm not in _CHECKSUMS:
            raise Problem(
                "bad_request", f"A checksum is of {' or '.join(_CHECKSUMS)}, not of {algorithm[:20]}."
            )
        # sha1 because tus asks for it: against broken cables, not against people.
        self._digest = hashlib.new(algorithm, usedforsecurity=False)
        self._wanted = _base64(text, "upload-checksum")

    async def through(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same bytes, looked at."""
        async for chunk in chunks:
            if self._digest is not None:
                self._digest.update(chunk)
            yield chunk

    def is_right(self) -> bool:
        """Whether they were those of the checksum, if there was one."""
        return self._digest is None or self._digest.digest() == self._wanted


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""


def _staging(request: ApiRequest, upload: Upload) -> Staging:
    return incoming.staging(request, upload.id)


def _where(upload: Upload, offset: int) -> dict[str, str]:
    headers = {"Upload-Offset": str(offset)} | _expires(upload)
    if offset == upload.length:
        headers["Content-Location"] = f"/api/v1/attachments/{upload.id}"
    return headers


def _expires(upload: Upload) -> dict[str, str]:
    if upload.expires_at is None:
        return {}
    return {"Upload-Expires": format_datetime(upload.expires_at.replace(microsecond=0), usegmt=True)}


def _check_version(request: ApiRequest) -> None:
    if request.headers.get("tus-resumable") != _VERSION:
        raise Problem("tus_version_unknown", headers={"Tus-Version": _VERSION})


def _number(request: ApiRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise _invalid(name.title(), "Expected a whole number")
    return int(text)


def _metadata(text: str) -> dict[str, str]:
    if len(text) > _MOST_METADATA:
        raise _invalid("Upload-Metadata", f"It has at most {_MOST_METADATA} characters")
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        key, _, value = pair.partition(" ")
        if key in found:
            raise _invalid("Upload-Metadata", f"{key[:50]} comes twice")
        try:
            found[key] = _base64(value, "Upload-Metadata").decode()
        except UnicodeDecodeError as error:
            raise _invalid("Upload-Metadata", f"{key[:50]} is not UTF-8") from error
    return found


def _base64(text: str, field: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _invalid(field, "Expected base64") from error


def _id(request: ApiRequest, metadata: dict[str, str], name: str) -> UUID | None:
    text = metadata.get(name) or request.query_params.get(name)
    if not text:
        return None
    if (found := uuid_or_none(text)) is None:
        raise _invalid(name, "Expected a UUID")
    return found


def _invalid(field: str, message: str) -> Problem:
    return Problem("invalid_input", f"{field}: {message}", errors=[FieldProblem(field, "invalid", message)])


def _refuse(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    answer = errors.answer(request, error)
    answer.headers["Tus-Resumable"] = _VERSION
    return answer


async def _speak(response: Response[Any]) -> Response[Any]:
    response.headers.setdefault("Tus-Resumable", _VERSION)
    return response


router = Router(
    "/attachments/uploads",
    route_handlers=[
        get_protocol,
        create_upload,
        Router(
            "/",
            route_handlers=[get_upload, continue_upload, abandon_upload, override_method],
            guards=[signed_in],
            security=[{"bearer": []}],
        ),
    ],
    after_request=_speak,
    exception_handlers={Exception: _refuse},
    tags=["attachments"],
)
