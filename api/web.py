"""The web app at `/`: the files that the build of web/ made, served beside the API."""

import mimetypes
import secrets
from pathlib import Path

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

# Where the API answers, also with 404: a client that mistyped a path must not get a page.
_OWN = ("/api", "/schema", "/health", "/metrics", "/.well-known", "/assets")
_NONCE = b"__CSP_NONCE__"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_COMPRESSED = frozenset({".js", ".css", ".svg", ".json", ".map", ".txt"})
# Not as the machine's own table has them: that differs from one to the next.
_MEDIA_TYPES = {".js": "text/javascript", ".map": "application/json", ".woff2": "font/woff2"}
_FOR_EVER = b"public, max-age=31536000, immutable"
# Styles that a component library adds at run time carry the nonce of the page; nothing else is inline.
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)

_Headers = list[tuple[bytes, bytes]]


class _File(msgspec.Struct, frozen=True):
    media_type: bytes
    is_immutable: bool
    contents: dict[str, Path]  # by content coding; "" is the file as it is


class Web:
    """Answers what is the web app's and passes everything else on. Without a build it only passes on."""

    def __init__(self, app: ASGIApp, folder: Path | None) -> None:
        self._app = app
        self._files = _scan(folder) if folder and folder.is_dir() else {}
        self._read: dict[Path, bytes] = {}
        page = self._files.pop("/index.html", None)
        self._page = page.contents[""].read_bytes() if page else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI. HEAD has become GET before it comes here."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET" or self._page is None:
            await self._app(scope, receive, send)
        elif file := self._files.get(scope["path"]):
            await _send(scope, send, *self._file(file, _header(scope, b"accept-encoding")))
        elif _is_page(scope):
            await _send(scope, send, *_page(self._page))
        else:
            await self._app(scope, receive, send)

    def _file(self, file: _File, accepted: str) -> tuple[bytes, _Headers]:
        coding = next((name for name in file.contents if name and name in accepted), "")
        headers = [
            (b"content-type", file.media_type),
            (b"cache-control", _FOR_EVER if file.is_immutable else b"no-cache"),
            (b"vary", b"Accept-Encoding"),
        ]
        if coding:
            headers.append((b"content-encoding", coding.encode()))
        path = file.contents[coding]
        if path not in self._read:  # all of them together are a few megabytes
            self._read[path] = path.read_bytes()
        return self._read[path], headers


def _scan(folder: Path) -> dict[str, _File]:
    """The files below a folder by the path of their address. What is linked from elsewhere is left out."""
    root = folder.resolve()
    paths = {path for path in root.rglob("*") if path.is_file() and path.resolve().is_relative_to(root)}
    files = {}
    for path in paths:
        if path.suffix in {".br", ".gz"}:
            continue
        address = "/" + path.relative_to(root).as_posix()
        others = {name: path.with_name(path.name + suffix) for name, suffix in _ENCODINGS}
        known = path.suffix in _COMPRESSED
        files[address] = _File(
            media_type=_media_type(path),
            is_immutable=address.startswith("/assets/"),
            contents={name: other for name, other in others.items() if known and other in paths} | {"": path},
        )
    return files


def _media_type(path: Path) -> bytes:
    kind = _MEDIA_TYPES.get(path.suffix) or mimetypes.types_map.get(path.suffix, "application/octet-stream")
    return (f"{kind}; charset=utf-8" if kind.startswith("text/") else kind).encode()


def _is_page(scope: Scope) -> bool:
    """Whether the router of the app is to say what there is: addresses that a browser opens."""
    path = scope["path"]
    if path == "/":
        return True
    is_own = any(path == own or path.startswith(own + "/") for own in _OWN)
    return not is_own and "text/html" in _header(scope, b"accept")


def _page(page: bytes) -> tuple[bytes, _Headers]:
    """The page with a nonce of its own, therefore never from a cache."""
    nonce = secrets.token_urlsafe(16)
    return page.replace(_NONCE, nonce.encode()), [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"cache-control", b"no-cache"),
        (b"content-security-policy", _POLICY.format(nonce=nonce).encode()),
    ]


def _header(scope: Scope, name: bytes) -> str:
    return b",".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


async def _send(scope: Scope, send: Send, body: bytes, headers: _Headers) -> None:
    scope["path_template"] = "web"  # one label for all of them in log and metrics
    headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
