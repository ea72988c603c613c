"""The web app's files beside the API: what is answered, with which headers, and what is not its business."""

import asyncio
import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from deedbook.settings import Settings

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = b"export const answer = 42\n"
Get = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the one that the build makes."""
    outside = tmp_path_factory.mktemp("web")
    folder = outside / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text('<meta property="csp-nonce" nonce="__CSP_NONCE__"><title>x</title>')
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "app-1a2b.js").write_bytes(SCRIPT)
    (folder / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (outside / "secret").write_text("no")
    (folder / "linked").symlink_to(outside / "secret")
    return folder


def _get(folder: Path) -> Get:
    settings = Settings(
        data_dir=folder,
        files_dir=folder,
        mail_dir=folder,
        web_dir=folder,
        api_database_url="postgresql:///",
        jwt_secret="-" * 32,
    )
    app: Any = create_app(settings)

    def get(path: str, *, method: str = "GET", **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://deedbook.test") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(send())

    return get


@pytest.fixture(scope="module")
def get(built: Path) -> Get:
    """Asks an application that has a build; none of these needs the database."""
    return _get(built)


@pytest.mark.parametrize("path", ["/", "/sign-in", "/w/0197a3c4/lists/7?sort=price", "/invite/token"])
def test_pages_are_the_app(get: Get, path: str) -> None:
    answer = get(path, **HTML)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers  # a 304 would bring a new policy to an old page


def test_every_page_has_a_nonce_of_its_own_and_nothing_inline(get: Get) -> None:
    answers = [get("/", **HTML) for _ in range(2)]
    nonces = [re.search(r'nonce="([\w-]{22})"', answer.text) for answer in answers]
    found = [match[1] for match in nonces if match]
    assert len(set(found)) == 2
    for answer, nonce in zip(answers, found, strict=True):
        policy = answer.headers["content-security-policy"]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_assets_are_kept_for_ever_and_come_compressed(get: Get) -> None:
    plain = get("/assets/app-1a2b.js", **{"Accept-Encoding": "identity"})
    packed = get("/assets/app-1a2b.js", **{"Accept-Encoding": "gzip, br"})
    for answer in (plain, packed):
        assert answer.content == SCRIPT
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers.get_list("vary")
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"


def test_other_files_are_asked_for_again(get: Get) -> None:
    answer = get("/icon.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing",
        "/api",
        "/assets/gone.js",
        "/.well-known/nothing",
        "/health/nothing",
    ],
)
def test_what_is_not_the_apps_stays_404(get: Get, path: str) -> None:
    answer = get(path, **HTML)
    assert answer.status_code == 404
    assert answer.json()["type"] == "not_found"


def test_programs_that_mistype_get_no_page(get: Get) -> None:
    assert get("/list", Accept="application/json").status_code == 404
    assert get("/sign-in", method="POST", **HTML).status_code == 404


@pytest.mark.parametrize(
    "path", ["/linked", "/../secret", "/%2e%2e/secret", "/assets/../../secret", "/index.html.gz"]
)
def test_nothing_outside_of_the_build_is_served(get: Get, path: str) -> None:
    assert get(path, Accept="*/*").status_code == 404


def test_head_has_no_body(get: Get) -> None:
    answer = get("/", method="HEAD", **HTML)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_without_a_build_there_is_the_api_alone(tmp_path: Path) -> None:
    assert _get(tmp_path / "none")("/", **HTML).status_code == 404
