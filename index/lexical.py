"""BM25 over Danish-analysed text."""

from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.danish import terms

Scores = NDArray[np.float32]


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over one text a row."""

    def __init__(self, model: "bm25s.BM25") -> None:
        self._model = model

    @classmethod
    def build(cls, texts: list[str]) -> "LexicalIndex":
        """Index texts; row i is text i."""
        model = bm25s.BM25(method="lucene")
        model.index([terms(text) for text in texts], show_progress=False)
        return cls(model)

    def save(self, folder: Path) -> None:
        """Write the index to a folder."""
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Open an index from its folder, memory-mapped."""
        return cls(bm25s.BM25.load(str(folder), mmap=True, load_corpus=False))

    def knows(self, term: str) -> bool:
        """Tell whether a term of `index.danish.terms` stands in any of the texts."""
        return term in self._model.vocab_dict

    def search(
        self, query: str, count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Scores]:
        """Find the rows that share terms with the query.

        Parameters
        ----------
        query
            The question as asked.
        count
            How many rows at most.
        allowed
            One truth value a row; None allows all.

        Returns
        -------
        tuple
            Rows and their scores, best first, ties by row; rows without a shared term are left out.
        """
        known = [term for term in terms(query) if term in self._model.vocab_dict]
        if not known:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores = np.asarray(self._model.get_scores(known), dtype=np.float32)
        if allowed is not None:
            scores = np.where(allowed, scores, 0)
        best = np.argsort(-scores, kind="stable")[:count]
        best = best[scores[best] > 0]
        return best.astype(np.int64), scores[best]
