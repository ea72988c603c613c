"""Files on their way out: ranges, conditions, and headers that a name cannot break out of."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import msgspec
from litestar.response import Stream

from api.errors import Problem
from api.requests import ApiRequest

_BLOCK = 1 << 18
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)
_PLAIN = re.compile(r"[^A-Za-z0-9 ._()-]")


class Download(msgspec.Struct, frozen=True):
    """A file as the database knows it."""

    file_name: str
    media_type: str
    file_size: int
    file_sha256: str


def send_file(request: ApiRequest, path: Path, download: Download) -> Stream:
    """The file, a range of it (206), or nothing where the client has it already (304).

    It is always an attachment: no browser shows it as a page of ours. Raises Problem where there is no such
    file or range.
    """
    media_type, _, charset = download.media_type.partition("; charset=")
    tag = f'"{download.file_sha256[:32]}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition(download.file_name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if _has(request.headers.get("if-none-match"), tag):
        return Stream(iter(()), status_code=304, headers=headers)
    size = download.file_size
    part = _part(request, size, tag)
    first, last = part or (0, size - 1)
    try:
        file = path.open("rb")
    except OSError as error:
        raise Problem("file_gone") from error
    headers["Content-Length"] = str(last - first + 1)
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Stream(
        _blocks(file, first, last - first + 1),
        status_code=200 if part is None else 206,
        media_type=media_type,
        encoding=charset or "utf-8",
        headers=headers,
    )


def disposition(name: str) -> str:
    """RFC 6266: plain letters for old programs, and the name itself, in which nothing is special."""
    return f"attachment; filename=\"{_PLAIN.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _blocks(file: BinaryIO, first: int, length: int) -> AsyncIterator[bytes]:
    try:
        await asyncio.to_thread(file.seek, first)
        while length > 0 and (block := await asyncio.to_thread(file.read, min(_BLOCK, length))):
            length -= len(block)
            yield block
    finally:
        file.close()


def _part(request: ApiRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte; None for the whole, also where several ranges are asked for, as HTTP allows."""
    match = _RANGE.fullmatch(request.headers.get("range", "").strip())
    wanted = request.headers.get("if-range")
    if match is None or (wanted is not None and wanted.strip() != tag):
        return None
    start, end = match.groups()
    if not start and not end:
        return None
    if not start:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end or size - 1), size - 1)
        if end and int(end) < int(start):
            return None
    if first > last:
        raise Problem("range_not_satisfiable", headers={"Content-Range": f"bytes */{size}"})
    return first, last


def _has(header: str | None, tag: str) -> bool:
    if header is None:
        return False
    return header.strip() == "*" or tag in {part.strip().removeprefix("W/") for part in header.split(",")}
