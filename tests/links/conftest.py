"""The API of the other tests of the API."""

from tests.api.conftest import Api, StartApi, api, settings, start_api, workspace

__all__ = ["Api", "StartApi", "api", "settings", "start_api", "workspace"]
