"""Access tokens: what is let in, and 80 ways to be kept out."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from api.errors import Problem
from api.jwks import RemoteKeys
from api.tokens import Tokens, new_refresh_token, token_hash
from deedbook.settings import Settings, SettingsError
from tests.api.conftest import Api, StartApi

SECRET = "own secret of at least thirty-two bytes"
SUPABASE_SECRET = "supabase secret of at least 32 bytes"
ISSUER = "https://project.supabase.co/auth/v1"
JWKS_URL = "https://project.supabase.co/auth/v1/.well-known/jwks.json"
USER = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"

OWN_KEY = ec.generate_private_key(ec.SECP256R1())
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())
REMOTE_EC = ec.generate_private_key(ec.SECP256R1())
REMOTE_RSA = rsa.generate_private_key(65537, 2048)
WEAK_RSA = rsa.generate_private_key(65537, 1024)  # noqa: S505  # what must be refused


def pem(key: Any) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: Any) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def settings(**more: Any) -> Settings:
    here = Path()
    return Settings(
        data_dir=here,
        files_dir=here,
        mail_dir=here,
        **{"jwt_secret": SECRET, "jwt_private_key": pem(OWN_KEY)} | more,
    )


def jwks() -> bytes:
    ec_jwk = jwt.algorithms.ECAlgorithm.to_jwk(REMOTE_EC.public_key(), as_dict=True)
    rsa_jwk = jwt.algorithms.RSAAlgorithm.to_jwk(REMOTE_RSA.public_key(), as_dict=True)
    weak = jwt.algorithms.RSAAlgorithm.to_jwk(WEAK_RSA.public_key(), as_dict=True)
    keys = [
        ec_jwk | {"kid": "ec", "alg": "ES256", "use": "sig"},
        rsa_jwk | {"kid": "rsa", "alg": "RS256"},
        weak | {"kid": "weak", "alg": "RS256"},
        ec_jwk | {"kid": "for-encryption", "use": "enc"},
        {"kty": "oct", "kid": "oct", "k": "c2VjcmV0"},
    ]
    return json.dumps({"keys": keys}).encode()


def supabase() -> Settings:
    return settings(supabase_jwt_secret=SUPABASE_SECRET, supabase_jwks_url=JWKS_URL, supabase_issuer=ISSUER)


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(supabase(), RemoteKeys(JWKS_URL, lambda _: jwks()))


def own(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "deedbook",
        "aud": "authenticated",
        "sub": USER,
        "role": "authenticated",
        "iat": now,
        "nbf": now,
        "exp": now + 900,
    } | changes
    return {k: v for k, v in claims.items() if v is not ...}


def theirs(**changes: Any) -> dict[str, Any]:
    return own(**{"iss": ISSUER, "nbf": ...} | changes)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(header: Any, payload: Any, secret: str = SECRET) -> str:
    """Signed by hand, for what the library would not write."""
    parts = [p if isinstance(p, bytes) else json.dumps(p).encode() for p in (header, payload)]
    signed = ".".join(b64(p) for p in parts)
    return f"{signed}.{b64(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


def hs(claims: dict[str, Any], secret: str = SECRET, **header: Any) -> str:
    return raw({"alg": "HS256", "typ": "JWT", **header}, claims, secret)


def own_kid() -> str:
    return str(Tokens(settings()).jwks()["keys"][0]["kid"])


def es(claims: dict[str, Any], key: Any = OWN_KEY, kid: str | None = None, **header: Any) -> str:
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": kid or own_kid(), **header})


def rs(claims: dict[str, Any], key: Any = REMOTE_RSA, kid: str = "rsa") -> str:
    signed = ".".join(b64(json.dumps(p).encode()) for p in ({"alg": "RS256", "kid": kid}, claims))
    return f"{signed}.{b64(key.sign(signed.encode(), padding.PKCS1v15(), SHA256()))}"


GOOD: dict[str, Callable[[], str]] = {
    "own HS256": lambda: hs(own()),
    "own ES256": lambda: es(own()),
    "no typ": lambda: raw({"alg": "HS256"}, own()),
    "Supabase by secret": lambda: hs(theirs(), SUPABASE_SECRET),
    "Supabase by secret with a kid": lambda: hs(theirs(), SUPABASE_SECRET, kid="abc"),
    "Supabase by ES256": lambda: es(theirs(), REMOTE_EC, "ec"),
    "Supabase by RS256": lambda: rs(theirs()),
    "Supabase with nbf": lambda: hs(theirs(nbf=int(time.time())), SUPABASE_SECRET),
    "Supabase anonymous": lambda: hs(theirs(role="anon"), SUPABASE_SECRET),
}


def _now(seconds: int) -> int:
    return int(time.time()) + seconds


def flip(token: str, part: int) -> str:
    """The same token with one character of one part changed."""
    parts = token.split(".")
    at = len(parts[part]) // 2
    changed = "A" if parts[part][at] != "A" else "B"
    parts[part] = parts[part][:at] + changed + parts[part][at + 1 :]
    return ".".join(parts)


def spare_bits(token: str) -> str:
    """Another spelling of the same signature: the last character holds bits that count for nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]


