"""Settings of every process: the environment first, then what `make run` keeps in the DATA folder."""

import os
import secrets as random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from deedbook.import_limits import ImportLimits

DATABASE = "deedbook"
OWNER = "deedbook"

T = TypeVar("T")


class SettingsError(Exception):
    """A setting is missing or cannot be read; the message says which one and what to do."""


class Secrets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Passwords and keys that were made here, in DATA/secrets.json, readable by its owner alone."""

    server_password: str
    owner_password: str
    authenticator_password: str
    worker_password: str
    jwt_secret: str
    jwt_private_key: str

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """The secrets of a DATA folder, None where none were made."""
        return _read(data / "secrets.json", cls)

    @classmethod
    def ensure(cls, data: Path) -> Self:
        """The secrets of a DATA folder, made at the first call."""
        kept = cls.read(data)
        if kept is not None:
            return kept
        make_private(data)
        made = cls(
            server_password=random.token_urlsafe(32),
            owner_password=random.token_urlsafe(32),
            authenticator_password=random.token_urlsafe(32),
            worker_password=random.token_urlsafe(32),
            jwt_secret=random.token_urlsafe(32),
            jwt_private_key=_new_private_key(),
        )
        if write_new(data / "secrets.json", msgspec.json.format(msgspec.json.encode(made)) + b"\n"):
            return made
        return cls.ensure(data)  # another process was first: its secrets count


class ServerAddress(msgspec.Struct, frozen=True):
    """Where the server of a DATA folder listens (DATA/server.json); the port outlives the server."""

    port: int

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """The address kept in a DATA folder, None where there is no server."""
        return _read(data / "server.json", cls)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One value per setting. A URL that is not known is ''; `Settings.need` says so in words."""

    data_dir: Path
    files_dir: Path
    mail_dir: Path
    web_dir: Path | None = None
    database_url: str = ""
    api_database_url: str = ""
    worker_database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = None
    mail_from: str = "Deedbook <no-reply@localhost>"
    storage_url: str = ""
    storage_access_key_id: str = ""
    storage_secret_access_key: str = ""
    jwt_secret: str = ""
    jwt_private_key: str = ""
    jwt_issuer: str = "deedbook"
    jwt_audience: str = "authenticated"
    supabase_jwt_secret: str | None = None
    supabase_jwks_url: str | None = None
    supabase_issuer: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    log_level: str = "INFO"
    export_hours: int = 24
    imports: ImportLimits = ImportLimits()

    @classmethod
    def load(cls, data: Path | None = None) -> Self:
        """Settings of this process. Raises SettingsError for a value that cannot be understood."""
        env = os.environ
        data_dir = (data or Path(env.get("DATA") or ".data")).expanduser().absolute()
        secrets = Secrets.read(data_dir)
        owner, api, worker = _database_urls(env, data_dir, secrets)
        jwt_secret, jwt_private_key = _signing_keys(env, secrets)
        host, port = env.get("HOST") or "127.0.0.1", _port(env.get("PORT") or "8000")
        return cls(
            data_dir=data_dir,
            files_dir=Path(env.get("FILES_DIR") or data_dir / "files").expanduser().absolute(),
            mail_dir=data_dir / "mail",
            web_dir=Path(env.get("WEB_DIR") or _built_web()).expanduser().absolute(),
            database_url=owner,
            api_database_url=api,
            worker_database_url=worker,
            host=host,
            port=port,
            public_url=(env.get("PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
            smtp_url=env.get("SMTP_URL") or None,
            mail_from=env.get("MAIL_FROM") or "Deedbook <no-reply@localhost>",
            storage_url=env.get("STORAGE_URL") or "",
            storage_access_key_id=env.get("STORAGE_ACCESS_KEY_ID") or "",
            storage_secret_access_key=env.get("STORAGE_SECRET_ACCESS_KEY") or "",
            jwt_secret=jwt_secret,
            jwt_private_key=jwt_private_key,
            jwt_issuer=env.get("JWT_ISSUER") or "deedbook",
            jwt_audience=env.get("JWT_AUDIENCE") or "authenticated",
            supabase_jwt_secret=env.get("SUPABASE_JWT_SECRET") or None,
            supabase_jwks_url=env.get("SUPABASE_JWKS_URL") or None,
            supabase_issuer=env.get("SUPABASE_ISSUER") or None,
            trusted_proxies=_words(env.get("TRUSTED_PROXIES")),
            cors_origins=_words(env.get("CORS_ORIGINS")),
            log_level=(env.get("LOG_LEVEL") or "INFO").upper(),
            export_hours=_hours(env.get("EXPORT_HOURS") or "24"),
            imports=_import_limits(),
        )

    def need(self, name: str) -> str:
        """The URL setting `name`. Raises SettingsError with what to do when it is not known."""
        value: str = getattr(self, name)
        if value:
            return value
        raise SettingsError(
            f"No database: {name.upper()} is not set and {self.data_dir} holds none."
            " Start one with `make run`, or name one in the environment."
        )


def login_url(url: str, user: str, password: str) -> str:
    """The same database for another login. Takes postgresql:// URLs and key=value strings alike."""
    if "://" not in url:
        return make_conninfo(url, user=user, password=password)
    parts = urlsplit(url)
    hosts = parts.netloc.rpartition("@")[2]
    query = "&".join(p for p in parts.query.split("&") if not p.startswith(("user=", "password=")))
    return urlunsplit(parts._replace(netloc=f"{quote(user)}:{quote(password, safe='')}@{hosts}", query=query))


def server_of(url: str) -> str:
    """Host, port and database of a URL, without the password, for messages."""
    parts = conninfo_to_dict(url)
    host = parts.get("host") or parts.get("hostaddr") or "local"
    return f"{host}:{parts.get('port') or 5432}/{parts.get('dbname') or parts.get('user') or ''}"


def make_private(folder: Path) -> None:
    """Makes a folder that only its owner may read; one that exists is left as it is.

    Root's may be passed through but not listed: the server's account has its cluster in there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)


def write_new(path: Path, content: bytes) -> bool:
    """Writes a file (0600) whole or not at all. False when it is there already, which is kept."""
    temporary = _temporary(path, content)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    return True


def write_over(path: Path, content: bytes) -> None:
    """Writes a file (0600) whole or not at all, in place of the one that is there."""
    _temporary(path, content).replace(path)


def _temporary(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _built_web() -> Path:
    """Where the build of the web app is: in the installed package, or in a checkout."""
    package = Path(__file__).parent
    installed = package / "_files"
    return installed / "web" if installed.is_dir() else package.parent / "web" / "dist"


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise SettingsError(
            f"{path} belongs to another user: run as that user, or name another DATA."
        ) from error
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{path} cannot be understood ({error}): restore it from a backup.") from error


def _database_urls(env: Mapping[str, str], data: Path, secrets: Secrets | None) -> tuple[str, str, str]:
    owner = _url(env, "DATABASE_URL")
    address = None if owner else ServerAddress.read(data)
    if address and secrets:
        owner = f"postgresql://{OWNER}:{secrets.owner_password}@127.0.0.1:{address.port}/{DATABASE}"
    api, worker = _url(env, "API_DATABASE_URL"), _url(env, "WORKER_DATABASE_URL")
    if owner and secrets:
        api = api or login_url(owner, "authenticator", secrets.authenticator_password)
        worker = worker or login_url(owner, "worker", secrets.worker_password)
    return owner, api, worker


def _url(env: Mapping[str, str], name: str) -> str:
    url = env.get(name) or ""
    try:
        conninfo_to_dict(url)
    except ProgrammingError as error:  # without the value: it may hold a password
        raise SettingsError(
            f"{name} is no PostgreSQL URL: write postgresql://user:password@host/db."
        ) from error
    return url


def _signing_keys(env: Mapping[str, str], secrets: Secrets | None) -> tuple[str, str]:
    secret, private_key = env.get("JWT_SECRET") or "", env.get("JWT_PRIVATE_KEY") or ""
    if secret or private_key or secrets is None:  # one set of keys: never half of each
        return secret, private_key.replace("\\n", "\n")
    return secrets.jwt_secret, secrets.jwt_private_key


def _new_private_key() -> str:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise SettingsError(f"PORT={text} is not a port: give a number from 1 to 65535.")


def _hours(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 8_760:
        return int(text)
    raise SettingsError(f"EXPORT_HOURS={text} is not a number of hours from 1 to 8760, a year.")


def _import_limits() -> ImportLimits:
    try:
        return ImportLimits.load()
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _words(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").replace(",", " ").split())
