"""Range and its company (RFC 9110, 13 and 14): which bytes of a file a request wants."""

import re
import secrets
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from api.errors import Problem

_MOST = 16  # more ranges than a player or reader of PDF asks for at once
_RANGE = re.compile(r"([0-9]*)-([0-9]*)")
_FAR = 10**18  # behind the end of any file


class Wanted(msgspec.Struct, frozen=True):
    """Bytes from start to before end, in the order in which they were asked for. All of them: not partial."""

    ranges: list[tuple[int, int]]
    is_partial: bool


class Piece(NamedTuple):
    """Bytes of the file from start to before end, and what stands before them."""

    head: bytes
    start: int
    end: int


class Answer(NamedTuple):
    """What is sent: the pieces, then the tail."""

    status: int
    headers: dict[str, str]
    media_type: str
    pieces: list[Piece]
    tail: bytes


def answer(
    headers: Mapping[str, str], size: int, etag: str, media_type: str, modified: str | None = None
) -> Answer:
    """How a request for a file is answered: whole, a range (206), or several. Raises as `wanted` does."""
    chosen = wanted(headers, size, etag, modified)
    said = {"Accept-Ranges": "bytes"}
    if len(chosen.ranges) > 1:
        parts = Parts(chosen.ranges, size, media_type)
        said["Content-Length"] = str(parts.length)
        pieces = [Piece(head, *range_) for head, range_ in zip(parts.heads, chosen.ranges, strict=True)]
        return Answer(206, said, f"multipart/byteranges; boundary={parts.boundary}", pieces, parts.end)
    [(start, end)] = chosen.ranges
    said["Content-Length"] = str(end - start)
    if chosen.is_partial:
        said["Content-Range"] = content_range(start, end, size)
    return Answer(206 if chosen.is_partial else 200, said, media_type, [Piece(b"", start, end)], b"")


def wanted(headers: Mapping[str, str], size: int, etag: str, modified: str | None = None) -> Wanted:
    """What to send of a file. Raises range_not_satisfiable for ranges that make no sense or lie behind it."""
    whole = Wanted([(0, size)], False)
    header = headers.get("range")
    condition = headers.get("if-range")
    if header is None or (condition is not None and condition.strip() not in {etag, modified}):
        return whole
    unit, separator, text = header.partition("=")
    if unit.strip().lower() != "bytes" or not separator:
        return whole  # a unit that nobody knows is passed over
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found = [_RANGE.fullmatch(part) for part in parts[: _MOST + 1]]
    if not found or not all(match and match[0] != "-" for match in found):
        raise _refusal("Range is not written as bytes=first-last.", size)
    ranges = [r for match in found if match and (r := _bytes(match[1], match[2], size))]
    if not ranges:
        raise _refusal("No range begins within the file.", size)
    # Many small ones, or the same bytes again and again, cost us more than the whole file.
    if len(found) > _MOST or sum(end - start for start, end in ranges) > size:
        return whole
    return Wanted(ranges, True)


def content_range(start: int, end: int, size: int) -> str:
    """The header of one range."""
    return f"bytes {start}-{end - 1}/{size}"


class Parts:
    """Several ranges as multipart/byteranges, with a length that is known before."""

    def __init__(self, ranges: list[tuple[int, int]], size: int, media_type: str) -> None:
        self.boundary = secrets.token_hex(16)
        self.heads = [
            f"\r\n--{self.boundary}\r\nContent-Type: {media_type}\r\n"
            f"Content-Range: {content_range(start, end, size)}\r\n\r\n".encode()
            for start, end in ranges
        ]
        self.end = f"\r\n--{self.boundary}--\r\n".encode()
        self.length = sum(map(len, self.heads)) + sum(b - a for a, b in ranges) + len(self.end)


def _bytes(first: str, last: str, size: int) -> tuple[int, int] | None:
    begin, end = _position(first), _position(last)
    if not first:  # the last so many
        return (max(0, size - end), size) if end and size else None
    if last and end < begin:
        raise _refusal("A range ends before it begins.", size)
    return (begin, min(end + 1, size) if last else size) if begin < size else None


def _position(digits: str) -> int:
    """However many digits there are: none is zero."""
    digits = digits.lstrip("0")
    return _FAR if len(digits) > 18 else int(digits or "0")


def _refusal(detail: str, size: int) -> Problem:
    return Problem("range_not_satisfiable", detail, headers={"Content-Range": f"bytes */{size}"})
