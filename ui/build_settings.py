"""Settings of a build; each field is the variable RUNDBORD_ and its name in capitals."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.text import Text

ACCEPTED = {
    "corpus": Text(
        "mappen eller den ene fil med dokumenter, som `rundbord ingest` læser",
        "the folder, or the one file, of documents that `rundbord ingest` reads",
    ),
    "index": Text(
        "mappen med indeks, fx .rundbord/index",
        "the folder that holds the indexes, such as .rundbord/index",
    ),
    "model": Text(
        "en mappe eller et navn fra Hugging Face på en SentenceTransformer; uden værdi den medfølgende "
        "multilingual-e5-small",
        "a folder or a hub name of any SentenceTransformer; unset is the bundled multilingual-e5-small",
    ),
}
"""The values that each setting accepts."""


class BuildSettings(BaseSettings):
    """Folders of documents and bundles, and the SentenceTransformer of a build; `model` None is the bundled weights."""

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    corpus: Path = Path("corpus")
    index: Path = Path(".rundbord/index")
    model: str | None = None


def load_build_settings() -> BuildSettings:
    """Read the settings from the environment."""
    return BuildSettings()
