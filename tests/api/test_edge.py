"""What surrounds every answer: ids, headers, CORS, proxies, HEAD, logs, metrics, health, keys."""

import json
import logging
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import psycopg
import pytest

from api import logs
from api.edge import Edge
from deedbook.settings import Settings
from tests.api.conftest import Api, StartApi

SECURITY = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def test_every_answer_has_an_id_and_security_headers(api: Api) -> None:
    for path in ("/lists", "/nowhere", "/health/live", "/metrics", "/schema", "/.well-known/jwks.json"):
        answer = api.get(path)
        assert UUID(answer.headers["x-request-id"])
        assert SECURITY.items() <= dict(answer.headers).items(), path
        assert "strict-transport-security" not in answer.headers
        assert "server" not in answer.headers


def test_hsts_where_the_public_address_is_https(start_api: StartApi, settings: Settings) -> None:
    api = start_api(msgspec.structs.replace(settings, public_url="https://deedbook.example"))
    assert api.get("/health/live").headers["strict-transport-security"].startswith("max-age=31536000")


def test_the_callers_request_id_is_taken_when_it_is_a_uuid(
    api: Api, workspace: str, superuser: psycopg.Connection
) -> None:
    mine = str(uuid4())
    headers = {"X-Request-Id": mine, "X-Workspace-Id": workspace}
    made = api.post("/lists", "owner", json={"name": "Homes"}, headers=headers)
    assert made.headers["x-request-id"] == mine
    found = superuser.execute("select count(*) from audit.events where request_id = %s", [mine]).fetchone()
    assert found is not None and found[0] >= 1
    for odd in ("x", "1" * 5000, "a\tb", mine + "x", "' or 1=1"):
        assert UUID(api.get("/lists", headers={"X-Request-Id": odd}).headers["x-request-id"]) != odd


def test_cors_knows_exact_origins(start_api: StartApi, settings: Settings) -> None:
    api = start_api(msgspec.structs.replace(settings, cors_origins=("https://app.example",)))
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "PATCH"}
    wanted = asked | {"Access-Control-Request-Headers": "authorization, idempotency-key, x-workspace-id"}
    allowed = api("OPTIONS", "/lists", headers=wanted)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "https://app.example"
    assert "access-control-allow-credentials" not in allowed.headers
    got = api.get("/lists", "owner", headers={"Origin": "https://app.example"})
    assert got.headers["access-control-allow-origin"] == "https://app.example"
    assert "etag" in got.headers["access-control-expose-headers"].lower()
    assert "Origin" in got.headers.get_list("vary", split_commas=True)
    refused = api.get("/nowhere", headers={"Origin": "https://app.example"})
    assert refused.headers["access-control-allow-origin"] == "https://app.example"  # errors can be read too
    for origin in (
        "https://app.example.evil.test",
        "https://evilapp.example",
        "http://app.example",
        "https://app.example:8443",
        "null",
        "https://APP.example.",
    ):
        assert "access-control-allow-origin" not in api.get("/lists", headers={"Origin": origin}).headers
        assert (
            "access-control-allow-origin"
            not in api("OPTIONS", "/lists", headers=asked | {"Origin": origin}).headers
        )


