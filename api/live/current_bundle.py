"""The bundle in use: a value that is exchanged while the server runs."""

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
        All documents of the bundle, including restricted ones.
    documents_folder
        The original documents.
    indexed
        The day on which the bundle was built; None if unknown.
    soundness
        The known damage to the bundle's files; None if they are not checked.
    """

    answerer: Answerer
    store: PassageStore
    documents_folder: Path
    indexed: date | None = None
    soundness: Soundness | None = None


class CurrentBundle:
    """The bundle that requests are answered from.

    A request takes `serving` once, at its start, and uses it to its end, so that the whole response comes from one
    bundle. An old bundle is freed when its last request ends. Therefore nothing may hold a `Serving`, or a part of one,
    longer than a request.
    """

    def __init__(self, serving: Serving) -> None:
        self.serving = serving

    def exchange(self, serving: Serving) -> None:
        """Answer from another bundle from now on."""
        self.serving = serving
