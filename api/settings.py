"""The server's settings. Each field is read from the variable RUNDBORD_ and its name in capitals."""

from collections.abc import Collection
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.access.addresses import is_this_machine
from api.access.limits import is_rate
from ingest.errors import SettingsError

SHORTEST_SECRET = 32

ACCEPTED = {
    "index": "a folder, such as .rundbord/index",
    "host": "the address to listen on, such as 127.0.0.1 or 0.0.0.0",
    "port": "a whole number from 1 to 65535",
    "allowed_origins": "origins separated by commas, such as https://intra.example.dk,https://www.example.dk:8443",
    "feedback": "on or off",
    "feedback_db": "a file that the server may write, such as .rundbord/feedback.db",
    "feedback_days": "how many days feedback is kept, a whole number from 1 to 3650",
    "open": "on serves everybody who reaches the server, off nobody without a key or a login; unset is this machine",
    "keys_db": "the file of keys that `rundbord keys` makes, such as .rundbord/keys.db",
    "secret": "at least 32 characters that sign the widget's tokens and logins; unset is a random one at each start",
    "oidc_issuer": "the https address of the OpenID Connect provider that people log in with; unset is no login",
    "oidc_client_id": "the id under which that provider knows this server",
    "oidc_client_secret": "the secret that belongs to the id; unset for a public client",
    "oidc_scope": "what the provider is asked for, such as openid or openid groups",
    "oidc_groups_claim": "where the provider's token lists a person's groups, such as groups; empty reads none",
    "trusted_proxies": "the proxies in front, addresses or networks separated by commas, such as 10.0.0.5,10.1.0.0/24",
    "user_header": "the header in which a trusted proxy names the user whom it has let in, such as X-Remote-User",
    "groups_header": "the header in which that proxy lists the user's groups, commas between, such as X-Remote-Groups",
    "owners": "who own the documents, separated by commas: users as the proxy names them, or ids that `/ejer` tells",
    "rate_limit": "a rate such as 60/minute, or off; unset is 120/minute, without questions to an unprotected server",
    "usage": "on or off; on counts questions by day, outcome and section, without their words or who asked",
    "page": "on or off; off serves the API, the widget and the documents, without the page to ask on",
    "cache": "how many answers are kept to be given again, a whole number from 0 (none) to 100000",
    "address_connections": "how many connections one address may hold, a whole number from 1 to 1000; not this machine "
    "and the trusted proxies",
    "queue": "how many questions may wait while others are being answered, a whole number from 0 to 10000",
    "verify_minutes": "minutes from one summing of all the index's files to the next, from 1 to 10080, or 0 for never",
    "root_path": "the path that the proxy in front strips, such as /rundbord",
}
"""The accepted values of each setting, for error messages and for the help of `rundbord serve`."""


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
        If a variable has a value that cannot be used; the message names it and says what it accepts.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise settings_error(error, ACCEPTED, hidden={"secret", "oidc_client_secret"}) from error


def settings_error(error: ValidationError, accepted: dict[str, str], hidden: Collection[str] = ()) -> SettingsError:
    """Make an error that names the variable and its accepted values. The value of a hidden one is left out."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    value = "a value that is not shown" if name in hidden else f"the value {first['input']!r}"
    return SettingsError(f"RUNDBORD_{name.upper()} has {value}; it accepts {accepted[name]}.")


def _read_origin(entry: str) -> str:
    """Normalise an origin like browsers: lower case, and Danish letters in host names as xn--…."""
    parts = urlsplit(entry.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or "*" in parts.netloc:
        raise ValueError(entry)
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(entry)
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname.encode('idna').decode()}{port}"
