"""Settings of the page; each field is the variable RUNDBORD_ and its name in capitals."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.text import Text

ACCEPTED = {
    "owner": Text(
        "navnet på den myndighed, der driver siden, til tilgængelighedserklæringen",
        "the name of the authority that runs the site, for the accessibility statement",
    ),
    "contact": Text(
        "en e-mailadresse, et link, der begynder med https://, eller en sætning",
        "an e-mail address, a link that begins with https://, or a sentence",
    ),
}
"""The values that each setting accepts, for the help of `rundbord serve`."""


class PageSettings(BaseSettings):
    """The operator of the site, for its accessibility statement and its privacy page.

    `owner` is the authority's name. `contact` is an e-mail address, a link that begins with https://, or a sentence.
    """

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    owner: str = ""
    contact: str = ""
