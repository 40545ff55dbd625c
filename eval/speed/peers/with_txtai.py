"""txtai, after https://neuml.github.io/txtai/embeddings/, with that page's instructions for E5 models."""

from pathlib import Path

from txtai import Embeddings


class TxtaiIndex:
    """An Embeddings index whose ids are rows."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    def encode(self, question: str) -> object:
        return self._embeddings.transform(question)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        return [(int(row), float(score)) for row, score in self._embeddings.search(question, k)]

    def build(self, texts: list[str], folder: Path) -> None:
        self._embeddings.index(texts)
        self._embeddings.save(str(folder / "index"))


def load(model: Path, folder: Path | None) -> TxtaiIndex:
    if folder is None:
        return TxtaiIndex(Embeddings(path=str(model), instructions={"query": "query: ", "data": "passage: "}))
    embeddings = Embeddings()
    embeddings.load(str(folder / "index"))  # loads the index' own model too
    return TxtaiIndex(embeddings)
