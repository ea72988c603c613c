"""What a file is, by its bytes. What its name or the client says is not looked at."""

import re

import puremagic

HEAD = 64 * 1024  # bytes that are looked at

_UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_SURE = 0.3  # puremagic's own measure; below, a text may be taken for something else
_SAME = {"image/x-ms-bmp": "image/bmp", "image/x-png": "image/png"}
# Beginnings of a zip that is an office document. Which one, its first entries say.
_IN_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_ODF = re.compile(rb"mimetype(application/(?:vnd\.oasis\.opendocument\.[a-z-]{1,40}|epub\+zip))")

# What a browser may show in place: no page, no script, nothing that draws on others.
INLINE = frozenset(
    {
        *("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "application/pdf"),
        *("text/plain", "audio/mpeg", "audio/wav", "audio/ogg", "video/mp4", "video/webm"),
    }
)
# What a job makes a preview of.
PREVIEWED = frozenset(
    {
        *("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/tiff"),
        "application/pdf",
    }
)


def media_type(head: bytes) -> str:
    """The media type of a file that begins so; application/octet-stream when nobody knows."""
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    try:
        best = max(puremagic.magic_string(head), key=lambda match: match.confidence)
    except (puremagic.PureError, ValueError):
        return "text/plain" if _is_text(head) else _UNKNOWN
    if best.confidence < _SURE and _is_text(head):
        return "text/plain"
    found = _SAME.get(best.mime_type, best.mime_type)
    return found if _MEDIA_TYPE.fullmatch(found) and len(found) <= 100 else _UNKNOWN


def _zipped(head: bytes) -> str:
    if found := _ODF.search(head[:200]):
        return found[1].decode()
    if b"[Content_Types].xml" in head:
        for folder, name in _IN_ZIP:
            if folder in head:
                return name
    return "application/zip"


def _is_text(head: bytes) -> bool:
    if not head or b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # The last character may have been cut in two.
        return error.start >= len(head) - 3 and len(head) == HEAD
    return True
