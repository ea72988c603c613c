"""Access tokens: our own (HS256 or ES256) out and in, Supabase's in. See docs/decisions/tokens.md."""

import base64
import hashlib
import math
import re
import secrets
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from api.errors import Problem
from api.jwks import RemoteKeys
from deedbook.settings import Settings, SettingsError

ACCESS_SECONDS = 15 * 60

_MOST_CHARACTERS = 8 * 1024
_MOST_VERIFIED = 5_000
_VERIFIED_SECONDS = 60  # a key that is withdrawn stops working after this
_FORM = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# crit, jku, jwk, x5u, x5c, b64, zip and whatever comes next tell us how to verify: nobody asked them to.
_HEADERS = frozenset({"alg", "typ", "kid"})
_OWN_CLAIMS = ["exp", "iat", "nbf", "iss", "aud", "sub", "role"]
_SUPABASE_CLAIMS = ["exp", "iat", "iss", "aud", "sub", "role"]


class Caller(msgspec.Struct, frozen=True):
    """Who asks: the database role, and the claims that row-level security reads."""

    role: str
    claims: str
    user_id: str | None = None
    session_id: str | None = None


ANONYMOUS = Caller(role="anon", claims='{"role":"anon"}')


class _Verified(msgspec.Struct, frozen=True):
    caller: Caller
    until: float


class _Key(msgspec.Struct, frozen=True, kw_only=True):
    """A key, the one algorithm that it may be used with, and what its tokens must say."""

    algorithm: str
    material: Any
    issuer: str
    kid: str | None  # None: the token must have none
    ignores_kid: bool = False
    claims: list[str] = msgspec.field(default_factory=lambda: _OWN_CLAIMS)
    roles: frozenset[str] = frozenset({"authenticated"})
    leeway: int = 0


