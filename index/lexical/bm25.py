"""BM25 over Danish-analysed text."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.lexical.danish import bigrams, character_ngrams, terms
from index.lexical.postings import TERMS, Postings, Rows, Scores, load_postings
from index.lexical.postings_writer import Bm25, write_postings
from index.lexical.term_scores import ALL_SCORED_UP_TO, TermScores

if TYPE_CHECKING:
    import bm25s

# Chosen on what docs/evaluation-retrieval.md names.
_K1, _B = 0.9, 0.4
_WORDS, _NGRAMS, _BIGRAMS = 0.8, 0.2, 0.3


class LexicalIndex:
    """BM25 (Lucene's variant) over one text a row: words and, with less weight, word bigrams and character n-grams."""

    def __init__(self, postings: Postings, model: "bm25s.BM25 | None" = None) -> None:
        """Wrap postings; `model` is the in-memory index that `save` writes."""
        self._postings = postings
        self._model = model

    @classmethod
    def build(cls, texts: list[str], *, words_only: bool = False) -> "LexicalIndex":
        """Index texts in memory; row i is text i.

        `words_only` leaves out the n-grams, which find parts of compounds and misspelt words, and the bigrams.
        """
        # Numbered in order of appearance: bm25s would number a set, whose order differs between processes.
        numbers = {"": 0}
        ids = [
            [numbers.setdefault(term, len(numbers)) for term in _counted(text, words_only=words_only)] for text in texts
        ]
        import bm25s  # noqa: PLC0415  imports SciPy: 26 MB and 0.2 s that serving does not need

        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        model.index((ids, numbers), show_progress=False)
        arrays = model.scores
        return cls(_postings(arrays["data"], arrays["indices"], arrays["indptr"], len(texts), model.vocab_dict), model)

    @classmethod
    def write(cls, folder: Path, texts: Iterable[str], count: int) -> None:
        """Index `count` texts into a folder; more than `ALL_SCORED_UP_TO` are not held in memory."""
        if count <= ALL_SCORED_UP_TO:
            cls.build(list(texts)).save(folder)
        else:
            write_postings(folder, (_counted(text, words_only=False) for text in texts), Bm25(_K1, _B))

    def save(self, folder: Path) -> None:
        """Write an index that was built in memory to a folder."""
        if self._model is None:
            raise TypeError(f"{folder}: an index that was loaded cannot be saved")
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Open an index: postings on disk, or the files of `bm25s` in memory."""
        if (folder / TERMS).exists():
            return cls(load_postings(folder))
        impacts, rows, starts = (np.load(folder / f"{name}.csc.index.npy") for name in ("data", "indices", "indptr"))
        count = json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"]
        numbers = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        return cls(_postings(impacts, rows, starts, count, numbers))

    def knows(self, term: str) -> bool:
        """Return whether any text has a term of `index.lexical.danish.terms`."""
        return self._postings.numbers([term])[0] >= 0

    def match(self, query: str) -> "TermScores":
        """Look up a question's terms."""
        words = terms(query)
        groups = ((_WORDS, words), (_NGRAMS, character_ngrams(words)), (_BIGRAMS, bigrams(words)))
        return TermScores(self._postings, tuple((weight, self._numbers(group)) for weight, group in groups))

    def search(self, query: str, count: int, allowed: NDArray[np.bool_] | None = None) -> tuple[Rows, Scores]:
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
        term_scores = self.match(query)
        best = term_scores.best(count, allowed)
        return best, term_scores.scores(best)

    def _numbers(self, group: Sequence[str]) -> list[int]:
        return [number for number in self._postings.numbers(group) if number >= 0] if group else []


def _counted(text: str, *, words_only: bool) -> list[str]:
    words = terms(text)
    return words if words_only else words + character_ngrams(words) + bigrams(words)


def _postings(
    impacts: Scores, rows: NDArray[np.int32], starts: NDArray[np.integer], count: int, numbers: dict[str, int]
) -> Postings:
    def look_up(sought: Sequence[str]) -> list[int]:
        return [numbers.get(term, -1) for term in sought]

    return Postings(impacts, rows, starts, count, look_up)