MUTATIONS: dict[str, Callable[[], str]] = {
    # algorithms
    "alg none": lambda: raw({"alg": "none"}, own()).rpartition(".")[0] + ".",
    "alg none, signed": lambda: raw({"alg": "none"}, own()),
    "alg None": lambda: raw({"alg": "None"}, own()),
    "alg nOnE": lambda: raw({"alg": "nOnE"}, own()),
    "alg missing": lambda: raw({"typ": "JWT"}, own()),
    "alg empty": lambda: raw({"alg": ""}, own()),
    "alg null": lambda: raw({"alg": None}, own()),
    "alg list": lambda: raw({"alg": ["HS256"]}, own()),
    "alg object": lambda: raw({"alg": {"a": 1}}, own()),
    "alg lower case": lambda: raw({"alg": "hs256"}, own()),
    "alg HS384": lambda: jwt.encode(own(), SECRET * 2, algorithm="HS384"),
    "alg HS512": lambda: jwt.encode(own(), SECRET * 2, algorithm="HS512"),
    "alg ES256 with a mac": lambda: hs(own(), alg="ES256", kid=own_kid()),
    "alg RS256 with a mac": lambda: hs(own(), alg="RS256"),
    "alg EdDSA": lambda: hs(own(), alg="EdDSA"),
    "mac with our public key": lambda: raw({"alg": "HS256"}, own(), public_pem(OWN_KEY).decode()),
    "mac with our public key and kid": lambda: raw(
        {"alg": "HS256", "kid": own_kid()}, own(), public_pem(OWN_KEY).decode()
    ),
    "mac with their public key": lambda: raw(
        {"alg": "HS256", "kid": "rsa"}, theirs(), public_pem(REMOTE_RSA).decode()
    ),
    "ES256 of theirs said to be RS256": lambda: es(theirs(), REMOTE_EC, "rsa"),
    "RS256 of theirs said to be ES256": lambda: rs(theirs(), REMOTE_RSA, "ec"),
    # keys
    "another secret": lambda: hs(own(), "another secret of at least 32 bytes"),
    "empty secret": lambda: hs(own(), ""),
    "another EC key": lambda: es(own(), OTHER_KEY),
    "another EC key, their kid": lambda: es(theirs(), OTHER_KEY, "ec"),
    "unknown kid": lambda: es(theirs(), REMOTE_EC, "nobody"),
    "our kid, their key": lambda: es(own(), REMOTE_EC),
    "ES256 without kid": lambda: jwt.encode(own(), OWN_KEY, algorithm="ES256"),
    "HS256 with a kid": lambda: hs(own(), kid="anything"),
    "kid is a path": lambda: hs(own(), kid="../../../../dev/null"),
    "kid is a query": lambda: hs(own(), kid="' union select 'x"),
    "kid is a number": lambda: hs(own(), kid=1),
    "kid is a list": lambda: hs(own(), kid=["a"]),
    "kid is empty": lambda: hs(theirs(), SUPABASE_SECRET, kid=""),
    "kid is huge": lambda: hs(theirs(), SUPABASE_SECRET, kid="k" * 201),
    "weak RSA key": lambda: rs(theirs(), WEAK_RSA, "weak"),
    "key for encryption": lambda: es(theirs(), REMOTE_EC, "for-encryption"),
    "symmetric key from the JWKS": lambda: hs(theirs(), "secret", kid="oct"),
    "jku": lambda: hs(own(), jku="https://evil.example/jwks.json"),
    "x5u": lambda: hs(own(), x5u="https://evil.example/x5u"),
    "x5c": lambda: hs(own(), x5c=["MII"]),
    "jwk": lambda: es(own(), OTHER_KEY, jwk={"kty": "EC"}),
    "crit": lambda: hs(own(), crit=["exp"]),
    "b64": lambda: hs(own(), b64=False, crit=["b64"]),
    "zip": lambda: hs(own(), zip="DEF"),
    "cty": lambda: hs(own(), cty="JWT"),
    "typ of something else": lambda: hs(own(), typ="at+jwt"),
    # claims
    "expired": lambda: hs(own(exp=_now(-1))),
    "expired long ago": lambda: hs(own(exp=1)),
    "no exp": lambda: hs(own(exp=...)),
    "exp null": lambda: hs(own(exp=None)),
    "exp text": lambda: hs(own(exp="tomorrow")),
    "exp true": lambda: hs(own(exp=True)),
    "exp Infinity": lambda: raw({"alg": "HS256"}, json.dumps(own(exp=float("inf"))).encode()),
    "exp NaN": lambda: raw({"alg": "HS256"}, json.dumps(own(exp=float("nan"))).encode()),
    "exp 1e400": lambda: (
        hs(own()).replace("x", "x")
        and raw({"alg": "HS256"}, json.dumps(own(exp=0)).replace('"exp": 0', '"exp": 1e400').encode())
    ),
    "exp too far for a clock": lambda: hs(own(exp=2**60)),
    "exp negative": lambda: hs(own(exp=-1)),
    "not yet": lambda: hs(own(nbf=_now(60))),
    "no nbf": lambda: hs(own(nbf=...)),
    "nbf text": lambda: hs(own(nbf="now")),
    "issued in the future": lambda: hs(own(iat=_now(600))),
    "no iat": lambda: hs(own(iat=...)),
    "wrong iss": lambda: hs(own(iss="somebody")),
    "no iss": lambda: hs(own(iss=...)),
    "iss list": lambda: hs(own(iss=["deedbook"])),
    "our iss, their key": lambda: hs(own(), SUPABASE_SECRET),
    "their iss, our key": lambda: hs(theirs()),
    "wrong aud": lambda: hs(own(aud="somebody")),
    "no aud": lambda: hs(own(aud=...)),
    "aud list": lambda: hs(own(aud=["authenticated", "other"])),
    "no sub": lambda: hs(own(sub=...)),
    "sub empty": lambda: hs(own(sub="")),
    "sub number": lambda: hs(own(sub=1)),
    "sub no uuid": lambda: hs(own(sub="owner@demo.example")),
    "sub in braces": lambda: hs(own(sub="{" + USER + "}")),
    "sub with a newline": lambda: hs(own(sub=USER + "\n")),
    "sub in capitals": lambda: hs(own(sub=USER.upper())),
    "sub with a quote": lambda: hs(own(sub="' or ''='")),
    "no role": lambda: hs(own(role=...)),
    "service_role": lambda: hs(own(role="service_role")),
    "service_role of theirs": lambda: hs(theirs(role="service_role"), SUPABASE_SECRET),
    "postgres": lambda: hs(own(role="postgres")),
    "anon of ours": lambda: hs(own(role="anon")),
    "supabase_admin": lambda: hs(theirs(role="supabase_admin"), SUPABASE_SECRET),
    "role list": lambda: hs(own(role=["authenticated"])),
    "NUL in a claim": lambda: hs(own(email="a\x00b")),
    "lone surrogate in a claim": lambda: raw({"alg": "HS256"}, json.dumps(own(email="\ud800")).encode()),
    # form
    "payload is no object": lambda: raw({"alg": "HS256"}, ["a"]),
    "payload is no JSON": lambda: raw({"alg": "HS256"}, b"claims"),
    "payload is not UTF-8": lambda: raw({"alg": "HS256"}, b"\xff\xfe"),
    "payload is nested 50,000 deep": lambda: raw({"alg": "HS256"}, b"[" * 50_000),
    "header is no object": lambda: raw(["HS256"], own()),
    "header is no JSON": lambda: raw(b"header", own()),
    "two parts": lambda: hs(own()).rpartition(".")[0],
    "four parts": lambda: hs(own()) + ".x",
    "five parts": lambda: "a.b.c.d.e",
    "no parts": lambda: "token",
    "empty signature": lambda: hs(own()).rpartition(".")[0] + ".",
    "short signature": lambda: hs(own())[:-10],
    "changed header": lambda: flip(hs(own()), 0),
    "changed payload": lambda: flip(hs(own()), 1),
    "changed signature": lambda: flip(hs(own()), 2),
    "changed ES256 signature": lambda: flip(es(own()), 2),
    "another spelling of the signature": lambda: spare_bits(hs(own())),
    "padding": lambda: hs(own()) + "=",
    "inner space": lambda: hs(own()).replace(".", " .", 1),
    "standard base64": lambda: hs(own()).replace(".", "+.", 1),
    "1 MB": lambda: hs(own(padding="x" * 1_000_000)),
    "just too long": lambda: hs(own(padding="x" * 8_000)),
}


