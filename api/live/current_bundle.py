"""The bundle in use, as a value that is exchanged while the server runs."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from answer.types import Answerer
from index.storage.soundness import Soundness
from index.storage.store import PassageStore


@dataclass(frozen=True, slots=True)
class Serving:
    """One bundle in use.

    Attributes
    ----------
    answerer
        Answers from the bundle.
    store
        All of its documents, those for some groups only too.
    documents_folder
        The original documents.
    indexed
        The day on which the bundle was built; None where nobody knows.
    soundness
        The damage that is known of its files; None where nobody looks.
    """

    answerer: Answerer
    store: PassageStore
    documents_folder: Path
    indexed: date | None = None
    soundness: Soundness | None = None


class CurrentBundle:
    """The bundle that requests are answered from.

    A request takes `serving` once, at its beginning, and keeps it to its end: everything that it shows comes from one
    bundle. An old bundle is freed when its last request lets go of it. So nothing else may hold a `Serving`, or a part
    of one, for longer than a request.
    """

    def __init__(self, serving: Serving) -> None:
        self.serving = serving

    def exchange(self, serving: Serving) -> None:
        """Answer from another bundle from now on."""
        self.serving = serving
