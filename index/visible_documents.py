"""The documents that one reader may read; every route takes documents from here."""

from index.storage.store import PassageStore
from ingest.document import Document


class VisibleDocuments:
    """The documents of a store for readers in these groups; None disables the check (local CLI).

    A restricted document and one that does not exist both raise the same KeyError.
    """

    def __init__(self, store: PassageStore, groups: frozenset[str] | None = frozenset()) -> None:
        self._store = store
        self._readable = store.readable(groups)

    def document_ids(self) -> list[str]:
        """List the documents' ids, sorted."""
        return [name for name in self._store.document_ids() if self._is_readable(name)]

    def document(self, document_id: str) -> Document:
        """Read a document; KeyError if there is none."""
        return self._store.document(self._checked(document_id))

    def file_name(self, document_id: str) -> str:
        """Return the name of the file that a document was read from; KeyError if there is no such document."""
        return self._store.file_name(self._checked(document_id))

    def _checked(self, document_id: str) -> str:
        if not self._is_readable(document_id):
            raise KeyError(document_id)
        return document_id

    def _is_readable(self, document_id: str) -> bool:
        return self._readable is None or document_id in self._readable
