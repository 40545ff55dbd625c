"""What an owner may set about building; each field is the variable RUNDBORD_ and its name in capitals."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ACCEPTED = {
    "corpus": "the folder, or the one file, of documents that `rundbord ingest` reads",
    "index": "the folder that holds the indexes, such as .rundbord/index",
    "model": "a folder or a hub name of any SentenceTransformer; unset is the bundled multilingual-e5-small",
}
"""What each setting accepts."""


class BuildSettings(BaseSettings):
    """Where documents and bundles lie, and which SentenceTransformer builds; `model` None is the bundled weights."""

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    corpus: Path = Path("corpus")
    index: Path = Path(".rundbord/index")
    model: str | None = None


def load_build_settings() -> BuildSettings:
    """Read the settings from the environment."""
    return BuildSettings()
