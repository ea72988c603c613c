"""A zip archive that somebody else made: its size is counted by unpacking, not believed."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from jobs.imports.errors import ImportFailed

_BLOCK = 1 << 18
_MOST_PARTS = 20_000
_LOCAL = struct.Struct("<4s5H3I2H")


class Archive:
    """The parts of a workbook. Raises ImportFailed for one that is damaged, encrypted or too large."""

    def __init__(self, path: Path, limit: int) -> None:
        self._path, self._limit, self._unpacked = path, limit, 0
        try:
            with zipfile.ZipFile(path) as archive:
                parts = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise damaged(f"its directory cannot be read ({error})") from error
        self.parts = {part.filename: part for part in parts}
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limit:
            raise self._too_large()
        if any(part.flag_bits & 1 for part in parts):
            raise encrypted()

    def read(self, name: str) -> bytes:
        """A part as a whole; empty where there is none."""
        return b"".join(self.unpack(name)) if name in self.parts else b""

    def unpack(self, name: str) -> Iterator[bytes]:
        """A part in blocks. What all parts together may take is counted on the way."""
        part, got = self.parts[name], 0
        for block in self._inflate(part):
            got += len(block)
            self._unpacked += len(block)
            if self._unpacked > self._limit:
                raise self._too_large()
            if got > part.file_size:
                raise damaged(f"{name} is larger than it says")
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                raise ImportFailed("file_unsafe", f"The workbook defines entities in {name}: it is not read.")
            yield block
        if got < part.file_size:
            raise damaged(f"{name} ends too early")

    def _inflate(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            file.seek(part.header_offset)
            header = file.read(_LOCAL.size)
            if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
                raise damaged(f"{part.filename} is not where the directory says")
            *_, name, extra = _LOCAL.unpack(header)
            file.seek(name + extra, 1)
            left = part.compress_size
            if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise damaged(f"{part.filename} is packed in a way no spreadsheet uses")
            packed = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
            while left and (block := file.read(min(_BLOCK, left))):
                left -= len(block)
                if packed is None:
                    yield block
                    continue
                try:
                    while block:
                        yield packed.decompress(block, _BLOCK)
                        block = packed.unconsumed_tail
                except zlib.error as error:
                    raise damaged(f"{part.filename} cannot be unpacked ({error})") from error

    def _too_large(self) -> ImportFailed:
        return ImportFailed(
            "unpacked_too_large",
            f"The workbook unpacks to more than {self._limit:,} bytes (IMPORT_UNPACKED_SIZE).",
        )


def encrypted() -> ImportFailed:
    """The error of a workbook that cannot be read without a password."""
    return ImportFailed("file_encrypted", "The workbook is protected by a password: save it without one.")


def damaged(why: str) -> ImportFailed:
    """The error of a workbook that is broken."""
    return ImportFailed("file_damaged", f"The workbook is damaged: {why}. Open it and save it again.")
