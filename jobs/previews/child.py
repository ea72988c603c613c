"""Makes one preview and ends: `child.py MEDIA_TYPE SOURCE TARGET`, in a process of its own, under limits.

Prints JSON: {width, height, page_count}, or {problem} for a file that is broken or too large. Nothing of
Deedbook is imported, so that whatever a file does to a library, it finds nothing here.
"""

import json
import resource
import sys
import warnings

MOST_PIXELS = 100_000_000  # of the picture; a phone's have a tenth
SIDE = 1024
MEMORY = 1536 * 1024 * 1024
SECONDS = 30
WRITTEN = 16 * 1024 * 1024

# The bytes have said what they are: no other reader is tried on them.
FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
}


class Refused(Exception):
    """Why there is no preview, for people."""


def main(media_type: str, source: str, target: str) -> dict[str, int | str]:
    """The preview of a file, and what was found out on the way."""
    _limit()
    try:
        if media_type == "application/pdf":
            return _of_pdf(source, target)
        return _of_picture(media_type, source, target)
    except Refused as refusal:
        return {"problem": str(refusal)}
    except MemoryError:
        return {"problem": "The file takes more memory than a preview may."}
    except Exception as error:  # whatever a library says of a broken file
        said = _without_paths(str(error), source, target)
        return {"problem": f"The file is broken: {said or type(error).__name__}"}


def _without_paths(said: str, *paths: str) -> str:
    """What a library says, without where on this server the file is."""
    for path in paths:
        said = said.replace(repr(path), "").replace(path, "")
    if "/" in said:  # of something else here, and nobody else's business
        return ""
    return " ".join(said.split())[:200]


def _of_picture(media_type: str, source: str, target: str) -> dict[str, int | str]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(source, formats=[FORMATS[media_type]]) as image:
            width, height = image.size
            if image.getexif().get(0x0112) in {5, 6, 7, 8}:  # lies on its side
                width, height = height, width
            image.draft("RGB", (SIDE * 2, SIDE * 2))  # a large JPEG is read smaller at once
            image.load()
            upright = ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels.") from bomb
    has_alpha = upright.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in upright.info
    picture = upright.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((SIDE, SIDE))
    picture.save(target, "WEBP", quality=80)  # without the EXIF of the original, and where it was taken
    return {"width": width, "height": height}


def _of_pdf(source: str, target: str) -> dict[str, int | str]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        reason = "is protected by a password" if "password" in str(error).lower() else "is broken"
        raise Refused(f"The PDF {reason}.") from error
    count = len(document)
    if not count:
        raise Refused("The PDF has no pages.")
    page = document[0]
    scale = SIDE / max(*page.get_size(), 1.0)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    picture.thumbnail((SIDE, SIDE))
    picture.save(target, "WEBP", quality=80)
    return {"page_count": count}


def _limit() -> None:
    for which, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (least, hard))
        except (OSError, ValueError):  # some systems know no limit of memory; time still ends it
            continue


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:4])))
