"""The lists of the demo, as public.create_list takes them."""

from typing import Any, Final

_COLORS = ("#4c6ef5", "#12b886", "#f59f00", "#e64980", "#7950f2", "#15aabf", "#868e96", "#fa5252")


def _column(name: str, type: str, key: str | None = None, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "type": type, **rest}


def _options(*labels: str) -> dict[str, Any]:
    return {
        "options": [
            {"id": option_id(label), "label": label, "color": _COLORS[number % len(_COLORS)]}
            for number, label in enumerate(labels)
        ]
    }


def option_id(label: str) -> str:
    """The id of the option with this label."""
    return label.lower().replace(" ", "_").replace("-", "_")


PROPERTIES: Final[dict[str, Any]] = {
    "name": "Properties",
    "description": "Everything we have listed, sold or are about to list.",
    "icon": "home",
    "color": "#4c6ef5",
    "columns": [
        _column("Address", "text", is_required=True),
        _column("Neighborhood", "text"),
        _column("Type", "select", config=_options("House", "Condo", "Townhouse", "Loft", "Office", "Land")),
        _column(
            "Status",
            "select",
            config=_options("Coming soon", "Active", "Under offer", "Sold", "Withdrawn"),
            default_value="coming_soon",
        ),
        _column("Price", "currency", config={"currency": "USD", "min": 0}),
        _column("Area (sq ft)", "number", "area", config={"min": 0}),
        _column("Bedrooms", "integer", config={"min": 0, "max": 50}),
        _column("Bathrooms", "number", config={"min": 0, "max": 50}),
        _column("Year built", "integer", config={"min": 1800, "max": 2100}),
        _column("Listed", "date"),
        _column("Next viewing", "datetime"),
        _column("Owner", "text"),
        _column("Agent", "email"),
        _column("Listing", "url"),
        _column(
            "Features",
            "multi_select",
            config=_options(
                "Garden", "Garage", "Balcony", "Fireplace", "Pool", "Water view", "Elevator", "Solar"
            ),
        ),
        _column("Furnished", "boolean"),
        _column("Notes", "long_text"),
    ],
}

OWNERS: Final[dict[str, Any]] = {
    "name": "Owners",
    "description": "The people and companies whose properties we sell.",
    "icon": "users",
    "color": "#12b886",
    "columns": [
        _column("Name", "text", is_required=True),
        _column("Kind", "select", config=_options("Private", "Company", "Estate"), default_value="private"),
        _column("Email", "email"),
        _column("Phone", "phone"),
        _column("Prefers", "select", config=_options("Email", "Phone", "Text message")),
        _column("Client since", "date"),
        _column("Newsletter", "boolean", default_value=False),
        _column("Notes", "long_text"),
    ],
}

VIEWINGS: Final[dict[str, Any]] = {
    "name": "Viewings",
    "description": "Who saw what, when, and what they said.",
    "icon": "calendar",
    "color": "#f59f00",
    "columns": [
        _column("Property", "text", is_required=True),
        _column("Buyer", "text", is_required=True),
        _column("Phone", "phone"),
        _column("When", "datetime"),
        _column("Agent", "email"),
        _column(
            "Status",
            "select",
            config=_options("Scheduled", "Done", "Cancelled", "No-show"),
            default_value="scheduled",
        ),
        _column(
            "Interest", "integer", config={"min": 1, "max": 5}, description="1 none to 5 will make an offer"
        ),
        _column("Feedback", "long_text"),
    ],
}
