"""Fixtures of the deploy's tests: copies of the release that a test may change."""

from pathlib import Path

import pytest

from deedbook.deploy import Files
from tests.support.server import TestServer, copy_release


@pytest.fixture
def files(server: TestServer, tmp_path: Path) -> Files:
    """A copy of the migrations/ and sql/ that are deployed."""
    return copy_release(server.release, tmp_path / "release")
