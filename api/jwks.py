"""Public keys of somebody else's issuer, by kid, from a JWKS address."""

import asyncio
import logging
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_FRESH_SECONDS = 600
_PAUSE_SECONDS = 30
_MOST_BYTES = 100_000
_MOST_KEYS = 50
_LEAST_RSA_BITS = 2048

log = logging.getLogger("deedbook.api")


class _KeySet(msgspec.Struct):
    keys: list[dict[str, Any]]


class RemoteKeys:
    """Keys of one JWKS address: fetched when needed, kept when the address fails.

    A kid that is not known asks the address again, but at most twice a minute, whoever sends it.
    """

    def __init__(self, url: str, fetch: Callable[[str], bytes] | None = None) -> None:
        self._url = url
        self._fetch = fetch or _fetch
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = self._tried = -float("inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """The key of a kid; its algorithm is in the key."""
        now = time.monotonic()
        if kid not in self._keys or now - self._fetched > _FRESH_SECONDS:
            await self._refresh()
        return self._keys.get(kid)

    async def _refresh(self) -> None:
        async with self._lock:  # the others wait for the one fetch and find it done
            if time.monotonic() - self._tried < _PAUSE_SECONDS:
                return
            self._tried = time.monotonic()
            try:
                keys = _parse(await asyncio.to_thread(self._fetch, self._url))
            except (OSError, ValueError, msgspec.MsgspecError, jwt.PyJWTError) as error:
                log.warning("the JWKS address failed: %s", type(error).__name__)
                return
            if keys:
                self._keys, self._fetched = keys, time.monotonic()


def _parse(document: bytes) -> dict[str, jwt.PyJWK]:
    keys: dict[str, jwt.PyJWK] = {}
    for entry in msgspec.json.decode(document, type=_KeySet).keys[:_MOST_KEYS]:
        kid = entry.get("kid")
        algorithm = {"EC": "ES256", "RSA": "RS256"}.get(str(entry.get("kty")))
        if not isinstance(kid, str) or algorithm is None or entry.get("use", "sig") != "sig":
            continue  # a symmetric key has no business in public
        if entry.get("alg", algorithm) != algorithm or (algorithm == "ES256" and entry.get("crv") != "P-256"):
            continue
        try:
            key = jwt.PyJWK({k: v for k, v in entry.items() if k not in _PRIVATE}, algorithm)
        except (jwt.PyJWTError, ValueError):
            continue
        if isinstance(key.key, EllipticCurvePublicKey) or (
            isinstance(key.key, RSAPublicKey) and key.key.key_size >= _LEAST_RSA_BITS
        ):
            keys[kid] = key
    return keys


_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _fetch(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "application/json"})  # noqa: S310  # checked at start
    with urllib.request.build_opener(_NoRedirects).open(request, timeout=5) as response:
        document: bytes = response.read(_MOST_BYTES + 1)
    if len(document) > _MOST_BYTES:
        raise ValueError("too large")
    return document
