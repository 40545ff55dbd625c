"""Leave-one-out search: each corpus question is searched for without itself in the index."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.console import Console
from rich.progress import track

from index.dense.faiss_index import VectorIndex
from index.filters import OWNER
from index.lexical.bm25 import LexicalIndex
from index.query_encoder.encoder import Encoder, Vectors
from index.search import Searcher
from index.storage.bundle import STORE, Bundle, Parts
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import Corpus
from ingest.document import Passage
from ingest.passages import text_for_vectors, text_for_words

_BATCH = 32


class KnownVectors:
    """An encoder that encodes each question once, and takes the bundle's questions from the bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._encoder: Encoder = bundle.parts.encoder
        self._known: dict[str, Vectors] = {}
        if bundle.parts.questions is not None:
            texts = [question.text for question in bundle.store.questions()]
            self._known = dict(zip(texts, bundle.parts.questions.rows(list(range(len(texts)))), strict=True))

    def learn(self, texts: Iterable[str]) -> None:
        """Encode the texts that are not known, with progress on standard error."""
        new = sorted(set(texts) - self._known.keys(), key=len)  # of one length: little padding
        if not new:
            return
        batches = [new[start : start + _BATCH] for start in range(0, len(new), _BATCH)]
        console = Console(stderr=True)
        for batch in track(batches, "Indlejrer spørgsmål / Encoding questions", console=console, transient=True):
            self._known.update(zip(batch, self._encoder.queries(batch), strict=True))

    def queries(self, texts: list[str]) -> Vectors:
        """Encode questions; see `index.query_encoder.encoder.Encoder`."""
        self.learn(texts)
        return np.stack([self._known[text] for text in texts])

    def passages(self, texts: list[str]) -> Vectors:
        """Encode passages; see `index.query_encoder.encoder.Encoder`."""
        return self._encoder.passages(texts)


def ranked_without_themselves(
    bundle: Bundle, corpus: Corpus, vectors: KnownVectors
) -> Iterator[tuple[int, int, Passage]]:
    """Rank the corpus' passages for each of its questions, without that question in the index.

    The question is left out of the passage's corpus questions and of the passage's text for BM25. For BM25 the
    questions are left out in rounds, at most one per passage in each, so that every passage of a round's index lacks at
    most one.

    Yields
    ------
    tuple
        For each question, in the order of the rounds: its row, the rank, from 1, of its best answering passage, and the
        first passage of the ranking.
    """
    with _parts(bundle, corpus, vectors) as parts:
        searcher = Searcher(parts)
        answered_by = searcher.bank.answering_passages
        rounds = _rounds(answered_by)
        console = Console(stderr=True)
        for left_out in track(rounds, "Søger uden spørgsmålet selv / Leaving one out", console=console, transient=True):
            searcher.parts = replace(parts, lexical=LexicalIndex.build(_texts(corpus, answered_by, left_out)))
            for row in left_out:
                searcher.bank.answering_passages = [*answered_by[:row], (), *answered_by[row + 1 :]]
                text = corpus.questions[row].text
                order = searcher.rank(text, text, search_filter=OWNER).rows.tolist()
                found = [order.index(passage) for passage in answered_by[row] if passage in order]
                yield row, min(found, default=len(order)) + 1, corpus.passages[order[0]]


@contextmanager
def _parts(bundle: Bundle, corpus: Corpus, vectors: KnownVectors) -> Iterator[Parts]:
    """Build an index of the corpus' present files with the bundle's encoder."""
    with TemporaryDirectory() as folder:
        write_store(Path(folder) / STORE, corpus)
        yield replace(
            bundle.parts,
            store=PassageStore(Path(folder) / STORE),
            encoder=vectors,
            dense=VectorIndex.build(_passage_vectors(bundle, corpus.passages)),
            questions=VectorIndex.build(vectors.queries([question.text for question in corpus.questions])),
            questions_lexical=None,
            unanswered=None,
            question_map=None,
            sentence_map=None,
        )


def _passage_vectors(bundle: Bundle, passages: tuple[Passage, ...]) -> Vectors:
    """Take known passages' vectors from the bundle, and encode the others as `index.build.pipeline` does."""
    known = {passage: row for row, passage in enumerate(bundle.store.passages(list(range(len(bundle.parts.dense)))))}
    encoder, dense = bundle.parts.encoder, bundle.parts.dense
    return np.concatenate(
        [dense.rows([known[p]]) if p in known else encoder.passages([text_for_vectors(p)]) for p in passages]
    )


def _rounds(answered_by: list[tuple[int, ...]]) -> list[list[int]]:
    """Distribute the questions so that no two of a round have the same passage."""
    rounds: list[list[int]] = []
    named: list[set[int]] = []
    for question, passages in enumerate(answered_by):
        number = next((n for n, taken in enumerate(named) if taken.isdisjoint(passages)), len(rounds))
        if number == len(rounds):
            rounds.append([])
            named.append(set())
        rounds[number].append(question)
        named[number].update(passages)
    return rounds


def _texts(corpus: Corpus, answered_by: list[tuple[int, ...]], left_out: list[int]) -> list[str]:
    """Return each passage's text for BM25, as in `index.build.pipeline`, without these questions."""
    asked: dict[int, list[str]] = {row: [] for row in range(len(corpus.passages))}
    for question in sorted(set(range(len(answered_by))) - set(left_out)):
        for passage in answered_by[question]:
            asked[passage].append(corpus.questions[question].text)
    return [text_for_words(passage, asked[row]) for row, passage in enumerate(corpus.passages)]
