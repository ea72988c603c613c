"""The likeliest encoding of bytes that are not UTF-8, by the letters that each would make of them."""

import codecs
import re

import msgspec

_HIGH = re.compile(rb"[\x80-\xff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5")
_LATIN = ("cp1252", "cp1250", "cp1254", "cp850", "mac_roman", "cp852")  # the first of equals is taken
_FREQUENT = frozenset("оеаинтсрвл")  # two letters of three in Russian, half of those in its neighbours
_EVERYWHERE = frozenset("äöüßéèêëàâáíóúñçãõåæøôîïûùìòÄÖÜÉÈÀÁÂÅÆØÇÑÓÚÍÊÔÎ")
_OF_ONE = {
    "cp1250": frozenset("ąćęłńśźżčďěňřšťůýžőűăşţđŁŚŻŹĆĄĘŃČŘŠŽĎŤĚŇŐŰŮ"),
    "cp1254": frozenset("ğışİŞĞ"),
}
_SIGNS = frozenset("“”‘’–—…€£°§©®²³«»½¼¾·•„™¿¡ªº\xa0")  # noqa: RUF001
_LIKELY = 0.5  # of 1: every odd character is a letter where one may stand
_MOST_ODD = 0.4  # of all letters, in a text in Latin ones
_MIXED = "deedbook.cp1252"


class Guess(msgspec.Struct, frozen=True):
    """A codec of Python, what to do with bytes that it does not know, and why."""

    name: str
    errors: str
    why: str


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 in a file that mostly is: as Western programs write them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = error.object[error.start : error.end]
    try:
        return part.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return part.decode("latin-1"), error.end


codecs.register_error(_MIXED, _of_windows)


def guess(window: bytes, unlikely: list[str]) -> Guess:
    """By what surrounds the first byte that is not UTF-8."""
    if (mixed := _mixed(window)) is not None:
        return mixed
    runs = _HIGH.findall(window)
    if sum(map(len, runs)) >= 2 * len(runs):
        scores = {name: _cyrillic(window, name) for name in _CYRILLIC}
        if (name := max(scores, key=lambda name: scores[name])) and scores[name] > _LIKELY:
            return Guess(name, "strict", "its letters make words as Russian and its neighbours have them")
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in window)
    if sum(map(len, runs)) <= _MOST_ODD * letters:
        scores = {name: _latin(window, name) for name in _LATIN}
        if (name := max(scores, key=lambda name: scores[name])) and scores[name] >= _LIKELY:
            return Guess(name, "strict", "its letters stand where letters of European languages do")
    import charset_normalizer  # slow to load, and seldom needed

    best = charset_normalizer.from_bytes(window, cp_exclusion=unlikely).best()
    return Guess(best.encoding if best else "cp1252", "strict", "the text around it reads like it")


def _mixed(window: bytes) -> Guess | None:
    """UTF-8 into which something else was put: at least half of what is not ASCII is UTF-8."""
    whole = len(_SEQUENCE.findall(window))
    others = sum(map(len, _HIGH.findall(_SEQUENCE.sub(b"", window))))
    if not whole or whole < others:
        return None
    return Guess("utf-8", _MIXED, "most of the file is UTF-8; what is not is read as windows-1252")


def _cyrillic(window: bytes, name: str) -> float:
    """The share of frequent letters, less what stands wrong: capitals behind small letters, signs."""
    try:
        text = window.decode(name)
    except UnicodeDecodeError:
        return -1.0
    odd = [character for character in text if character > "\x7f"]
    letters = sum("Ѐ" <= character <= "ӿ" for character in odd)
    frequent = sum(
        1.0 if character in _FREQUENT else 0.9 if character.lower() in _FREQUENT else 0.0 for character in odd
    )
    wrong = len(re.findall("[а-яё][А-ЯЁ]", text)) + len(odd) - letters  # noqa: RUF001
    return (frequent - wrong) / letters if letters else -1.0


def _latin(window: bytes, name: str) -> float:
    try:
        text = window.decode(name)
    except UnicodeDecodeError:
        return -3.0
    odd = [place for place, character in enumerate(text) if character > "\x7f"]
    total = sum(_fitness(text, place, _OF_ONE.get(name, frozenset())) for place in odd)
    return total / len(odd) if odd else 0.0


def _fitness(text: str, place: int, own: frozenset[str]) -> float:
    """How well a character stands where it does: 1 is a frequent letter in a word."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if character.isalpha():
        if character.isupper() and before.islower():
            return -2.0
        return 1.0 if character in _EVERYWHERE or character in own else 0.2
    if character in _SIGNS:
        is_inside = before.isalpha() and after.isalpha()
        return -1.0 if is_inside and character != "’" else 1.0 if character in "¿¡" else 0.7  # noqa: RUF001
    return -3.0 if not character.isprintable() else -1.0
