"""BM25 over Danish-analysed text."""

from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.danish import pairs, pieces, terms

Scores = NDArray[np.float32]

# Chosen on what docs/evaluation-retrieval.md names.
_K1, _B = 0.9, 0.4
_WORDS, _PIECES, _PAIRS = 0.8, 0.2, 0.3


class LexicalIndex:
    """BM25 (Lucene's variant) over one text a row: its words and, with less weight, word pairs and pieces of words."""

    def __init__(self, model: "bm25s.BM25") -> None:
        self._model = model

    @classmethod
    def build(cls, texts: list[str], *, words_only: bool = False) -> "LexicalIndex":
        """Index texts; row i is text i. Pieces of words find parts of compounds and misspelt words, unless left out."""
        # Numbered here in order of appearance: bm25s would number a set, in another order in each process.
        numbers = {"": 0}
        ids = []
        for text in texts:
            found = terms(text)
            counted = found if words_only else found + pieces(found) + pairs(found)
            ids.append([numbers.setdefault(term, len(numbers)) for term in counted])
        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        model.index((ids, numbers), show_progress=False)
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

    def scores(self, query: str) -> Scores:
        """Score every row by what it shares with the query; 0 for nothing."""
        asked = terms(query)
        kinds = ((_WORDS, asked), (_PIECES, pieces(asked)), (_PAIRS, pairs(asked)))
        scores: Scores = np.sum([weight * self._sum(kind) for weight, kind in kinds], axis=0, dtype=np.float32)
        return scores

    def search(
        self, query: str, count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Scores]:
        """Find the rows that share something with the query.

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
            Rows and their scores, best first, ties by row; rows that share nothing are left out.
        """
        scores = self.scores(query)
        best = best_rows(scores, count, allowed)
        return best, scores[best]

    def _sum(self, asked: list[str]) -> Scores:
        known = [term for term in asked if self.knows(term)]
        if not known:
            return np.zeros(self._model.scores["num_docs"], np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)


def best_rows(scores: Scores, count: int, allowed: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Choose the rows of the highest scores above 0, best first, ties by row."""
    if allowed is not None:
        scores = np.where(allowed, scores, 0)
    best = np.argsort(-scores, kind="stable")[:count]
    return best[scores[best] > 0].astype(np.int64)
