"""Rows for the demo: the same ones on every day, with dates around it."""

import datetime
import random
from collections.abc import Iterator
from typing import Any, Final, Self

import msgspec

from deedbook.demo._lists import option_id
from deedbook.demo._people import EDITOR, MANAGER, MEMBER

Row = dict[str, Any]

_SEED: Final = 1852
_AGENTS: Final = (MANAGER.email, EDITOR.email, MEMBER.email)
# Price per square foot in dollars, and streets.
_NEIGHBORHOODS: Final = (
    ("Ballard", "98107", 560, ("Ballard Ave NW", "Leary Way NW", "NW 58th St", "Shilshole Ave NW")),
    ("Capitol Hill", "98102", 620, ("Federal Ave E", "Malden Ave E", "E Roy St", "Boylston Ave E")),
    ("Columbia City", "98118", 480, ("S Hudson St", "37th Ave S", "S Ferdinand St", "Rainier Ave S")),
    ("Fremont", "98103", 570, ("Phinney Ave N", "N 36th St", "Evanston Ave N", "Dayton Ave N")),
    ("Green Lake", "98115", 590, ("Woodlawn Ave NE", "NE 72nd St", "Latona Ave NE", "Ravenna Blvd")),
    ("Queen Anne", "98109", 680, ("W Highland Dr", "Warren Ave N", "Bigelow Ave N", "W Galer St")),
    ("West Seattle", "98116", 520, ("California Ave SW", "SW Admiral Way", "44th Ave SW", "Alki Ave SW")),
)
# How many of each, the range of areas in square feet, and the price against the neighborhood's.
_KINDS: Final = (
    ("House", 24, (1_250, 4_200), 1.0),
    ("Condo", 15, (520, 1_650), 1.1),
    ("Townhouse", 10, (1_150, 2_300), 0.95),
    ("Loft", 4, (700, 1_800), 1.15),
    ("Office", 4, (1_400, 6_500), 0.75),
    ("Land", 3, (4_000, 12_000), 0.16),
)
# How many of each, and when it was or will be listed, in days from today. The first are the longest on offer.
_STATUSES: Final = (
    ("Active", 10, (-75, -40)),
    ("Active", 17, (-38, -1)),
    ("Under offer", 8, (-70, -15)),
    ("Coming soon", 6, (3, 21)),
    ("Sold", 15, (-420, -70)),
    ("Withdrawn", 4, (-200, -60)),
)
_REDUCED: Final = 4
_NOTES: Final = (
    "Quiet street, morning light in every room. Sellers would like to stay until the end of next month.",
    "New roof in the spring; inspection report is with the file.",
    "Tenant in place until the lease ends, 24 hours' notice before each viewing.",
    "Walking distance to the station. Ask about the parking space, it is sold separately.",
    "Kitchen and both baths were redone two years ago, permits on file.",
    "Needs work: electrics and the back porch. Priced for it.",
    "Key is in the lockbox, the office has the code. Dog at home on weekdays.",
)
_FIRST: Final = (
    "Amelia", "Ben", "Carla", "Daniel", "Elena", "Farid", "Grace", "Hiroshi", "Ingrid", "James", "Keiko",
    "Liam", "Maya", "Noah", "Oksana", "Pablo", "Quinn", "Rosa", "Samuel", "Tara", "Umar", "Vera", "Walter",
    "Xin", "Yusuf", "Zoe",
)  # fmt: skip
_LAST: Final = (
    "Haddad", "Whitfield", "Kowalski", "Morales", "Lindgren", "Tanaka", "Brooks", "O'Neill", "Jensen",
    "Vargas", "Nakamura", "Castillo", "Young", "Fischer", "Petrov", "Dubois", "Grant", "Eriksen", "Rossi",
    "Zimmer", "Andersen", "Quintero", "Schmidt", "Ito", "Usman",
)  # fmt: skip
_QUARTERS: Final = ("00", "15", "30", "45")
_COMPANIES: Final = (
    "Cascade Holdings LLC",
    "Puget Property Group",
    "Northlight Investments",
    "Harbor & Pine Partners",
)
_NOTES_OF_OWNERS: Final = (
    "Sells the second house next year, keep in touch.",
    "Calls after 6 pm only.",
    "Papers go to the lawyer first; the address is in the file.",
)
_FEEDBACK: Final = (
    (1, "Too small for a family of four, and too close to the road."),
    (2, "Liked the kitchen, not the stairs. Still looking."),
    (3, "Would come back with their architect before deciding."),
    (4, "Asked for the inspection report and the utility bills."),
    (5, "Wants to make an offer this week; waiting for the bank."),
)


class Rows(msgspec.Struct, frozen=True):
    """Rows by column key. `reductions` are changes to the first properties, one each."""

    properties: list[Row]
    reductions: list[Row]
    owners: list[Row]
    viewings: list[Row]

    @classmethod
    def of(cls, today: datetime.date) -> Self:
        """The rows as they look on a day."""
        chance = random.Random(_SEED)  # noqa: S311 - no secret: the same rows every time are the point
        owners = list(_owners(chance, today))
        properties = list(_properties(chance, today, owners))
        viewings = list(_viewings(chance, today, properties))
        scheduled = [row for row in viewings if row["status"] == "scheduled"]
        for row in properties:
            times = [viewing["when"] for viewing in scheduled if viewing["property"] == row["address"]]
            row["next_viewing"] = min(times, default=None)
        reductions: list[Row] = [{"price": _price(row["price"] * 0.96)} for row in properties[:_REDUCED]]
        reductions[-1]["status"] = option_id("Under offer")
        return cls(properties, reductions, owners, viewings)


