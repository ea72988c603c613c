"""The five people of the demo, one of each role."""

from typing import Final

import msgspec

PASSWORD: Final = "deedbook-demo-only"  # noqa: S105 - public; these logins exist only where make run made the database


class Person(msgspec.Struct, frozen=True):
    """Somebody who signs in to the demo."""

    role: str
    full_name: str

    @property
    def email(self) -> str:
        """The address says the role."""
        return f"{self.role}@demo.example"


OWNER = Person("owner", "Olivia Hart")
ADMIN = Person("admin", "Marcus Reed")
MANAGER = Person("manager", "Priya Nair")
EDITOR = Person("editor", "Jonas Weber")
MEMBER = Person("member", "Sofia Alvarez")
PEOPLE: Final = (OWNER, ADMIN, MANAGER, EDITOR, MEMBER)
