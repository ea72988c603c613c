"""Previews: what a file does to the library that reads it ends with a reason, never with the worker."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from jobs.previews.task import run_child
from tests.attachments.conftest import Office, picture, slug


def child(tmp_path: Path, content: bytes, media_type: str = "image/png", **options: Any) -> dict[str, Any]:
    """What the child says of these bytes."""
    source = tmp_path / "source"
    source.write_bytes(content)
    return run_child(media_type, source, tmp_path / "preview", **options)


def png(width: int, height: int, rows: int = 1) -> bytes:
    """A PNG that says it is so large, and holds that many rows of one bit."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    data = zlib.compress((b"\0" + bytes((width + 7) // 8)) * rows, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(pages: int = 1, **options: Any) -> bytes:
    """A PDF with that many pages."""
    document, made = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(options.get("width", 300), options.get("height", 600))
    document.save(made)
    return made.getvalue()


def test_pictures_and_a_pdf(desk: Office) -> None:
    item = desk.item()
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    made = [
        desk.attach(item, picture((2000, 1000)), "wide.png"),
        desk.attach(item, picture((400, 300), "JPEG", exif=exif), "side.jpg"),
        desk.attach(item, picture((30, 20), "GIF"), "small.gif"),
        desk.attach(item, picture((30, 20), "AVIF"), "small.avif"),
        desk.attach(item, pdf(3), "plan.pdf"),
        desk.attach(item, b"hello", "a.txt"),
        desk.attach(item, picture()[:60], "cut.png"),
        desk.attach(item, b"GIF89axxx", "rubbish.gif"),
    ]
    assert [a["preview_state"] for a in made] == ["pending"] * 5 + ["none", "pending", "pending"]
    assert slug(desk.api.get(f"/attachments/{made[0]['id']}/preview", "member")) == (404, "preview_not_found")
    desk.work("previews")
    listed = desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]
    assert [(a["preview_state"], a["width"], a["height"], a["page_count"]) for a in listed] == [
        ("ready", 2000, 1000, None),
        ("ready", 300, 400, None),
        ("ready", 30, 20, None),
        ("ready", 30, 20, None),
        ("ready", None, None, 3),
        ("none", None, None, None),
        ("failed", None, None, None),
        ("failed", None, None, None),
    ]
    for a in listed[-2:]:
        assert a["preview_problem"].startswith("The file is broken")
        assert "/" not in a["preview_problem"]  # no path of the server
    assert {a["version"] for a in listed} == {1}  # nobody's change is overtaken by a preview
    shown = []
    for a in listed[:5]:
        got = desk.api.get(f"/attachments/{a['id']}/preview", "member")
        assert (got.status_code, got.headers["content-type"]) == (200, "image/webp")
        assert got.headers["content-disposition"].startswith("inline")
        shown.append(Image.open(io.BytesIO(got.content)))
    assert [image.size for image in shown] == [(1024, 512), (300, 400), (30, 20), (30, 20), (512, 1024)]
    side = shown[1].convert("RGB")
    assert side.getpixel((290, 200))[0] > 200 and side.getpixel((10, 200))[2] > 200  # upright: red is right
    assert not shown[1].getexif()
    for a in listed[5:]:
        assert slug(desk.api.get(f"/attachments/{a['id']}/preview", "member")) == (404, "preview_not_found")
    assert slug(desk.api.get(f"/attachments/{listed[0]['id']}/preview", "outsider")) == (
        404,
        "attachment_not_found",
    )
    part = desk.api.get(f"/attachments/{listed[0]['id']}/preview", "member", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    # Running it again does nothing; neither does it for what is gone.
    before = desk.objects()
    again = (
        "select private.defer_job('make_preview', jsonb_build_object('attachment_id', %s::text), 'previews')"
    )
    desk.superuser.execute(again, [listed[0]["id"]])
    desk.superuser.execute(again, ["00000000-0000-0000-0000-000000000000"])
    desk.work("previews")
    assert desk.objects() == before
    states = desk.superuser.execute(
        "select distinct status::text from procrastinate.procrastinate_jobs where task_name = 'make_preview'"
    ).fetchall()
    assert states == [("succeeded",)]
    assert not list((desk.settings.files_dir / "previews").iterdir())


@pytest.mark.parametrize(
    ("content", "media_type", "problem"),
    [
        (png(60_000, 60_000), "image/png", "million pixels"),
        (png(20_000, 20_000, 20_000), "image/png", "million pixels"),
        (b"", "image/png", "broken"),
        (b"%PDF-1.7\n", "image/png", "broken"),
        (b"GIF89a" + b"\xff" * 40, "image/gif", "broken"),
        (picture((300, 200), "JPEG")[:200], "image/jpeg", "broken"),
        (picture(), "image/jpeg", "broken"),  # another reader is not tried
        (b"%PDF-1.7\n%%EOF", "application/pdf", "broken"),
        (pdf()[:200], "application/pdf", "broken"),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff", "image/webp", "broken"),
        (b"II*\0\x08\0\0\0\x01\0\0\x01\x04\0\xff\xff\xff\xff\0\0\0\0", "image/tiff", "broken"),
    ],
)
def test_bombs_and_broken_files(tmp_path: Path, content: bytes, media_type: str, problem: str) -> None:
    told = child(tmp_path, content, media_type)
    assert problem in told["problem"], told


def test_extreme_pages(tmp_path: Path) -> None:
    assert child(tmp_path, pdf(width=14_400, height=3), "application/pdf") == {"page_count": 1}
    with Image.open(tmp_path / "preview") as image:
        assert max(image.size) <= 1024


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    assert "more time" in child(tmp_path, picture(), seconds=0.01)["problem"]


def test_a_child_that_takes_too_much_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jobs.previews import task

    greedy = tmp_path / "greedy.py"
    text = task._CHILD.read_text()
    greedy.write_text(text.replace("    _limit()\n", "    _limit()\n    bytearray(2 * MEMORY)\n", 1))
    monkeypatch.setattr(task, "_CHILD", greedy)
    assert "memory" in child(tmp_path, picture())["problem"]
