"""What can go wrong with the embedded server, in words for the person who started it."""


class ServerError(Exception):
    """The server cannot be started or stopped; the message says why and what to do."""


class AlreadyRunning(ServerError):
    """Somebody else runs on this folder; `note` is what that process wrote about itself."""

    def __init__(self, message: str, note: str) -> None:
        super().__init__(message)
        self.note = note
