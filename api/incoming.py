"""How the bytes of an attachment come in, by tus or in a form: session, file, object, row.

The session (private.uploads) is made before a byte is taken: rights and quota are settled there. The bytes go
into a file of the staging folder. When all have come, the object is stored under a key that the database has
noted, and only then the row is made, by a function that checks rights and quota again. A crash between any
two of these leaves either an upload that can go on, or something that upkeep clears away.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from api import sniffing
from api.errors import Problem
from api.requests import ApiRequest
from api.staging import Staging
from deedbook.objects import StoreError

_BLOCK = 256 * 1024  # written at a time


class Upload(msgspec.Struct):
    """A session, as private.upload_json tells it; one that has ended is its attachment."""

    id: UUID
    workspace_id: UUID
    item_id: UUID
    column_id: UUID | None
    name: str
    length: int
    is_finished: bool
    expires_at: datetime | None
    metadata: str = ""


async def begin(
    request: ApiRequest,
    item_id: UUID,
    column_id: UUID | None,
    name: str,
    length: int,
    *,
    metadata: str = "",
    body_hash: str | None = None,
) -> Upload:
    """A new session for at most `length` bytes. Raises Problem: rights, quota, limits."""
    most = request.services.limits.attachment
    if length > most:
        raise Problem("attachment_too_large", f"A file has at most {most:,} bytes; this one has {length:,}.")
    answer = await request.call(
        "private.create_upload",
        body_hash=body_hash,
        is_keyed=body_hash is not None,
        item_id=item_id,
        column_id=column_id,
        name=name,
        length=length,
        metadata=metadata,
    )
    return msgspec.json.decode(answer.content, type=Upload)


async def resume(request: ApiRequest, upload_id: UUID) -> Upload:
    """A session of the caller's, if they may still go on with it."""
    answer = await request.call("private.continue_upload", is_keyed=False, writes=True, upload_id=upload_id)
    return msgspec.json.decode(answer.content, type=Upload)


async def abandon(request: ApiRequest, upload_id: UUID) -> None:
    """Ends a session of the caller's; nothing of it stays."""
    await request.call("private.abandon_upload", is_keyed=False, upload_id=upload_id)
    await asyncio.to_thread(staging(request, upload_id).remove)


def staging(request: ApiRequest, upload_id: UUID) -> Staging:
    """The file of an upload."""
    return Staging(request.services.settings.files_dir, upload_id)


async def receive(file: Staging, chunks: AsyncIterator[bytes], offset: int, most: int) -> int:
    """Writes what comes behind offset, and keeps it when the connection breaks. Returns where the file ends.

    Raises Problem when more than `most` bytes would be there; those up to it are kept.
    """
    await asyncio.to_thread(file.begin, offset)
    block = bytearray()
    try:
        async for chunk in chunks:
            if offset + len(block) + len(chunk) > most:
                raise Problem("body_too_large", f"The upload has {most:,} bytes and no more.")
            block += chunk
            if len(block) >= _BLOCK:
                await asyncio.to_thread(file.write, bytes(block))
                offset += len(block)
                block.clear()
    finally:
        if block:
            await asyncio.shield(asyncio.to_thread(file.write, bytes(block)))
            offset += len(block)
        await asyncio.shield(asyncio.to_thread(file.keep))
    return offset


async def finish(
    request: ApiRequest, upload_id: UUID, size: int, *, key_parts: list[Any] | None = None
) -> Response[Any]:
    """Stores the object of `size` bytes, makes the row and answers with the attachment.

    Of several who ask at once one does it, and the others wait and get the same answer. Nothing is stored
    once there is a row: its object never changes.
    """
    file = staging(request, upload_id)
    async with file.alone():
        answer = await request.call("private.begin_storing", is_keyed=False, writes=True, upload_id=upload_id)
        found = _Stored(object_key=None)
        if answer.content:
            object_key = msgspec.json.decode(answer.content, type=str)
            found = await _store(request, file, object_key, size)
        body_hash = None
        if key_parts is not None:
            body_hash = hashlib.sha256(msgspec.json.encode([found.sha256, *key_parts])).hexdigest()
        made = await request.call(
            "private.finish_upload",
            body_hash=body_hash,
            is_keyed=body_hash is not None,
            writes=True,
            upload_id=upload_id,
            size=size,
            has_preview=found.media_type in sniffing.PREVIEWED,
            **msgspec.structs.asdict(found),
        )
        if "Idempotency-Replayed" not in made.headers:
            await asyncio.to_thread(file.remove)
        return made


class _Stored(msgspec.Struct):
    """What finish_upload is told of the object; nothing where the upload has ended already."""

    object_key: str | None
    sha256: str | None = None
    media_type: str | None = None


async def _store(request: ApiRequest, file: Staging, object_key: str, size: int) -> _Stored:
    if size == 0:
        await asyncio.to_thread(file.touch)
    there, sha256 = await asyncio.to_thread(file.digest)
    if there != size:
        raise Problem("upload_offset_conflict", headers={"Upload-Offset": str(there)})
    media_type = sniffing.media_type(await asyncio.to_thread(file.head, sniffing.HEAD))
    try:
        await request.services.objects.put(object_key, file.path)
    except StoreError as error:
        raise Problem("unavailable", "The store of files does not answer; what came is kept.") from error
    return _Stored(object_key, sha256, media_type)
