"""Validation of uploaded documents' names: a file in one folder, never a path out of it."""

import unicodedata
from pathlib import Path

from ingest.document import document_id
from ingest.errors import DocumentError
from ingest.files.folders import SKIPPED
from ingest.readers.file_formats import format_of
from ingest.text import Text

_LONGEST_BYTES = 200  # file systems allow 255, and sidecars have longer endings


def document_name(sent: str) -> str:
    """Return the name under which an uploaded document is stored: as sent, in Unicode's composed form.

    Raises
    ------
    DocumentError
        If the name could lead out of the folder, would be ignored, or has an unsupported ending.
    """
    name = unicodedata.normalize("NFC", sent).strip()
    if not name or ".." in name or not name.isprintable() or {"/", "\\"} & set(name):
        raise DocumentError(
            Text(
                "navnet kan ikke bruges: det må ikke være en sti eller have «..» i sig. Giv filen et andet navn.",
                "the name cannot be used: it must be no path and hold no “..”. Give the file another name.",
            ),
        )
    if name.lower().startswith(SKIPPED) or len(name.encode()) > _LONGEST_BYTES:
        raise DocumentError(
            Text(
                "navnet kan ikke bruges: det må ikke begynde med punktum, «~$» eller «readme», og det må højst fylde "
                f"{_LONGEST_BYTES} tegn. Giv filen et andet navn.",
                "the name cannot be used: it must not begin with a full stop, “~$” or “readme”, nor take more than "
                f"{_LONGEST_BYTES} characters. Give the file another name.",
            ),
        )
    format_of(Path(name))
    document_id(Path(name))
    return name
