"""The texts of mails, from jobs/templates: one of plain text and one of HTML for each, on a base of its own.

Everything that people wrote is escaped in HTML, and a word that a template does not get is an error.
"""

from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def _word(value: object) -> object:
    """What people wrote stays in its line: it can pretend to be no other part of a text."""
    return line(value) if isinstance(value, str) else value


_templates = Environment(
    loader=PackageLoader("jobs"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_word,
)


class Letter(msgspec.Struct, frozen=True):
    """A mail without an address."""

    subject: str
    text: str
    html: str


def write(name: str, **words: Any) -> Letter:
    """The letter of this name. Its text has a block `subject`."""
    plain = _templates.get_template(f"{name}.txt")
    subject = "".join(plain.blocks["subject"](plain.new_context(words)))
    words["subject"] = line(subject)
    html = _templates.get_template(f"{name}.html").render(words)
    return Letter(words["subject"], plain.render(words).strip() + "\n", html)


def phrase(name: str, **words: Any) -> str:
    """A template of plain text as one line, to be put into a letter."""
    return line(_templates.get_template(f"{name}.txt").render(words))


def line(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
