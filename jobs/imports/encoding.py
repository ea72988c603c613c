"""Which encoding a file is in. The whole file is looked at: the first odd byte may come late."""

import codecs
import hashlib
import re
from pathlib import Path

import msgspec

from jobs.imports.errors import ImportFailed, Problem
from jobs.imports.guess import Guess, guess

_BLOCK = 1 << 20
_WINDOW = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED = {
    "utf-16-le": (codecs.BOM_UTF16_LE,),
    "utf-16-be": (codecs.BOM_UTF16_BE,),
    "utf-32-le": (codecs.BOM_UTF32_LE,),
    "utf-32-be": (codecs.BOM_UTF32_BE,),
}
_UNLIKELY = [
    *(
        "mac_cyrillic",
        "mac_greek",
        "mac_iceland",
        "mac_latin2",
        "mac_turkish",
    ),  # taken for cp1251 and its like
    *("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"),  # of mainframes
]
_NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "mbcs", "oem"}
_FEW = 0.01  # of the units: line ends and delimiters of a text without any Latin letter


# Tabulator, line ends, page, the end of old files, and what some programs put between cells.
_TEXT_CONTROLS = "\t\n\r\f\v\x1a\x01\x1c\x1d\x1e\x1f"
_ODD_CONTROLS = re.compile(f"[\x01-\x1f\x7f](?<![{_TEXT_CONTROLS}])")
_MAINFRAME = "cp037"


class Encoding(msgspec.Struct, frozen=True):
    """A codec of Python and why it is the one. `errors`: how it reads what is in another encoding."""

    name: str
    reason: str
    errors: str = "strict"
    is_guessed: bool = False

    def problems(self) -> tuple[Problem, ...]:
        """That it is a guess, where it is one."""
        if not self.is_guessed:
            return ()
        words = (
            f"The encoding is a guess: {self.name} ({self.reason})."
            ' If letters look wrong, say which it is with the option encoding, such as "windows-1252",'
            ' "cp850", "windows-1251" or "shift_jis".'
        )
        return (Problem("encoding_uncertain", words),)


def find_encoding(path: Path, declared: str | None) -> Encoding:
    """Raises ImportFailed where the file cannot be read in any encoding, or not in the declared one."""
    if declared is not None:
        return _declared(path, declared)
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            if (place := _first_error(path, name)) is None:
                return Encoding(name, "the file begins with the mark of this encoding")
            raise ImportFailed("encoding_invalid", f"The file says it is {name}, but byte {place:,} is not.")
    if (wide := _without_mark(path)) is not None:
        return wide
    place = _first_error(path, "utf-8")
    if place is None:
        return Encoding("utf-8", "every byte of the file is UTF-8")
    return _guess(path, place)


def find_json_encoding(path: Path, declared: str | None) -> Encoding:
    """JSON is UTF-8, or UTF-16 or UTF-32: nothing is guessed."""
    with path.open("rb") as file:
        start = file.read(4)
    if declared is not None or any(start.startswith(mark) for mark, _ in _MARKS):
        return find_encoding(path, declared)
    if (wide := _without_mark(path)) is not None:
        return wide
    if (place := _first_error(path, "utf-8")) is not None:
        raise ImportFailed(
            "encoding_invalid",
            f"JSON is UTF-8, but byte {place:,} is not; declare the encoding if it has another.",
        )
    return Encoding("utf-8", "every byte of the file is UTF-8")


def refuse_binary(text: str, delimiter: str | None = None) -> None:
    """Raises ImportFailed where the start of a file has what no text has: many control characters."""
    odd = [character for character in _ODD_CONTROLS.findall(text) if character != delimiter]
    size, zeros = len(text), text.count("\0")
    is_odd = len(odd) > 2 and len(odd) > size * (0.002 if len(set(odd)) > 2 else 0.05)
    if is_odd or (zeros > 2 and zeros > size * 0.3):
        raise ImportFailed(
            "file_not_text",
            f"The file is no text: {len(odd) + zeros:,} of its first {size:,} characters are control"
            " characters. CSV, JSON, NDJSON, .xlsx, .xlsb, .xls and .ods are read.",
        )


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _declared(path: Path, declared: str) -> Encoding:
    name = _codec(declared)
    if name is None:
        raise ImportFailed("encoding_unknown", f'There is no encoding of text that is called "{declared}".')
    if name in _MARKED:
        with path.open("rb") as file:
            start = file.read(4)
        if any(start.startswith(mark) for mark in _MARKED[name]):
            name = name[:6]  # the mark is no part of the first name
    if name == "utf-8":
        name = "utf-8-sig"  # the mark, where there is one, is no part of the first name
    place = _first_error(path, name)
    if place is not None:
        raise ImportFailed("encoding_invalid", f"The file is not {declared}: byte {place:,} cannot be read.")
    return Encoding(name, "declared")


