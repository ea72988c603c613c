"""How an export ends other than well."""


class ExportFailed(Exception):
    """Something about the items or the request: `code` is stable, `message` is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class ExportCancelled(Exception):
    """Somebody cancelled it, or it has ended by other means."""


class ExportInterrupted(Exception):
    """The worker stops; the job is run again."""
