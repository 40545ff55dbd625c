"""What an operator may set about the server; each field is the variable RUNDBORD_ and its name in capitals."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ingest.errors import SettingsError

ACCEPTED = {
    "index": "a folder, such as .rundbord/index",
    "host": "the address to listen on, such as 127.0.0.1 or 0.0.0.0",
    "port": "a whole number from 1 to 65535",
    "allowed_origins": "origins separated by commas, such as https://intra.example.dk,https://www.example.dk:8443",
    "feedback": "on or off",
    "feedback_db": "a file that the server may write, such as .rundbord/feedback.db",
    "feedback_days": "how many days feedback is kept, a whole number from 1 to 3650",
    "root_path": "the path that the proxy in front strips, such as /rundbord",
}
"""What each setting accepts, for error messages and for the help of `rundbord serve`."""


class Settings(BaseSettings):
    """The server's settings, read from the environment.

    `feedback` says whether people are asked if an answer was useful, and `feedback_db` is where that is stored.
    `allowed_origins` are the foreign origins whose pages may use the API, and empty is closed. `root_path` is what a
    proxy in front strips from the path; it begins with a slash, or is empty.
    """

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    index: Path = Path(".rundbord/index")
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    feedback: bool = True
    feedback_db: Path = Path(".rundbord/feedback.db")
    feedback_days: int = Field(default=180, ge=1, le=3650)
    root_path: str = Field(default="", pattern=r"^(/[\w.~-]+)*$")

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _read_origins(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        return tuple(_read_origin(entry.strip()) for entry in listed if entry.strip())

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
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise SettingsError(
            f"RUNDBORD_{name.upper()} has the value {first['input']!r}; it accepts {ACCEPTED[name]}."
        ) from error


def _read_origin(entry: str) -> str:
    """Write an origin as browsers send it: lower case, and a Danish letter in a host name as xn--…."""
    parts = urlsplit(entry.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or "*" in parts.netloc:
        raise ValueError(entry)
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(entry)
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname.encode('idna').decode()}{port}"