def _codec(declared: str) -> str | None:
    """What Python calls it; None for codecs that are no encoding of text, such as base64 and rot13."""
    try:
        name = codecs.lookup(declared).name
        b"a".decode(name, "replace")
    except (LookupError, ValueError, TypeError):
        return None
    return None if name.replace("_", "-") in _NO_TEXT else name


def _without_mark(path: Path) -> Encoding | None:
    """UTF-16 or UTF-32 by where its zero bytes stand: a text has them on one side of each unit alone."""
    with path.open("rb") as file:
        start = file.read(_WINDOW)
    if b"\0" not in start:
        return None
    rest = start.replace(b"\0", b"")
    if len(rest) * 4 > len(start) * 3 and sum(byte < 128 for byte in rest) > 0.9 * len(rest):
        return None  # ASCII that holds some: in UTF-16 every second byte of it were one
    units = len(start) // 4
    zeros = [start[place : units * 4 : 4].count(0) for place in range(4)]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    likely = {
        "utf-32-le": zeros[3] == units and zeros[2] > units * 0.9,
        "utf-32-be": zeros[0] == units and zeros[1] > units * 0.9,
        "utf-16-le": odd > 2 * units * _FEW and odd > 4 * even,
        "utf-16-be": even > 2 * units * _FEW and even > 4 * odd,
    }
    for name, is_likely in likely.items():
        if units and is_likely and _is_text(path, name, start):
            return Encoding(name, f"zero bytes stand where {name} has them")
    return None


def _is_text(path: Path, name: str, start: bytes) -> bool:
    """Whether all of a file decodes, and its start has nothing that no text has."""
    if _first_error(path, name) is not None:
        return False
    text = codecs.getincrementaldecoder(name)().decode(start)
    return not any(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text)


def _guess(path: Path, place: int) -> Encoding:
    """Statistics on what surrounds the first byte that is not UTF-8, then a decoding of the whole file."""
    with path.open("rb") as file:
        start = file.read(_WINDOW)
        file.seek(max(0, place - _WINDOW // 4))
        window = file.read(_WINDOW)
    if _is_of_mainframe(start):
        raise ImportFailed(
            "file_not_text",
            "The file is no text of this kind of computer: it reads like EBCDIC, of a mainframe."
            f' Say which (encoding: "{_MAINFRAME}", "cp500", "cp1140", …).',
        )
    refuse_binary(start.decode("latin-1"))
    refuse_binary(window.decode("latin-1"))
    best = guess(window, _UNLIKELY)
    others = [Guess(name, "strict", "nothing else fits the whole file") for name in ("cp1252", "latin-1")]
    for found in (best, *others):
        if found.errors != "strict" or _first_error(path, found.name) is None:
            reason = f"byte {place:,} is not UTF-8; {found.why}"
            return Encoding(found.name, reason, found.errors, is_guessed=True)
    raise ImportFailed(
        "encoding_invalid", f"The file is not text in an encoding we know (byte {place:,} is not UTF-8)."
    )


def _is_of_mainframe(start: bytes) -> bool:
    """Letters and digits of EBCDIC lie above 128; its spaces and line ends are no others' line ends."""
    if sum(byte > 127 for byte in start) < 0.5 * len(start) or b"\n" in start:
        return False
    text = start.decode(_MAINFRAME)
    usual = sum(" " <= character <= "~" or character in "\r\n\t\x85" for character in text)
    return usual > 0.95 * len(text)


def _first_error(path: Path, name: str) -> int | None:
    decoder = codecs.getincrementaldecoder(name)()
    read = 0
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return max(0, read + error.start)
            if not block:
                return None
            read += len(block)
