"""The same files in a store that speaks S3, with a server of others; and uploads by a client of others."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from tusclient.client import TusClient

from deedbook.objects import ObjectMissing, Objects, StoreError
from deedbook.settings import Settings, SettingsError
from jobs import attachments
from jobs.database import connect
from tests.api.conftest import SECRET
from tests.attachments.conftest import Office, office, picture, slug, where
from tests.support.server import TestServer

KEYS = {"storage_access_key_id": "deedbook", "storage_secret_access_key": "a secret of the tests"}
_IDENTITY = {
    "name": "deedbook",
    "credentials": [
        {"accessKey": KEYS["storage_access_key_id"], "secretKey": KEYS["storage_secret_access_key"]}
    ],
    "actions": ["Admin", "Read", "Write", "List"],
}


def _ports(count: int) -> list[int]:
    found = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [each.getsockname()[1] for each in found]
    finally:
        for each in found:
            each.close()


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """STORAGE_URL of a bucket in a real server."""
    folder = tmp_path_factory.mktemp("seaweed")
    (folder / "s3.json").write_bytes(msgspec.json.encode({"identities": [_IDENTITY]}))
    master, volume, filer, s3, *grpc = _ports(8)
    arguments = [
        *("server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", f"-s3.config={folder / 's3.json'}"),
        *("-volume.max=8", "-master.volumeSizeLimitMB=64"),
        *(f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}", f"-s3.port={s3}"),
        *(f"-master.port.grpc={grpc[0]}", f"-volume.port.grpc={grpc[1]}"),
        *(
            f"-filer.port.grpc={grpc[2]}",
            f"-s3.port.grpc={grpc[3]}",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ),
    ]
    weed = str(Path(sys.executable).with_name("weed"))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([weed, *arguments], stdout=log, stderr=log)
        try:
            _make_bucket(f"http://127.0.0.1:{filer}", f"http://127.0.0.1:{s3}", folder / "log")
            yield f"s3://attachments/of/tests?endpoint=http://127.0.0.1:{s3}"
        finally:
            process.kill()  # it would take its time, and nothing of it is kept
            process.wait(30)


def _make_bucket(filer: str, endpoint: str, log: Path) -> None:
    """A bucket is a folder of its filer; both have to be up."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            made = httpx.post(f"{filer}/buckets/attachments/")
            if made.status_code in {201, 409} and httpx.get(endpoint).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text()[-2000:])


