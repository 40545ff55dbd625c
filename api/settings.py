"""The server's settings. Each field is read from the variable RUNDBORD_ and its name in capitals."""

from collections.abc import Collection
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.accepted_values import ACCEPTED
from api.access.addresses import is_this_machine
from api.access.limits import is_rate
from ingest.errors import SettingsError
from ingest.text import Text

SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """The server's settings, read from the environment.

    `feedback` turns readers' opinions of answers on, and `feedback_db` is their file. `allowed_origins` are the foreign
    origins whose pages may use the API; empty allows none. `open` admits everybody if true, and only known callers if
    false; if None, it admits the loopback until there is a key or a login. A forwarded address or scheme,
    `user_header` and `groups_header` count only from `trusted_proxies`. `root_path` is the path prefix that a proxy in
    front strips; it begins with a slash, or is empty. `cache` is a number of answers, and `queue` of questions; a full
    queue refuses questions. `address_connections` is the number of connections from one address at a time.
    """

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    index: Path = Path(".rundbord/index")
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    feedback: bool = True
    feedback_db: Path = Path(".rundbord/feedback.db")
    feedback_days: int = Field(default=180, ge=1, le=3650)
    open: bool | None = None
    keys_db: Path = Path(".rundbord/keys.db")
    secret: SecretStr = SecretStr("")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scope: str = Field(default="openid", pattern=r"^([\w:./-]+ )*openid( [\w:./-]+)*$")
    oidc_groups_claim: str = "groups"
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    user_header: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$")
    groups_header: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$")
    owners: Annotated[tuple[str, ...], NoDecode] = ()
    rate_limit: str | None = None
    usage: bool = True
    page: bool = True
    cache: int = Field(default=1000, ge=0, le=100_000)
    address_connections: int = Field(default=100, ge=1, le=1000)
    queue: int = Field(default=64, ge=0, le=10_000)
    verify_minutes: int = Field(default=60, ge=0, le=10_080)
    root_path: str = Field(default="", pattern=r"^(/[\w.~-]+)*$")

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _read_origins(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        return tuple(_read_origin(entry.strip()) for entry in listed if entry.strip())

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _read_proxies(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        return tuple(str(ip_network(entry.strip())) for entry in listed if entry.strip())

    @field_validator("owners", mode="before")
    @classmethod
    def _read_owners(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        return tuple(entry.strip() for entry in listed if entry.strip())

    @field_validator("secret")
    @classmethod
    def _check_secret(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value) < SHORTEST_SECRET:
            raise ValueError(len(value))
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _check_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname or ""))
        if value and (not is_safe or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc):
            raise ValueError(value)
        return value

    @field_validator("rate_limit")
    @classmethod
    def _check_rate(cls, value: str | None) -> str | None:
        if value is not None and not is_rate(value):
            raise ValueError(value)
        return value

    @field_validator("root_path", mode="before")
    @classmethod
    def _drop_last_slash(cls, value: str) -> str:
        return value.rstrip("/")


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    SettingsError
        If a variable has an unusable value; the message names it and its accepted values.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise settings_error(error, ACCEPTED, hidden={"secret", "oidc_client_secret"}) from error


def settings_error(error: ValidationError, accepted: dict[str, Text], hidden: Collection[str] = ()) -> SettingsError:
    """Make an error that names the variable and its accepted values. The value of a hidden one is left out."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    danish, english = (
        ("en værdi, der ikke vises", "a value that is not shown")
        if name in hidden
        else (f"værdien {first['input']!r}", f"the value {first['input']!r}")
    )
    return SettingsError(
        Text(
            f"RUNDBORD_{name.upper()} har {danish}; den kan være: {accepted[name].da}.",
            f"RUNDBORD_{name.upper()} has {english}; it accepts {accepted[name].en}.",
        )
    )


def _read_origin(entry: str) -> str:
    """Normalise an origin like browsers: lower case, and Danish letters in host names as xn--…."""
    parts = urlsplit(entry.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or "*" in parts.netloc:
        raise ValueError(entry)
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(entry)
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname.encode('idna').decode()}{port}"
