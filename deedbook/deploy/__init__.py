"""Brings a database to the state of this release: migrations/ once each, sql/ whole whenever it changed."""

from deedbook.deploy._deploy import DeployResult, Status, deploy, status
from deedbook.deploy._dump import dump_schema
from deedbook.deploy._errors import DeployError
from deedbook.deploy._files import Files

__all__ = ["DeployError", "DeployResult", "Files", "Status", "deploy", "dump_schema", "status"]
