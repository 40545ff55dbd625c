"""FAISS with sentence-transformers, after the latter's page on semantic search: unit vectors, inner product."""

from pathlib import Path

import faiss
from sentence_transformers import SentenceTransformer


class FaissIndex:
    """An exact index of unit vectors: the inner product is the cosine."""

    def __init__(self, model: SentenceTransformer, index: faiss.Index | None) -> None:
        self._model = model
        self._index = index

    def encode(self, question: str) -> object:
        return self._model.encode_query([question], normalize_embeddings=True)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        scores, rows = self._index.search(self._model.encode_query([question], normalize_embeddings=True), k)
        return list(zip(rows[0].tolist(), scores[0].tolist(), strict=True))

    def build(self, texts: list[str], folder: Path) -> None:
        vectors = self._model.encode_document(texts, normalize_embeddings=True)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        faiss.write_index(index, str(folder / "index.faiss"))


def load(model: Path, folder: Path | None) -> FaissIndex:
    opened = faiss.read_index(str(folder / "index.faiss")) if folder else None
    return FaissIndex(SentenceTransformer(str(model), device="cpu"), opened)
