"""A document's id: its file's name without the ending."""

import unicodedata
from pathlib import Path

from ingest.errors import CorpusError
from ingest.readers.direction import without_marks


def document_id(path: Path) -> str:
    """Name a document after its file: å is one letter on every system, and no name is a way up in a folder or address.

    Raises
    ------
    CorpusError
        If the name has nothing but dots.
    """
    if name := without_marks(unicodedata.normalize("NFC", path.stem)).strip(". "):
        return name
    raise CorpusError(f"{path}: filen skal have et navn. / The file needs a name.")
