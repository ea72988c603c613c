"""The list of the fintech workspace, as public.create_list takes it, and its rows."""

import datetime
import random
from typing import Any, Final

from deedbook.demo._rows import day, email_of, option_id, phone

Row = dict[str, Any]

_SEED: Final = 2013
_NAMES: Final = (
    ("Alpenrad", "Retail", "AT"),
    ("Bäckerei Sommer", "Food", "DE"),
    ("Cykelhuset", "Retail", "SE"),
    ("Dockside Hotels", "Travel", "GB"),
    ("Ecole Lumière", "Education", "FR"),
    ("Fjord Tickets", "Events", "NO"),
    ("Gräfe & Sohn", "Wholesale", "DE"),
    ("Hof Kandel", "Food", "DE"),
    ("Isar Fitness", "Sports", "DE"),
    ("Jolie Mode", "Retail", "FR"),
    ("Kaffeekontor", "Food", "DE"),
    ("Lagos Rides", "Travel", "PT"),
    ("Museo Norte", "Events", "ES"),
    ("Nordlicht Energie", "Utilities", "DE"),
    ("Osteria Vela", "Food", "IT"),
    ("Polder Bloemen", "Wholesale", "NL"),
    ("Quayside Books", "Retail", "GB"),
    ("Rad & Tat", "Sports", "CH"),
)
# What is agreed upon with merchants there; euros everywhere else.
CURRENCIES: Final = {"GB": "GBP", "CH": "CHF"}
_SEGMENTS: Final = tuple(dict.fromkeys(segment for _, segment, _ in _NAMES))
_STAGES: Final = ("Prospect", "Onboarding", "Live", "Paused")
_PEOPLE: Final = (
    "Anna Berger", "Bruno Keller", "Chiara Moretti", "David Olsen", "Emma Laurent", "Felix Brandt",
    "Greta Lund", "Hugo Martin", "Ines Duarte", "Jan de Vries", "Klara Vogel", "Leo Sanders",
    "Mara Stein", "Nils Ekberg", "Olga Baran", "Paul Winter", "Rita Campos", "Sven Arnold",
)  # fmt: skip


def _options(labels: tuple[str, ...]) -> dict[str, Any]:
    return {"options": [{"id": option_id(label), "label": label} for label in labels]}


MERCHANTS: Final[dict[str, Any]] = {
    "name": "Merchants",
    "description": "Who takes payments through us, and who soon will.",
    "icon": "credit-card",
    "color": "#15aabf",
    "columns": [
        {"key": "company", "name": "Company", "type": "text", "is_required": True},
        {"key": "state", "name": "State", "type": "select", "config": _options(_STAGES)},
        {"key": "segment", "name": "Segment", "type": "select", "config": _options(_SEGMENTS)},
        {"key": "country", "name": "Country", "type": "text"},
        {"key": "volume", "name": "Volume a month", "type": "currency", "config": {"currency": "EUR"}},
        {"key": "fee", "name": "Fee", "type": "percent"},
        {
            "key": "revenue",
            "name": "Revenue a month",
            "type": "formula",
            "config": {"formula": "round({volume} * {fee}, 2)"},
        },
        {"key": "live_since", "name": "Live since", "type": "date"},
        {"key": "contact", "name": "Contact", "type": "email"},
    ],
}


def merchants(today: datetime.date) -> list[Row]:
    """The same ones on every day, with dates around it."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret: the same rows every time are the point
    rows = []
    for number, (name, segment, country) in enumerate(_NAMES):
        state = chance.choice((*_STAGES[:3], "Live"))
        rows.append(
            {
                "company": name,
                "state": option_id(state),
                "segment": option_id(segment),
                "country": country,
                "volume": chance.randrange(8, 900) * 1_000,
                "fee": chance.choice((0.009, 0.0119, 0.014, 0.0175)),
                "live_since": day(today, -chance.randint(20, 500)) if state == "Live" else None,
                "contact": email_of(_PEOPLE[number]),
            }
        )
    return rows


def people() -> list[Row]:
    """One contact of each merchant."""
    return [
        {
            "name": name,
            "email": email_of(name),
            "phone": phone(101 + number),
            "company": company,
            "job_title": ("Founder", "Head of finance", "Operations")[number % 3],
            "tags": ["merchant"],
        }
        for number, (name, (company, _, _)) in enumerate(zip(_PEOPLE, _NAMES, strict=True))
    ]
