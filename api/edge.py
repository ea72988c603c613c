"""The outermost layer, around routing and errors too: ids, addresses, limits, headers, log and metrics."""

import asyncio
import ipaddress
import logging
import time
from collections.abc import Iterable, MutableMapping
from typing import Any
from uuid import uuid4

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Counter as Total
from prometheus_client import Gauge, Histogram

from api.errors import PROBLEM_JSON, Problem
from api.exchange import Exchange
from api.limits import Allowance, Counter, Limits
from api.tokens import uuid_or_none
from deedbook.settings import Settings

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNCOUNTED = frozenset({"/health", "/health/live", "/health/ready", "/metrics"})

_seconds = Histogram(
    "deedbook_request_seconds",
    "Time from the first byte of a request to the last of its answer",
    ["method", "route", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
_in_progress = Gauge("deedbook_requests_in_progress", "Requests being answered", multiprocess_mode="livesum")
_problems = Total("deedbook_problems_total", "Refusals and failures by slug", ["problem"])

_Headers = list[tuple[bytes, bytes]]

log = logging.getLogger("deedbook.access")


class Edge:
    """Wraps the whole application. Everything it counts has a bounded set of labels."""

    def __init__(self, app: ASGIApp, settings: Settings, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._addresses = Counter(limits.address_per_minute)
        self._proxies = [ipaddress.ip_network(text, strict=False) for text in settings.trusted_proxies]
        self._headers = _security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        headers = scope["headers"]
        exchange = Exchange(id=_request_id(headers), address=self._address(scope))
        scope["state"]["exchange"] = exchange
        method: str = scope["method"]
        if method == "HEAD":
            scope["method"] = "GET"  # the body is dropped below
            exchange.is_head = True
        answer = _Answer(send, exchange, self._headers, has_body=method != "HEAD")
        _in_progress.inc()
        try:
            self._admit(scope, exchange)
            await self._app(scope, _Patient(receive, self._limits), answer)
        except Problem as problem:
            await answer.refuse(problem)
        except Exception:
            log.exception("failed", extra={"request_id": exchange.id})
            if answer.status:
                raise  # half an answer is out: the server closes the connection
            await answer.refuse(Problem("internal_error"))
        finally:
            _in_progress.dec()
            _report(scope, exchange, method, answer.status)

    def _admit(self, scope: Scope, exchange: Exchange) -> None:
        if sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > self._limits.headers:
            raise Problem("headers_too_large")
        if len(scope["raw_path"]) + len(scope["query_string"]) > self._limits.target:
            raise Problem("target_too_long")
        if scope["path"] in _UNCOUNTED:
            return
        exchange.allowance = self._addresses.count(exchange.address_key)
        if exchange.allowance.is_exceeded:
            raise Problem("too_many_requests", headers={"Retry-After": str(exchange.allowance.reset)})

    def _address(self, scope: Scope) -> str:
        """The client: the peer, or what proxies that we trust say about who came to them."""
        client = scope.get("client")
        address = client[0] if client else ""
        if not self._proxies:
            return address
        forwarded = b",".join(v for n, v in scope["headers"] if n == b"x-forwarded-for").decode("latin-1")
        hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
        while hops and self._is_trusted(address):
            hop = hops.pop()
            if _ip(hop) is None:
                break
            address = hop
        return address

    def _is_trusted(self, address: str) -> bool:
        ip = _ip(address)
        # A Unix socket has no address; who can connect to it is the proxy.
        return not address if ip is None else any(ip in network for network in self._proxies)


class _Answer:
    """`send` with our headers; remembers the status."""

    def __init__(self, send: Send, exchange: Exchange, headers: _Headers, *, has_body: bool) -> None:
        self._send = send
        self._exchange = exchange
        self._headers = headers
        self._has_body = has_body
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = self._complete(message["headers"])
        elif message["type"] == "http.response.body" and not self._has_body:
            message["body"] = b""
        await self._send(message)

    async def refuse(self, problem: Problem) -> None:
        """Answers for itself, where nothing inside has had the chance to."""
        self._exchange.problem = problem.slug
        body = problem.body(self._exchange.id)
        headers = {"content-type": PROBLEM_JSON, "content-length": str(len(body)), **problem.headers}
        encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await self({"type": "http.response.start", "status": problem.kind.status, "headers": encoded})
        await self({"type": "http.response.body", "body": body, "more_body": False})

    def _complete(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [(name.lower(), value) for name, value in headers]
        names = {name for name, _ in kept}
        kept += [header for header in self._headers if header[0] not in names]
        kept.append((b"x-request-id", self._exchange.id.encode()))
        kept.append((b"vary", b"Authorization"))
        if self._exchange.allowance:
            kept += _allowance_headers(self._exchange.allowance)
        return kept


class _Patient:
    """`receive` with an end to its patience: a body must come, and not one byte a second."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive = receive
        self._limits = limits
        self._started: float | None = None
        self._received = 0
        self._done = False

    async def __call__(self) -> Any:
        if self._done:
            return await self._receive()
        now = time.monotonic()
        self._started = self._started or now
        allowed = self._limits.body_seconds + self._received / self._limits.body_bytes_per_second
        patience = min(self._limits.body_seconds, self._started + allowed - now)
        try:
            async with asyncio.timeout(max(0.0, patience)):
                message = await self._receive()
        except TimeoutError as error:
            raise Problem("request_timeout", headers={"Connection": "close"}) from error
        if message["type"] == "http.request":
            self._received += len(message["body"])
        self._done = not message.get("more_body", False)
        return message


def _request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    sent = next((value for name, value in headers if name == b"x-request-id"), b"")
    return str(uuid_or_none(sent.decode("latin-1")) or uuid4())


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _security_headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    headers = {
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "no-store",
    }
    if settings.public_url.startswith("https://"):
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _allowance_headers(allowance: Allowance) -> list[tuple[bytes, bytes]]:
    return [
        (b"ratelimit-policy", b"%d;w=60" % allowance.limit),
        (b"ratelimit-limit", b"%d" % allowance.limit),
        (b"ratelimit-remaining", b"%d" % allowance.remaining),
        (b"ratelimit-reset", b"%d" % allowance.reset),
    ]


def _report(scope: MutableMapping[str, Any] | Any, exchange: Exchange, method: str, status: int) -> None:
    seconds = time.perf_counter() - exchange.started
    route = str(scope.get("path_template") or "none")
    label = method if method in _METHODS else "OTHER"
    _seconds.labels(label, route, str(status or 499)).observe(seconds)
    if exchange.problem:
        _problems.labels(exchange.problem).inc()
    log.info(
        "request",
        extra={
            "request_id": exchange.id,
            "method": label,
            "route": route,
            "status": status or 499,  # the client went away
            "milliseconds": round(seconds * 1000, 1),
            "address": exchange.address,
            "user_id": exchange.user_id,
            "problem": exchange.problem,
        },
    )
