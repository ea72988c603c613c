"""Where attachments lie: a folder, or whatever speaks the protocol of S3. The same code for both."""

import os
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from deedbook.settings import Settings, SettingsError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

PART = 4 * 1024 * 1024  # of a file at a time: what one download takes of the memory

_HINT = "STORAGE_URL is s3://bucket or s3://bucket/folder, with ?region= and ?endpoint= where they are needed"


class StoreError(Exception):
    """The store does not answer, or does not let us in."""


class ObjectMissing(Exception):
    """The store has nothing under a key."""


class Objects:
    """Objects by their keys. None is ever seen half written."""

    def __init__(self, settings: Settings) -> None:
        self._folder = None if settings.storage_url else settings.files_dir / "attachments"
        if self._folder:
            self._store: LocalStore | S3Store = LocalStore(self._folder, mkdir=True)
        else:
            self._store = _s3(settings)

    async def put(self, key: str, path: Path) -> None:
        """Stores a file whole, over one that is there. In parts, so that memory stays flat."""
        try:
            await obstore.put_async(self._store, key, path, chunk_size=2 * PART, max_concurrency=2)
        except BaseError as error:
            raise StoreError(_said(error)) from error
        if self._folder:
            _sync(self._folder / key)

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from start to before end, a part at a time, as fast as they are taken."""
        for at in range(start, end, PART):
            try:
                part = await obstore.get_range_async(self._store, key, start=at, end=min(at + PART, end))
            except (NotFoundError, FileNotFoundError) as error:
                raise ObjectMissing(key) from error
            except BaseError as error:
                raise StoreError(_said(error)) from error
            yield bytes(part)

    async def size(self, key: str) -> int:
        """How many bytes there are. Raises ObjectMissing."""
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectMissing(key) from error
        except BaseError as error:
            raise StoreError(_said(error)) from error

    def fetch(self, key: str, path: Path) -> None:
        """Copies an object into a file."""
        try:
            with path.open("wb") as file:
                for chunk in obstore.get(self._store, key).stream(min_chunk_size=PART):
                    file.write(chunk)
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectMissing(key) from error
        except BaseError as error:
            raise StoreError(_said(error)) from error

    def store(self, key: str, path: Path) -> None:
        """As put, for jobs."""
        try:
            obstore.put(self._store, key, path, chunk_size=2 * PART, max_concurrency=2)
        except BaseError as error:
            raise StoreError(_said(error)) from error
        if self._folder:
            _sync(self._folder / key)

    def delete(self, keys: Sequence[str]) -> None:
        """Deletes objects; one that is not there is deleted already."""
        for key in keys:
            try:
                obstore.delete(self._store, key)
            except (NotFoundError, FileNotFoundError):
                continue
            except BaseError as error:
                raise StoreError(_said(error)) from error

    def folders(self) -> list[str]:
        """The first parts of all keys."""
        try:
            return [str(p) for p in obstore.list_with_delimiter(self._store)["common_prefixes"]]
        except BaseError as error:
            raise StoreError(_said(error)) from error

    def list(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """The keys below a folder, and when each was last written."""
        try:
            for page in obstore.list(self._store, folder, chunk_size=1000):
                for found in page:
                    yield found["path"], found["last_modified"]
        except BaseError as error:
            raise StoreError(_said(error)) from error


def _s3(settings: Settings) -> S3Store:
    parts = urlsplit(settings.storage_url)
    given = {
        name: values[-1] for name, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()
    }
    unknown = given.keys() - {"region", "endpoint"}
    if parts.scheme != "s3" or not parts.hostname or parts.username or unknown:
        raise SettingsError(f"{_HINT}; keys go into STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY.")
    endpoint = given.get("endpoint")
    client: ClientConfig = {
        "timeout": timedelta(seconds=60),  # of one part
        "connect_timeout": timedelta(seconds=5),
        "allow_http": bool(endpoint and endpoint.startswith("http://")),
    }
    retry: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=30)}
    keys = {
        name: value
        for name, value in (
            ("access_key_id", settings.storage_access_key_id),
            ("secret_access_key", settings.storage_secret_access_key),
            ("endpoint", endpoint),
        )
        if value
    }
    # Without keys of ours, those of the machine are used: AWS_ACCESS_KEY_ID, a role of the instance.
    return S3Store(
        parts.hostname,
        prefix=parts.path.strip("/") or None,
        region=given.get("region", "us-east-1"),
        virtual_hosted_style_request=False,
        client_options=client,
        retry_config=retry,
        **keys,  # type: ignore[arg-type]
    )


def _sync(path: Path) -> None:
    """The row in the database must not outlive the file."""
    for name in (path, path.parent):
        handle = os.open(name, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _said(error: BaseError) -> str:
    """The first line: what follows is for debugging, and may name keys."""
    return str(error).partition("\n")[0][:300]
