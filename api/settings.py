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
from ingest.text import Text

SHORTEST_SECRET = 32

ACCEPTED = {
    "index": Text(
        "en mappe, fx .rundbord/index",
        "a folder, such as .rundbord/index",
    ),
    "host": Text(
        "adressen at lytte på, fx 127.0.0.1 eller 0.0.0.0",
        "the address to listen on, such as 127.0.0.1 or 0.0.0.0",
    ),
    "port": Text(
        "et helt tal fra 1 til 65535",
        "a whole number from 1 to 65535",
    ),
    "allowed_origins": Text(
        "origins adskilt af komma, fx https://intra.example.dk,https://www.example.dk:8443",
        "origins separated by commas, such as https://intra.example.dk,https://www.example.dk:8443",
    ),
    "feedback": Text(
        "on eller off",
        "on or off",
    ),
    "feedback_db": Text(
        "en fil, som serveren må skrive, fx .rundbord/feedback.db",
        "a file that the server may write, such as .rundbord/feedback.db",
    ),
    "feedback_days": Text(
        "hvor mange dage feedback gemmes, et helt tal fra 1 til 3650",
        "how many days feedback is kept, a whole number from 1 to 3650",
    ),
    "open": Text(
        "on betjener alle, der når serveren, off ingen uden nøgle eller login; uden værdi kun denne maskine",
        "on serves everybody who reaches the server, off nobody without a key or a login; unset is this machine",
    ),
    "keys_db": Text(
        "filen med nøgler, som `rundbord keys` laver, fx .rundbord/keys.db",
        "the file of keys that `rundbord keys` makes, such as .rundbord/keys.db",
    ),
    "secret": Text(
        "mindst 32 tegn, der underskriver widgettens tokens og logins; uden værdi et tilfældigt ved hver start",
        "at least 32 characters that sign the widget's tokens and logins; unset is a random one at each start",
    ),
    "oidc_issuer": Text(
        "https-adressen på den OpenID Connect-udbyder, som folk logger ind hos; uden værdi intet login",
        "the https address of the OpenID Connect provider that people log in with; unset is no login",
    ),
    "oidc_client_id": Text(
        "det id, som udbyderen kender serveren under",
        "the id under which that provider knows this server",
    ),
    "oidc_client_secret": Text(
        "den hemmelighed, der hører til id'et; uden værdi for en offentlig klient",
        "the secret that belongs to the id; unset for a public client",
    ),
    "oidc_scope": Text(
        "det, udbyderen bedes om, fx openid eller openid groups",
        "what the provider is asked for, such as openid or openid groups",
    ),
    "oidc_groups_claim": Text(
        "det sted, hvor udbyderens token nævner en persons grupper, fx groups; tom læser ingen",
        "where the provider's token lists a person's groups, such as groups; empty reads none",
    ),
    "trusted_proxies": Text(
        "de proxyer, der står foran, adresser eller net adskilt af komma, fx 10.0.0.5,10.1.0.0/24",
        "the proxies in front, addresses or networks separated by commas, such as 10.0.0.5,10.1.0.0/24",
    ),
    "user_header": Text(
        "den header, hvori en betroet proxy nævner den bruger, den har lukket ind, fx X-Remote-User",
        "the header in which a trusted proxy names the user whom it has let in, such as X-Remote-User",
    ),
    "groups_header": Text(
        "den header, hvori den proxy nævner brugerens grupper, med komma imellem, fx X-Remote-Groups",
        "the header in which that proxy lists the user's groups, commas between, such as X-Remote-Groups",
    ),
    "owners": Text(
        "dem, der ejer dokumenterne, adskilt af komma: brugere, som proxyen nævner dem, eller id'er, som `/ejer` viser",
        "who own the documents, separated by commas: users as the proxy names them, or ids that `/ejer` tells",
    ),
    "rate_limit": Text(
        "et antal som 60/minute, eller off; uden værdi 120/minute, dog ikke for spørgsmål til en ubeskyttet server",
        "a rate such as 60/minute, or off; unset is 120/minute, without questions to an unprotected server",
    ),
    "usage": Text(
        "on eller off; on tæller spørgsmål efter dag, udfald og afsnit, uden deres ord, eller hvem der spurgte",
        "on or off; on counts questions by day, outcome and section, without their words or who asked",
    ),
    "page": Text(
        "on eller off; off viser API'et, widgetten og dokumenterne, men ikke siden at spørge på",
        "on or off; off serves the API, the widget and the documents, without the page to ask on",
    ),
    "cache": Text(
        "hvor mange svar der gemmes for at blive givet igen, et helt tal fra 0 (ingen) til 100000",
        "how many answers are kept to be given again, a whole number from 0 (none) to 100000",
    ),
    "address_connections": Text(
        "hvor mange forbindelser én adresse må holde, et helt tal fra 1 til 1000; ikke denne maskine og de "
        "betroede proxyer",
        "how many connections one address may hold, a whole number from 1 to 1000; not this machine and the "
        "trusted proxies",
    ),
    "queue": Text(
        "hvor mange spørgsmål der må vente, mens andre besvares, et helt tal fra 0 til 10000",
        "how many questions may wait while others are being answered, a whole number from 0 to 10000",
    ),
    "verify_minutes": Text(
        "minutter fra én summering af alle indeksets filer til den næste, fra 1 til 10080, eller 0 for aldrig",
        "minutes from one summing of all the index's files to the next, from 1 to 10080, or 0 for never",
    ),
    "root_path": Text(
        "den sti, som proxyen foran fjerner, fx /rundbord",
        "the path that the proxy in front strips, such as /rundbord",
    ),
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
