"""The way back to the bundle that was in use before."""

from pathlib import Path

from index.storage.bundle import open_verified
from index.storage.history import bundle_before
from index.storage.publish import alone, point_to
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.text import Text


def roll_back(root: Path) -> Path:
    """Make the bundle that was in use before the current one current again, verified as a server verifies it.

    Returns
    -------
    Path
        Where that bundle is.

    Raises
    ------
    IndexMissingError
        If there is none.
    IndexMismatchError
        If it cannot be used; the current one stays.
    IndexBusyError
        If another process builds there.
    """
    if not root.is_dir():
        raise _no_way_back(root)
    with alone(root):
        before = bundle_before(root)
        if before is None:
            raise _no_way_back(root)
        _verify(before)
        point_to(root, before)
        return before


def _verify(bundle: Path) -> None:
    try:
        open_verified(bundle)
    except IndexMismatchError as error:
        raise IndexMismatchError(
            Text(
                f"Indekset fra før kan ikke bruges, og det nuværende er stadig i brug. {error.text.da}. "
                "Slet mappen for at gå længere tilbage.",
                f"The index before cannot be used, and the current one is still in use. {error.text.en}. "
                "Delete the folder to go further back.",
            )
        ) from error


def _no_way_back(root: Path) -> IndexMissingError:
    return IndexMissingError(
        Text(
            f"I {root} ligger intet indeks, der har været i brug før dette. Se dem, der er, med: rundbord index list",
            f"No index in {root} was in use before this one. List those there are with: rundbord index list",
        )
    )
