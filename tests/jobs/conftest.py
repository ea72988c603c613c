"""A queue that is worked off in this process, and a real SMTP server."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from deedbook.settings import Settings
from jobs.worker import run_queued
from tests.support.server import Database


class Inbox:
    """What an SMTP server was given. It knows no mailbox refused@…."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.recipients: list[list[str]] = []
        self.refuses = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("refused@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return "451 not now"
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """The mails, and the SMTP_URL of the server that takes them."""
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings of a worker on the database of this test."""
    return Settings(
        data_dir=tmp_path,
        files_dir=tmp_path / "files",
        mail_dir=tmp_path / "mail",
        public_url="https://deedbook.example",
        worker_database_url=database.worker_url,
    )


def work(settings: Settings, *queues: str) -> None:
    """Runs what waits in these queues."""
    run_queued(settings, queues)