class Tokens:
    """Issues and verifies. Raises SettingsError when the settings hold no usable key."""

    def __init__(self, settings: Settings, remote: RemoteKeys | None = None) -> None:
        self._audience = settings.jwt_audience
        self._keys: list[_Key] = []
        self._verified: dict[str, _Verified] = {}
        if settings.jwt_secret:
            self._keys.append(_secret_key(settings.jwt_secret, settings.jwt_issuer, "JWT_SECRET"))
        if settings.jwt_private_key:
            private = _private_key(settings.jwt_private_key)
            kid = _thumbprint(private)
            self._keys.append(
                _Key(algorithm="ES256", material=private.public_key(), issuer=settings.jwt_issuer, kid=kid)
            )
            self._signing: tuple[Any, str, str | None] = (private, "ES256", kid)
        elif settings.jwt_secret:
            self._signing = (settings.jwt_secret, "HS256", None)
        else:
            raise SettingsError(
                "No key for access tokens: set JWT_SECRET (32 bytes or more) or JWT_PRIVATE_KEY."
            )
        self._issuer = settings.jwt_issuer
        self._supabase_issuer = _supabase_issuer(settings)
        self._remote = remote
        if settings.supabase_jwt_secret:
            self._keys.append(
                msgspec.structs.replace(
                    _secret_key(settings.supabase_jwt_secret, self._supabase_issuer, "SUPABASE_JWT_SECRET"),
                    ignores_kid=True,
                    **_SUPABASE,
                )
            )
        if settings.supabase_jwks_url and remote is None:
            self._remote = RemoteKeys(_checked_url(settings.supabase_jwks_url))

    def issue(self, user_id: str, email: str, session_id: str) -> str:
        """An access token for ACCESS_SECONDS."""
        key, algorithm, kid = self._signing
        now = int(time.time())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": user_id,
            "role": "authenticated",
            "email": email,
            "session_id": session_id,
            "jti": secrets.token_hex(8),
            "iat": now,
            "nbf": now - 5,  # another host's clock may be a little behind
            "exp": now + ACCESS_SECONDS,
        }
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)

    def jwks(self) -> dict[str, list[dict[str, Any]]]:
        """The public keys that verify our tokens; a shared secret is never among them."""
        return {"keys": [_public_jwk(k.material, k.kid or "") for k in self._keys if k.algorithm == "ES256"]}

    async def verify(self, token: str) -> Caller:
        """Who the token stands for. Raises Problem 401, the same for every reason.

        A token that was good is believed for up to a minute: verifying costs more than reading a row.
        """
        kept = self._verified.get(token)
        if kept and time.time() < kept.until:
            return kept.caller
        caller, expires = await self._verify(token)
        if len(self._verified) >= _MOST_VERIFIED:
            self._verified.clear()
        self._verified[token] = _Verified(caller, min(expires, time.time() + _VERIFIED_SECONDS))
        return caller

    async def _verify(self, token: str) -> tuple[Caller, float]:
        if len(token) > _MOST_CHARACTERS or not _FORM.fullmatch(token) or not _is_canonical(token):
            raise Problem("token_refused")
        try:
            header = jwt.get_unverified_header(token)
            keys = await self._candidates(header)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise Problem("token_refused") from error
        for key in keys:
            verified = self._verify_with(key, token)
            if verified:
                return verified
        raise Problem("token_refused")

    async def _candidates(self, header: dict[str, Any]) -> list[_Key]:
        algorithm, kid = header.get("alg"), header.get("kid")
        if not _HEADERS.issuperset(header) or str(header.get("typ", "JWT")).upper() != "JWT":
            return []
        if kid is not None and (not isinstance(kid, str) or not 0 < len(kid) <= 200):
            return []
        keys = [k for k in self._keys if k.algorithm == algorithm and (k.ignores_kid or k.kid == kid)]
        if keys or not self._remote or kid is None or algorithm not in {"ES256", "RS256"}:
            return keys
        found = await self._remote.find(kid)
        if found is None or found.algorithm_name != algorithm:
            return []
        return [
            _Key(algorithm=algorithm, material=found.key, issuer=self._supabase_issuer, kid=kid, **_SUPABASE)
        ]

    def _verify_with(self, key: _Key, token: str) -> tuple[Caller, float] | None:
        try:
            claims = jwt.decode(
                token,
                key.material,
                algorithms=[key.algorithm],
                audience=self._audience,
                issuer=key.issuer,
                leeway=key.leeway,
                options={"require": key.claims, "strict_aud": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            return None
        if not all(_is_time(claims[c]) for c in ("exp", "iat", "nbf") if c in claims):
            return None
        if not isinstance(claims["sub"], str) or not _UUID.fullmatch(claims["sub"]):
            return None
        role = claims["role"]
        if not isinstance(role, str) or role not in key.roles:
            return None  # service_role above all: no token of the outside becomes that
        try:
            encoded = msgspec.json.encode(claims).decode()
        except (UnicodeEncodeError, ValueError, RecursionError):
            return None
        if "\\u0000" in encoded:
            return None  # jsonb cannot hold it
        session = claims.get("session_id")
        own_session = session if isinstance(session, str) and _UUID.fullmatch(session) else None
        caller = Caller(role=role, claims=encoded, user_id=claims["sub"], session_id=own_session)
        return caller, float(claims["exp"])


_SUPABASE: dict[str, Any] = {
    "claims": _SUPABASE_CLAIMS,  # Supabase sends no nbf; where there is one it counts
    "roles": frozenset({"authenticated", "anon"}),
    "leeway": 5,
}


def new_refresh_token() -> str:
    """256 bits. The database sees only token_hash of it."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256 in hex, as the functions of the database take it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_time(value: object) -> bool:
    """NumericDate: a number that is one. Python's JSON reads Infinity and NaN, and a bool is an int."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and 0 <= value < 2**53
    )


def _is_canonical(token: str) -> bool:
    """Whether each part is the one spelling of its bytes: the spare bits of base64 make several."""
    for part in token.split("."):
        try:
            decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        except ValueError:
            return False
        if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() != part:
            return False
    return True


def _secret_key(secret: str, issuer: str, setting: str) -> _Key:
    if len(secret.encode()) < 32:
        raise SettingsError(f"{setting} is too short: HS256 needs 32 bytes or more.")
    return _Key(algorithm="HS256", material=secret, issuer=issuer, kid=None)


def _private_key(pem: str) -> EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise SettingsError("JWT_PRIVATE_KEY is not a private key in PEM form.") from error
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise SettingsError("JWT_PRIVATE_KEY must be on the curve P-256 (ES256).")
    return key


def _public_jwk(key: Any, kid: str) -> dict[str, Any]:
    jwk: dict[str, Any] = jwt.algorithms.ECAlgorithm.to_jwk(key, as_dict=True)
    return jwk | {"kid": kid, "alg": "ES256", "use": "sig"}


def _thumbprint(key: EllipticCurvePrivateKey) -> str:
    """RFC 7638, so that every process names the key alike."""
    jwk = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    canonical = msgspec.json.encode({k: jwk[k] for k in ("crv", "kty", "x", "y")}, order="sorted")
    return base64.urlsafe_b64encode(hashlib.sha256(canonical).digest()).rstrip(b"=").decode()


def _supabase_issuer(settings: Settings) -> str:
    if (settings.supabase_jwt_secret or settings.supabase_jwks_url) and not settings.supabase_issuer:
        raise SettingsError("SUPABASE_ISSUER is missing: https://<project>.supabase.co/auth/v1")
    return settings.supabase_issuer or ""


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise SettingsError("SUPABASE_JWKS_URL must be an http(s) address.")
    return url


def uuid_or_none(text: str) -> UUID | None:
    """The UUID of a text in its usual form."""
    return UUID(text) if _UUID.fullmatch(text.lower()) else None
