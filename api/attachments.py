"""Files of items: up in a form (or by tus, see tus.py), down in ranges, and what is done between."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime
from email.utils import format_datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from litestar.response import Stream
from msgspec import UNSET, Meta
from multipart import (  # type: ignore[import-untyped]
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
)

from api import incoming, ranges, sniffing
from api.auth import signed_in
from api.downloads import disposition
from api.errors import FieldProblem, Problem
from api.fields import Cursor, Id, PageSize, Time, Unset, Version, changes_of
from api.ranges import Answer
from api.requests import ApiRequest, Body, matches
from api.tokens import uuid_or_none
from api.uploads import MOST_HEADER, file_name
from deedbook.objects import ObjectMissing, StoreError

_FIELDS = frozenset({"item_id", "column_id"})
_MOST_FIELD_BYTES = 100
_OPAQUE = "application/octet-stream"
_FORM_BYTES = 64 * 1024  # what a form has besides its file

FileName = Annotated[
    str, Meta(min_length=1, max_length=255, description="Without slashes", examples=["floor plan.pdf"])
]
ColumnId = Annotated[
    UUID | None, QueryParameter(name="column_id", required=False, description="Under this column alone")
]
Inline = Annotated[
    bool,
    QueryParameter(
        name="inline", required=False, description="To be shown in place; only where that is safe"
    ),
]


class Attachment(msgspec.Struct):
    """A file of an item; with `column_id`, one that this attachment column shows."""

    id: UUID
    workspace_id: UUID
    list_id: UUID
    item_id: UUID
    column_id: UUID | None
    name: str
    size: int
    sha256: str
    media_type: str  # by the bytes, whatever the client said
    width: int | None
    height: int | None
    page_count: int | None
    preview_state: str  # none, pending, ready or failed
    preview_problem: str | None
    position: int
    missing_at: Time | None  # since when the store has lost it
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None


class AttachmentPage(msgspec.Struct):
    """Files in their order, and where to go on; null at the end."""

    attachments: list[Attachment]
    next_cursor: str | None


class UpdateAttachment(Body):
    """Another name, or another place among those of its item and column, counted from 1."""

    name: FileName | Unset = UNSET
    position: Annotated[int, Meta(ge=1, le=999_999)] | Unset = UNSET
    version: Version | Unset = UNSET


class _Opened(msgspec.Struct):
    """What the API itself reads of private.open_attachment."""

    name: str
    size: int
    sha256: str
    media_type: str
    created_at: datetime
    object_key: str | None


@post("/attachments", request_max_body_size=None)
async def create_attachment(request: ApiRequest) -> Response[Attachment]:
    """Takes a file as a multipart form: item_id, column_id if you like, then the file."""
    content_type, parameters = request.content_type
    if content_type != "multipart/form-data":
        raise Problem("unsupported_media_type", hint="Send Content-Type: multipart/form-data.")
    form = _Form(request, parameters.get("boundary", ""))
    try:
        upload, size = await form.receive()
        key_parts = [upload.item_id, upload.column_id, upload.name]
        answer = await incoming.finish(request, upload.id, size, key_parts=key_parts)
    except BaseException:
        await form.give_up()  # what has become an attachment after all stays one
        raise
    if "Idempotency-Replayed" in answer.headers:
        await form.give_up()  # the first one stays
    return answer


@get("/items/{item_id:uuid}/attachments")
async def find_attachments(
    request: ApiRequest, item_id: Id, column_id: ColumnId = None, cursor: Cursor = None, limit: PageSize = 100
) -> Response[AttachmentPage]:
    """A page of the files of a row: its own, then column by column."""
    return await request.call(
        "public.find_attachments", item_id=item_id, column_id=column_id, cursor=cursor, page_size=limit
    )


@get("/attachments/{attachment_id:uuid}")
async def get_attachment(request: ApiRequest, attachment_id: Id) -> Response[Attachment]:
    """One file, without its bytes; also from the trash."""
    return await request.call("public.get_attachment", attachment_id=attachment_id)


@get("/attachments/{attachment_id:uuid}/file", media_type=_OPAQUE)
async def get_attachment_file(
    request: ApiRequest, attachment_id: Id, inline: Inline = False
) -> Response[bytes]:
    """The bytes of a file, whole or in ranges."""
    opened = await _open(request, attachment_id, "file")
    # What a browser could run, or might take for something else, is bytes to it.
    is_safe = opened.media_type in sniffing.INLINE
    shown = opened.media_type if is_safe else _OPAQUE
    shown_as = disposition(opened.name, "inline" if inline and is_safe else "attachment")
    return await _send(request, opened, f'"{opened.sha256}"', shown, shown_as)


@get("/attachments/{attachment_id:uuid}/preview", media_type="image/webp")
async def get_attachment_preview(request: ApiRequest, attachment_id: Id) -> Response[bytes]:
    """A picture of a picture or of the first page of a PDF, at most 1,024 pixels wide and high."""
    opened = await _open(request, attachment_id, "preview")
    shown_as = disposition(f"{opened.name}.webp", "inline")
    try:
        opened.size = await request.services.objects.size(opened.object_key or "")
    except (ObjectMissing, StoreError) as error:
        raise _lost(error) from error
    return await _send(request, opened, f'"{opened.sha256}-preview"', "image/webp", shown_as)


@patch("/attachments/{attachment_id:uuid}")
async def update_attachment(
    request: ApiRequest, attachment_id: Id, data: JSONBody[UpdateAttachment]
) -> Response[Attachment]:
    """Renames a file, or puts it in another place."""
    return await request.call(
        "public.update_attachment",
        attachment_id=attachment_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/attachments/{attachment_id:uuid}", status_code=200)
async def trash_attachment(request: ApiRequest, attachment_id: Id) -> Response[Attachment]:
    """Puts a file in the trash."""
    return await request.call(
        "public.trash_attachment", attachment_id=attachment_id, version=request.version()
    )


@post("/attachments/{attachment_id:uuid}/restore", status_code=200)
async def restore_attachment(request: ApiRequest, attachment_id: Id) -> Response[Attachment]:
    """Takes a file out of the trash."""
    return await request.call("public.restore_attachment", attachment_id=attachment_id)


class _Form:
    """A multipart form, read as it comes: the session is begun before the first byte of the file is kept."""

    def __init__(self, request: ApiRequest, boundary: str) -> None:
        try:
            self._parser = PushMultipartParser(
                boundary, max_segment_count=8, max_header_size=MOST_HEADER, strict=True
            )
        except MultipartError as error:
            raise Problem("malformed_form", f"{error}.") from error
        self._request = request
        self._fields: dict[str, bytearray] = {
            name: bytearray(request.query_params[name].encode())
            for name in _FIELDS
            if name in request.query_params
        }
        self._upload: incoming.Upload | None = None
        self._size = 0
        self._field: bytearray | None = None

    async def receive(self) -> tuple[incoming.Upload, int]:
        """Reads the whole form. Raises Problem: for rights and limits, before the file is read."""
        try:
            events = self._events()
            async for event in events:
                if isinstance(event, MultipartSegment) and event.name == "file":
                    self._upload = await self._begin(event)
                    file = incoming.staging(self._request, self._upload.id)
                    data = self._bytes_of_file(events)
                    self._size = await incoming.receive(file, data, 0, self._upload.length)
                elif isinstance(event, MultipartSegment):
                    self._begin_field(event)
                elif event and self._field is not None:
                    self._take(bytes(event))
            self._parser.close()
        except MultipartError as error:
            raise Problem("malformed_form", f"{error}.") from error
        if self._upload is None:
            raise Problem("malformed_form", "The form has no part `file` with a file name.")
        return self._upload, self._size

    async def give_up(self) -> None:
        """Nothing of the form stays."""
        if self._upload is not None:
            try:
                await asyncio.shield(incoming.abandon(self._request, self._upload.id))
            except Problem:  # it has expired, or was finished: upkeep has the rest
                await asyncio.to_thread(incoming.staging(self._request, self._upload.id).remove)

    async def _events(self) -> AsyncIterator[Any]:
        async for chunk in self._request.stream():
            if chunk:
                for event in self._parser.parse(chunk):
                    yield event

    async def _bytes_of_file(self, events: AsyncIterator[Any]) -> AsyncIterator[bytes]:
        async for event in events:
            if event is None:  # the part is over
                return
            yield bytes(event)

    def _begin_field(self, segment: MultipartSegment) -> None:
        if self._upload is not None:
            raise Problem("malformed_form", f"`{segment.name}` comes after the file: send it before.")
        if segment.name not in _FIELDS:
            raise _invalid(segment.name, "There is no such field")
        if segment.name in self._fields:
            raise Problem("malformed_form", f"The field {segment.name!r} comes twice.")
        self._field = self._fields[segment.name] = bytearray()

    def _take(self, data: bytes) -> None:
        assert self._field is not None  # noqa: S101
        self._field += data
        if len(self._field) > _MOST_FIELD_BYTES:
            raise Problem("body_too_large", "A field is too long.")

    async def _begin(self, segment: MultipartSegment) -> incoming.Upload:
        if self._upload is not None:
            raise Problem("malformed_form", "The form has more than one part `file`.")
        found = {name: uuid_or_none(value.decode("latin-1")) for name, value in self._fields.items() if value}
        for name, value in found.items():
            if value is None:
                raise _invalid(name, "Expected a UUID")
        item_id = found.get("item_id")
        if item_id is None:
            raise _invalid("item_id", "Name the item before the file")
        limits, said = self._request.services.limits, self._request.headers.get("content-length", "")
        # A body that says how long it is reserves no more than that; another one, the most there may be.
        length = int(said) if said.isdigit() else limits.attachment
        if length <= limits.attachment + _FORM_BYTES:
            length = min(length, limits.attachment)
        name = file_name(segment.filename or "")
        return await incoming.begin(self._request, item_id, found.get("column_id"), name, length)


async def _open(request: ApiRequest, attachment_id: UUID, kind: str) -> _Opened:
    # Under the caller's own rights, and without the answer's own ETag: that of the bytes is another.
    answer = await request.call(
        "private.open_attachment", conditional=False, attachment_id=attachment_id, kind=kind
    )
    return msgspec.json.decode(answer.content, type=_Opened)


async def _send(
    request: ApiRequest, opened: _Opened, etag: str, media_type: str, disposition: str
) -> Response[bytes]:
    modified = format_datetime(opened.created_at.replace(microsecond=0), usegmt=True)
    headers = {
        "ETag": etag,
        "Last-Modified": modified,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(content=b"", status_code=304, headers=headers)
    sent = ranges.answer(request.headers, opened.size, etag, media_type, modified)
    headers |= sent.headers | {"Content-Type": sent.media_type}
    content = _content(request, opened.object_key or "", sent)
    if request.exchange.is_head or opened.size == 0:
        await content.aclose()
        return Response(content=b"", status_code=sent.status, headers=headers)
    # Before the first byte is out, what the store has lost can still be said.
    try:
        first = await anext(content)
    except (ObjectMissing, StoreError) as error:
        raise _lost(error) from error
    return Stream(_after(first, content), status_code=sent.status, headers=headers)  # type: ignore[return-value]


async def _content(request: ApiRequest, key: str, sent: Answer) -> AsyncGenerator[bytes, None]:
    for head, start, end in sent.pieces:
        async for part in request.services.objects.read(key, start, end):
            yield head + part
            head = b""
    if sent.tail:
        yield sent.tail


async def _after(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part


def _lost(error: Exception) -> Problem:
    if isinstance(error, ObjectMissing):
        return Problem("file_missing")
    return Problem("unavailable", "The store of files does not answer.")


def _invalid(field: str, message: str) -> Problem:
    return Problem("invalid_input", f"{field}: {message}", errors=[FieldProblem(field, "invalid", message)])


router = Router(
    "/",
    route_handlers=[
        create_attachment,
        find_attachments,
        get_attachment,
        get_attachment_file,
        get_attachment_preview,
        update_attachment,
        trash_attachment,
        restore_attachment,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["attachments"],
)
