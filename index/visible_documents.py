"""The documents that one asker may read: the one door to them, since for her there are no others."""

from index.storage.store import PassageStore
from ingest.document import Document


class VisibleDocuments:
    """What of a store somebody in these groups may read; None is whoever has the files.

    A document that is not for her and one that does not exist are told in the same way, by KeyError.
    """

    def __init__(self, store: PassageStore, groups: frozenset[str] | None = frozenset()) -> None:
        self._store = store
        self._readable = store.readable(groups)

    def document_ids(self) -> list[str]:
        """Name the documents, in order of id."""
        return [name for name in self._store.document_ids() if self._is_known(name)]

    def document(self, document_id: str) -> Document:
        """Read a whole document; KeyError if there is no such one."""
        return self._store.document(self._known(document_id))

    def file_name(self, document_id: str) -> str:
        """Name the file that a document was read from; KeyError if there is no such document."""
        return self._store.file_name(self._known(document_id))

    def _known(self, document_id: str) -> str:
        if not self._is_known(document_id):
            raise KeyError(document_id)
        return document_id

    def _is_known(self, document_id: str) -> bool:
        return self._readable is None or document_id in self._readable