def test_without_origins_there_is_no_cors(api: Api) -> None:
    answer = api.get("/lists", headers={"Origin": "https://app.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        ((), "10.0.0.1", ["1.2.3.4"], "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        (("10.0.0.0/8",), "10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),
        (("10.0.0.0/8",), "10.0.0.1", ["6.6.6.6", "1.2.3.4, 10.9.9.9"], "1.2.3.4"),
        (("10.0.0.0/8",), "9.9.9.9", ["1.2.3.4"], "9.9.9.9"),
        (("10.0.0.0/8",), "10.0.0.1", ["nonsense"], "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", ["1.2.3.4, nonsense"], "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", [], "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", ["10.0.0.2"], "10.0.0.2"),
        (("::1",), "::1", ["2001:db8::7"], "2001:db8::7"),
        (("127.0.0.1",), "", ["1.2.3.4"], "1.2.3.4"),
    ],
)
def test_forwarded_addresses_count_only_from_trusted_proxies(
    settings: Settings, proxies: tuple[str, ...], peer: str, forwarded: list[str], address: str
) -> None:
    from api.limits import Limits

    async def app(*_: Any) -> None: ...

    edge = Edge(app, msgspec.structs.replace(settings, trusted_proxies=proxies), Limits())
    scope: Any = {
        "client": (peer, 1) if peer else None,
        "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded],
    }
    assert edge._address(scope) == address


def test_an_ipv6_network_is_one_subscriber() -> None:
    from api.exchange import Exchange

    keys = {Exchange(id="", address=f"2001:db8:1:2::{n}").address_key for n in range(9)}
    assert keys == {"2001:db8:1:2::/64"}
    assert Exchange(id="", address="1.2.3.4").address_key == "1.2.3.4"
    assert Exchange(id="", address="").address_key == ""


def test_head_is_get_without_the_body(api: Api) -> None:
    got, head = api.get("/lists", "owner"), api("HEAD", "/lists", "owner")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == got.headers["content-length"]
    assert (api("HEAD", "/nowhere").status_code, api("HEAD", "/nowhere").content) == (404, b"")


def test_odd_methods_and_hosts(api: Api) -> None:
    for method in ("BREW", "TRACE", "CONNECT"):
        assert api(method, "/lists").status_code == 405
    assert api.get("/lists", "owner", headers={"Host": "evil.example"}).status_code == 200
    assert "evil.example" not in api.get("/nowhere", headers={"Host": "evil.example"}).text


def test_health(api: Api, superuser: psycopg.Connection) -> None:
    answer = api.get("/health")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["database"], body["migrations"]["pending"]) == ("ok", "ok", [])
    assert body["migrations"]["applied"] >= 10
    assert body["version"] == api.services.version
    assert api.get("/health/live").json() == {"status": "alive"}
    assert api.get("/health/ready").status_code == 200
    superuser.execute("delete from migration.contents where migration_id = '0010_create_identity'")
    behind = api.get("/health")
    assert behind.status_code == 503 and behind.json()["status"] == "behind"
    assert behind.json()["migrations"]["pending"] == ["0010_create_identity"]


def test_metrics_are_bounded(api: Api) -> None:
    for n in range(5):
        api.get(f"/lists/{uuid4()}", "owner")
        api.get(f"/nowhere/{n}")
        api(f"ODD{n}", "/lists")
    text = api.get("/metrics").text
    lines = [line for line in text.splitlines() if line.startswith("deedbook_request_seconds_count")]
    assert any('route="/api/v1/lists/{list_id}"' in line and 'status="404"' in line for line in lines)
    assert any('method="OTHER"' in line for line in lines)
    assert not any("nowhere" in line or "ODD" in line for line in lines)
    assert 'deedbook_problems_total{problem="list_not_found"}' in text
    assert "deedbook_requests_in_progress" in text


def test_jwks(api: Api) -> None:
    answer = api.get("/.well-known/jwks.json")
    assert answer.status_code == 200 and answer.json() == {"keys": []}
    assert answer.headers["cache-control"] == "public, max-age=600"


def test_log_lines_are_json_with_routes_for_paths(api: Api, capfd: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    request = str(uuid4())
    api.get(f"/lists/{uuid4()}?workspace_id=secret", "owner", headers={"X-Request-Id": request})
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if request in line]
    assert len(lines) == 1
    line = lines[0]
    assert line["event"] == "request" and line["level"] == "INFO" and line["time"]
    assert line["route"] == "/api/v1/lists/{list_id}" and line["status"] == 404
    assert line["user_id"] == str(api.people["owner"]) and line["milliseconds"] > 0
    assert "secret" not in json.dumps(line)
    logging.getLogger("deedbook").handlers.clear()


def test_nothing_escapes_when_the_application_fails(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("secret thing")

    edge = api.app.asgi_handler
    monkeypatch.setattr(edge, "_app", broken)
    answer: httpx.Response = api.get("/lists")
    assert answer.status_code == 500
    assert answer.json()["type"] == "internal_error" and "secret" not in answer.text
    assert SECURITY.items() <= dict(answer.headers).items()
