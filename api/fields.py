"""Fields that several bodies share, with the limits and examples that the OpenAPI document shows."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar.params import FromPath, QueryParameter
from msgspec import UNSET, Meta, UnsetType

from deedbook.users import LEAST, MOST

Unset = UnsetType
Id = FromPath[UUID]
Time = Annotated[datetime, Meta(tz=True)]
Role = Literal["member", "editor", "manager", "admin", "owner"]
Name = Annotated[str, Meta(min_length=1, max_length=200, examples=["Viewings"])]
Email = Annotated[
    str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$(?!\s)", max_length=254, examples=["ada@example.com"])
]
Password = Annotated[str, Meta(min_length=LEAST, max_length=MOST, examples=["a long enough password"])]
Token = Annotated[str, Meta(min_length=1, max_length=200)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", examples=["EUR"])]
Locale = Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35, examples=["en"])]
TimeZone = Annotated[str, Meta(min_length=1, max_length=64, examples=["Europe/Berlin"])]
DigestHour = Annotated[
    int, Meta(ge=0, le=23, description="The hour, in time_zone, of the daily mail.", examples=[8])
]
Color = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", examples=["#2f6f4f"])]
Version = Annotated[
    int, Meta(ge=1, le=2**53, description="The version you saw; 409 when someone was faster.")
]
Cursor = Annotated[
    str | None,
    QueryParameter(
        name="cursor", max_length=500, required=False, description="next_cursor of the page before"
    ),
]
PageSize = Annotated[
    int, QueryParameter(name="limit", ge=1, le=1000, required=False, description="Rows of a page at most")
]


def changes_of(data: msgspec.Struct) -> dict[str, Any]:
    """What a PATCH sets: the fields that were sent, without the version."""
    sent = {name: getattr(data, name) for name in data.__struct_fields__ if name != "version"}
    return {name: value for name, value in sent.items() if value is not UNSET}
