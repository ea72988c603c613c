"""Files on their way out: ranges, conditions, and headers that a name cannot break out of."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import msgspec
from litestar.response import Stream

from api import ranges
from api.errors import Problem
from api.ranges import Answer
from api.requests import ApiRequest, matches

_BLOCK = 1 << 18
_PLAIN = re.compile(r"[^A-Za-z0-9 ._()-]")


class Download(msgspec.Struct, frozen=True):
    """A file as the database knows it."""

    file_name: str
    media_type: str
    file_size: int
    file_sha256: str


def send_file(request: ApiRequest, path: Path, download: Download) -> Stream:
    """The file, ranges of it (206), or nothing where the client has it already (304).

    It is always an attachment: no browser shows it as a page of ours. Raises Problem where there is no such
    file or range.
    """
    tag = f'"{download.file_sha256[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition(download.file_name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if matches(request.headers.get("if-none-match"), tag):
        return Stream(iter(()), status_code=304, headers=headers)
    sent = ranges.answer(request.headers, download.file_size, tag, download.media_type)
    try:
        file = path.open("rb")
    except OSError as error:
        raise Problem("file_gone") from error
    media_type, _, charset = sent.media_type.partition("; charset=")
    return Stream(
        _blocks(file, sent),
        status_code=sent.status,
        media_type=media_type,
        encoding=charset or "utf-8",
        headers=headers | sent.headers,
    )


def disposition(name: str, kind: str = "attachment") -> str:
    """RFC 6266: plain letters for old programs, and the name itself, in which nothing is special."""
    return f"{kind}; filename=\"{_PLAIN.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _blocks(file: BinaryIO, sent: Answer) -> AsyncIterator[bytes]:
    try:
        for head, start, end in sent.pieces:
            if head:
                yield head
            await asyncio.to_thread(file.seek, start)
            left = end - start
            while left > 0 and (block := await asyncio.to_thread(file.read, min(_BLOCK, left))):
                left -= len(block)
                yield block
        if sent.tail:
            yield sent.tail
    finally:
        file.close()
