"""Which language a question is in, told by py3langid's model, cut to the languages that people ask in.

The whole model takes half a second and 77 MB to open; a bundle has the cut one as arrays, the large one of which is
read from disk where a question leads. It is the same in every bundle.
"""

from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
from py3langid.langid import LanguageIdentifier

from index.dense.stored_array import StoredArray
from ingest.errors import IndexMismatchError
from ingest.language import identifier_of

ASKED_IN = ("da", "en", "no", "sv", "de")

_MOVES = "moves"
_NAMES = ("classes", "features", "priors", _MOVES, "rows", "outputs")
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
    """Open what `write_languages` wrote."""
    classes, features, priors, rows, outputs = (np.load(folder / f"{name}.npy") for name in _NAMES if name != _MOVES)
    # As views, whose numbers are Python's own, unlike an array's.
    walk = StoredArray[int](folder / f"{_MOVES}.npy"), memoryview(outputs)
    return LanguageIdentifier(features, priors, classes.tolist(), *walk, tk_row=memoryview(rows))


def lend_languages(folder: Path) -> None:
    """Have `language_of` open the model in this folder, if there is one, instead of cutting the whole one again."""
    if folder.exists():
        _folders.append(folder)


def language_of(text: str) -> str:
    """Tell which of Danish, English, Norwegian, Swedish and German a text is in: `da`, `en`, `no`, `sv` or `de`."""
    with _LOADING:
        identifier = _identifier()
    try:
        language, _ = identifier.classify(text)
    except IndexMismatchError:
        _identifier.cache_clear()  # the next bundle's may be whole
        raise
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    lent = next((folder for folder in reversed(_folders) if folder.exists()), None)
    return open_languages(lent) if lent else identifier_of(ASKED_IN)
