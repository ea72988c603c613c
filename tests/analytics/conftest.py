"""The office of the tests with data of others."""

from tests.data.conftest import Office, office

__all__ = ["Office", "office"]