@pytest.fixture(scope="module")
def cloud(bucket: str, server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose files lie in the bucket."""
    with office(server, tmp_path_factory.mktemp("cloud"), storage_url=bucket, **KEYS) as made:
        yield made


def test_files_in_a_bucket(cloud: Office) -> None:
    item, large = cloud.item(), os.urandom(100_000) * 39  # above one part
    made = cloud.attach(item, large, "large.bin")
    path = f"/attachments/{made['id']}/file"
    assert cloud.api.get(path, "member").content == large
    part = cloud.api.get(path, "member", headers={"Range": "bytes=100-199,3800000-"})
    assert part.status_code == 206 and large[100:200] in part.content and large[3800000:] in part.content
    assert cloud.api("HEAD", path, "member").headers["content-length"] == str(len(large))
    upload = where(cloud.begin(item, 3_000_000, filename="b"))
    for at in range(0, 3_000_000, 1_000_000):
        assert cloud.put(upload, at, large[at : at + 1_000_000]).status_code == 204
    got = cloud.api.get(f"{upload.replace('/uploads', '')}/file", "member").content
    assert hashlib.sha256(got).digest() == hashlib.sha256(large[:3_000_000]).digest()
    assert cloud.attach(item, b"", "empty")["size"] == 0
    shown = cloud.attach(item, picture((2000, 100)), "a.png")
    cloud.work("previews")
    assert cloud.api.get(f"/attachments/{shown['id']}/preview", "member").content[:4] == b"RIFF"
    assert not (cloud.settings.files_dir / "attachments").exists()


def test_a_bucket_is_kept_in_order(cloud: Office) -> None:
    made, lost = cloud.attach(cloud.item()), cloud.attach(cloud.item(), b"lost")
    objects = Objects(cloud.settings)
    keys = dict(
        cloud.superuser.execute(
            "select attachment_id::text, object_key from private.stored_objects"
        ).fetchall()
    )
    objects.delete([keys[lost["id"]], "nothing/there"])
    cloud.superuser.execute("delete from public.attachments where id = %s", [made["id"]])
    with connect(cloud.settings, autocommit=True) as worker:
        assert attachments.delete_unneeded(worker, objects) == 1
        assert attachments.delete_unneeded(worker, objects) == 0
        assert attachments.compare(worker, objects) == (0, 1)
    assert keys[made["id"]] not in dict(objects.list(cloud.workspace))
    assert slug(cloud.api.get(f"/attachments/{lost['id']}/file", "member")) == (410, "file_missing")
    with pytest.raises(ObjectMissing):
        objects.fetch(keys[lost["id"]], cloud.settings.files_dir / "x")


def test_a_store_that_does_not_answer(server: TestServer, tmp_path: Path, bucket: str) -> None:
    nowhere = f"s3://attachments?endpoint=http://127.0.0.1:{_ports(1)[0]}"
    with office(server, tmp_path, storage_url=nowhere, **KEYS) as deaf:
        answer = deaf.send(item := deaf.item())
        assert slug(answer) == (503, "unavailable")
        assert deaf.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
        assert (deaf.used(), deaf.staged()) == (0, [])
        path = where(deaf.begin(item, 5, filename="a"))
        assert slug(deaf.put(path, 0, b"hello")) == (503, "unavailable")
        deaf.api.services.objects._store = Objects(  # it comes back
            Settings(
                **{f: getattr(deaf.settings, f) for f in deaf.settings.__struct_fields__}
                | {"storage_url": bucket}
            )
        )._store
        assert deaf.head(path).headers["upload-offset"] == "5"
        [made] = deaf.api.get(f"/items/{item}/attachments", "member").json()["attachments"]
        assert deaf.api.get(f"/attachments/{made['id']}/file", "member").content == b"hello"


def test_settings_of_a_store(tmp_path: Path, bucket: str) -> None:
    def store(url: str, **keys: str) -> Objects:
        settings = Settings(data_dir=tmp_path, files_dir=tmp_path, mail_dir=tmp_path, storage_url=url, **keys)
        return Objects(settings)

    for url in ("http://x", "s3://", "s3://key:secret@bucket", "s3://bucket?nonsense=1", "bucket"):
        with pytest.raises(SettingsError, match="STORAGE_URL"):
            store(url)
    wrong = store(bucket, storage_access_key_id="deedbook", storage_secret_access_key="wrong")
    with pytest.raises(StoreError) as refused:
        wrong.folders()
    assert "wrong" not in str(refused.value)


def test_a_kept_client_over_a_real_socket(server: TestServer, tmp_path: Path) -> None:
    """tuspy, in pieces, with a break in between, against granian with two processes."""
    content = os.urandom(300_000)
    (tmp_path / "plan.bin").write_bytes(content)
    [port] = _ports(1)
    with office(server, tmp_path) as desk:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "DATA": str(tmp_path),
            "API_DATABASE_URL": desk.settings.api_database_url,
            "JWT_SECRET": SECRET,
        }
        arguments = [
            "--interface",
            "asgi",
            "--factory",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--no-ws",
        ]
        arguments += ["--workers", "2", "--workers-kill-timeout", "5", "api.app:create_app"]
        with (tmp_path / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "granian", *arguments], env=environment, stdout=log, stderr=log
            )
            try:
                _wait(port, tmp_path / "server.log")
                _upload(desk, f"http://127.0.0.1:{port}/api/v1", tmp_path / "plan.bin")
            finally:
                process.terminate()
                process.wait(30)


def _upload(desk: Office, base: str, file: Path) -> None:
    headers = {"Authorization": f"Bearer {desk.api.token('editor')}"}
    client = TusClient(f"{base}/attachments/uploads", headers=headers)
    item, content = desk.item(), file.read_bytes()
    with file.open("rb") as stream:
        named = {"filename": "plan.bin", "item_id": item}
        first = client.uploader(file_stream=stream, chunk_size=90_000, metadata=named, upload_checksum=True)
        first.upload(stop_at=180_000)
        again = client.uploader(file_stream=stream, chunk_size=90_000, url=first.url)
        assert again.offset == 180_000
        again.upload()
    [made] = desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]
    assert (made["name"], made["sha256"]) == ("plan.bin", hashlib.sha256(content).hexdigest())
    got = httpx.get(f"{base}/attachments/{made['id']}/file", headers=headers)
    assert got.content == content
    raw = httpx.head(f"{base}/attachments/{made['id']}/file", headers=headers)
    assert (raw.status_code, raw.headers["content-length"], raw.content) == (200, "300000", b"")
    with httpx.Client(headers=headers) as session:
        form = {"item_id": item}
        sent = session.post(
            f"{base}/attachments", data=form, files={"file": ("a.bin", content * 10)}, timeout=60
        )
        assert sent.status_code == 201 and sent.json()["size"] == 3_000_000


def _wait(port: int, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
