"""/unsubscribe: the link in every mail of notifications, which works without signing in (RFC 8058).

A GET changes nothing, because programs that look at mails follow every link; it shows a button. The POST of
that button, and of a mail program by itself, turns off what the mail told of and nothing else.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response, get, post
from litestar.params import FromPath

from api.errors import Problem
from api.requests import ApiRequest
from api.tokens import token_hash

_STYLE = Path(__file__).with_name("templates").joinpath("unsubscribe.css").read_text(encoding="utf-8")
# Nothing is loaded and nothing runs here; the one style is named by what it says.
_POLICY = (
    "default-src 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

_page = Environment(
    loader=PackageLoader("api"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
).get_template("unsubscribe.html")


class _Found(msgspec.Struct):
    kind: str | None
    title: str | None


@get("/unsubscribe/{token:str}", tags=["notifications"], media_type="text/html")
async def show_unsubscribe(request: ApiRequest, token: FromPath[str]) -> Response[str]:
    """A page that asks whether these mails are to end. Changes nothing."""
    return await _answer(request, token, is_certain=False)


@post("/unsubscribe/{token:str}", tags=["notifications"], media_type="text/html", status_code=200)
async def unsubscribe(request: ApiRequest, token: FromPath[str]) -> Response[str]:
    """Ends the mails that the token came with, and no others; again, it does no more. Takes any body."""
    return await _answer(request, token, is_certain=True)


async def _answer(request: ApiRequest, token: str, *, is_certain: bool) -> Response[str]:
    words: dict[str, Any] = {"is_known": True, "is_done": is_certain, "title": None}
    try:
        result = await request.call_service(
            "private.unsubscribe", token_hash=token_hash(token), is_certain=is_certain
        )
        words["title"] = msgspec.json.decode(result.body or b"", type=_Found).title
    except Problem as problem:
        if problem.slug != "token_invalid":
            raise
        words["is_known"] = False
    return Response(
        content=_page.render(words, style=_STYLE),
        status_code=200 if words["is_known"] else 404,
        media_type="text/html",
        headers={"Content-Security-Policy": _POLICY, "X-Robots-Tag": "noindex"},
    )


handlers = [show_unsubscribe, unsubscribe]
