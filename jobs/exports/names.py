"""Names of files and sheets, made of names that people gave."""

import re
import unicodedata

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_SEPARATORS = re.compile(r'[<>:"/\\|?*]')
_SHEET = re.compile(r"[\[\]:*?/\\]")
LONGEST_FILE = 200  # bytes; with a number and an ending they fit into the 255 of most file systems


class Names:
    """Gives out each name once, whatever case and form of Unicode it is in."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._taken: set[str] = set()

    def free(self, wanted: str, ending: str = "") -> str:
        """The name, or the name with a number."""
        number, name = 1, _cut(wanted, self._longest) + ending
        while _folded(name) in self._taken:
            number += 1
            suffix = f" ({number})"
            name = _cut(wanted, self._longest - len(suffix)) + suffix + ending
        self._taken.add(_folded(name))
        return name


def file_name(name: str) -> str:
    """Without what a file system, an archive, a header or a terminal would act on."""
    text = _SEPARATORS.sub("_", unicodedata.normalize("NFC", name))
    text = "".join(c for c in text if c.isprintable()).strip(" .")
    while len(text.encode()) > LONGEST_FILE:
        text = text[:-1].rstrip(" .")
    if not text or _RESERVED.fullmatch(text):
        return f"_{text}"
    return text


def sheet_name(name: str) -> str:
    """As Excel takes it; at most 31 characters are left by Names."""
    text = _cut("".join(c for c in _SHEET.sub("_", name) if c.isprintable()).strip("' "), 31).strip("' ")
    return "Sheet" if not text else f"{text}_" if text.lower() == "history" else text


def _cut(text: str, most: int) -> str:
    """So many units of UTF-16, as Excel counts, without half a character."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").rstrip()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