def _owners(chance: random.Random, today: datetime.date) -> Iterator[Row]:
    for number, last in enumerate(_LAST):
        company = _COMPANIES[number // 6] if number % 6 == 5 else None
        estate = number == 12
        name = company or (f"Estate of {_FIRST[number]} {last}" if estate else f"{_FIRST[number]} {last}")
        yield {
            "name": name,
            "kind": option_id("Company" if company else "Estate" if estate else "Private"),
            "email": f"{_FIRST[number]}.{last}@example.com".lower().replace("'", ""),
            "phone": _phone(100 + number),
            "prefers": option_id(chance.choice(("Email", "Email", "Phone", "Text message"))),
            "client_since": _day(today, -chance.randint(430, 2_200)),
            "newsletter": chance.random() < 0.6,
            "notes": chance.choice(_NOTES_OF_OWNERS) if chance.random() < 0.3 else None,
        }


def _properties(chance: random.Random, today: datetime.date, owners: list[Row]) -> Iterator[Row]:
    kinds = [kind for kind in _KINDS for _ in range(kind[1])]
    chance.shuffle(kinds)
    statuses = [status for status in _STATUSES for _ in range(status[1])]
    house_numbers = chance.sample(range(104, 9_900), len(kinds))
    for number, (kind, status, house) in enumerate(zip(kinds, statuses, house_numbers, strict=True)):
        name, _, areas, factor = kind
        neighborhood, postcode, per_foot, streets = chance.choice(_NEIGHBORHOODS)
        area = round(chance.triangular(*areas)) // 10 * 10
        unit = (
            f" #{chance.randint(1, 9)}{chance.randint(0, 1)}{chance.randint(1, 8)}"
            if name in {"Condo", "Loft"}
            else ""
        )
        yield {
            "address": f"{house} {chance.choice(streets)}{unit}, Seattle, WA {postcode}",
            "neighborhood": neighborhood,
            "type": option_id(name),
            "status": option_id(status[0]),
            "price": _price(area * per_foot * factor * chance.uniform(0.88, 1.15)),
            "area": area,
            **_rooms(chance, name, area),
            "listed": _day(today, chance.randint(*status[2])),
            "owner": chance.choice(owners)["name"],
            "agent": chance.choice(_AGENTS),
            "listing": f"https://demo.example/listings/{1_001 + number}",
            "notes": chance.choice(_NOTES) if name != "Land" and chance.random() < 0.55 else None,
        }


def _rooms(chance: random.Random, kind: str, area: int) -> Row:
    """What land has not, and what only homes have."""
    if kind == "Land":
        return {"features": chance.sample([option_id("Water view"), option_id("Garden")], 1)}
    built = {"year_built": chance.randint(1_904, 2_024)}
    if kind == "Office":
        features = [option_id(label) for label in ("Elevator", "Garage", "Solar")]
        return {**built, "bathrooms": max(1, round(area / 1_500)), "features": chance.sample(features, 2)}
    outside = (
        ("Garden", "Garage", "Pool", "Solar") if kind in {"House", "Townhouse"} else ("Balcony", "Elevator")
    )
    features = [option_id(label) for label in (*outside, "Fireplace", "Water view")]
    return {
        **built,
        "bedrooms": max(1, min(6, round(area / 650))),
        "bathrooms": max(1, round(area / 1_000 * 2) / 2),
        "features": sorted(chance.sample(features, chance.randint(0, 3))),
        "furnished": chance.random() < 0.15,
    }


def _viewings(chance: random.Random, today: datetime.date, properties: list[Row]) -> Iterator[Row]:
    shown = [row for row in properties if row["status"] in {"active", "under_offer"}]
    buyers = [f"{first} {last}" for first, last in zip(_FIRST[::-1], (*_LAST[3:], *_LAST[:3]), strict=False)]
    for number in range(40):
        past = number < 24
        row = chance.choice(shown if past else [row for row in shown if row["status"] == "active"])
        since_listed = (today - datetime.date.fromisoformat(row["listed"])).days
        days = -chance.randint(0, since_listed - 1) - 1 if past else chance.randint(1, 14)
        outcome = chance.choices(("Done", "Cancelled", "No-show"), (8, 1, 1))[0] if past else "Scheduled"
        interest, feedback = chance.choice(_FEEDBACK) if outcome == "Done" else (None, None)
        yield {
            "property": row["address"],
            "buyer": buyers[number % len(buyers)],
            "phone": _phone(150 + number % len(buyers)),
            "when": f"{_day(today, days)}T{chance.randint(16, 23)}:{chance.choice(_QUARTERS)}:00Z",
            "agent": row["agent"],
            "status": option_id(outcome),
            "interest": interest,
            "feedback": feedback,
        }


def _price(dollars: float) -> int:
    return max(1, round(dollars / 5_000)) * 5_000 - 100


def _phone(number: int) -> str:
    return f"+1 206 555 0{number}"  # 555-0100 to 0199 belong to nobody


def _day(today: datetime.date, days: int) -> str:
    return (today + datetime.timedelta(days=days)).isoformat()
