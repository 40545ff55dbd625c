"""Settings of the language model for `rundbord questions draft`; apart, since the client is optional."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.text import Text

ACCEPTED = {
    "url": Text(
        "adressen på en tjeneste, der taler som OpenAI's, fx http://127.0.0.1:11434/v1, uden adgangskode i",
        "the address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1, without a password in it",
    ),
    "model": Text(
        "navnet på en sprogmodel, som tjenesten har",
        "the name of a model that the endpoint has",
    ),
    "key": Text(
        "tjenestens nøgle, eller ingenting",
        "the endpoint's key, or nothing",
    ),
    "timeout_seconds": Text(
        "sekunder at vente på svar, mere end 0",
        "seconds to wait for a reply, more than 0",
    ),
}


class ModelSettings(BaseSettings):
    """The language model's endpoint; each field is the variable RUNDBORD_LLM_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_LLM_", frozen=True, hide_input_in_errors=True)

    url: str
    model: str = Field(min_length=1)
    key: SecretStr | None = None
    timeout_seconds: float = Field(default=120.0, gt=0)

    @property
    def is_in_the_clear(self) -> bool:
        """True if requests leave this machine unencrypted."""
        parts = urlsplit(self.url)
        return parts.scheme == "http" and not _is_this_machine(parts.hostname or "")

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise ValueError(value)
        return value


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
