"""Which language a question is in, told by py3langid's model, cut to the languages that people ask in.

The whole model takes half a second and 77 MB to open; a bundle has the cut one as arrays that are mapped from disk, of
which only what is looked at comes into memory. It is the same in every bundle.
"""

from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
from py3langid.langid import LanguageIdentifier

from ingest.language import identifier_of

ASKED_IN = ("da", "en", "no", "sv", "de")

_NAMES = ("classes", "features", "priors", "moves", "rows", "outputs")
_LOADING = Lock()
"""Who asks while another is loading it waits instead of loading it too."""
_folders: list[Path] = []


def write_languages(folder: Path) -> None:
    """Write the cut model to a new folder."""
    cut = identifier_of(ASKED_IN)
    arrays = (cut.nb_classes, cut.nb_ptc, cut.nb_pc, cut.tk_nextmove, cut.tk_row, cut.tk_output)
    folder.mkdir()
    for name, array in zip(_NAMES, arrays, strict=True):
        np.save(folder / f"{name}.npy", array)


def open_languages(folder: Path) -> LanguageIdentifier:
    """Open what `write_languages` wrote, mapped from disk."""
    classes, features, priors, *walk = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _NAMES)
    moves, rows, outputs = (memoryview(array) for array in walk)  # whose numbers are Python's own, unlike an array's
    return LanguageIdentifier(np.asarray(features), np.asarray(priors), classes.tolist(), moves, outputs, tk_row=rows)


def lend_languages(folder: Path) -> None:
    """Have `language_of` open the model in this folder, if there is one, instead of cutting the whole one again."""
    if folder.exists():
        _folders.append(folder)


def language_of(text: str) -> str:
    """Tell which of Danish, English, Norwegian, Swedish and German a text is in: `da`, `en`, `no`, `sv` or `de`."""
    with _LOADING:
        identifier = _identifier()
    language, _ = identifier.classify(text)
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    lent = next((folder for folder in reversed(_folders) if folder.exists()), None)
    return open_languages(lent) if lent else identifier_of(ASKED_IN)