def test_there_are_eighty_mutations() -> None:
    assert len(MUTATIONS) >= 80


@pytest.mark.parametrize("name", GOOD)
def test_let_in(tokens: Tokens, name: str) -> None:
    token = GOOD[name]()
    event = _verify(tokens, token)
    assert event.user_id == USER
    assert event.role == ("anon" if "anonymous" in name else "authenticated")
    assert json.loads(event.claims)["sub"] == USER


@pytest.mark.parametrize("name", MUTATIONS)
def test_kept_out(tokens: Tokens, name: str) -> None:
    token = MUTATIONS[name]()
    with pytest.raises(Problem) as refused:
        _verify(tokens, token)
    assert (refused.value.slug, refused.value.detail) == ("token_refused", "")  # the same for every reason


def _verify(tokens: Tokens, token: str) -> Any:
    return asyncio.run(tokens.verify(token))


def test_issued_tokens_verify_with_either_key() -> None:
    for one in (Tokens(settings()), Tokens(settings(jwt_private_key=""))):
        session = str(uuid4())
        caller = _verify(one, one.issue(USER, "a@b.co", session))
        assert (caller.user_id, caller.session_id) == (USER, session)


def test_a_kept_token_expires_in_time(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    """Good tokens are remembered for a minute, but never longer than they last."""
    lasting, ending = hs(own()), hs(own(exp=_now(30)))
    verified: list[str] = []
    verify = tokens._verify_with

    def counted(key: Any, token: str) -> Any:
        verified.append(token)
        return verify(key, token)

    monkeypatch.setattr(tokens, "_verify_with", counted)
    for _ in range(3):
        _verify(tokens, lasting)
        _verify(tokens, ending)
    assert verified == [lasting, ending]
    real = time.time
    monkeypatch.setattr("api.tokens.time.time", lambda: real() + 31)
    assert _verify(tokens, lasting).user_id == USER
    assert verified == [lasting, ending]
    assert tokens._verified[ending].until <= real() + 30
    monkeypatch.setattr("api.tokens.time.time", lambda: real() + 61)
    _verify(tokens, lasting)
    assert verified == [lasting, ending, lasting]
    monkeypatch.setattr("api.tokens.time.time", real)
    monkeypatch.setattr("api.tokens._MOST_VERIFIED", 2)
    for n in range(5):
        _verify(tokens, hs(own(jti=str(n))))
    assert len(tokens._verified) <= 2


def test_jwks_shows_the_public_key_alone() -> None:
    keys = Tokens(supabase()).jwks()["keys"]
    assert [k["alg"] for k in keys] == ["ES256"]
    assert keys[0].keys() == {"kty", "crv", "x", "y", "kid", "alg", "use"}
    assert Tokens(settings(jwt_private_key="")).jwks() == {"keys": []}
    token = Tokens(settings()).issue(USER, "a@b.co", USER)
    jwt.decode(token, jwt.PyJWK(keys[0]), audience="authenticated", issuer="deedbook")


@pytest.mark.parametrize(
    "more",
    [
        {"jwt_secret": "", "jwt_private_key": ""},
        {"jwt_secret": "too short"},
        {"jwt_private_key": "nonsense"},
        {"jwt_private_key": pem(ec.generate_private_key(ec.SECP384R1()))},
        {"jwt_private_key": pem(REMOTE_RSA)},
        {"supabase_jwt_secret": SUPABASE_SECRET},
        {"supabase_jwt_secret": "short", "supabase_issuer": ISSUER},
        {"supabase_jwks_url": "file:///etc/passwd", "supabase_issuer": ISSUER},
    ],
)
def test_settings_that_cannot_work_are_refused_at_the_start(more: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        Tokens(settings(**more))


class _Address:
    """A JWKS address that counts its visitors."""

    def __init__(self) -> None:
        self.visits = 0
        self.answer: bytes | Exception = jwks()

    def __call__(self, url: str) -> bytes:
        self.visits += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_remote_keys_are_cached_and_refetched_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    address = _Address()
    clock = [1000.0]
    monkeypatch.setattr("api.jwks.time.monotonic", lambda: clock[0])
    keys = RemoteKeys(JWKS_URL, address)

    async def scenario() -> None:
        assert await keys.find("ec") and await keys.find("rsa")
        assert address.visits == 1
        await asyncio.gather(*(keys.find(f"unknown {n}") for n in range(100)))
        assert address.visits == 1  # a flood of unknown kids asks nobody
        clock[0] += 31
        await asyncio.gather(*(keys.find(f"unknown {n}") for n in range(100)))
        assert address.visits == 2
        clock[0] += 601
        address.answer = OSError("away")
        assert await keys.find("ec")  # the last good ones are kept
        assert await keys.find("ec")
        assert address.visits == 3
        for bad in (
            b"",
            b"[]",
            b'{"keys": 1}',
            b'{"keys": []}',
            b"\xff",
            b'{"keys":[{"kid":"x","kty":"EC"}]}',
        ):
            clock[0] += 31
            address.answer = bad
            assert await keys.find("ec")

    asyncio.run(scenario())


def test_refresh_tokens_are_256_bits() -> None:
    token = new_refresh_token()
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert token_hash(token) == hashlib.sha256(token.encode()).hexdigest()


def test_over_http_there_is_one_answer_and_no_database_work(
    start_api: StartApi, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = start_api(settings)

    async def unexpected(*_: Any) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(api.services.database, "call", unexpected)
    for header in (
        "Bearer x.y.z",
        "Bearer " + "x" * 9000,
        "bearer",
        "Basic b3duZXI6eA==",
        "",
        "Bearer a b",
        "Bearer é".encode(),
    ):
        answer = api.get("/lists", headers={"Authorization": header})
        assert answer.status_code == 401, header
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["type"] in {"token_refused", "unauthenticated"}
    assert api.post("/lists", content=b"{" * 1000).status_code == 401  # nor is the body looked at


def test_two_authorization_headers_are_refused(api: Api) -> None:
    token = api.token("owner")
    headers = [("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")]
    work = api.client.get("/api/v1/lists", headers=headers)
    assert api.run(work).status_code == 401


def test_supabase_tokens_over_http(start_api: StartApi, settings: Settings) -> None:
    changed = msgspec.structs.replace(settings, supabase_jwt_secret=SUPABASE_SECRET, supabase_issuer=ISSUER)
    api = start_api(changed)
    token = hs(theirs(sub=str(api.people["owner"])), SUPABASE_SECRET)
    found = api.get("/workspaces", headers={"Authorization": f"Bearer {token}"})
    assert [w["role"] for w in found.json()["workspaces"]] == ["owner"]
    anonymous = hs(theirs(role="anon"), SUPABASE_SECRET)
    answer = api.get("/workspaces", headers={"Authorization": f"Bearer {anonymous}"})
    assert answer.status_code == 401


def test_a_removed_members_token_gets_nothing(api: Api, workspace: str) -> None:
    before = {"Authorization": f"Bearer {api.token('editor')}"}
    assert api.get(f"/workspaces/{workspace}", headers=before).status_code == 200
    removed = api.delete(f"/workspaces/{workspace}/members/{api.people['editor']}", "owner")
    assert removed.status_code == 204 and removed.content == b""
    assert api.get(f"/workspaces/{workspace}", headers=before).status_code == 404
    assert api.get("/workspaces", headers=before).json() == {"workspaces": []}
