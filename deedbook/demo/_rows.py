"""Rows of the lists of the demo: the same ones on every day, with dates around it."""

import datetime
import random
from collections.abc import Iterator
from typing import Any, Final, Self

import msgspec

from deedbook.demo._people import EDITOR, MANAGER, MEMBER

Row = dict[str, Any]

_SEED: Final = 1852
_AGENTS: Final = (MANAGER.email, EDITOR.email, MEMBER.email)
# Postcode, price per square foot in dollars, a point on the map, and streets.
_NEIGHBORHOODS: Final = (
    (
        "Ballard",
        "98107",
        560,
        (47.668, -122.384),
        ("Ballard Ave NW", "Leary Way NW", "NW 58th St", "Shilshole Ave NW"),
    ),
    (
        "Capitol Hill",
        "98102",
        620,
        (47.629, -122.319),
        ("Federal Ave E", "Malden Ave E", "E Roy St", "Boylston Ave E"),
    ),
    (
        "Columbia City",
        "98118",
        480,
        (47.559, -122.287),
        ("S Hudson St", "37th Ave S", "S Ferdinand St", "Rainier Ave S"),
    ),
    (
        "Fremont",
        "98103",
        570,
        (47.654, -122.349),
        ("Phinney Ave N", "N 36th St", "Evanston Ave N", "Dayton Ave N"),
    ),
    (
        "Green Lake",
        "98115",
        590,
        (47.68, -122.326),
        ("Woodlawn Ave NE", "NE 72nd St", "Latona Ave NE", "Ravenna Blvd"),
    ),
    (
        "Queen Anne",
        "98109",
        680,
        (47.635, -122.357),
        ("W Highland Dr", "Warren Ave N", "Bigelow Ave N", "W Galer St"),
    ),
    (
        "West Seattle",
        "98116",
        520,
        (47.573, -122.393),
        ("California Ave SW", "SW Admiral Way", "44th Ave SW", "Alki Ave SW"),
    ),
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
BUYERS: Final = tuple(
    f"{first} {last}" for first, last in zip(_FIRST[::-1], (*_LAST[3:], *_LAST[:3]), strict=False)
)[:24]
_NOTES_OF_REQUESTS: Final = (
    "Has a letter of the bank. Can decide within a week.",
    "Sells their own place first; we have the mandate.",
    "Needs a room to work in, quiet, and fibre.",
    "Relocates for a job in the spring; sees places by video.",
    "School district matters more than size.",
)
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
    """Rows by column key; what they are linked to by its place in the other list.

    `reductions` are changes to the first properties, one each.
    """

    properties: list[Row]
    owner_of: list[int]
    reductions: list[Row]
    owners: list[Row]
    requests: list[Row]
    viewings: list[Row]
    seen: list[tuple[int, int]]  # property and request of each viewing

    @classmethod
    def of(cls, today: datetime.date) -> Self:
        """The rows as they look on a day."""
        chance = random.Random(_SEED)  # noqa: S311 - no secret: the same rows every time are the point
        owners = list(_owners(chance, today))
        properties = list(_properties(chance, today))
        owner_of = [chance.randrange(len(owners)) for _ in properties]
        requests = list(_requests(chance, today, properties))
        viewings, seen = _viewings(chance, today, properties, requests)
        reductions: list[Row] = [{"price": _price(row["price"] * 0.96)} for row in properties[:_REDUCED]]
        reductions[-1]["status"] = option_id("Under offer")
        return cls(properties, owner_of, reductions, owners, requests, viewings, seen)


def option_id(label: str) -> str:
    """The id of the option with this label, as the template has it."""
    return label.lower().replace(" ", "_").replace("-", "_")


def _owners(chance: random.Random, today: datetime.date) -> Iterator[Row]:
    for number, last in enumerate(_LAST):
        company = _COMPANIES[number // 6] if number % 6 == 5 else None
        estate = number == 12
        name = company or (f"Estate of {_FIRST[number]} {last}" if estate else f"{_FIRST[number]} {last}")
        yield {
            "name": name,
            "kind": option_id("Company" if company else "Estate" if estate else "Private"),
            "email": f"{_FIRST[number]}.{last}@example.com".lower().replace("'", ""),
            "phone": phone(100 + number),
            "prefers": option_id(chance.choice(("Email", "Email", "Phone", "Text message"))),
            "client_since": day(today, -chance.randint(430, 2_200)),
            "newsletter": chance.random() < 0.6,
            "notes": chance.choice(_NOTES_OF_OWNERS) if chance.random() < 0.3 else None,
        }


def _properties(chance: random.Random, today: datetime.date) -> Iterator[Row]:
    kinds = [kind for kind in _KINDS for _ in range(kind[1])]
    chance.shuffle(kinds)
    statuses = [status for status in _STATUSES for _ in range(status[1])]
    house_numbers = chance.sample(range(104, 9_900), len(kinds))
    for number, (kind, status, house) in enumerate(zip(kinds, statuses, house_numbers, strict=True)):
        name, _, areas, factor = kind
        district, postcode, per_foot, (lat, lng), streets = chance.choice(_NEIGHBORHOODS)
        area = round(chance.triangular(*areas)) // 10 * 10
        is_flat = name in {"Condo", "Loft"}
        unit = f"#{chance.randint(1, 9)}{chance.randint(0, 1)}{chance.randint(1, 8)}" if is_flat else None
        street = f"{house} {chance.choice(streets)}"
        yield {
            "name": f"{street} {unit}" if unit else street,
            "status": option_id(status[0]),
            "type": option_id(name),
            "price": _price(area * per_foot * factor * chance.uniform(0.88, 1.15)),
            "area": area,
            "district": district,
            "address": {
                "street": street,
                **({"unit": unit} if unit else {}),
                "city": "Seattle",
                "region": "WA",
                "postal_code": postcode,
                "country": "US",
            },
            "location": {
                "lat": round(lat + chance.uniform(-0.008, 0.008), 5),
                "lng": round(lng + chance.uniform(-0.008, 0.008), 5),
            },
            **_rooms(chance, name, area),
            "listed": day(today, chance.randint(*status[2])),
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
        "rooms": max(1, min(8, round(area / 500))),
        "bathrooms": max(1, round(area / 1_000 * 2) / 2),
        "features": sorted(chance.sample(features, chance.randint(0, 3))),
        "furnished": chance.random() < 0.15,
    }


def _requests(chance: random.Random, today: datetime.date, properties: list[Row]) -> Iterator[Row]:
    """Somebody looks for what there is: each has a place on offer in mind that would do, or nearly."""
    offered = [row for row in properties if row["status"] in {"active", "coming_soon"} and "rooms" in row]
    districts = [neighborhood[0] for neighborhood in _NEIGHBORHOODS]
    for number, buyer in enumerate(BUYERS):
        wanted = chance.choice(offered)
        budget = round(wanted["price"] * chance.choice((0.95, 1.02, 1.1, 1.25)) / 25_000) * 25_000
        rooms = max(1, wanted["rooms"] - chance.randint(0, 2))
        places = dict.fromkeys([wanted["district"], *chance.sample(districts, chance.randint(0, 3))])
        types = dict.fromkeys(
            [wanted["type"], *chance.sample(("house", "condo", "townhouse"), chance.randint(0, 2))]
        )
        yield {
            "buyer": buyer,
            "status": option_id(chance.choice(("Active",) * 6 + ("Paused", "Found"))),
            "budget": {"min": round(budget * 0.6), "max": budget},
            "area": {"min": round(wanted["area"] * 0.75, -2)},
            "rooms": {"min": rooms, "max": rooms + 3} if number % 3 else {"min": rooms},
            "places": ", ".join(places),
            "types": list(types),
            "wishes": [
                option_id(label)
                for label in chance.sample(("Garden", "Garage", "Balcony", "Fireplace"), chance.randint(0, 2))
            ],
            "email": email_of(buyer),
            "phone": phone(150 + number),
            "move_in_by": day(today, chance.randint(30, 240)),
            "priority": chance.randint(2, 5),
            "agent": chance.choice(_AGENTS),
            "notes": chance.choice(_NOTES_OF_REQUESTS) if chance.random() < 0.5 else None,
        }


def _viewings(
    chance: random.Random, today: datetime.date, properties: list[Row], requests: list[Row]
) -> tuple[list[Row], list[tuple[int, int]]]:
    shown = [n for n, row in enumerate(properties) if row["status"] in {"active", "under_offer"}]
    active = [n for n in shown if properties[n]["status"] == "active"]
    rows, seen = [], []
    for number in range(40):
        past = number < 24
        place = chance.choice(shown if past else active)
        request = number % len(requests)
        since_listed = (today - datetime.date.fromisoformat(properties[place]["listed"])).days
        days = -chance.randint(0, since_listed - 1) - 1 if past else chance.randint(1, 14)
        outcome = chance.choices(("Done", "Cancelled", "No-show"), (8, 1, 1))[0] if past else "Scheduled"
        interest, feedback = chance.choice(_FEEDBACK) if outcome == "Done" else (None, None)
        seen.append((place, request))
        rows.append(
            {
                "buyer": requests[request]["buyer"],
                "phone": requests[request]["phone"],
                "when": f"{day(today, days)}T{chance.randint(16, 23)}:{chance.choice(_QUARTERS)}:00Z",
                "agent": properties[place]["agent"],
                "status": option_id(outcome),
                "interest": interest,
                "feedback": feedback,
            }
        )
    return rows, seen


def people() -> list[Row]:
    """The contacts of the office: buyers, and some who sold."""
    sellers = [f"{first} {last}" for first, last in zip(_FIRST, _LAST, strict=False)]
    names = [*BUYERS, *(name for name in sellers if name not in BUYERS)]
    firms = ("Rainier Relocation", "Sound Escrow", "Evergreen Builders")
    return [
        {
            "name": name,
            "email": email_of(name),
            "phone": phone(150 + number) if number < len(BUYERS) else phone(76 + number),
            "company": firms[number % 3] if number % 7 == 0 else None,
            "job_title": None,
            "tags": ["buyer"] if number < len(BUYERS) else ["seller"],
        }
        for number, name in enumerate(names)
    ]


def email_of(name: str) -> str:
    """An address that reaches nobody."""
    return f"{name.replace(' ', '.')}@example.com".lower().replace("'", "")


def _price(dollars: float) -> int:
    return max(1, round(dollars / 5_000)) * 5_000 - 100


def phone(number: int) -> str:
    """A number that nobody has."""
    return f"+1 206 555 0{number}"  # 555-0100 to 0199 belong to nobody


def day(today: datetime.date, days: int) -> str:
    """So many days from today."""
    return (today + datetime.timedelta(days=days)).isoformat()
