"""How an import ends early."""


class ImportFailed(Exception):
    """The file cannot be imported as asked. `code` is stable, the message is for the person who asked."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class ImportCancelled(Exception):
    """Somebody stopped the import; nothing of it stays."""


class ImportInterrupted(Exception):
    """The worker stops; the import starts again from the beginning in the next one."""
