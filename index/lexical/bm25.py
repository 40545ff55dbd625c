"""BM25 over Danish-analysed text."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.lexical.danish import pairs, pieces, terms
from index.lexical.postings import TERMS, Postings, Rows, Scores, load_postings
from index.lexical.postings_writer import Bm25, write_postings
from index.lexical.term_scores import ALL_SCORED_UP_TO, TermScores

if TYPE_CHECKING:
    import bm25s

# Chosen on what docs/evaluation-retrieval.md names.
_K1, _B = 0.9, 0.4
_WORDS, _PIECES, _PAIRS = 0.8, 0.2, 0.3


class LexicalIndex:
    """BM25 (Lucene's variant) over one text a row: its words and, with less weight, word pairs and pieces of words."""

    def __init__(self, postings: Postings, model: "bm25s.BM25 | None" = None) -> None:
        """Take the postings, and where there are few, the model that holds them."""
        self._postings = postings
        self._model = model

    @classmethod
    def build(cls, texts: list[str], *, words_only: bool = False) -> "LexicalIndex":
        """Index texts in memory; row i is text i.

        Pieces of words find parts of compounds and misspelt words, unless left out.
        """
        # Numbered here in order of appearance: bm25s would number a set, in another order in each process.
        numbers = {"": 0}
        ids = [
            [numbers.setdefault(term, len(numbers)) for term in _counted(text, words_only=words_only)] for text in texts
        ]
        import bm25s  # noqa: PLC0415  brings SciPy, 26 MB and a fifth of a second that serving does without

        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        model.index((ids, numbers), show_progress=False)
        arrays = model.scores
        return cls(_postings(arrays["data"], arrays["indices"], arrays["indptr"], len(texts), model.vocab_dict), model)

    @classmethod
    def write(cls, folder: Path, texts: Iterable[str], count: int) -> None:
        """Index so many texts straight to a folder: more than `ALL_SCORED_UP_TO` without holding them in memory."""
        if count <= ALL_SCORED_UP_TO:
            cls.build(list(texts)).save(folder)
        else:
            write_postings(folder, (_counted(text, words_only=False) for text in texts), Bm25(_K1, _B))

    def save(self, folder: Path) -> None:
        """Write an index that was built in memory to a folder."""
        if self._model is None:
            raise TypeError(f"{folder}: what was loaded is not saved again")
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Open an index from its folder: a small one, whose files are as `bm25s` writes them, in memory."""
        if (folder / TERMS).exists():
            return cls(load_postings(folder))
        impacts, rows, starts = (np.load(folder / f"{name}.csc.index.npy") for name in ("data", "indices", "indptr"))
        count = json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"]
        numbers = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        return cls(_postings(impacts, rows, starts, count, numbers))

    def knows(self, term: str) -> bool:
        """Tell whether a term of `index.lexical.danish.terms` stands in any of the texts."""
        return self._postings.numbers([term])[0] >= 0

    def match(self, query: str) -> "TermScores":
        """Look up what a question asks for."""
        asked = terms(query)
        kinds = ((_WORDS, asked), (_PIECES, pieces(asked)), (_PAIRS, pairs(asked)))
        return TermScores(self._postings, tuple((weight, self._known(found)) for weight, found in kinds))

    def search(self, query: str, count: int, allowed: NDArray[np.bool_] | None = None) -> tuple[Rows, Scores]:
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
        match = self.match(query)
        best = match.best(count, allowed)
        return best, match.scores(best)

    def _known(self, asked: Sequence[str]) -> list[int]:
        return [number for number in self._postings.numbers(asked) if number >= 0] if asked else []


def _counted(text: str, *, words_only: bool) -> list[str]:
    found = terms(text)
    return found if words_only else found + pieces(found) + pairs(found)


def _postings(
    impacts: Scores, rows: NDArray[np.int32], starts: NDArray[np.integer], count: int, numbers: dict[str, int]
) -> Postings:
    def look_up(asked: Sequence[str]) -> list[int]:
        return [numbers.get(term, -1) for term in asked]

    return Postings(impacts, rows, starts, count, look_up)
