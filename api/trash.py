"""The trash of a workspace: whatever is in it, in one page."""

import msgspec

from api.attachments import Attachment
from api.contacts import Contact
from api.deals import Deal
from api.items import Item
from api.tasks import Task


class TrashPage(msgspec.Struct):
    """Rows, files, contacts, deals and tasks in the trash, and where to go on; null at the end."""

    items: list[Item]
    attachments: list[Attachment]
    contacts: list[Contact]
    deals: list[Deal]
    tasks: list[Task]
    next_cursor: str | None
