"""Haystack with its in-memory store, after its guide to embedding retrieval: embedder, then retriever."""

from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

_CPU = ComponentDevice.from_str("cpu")


class HaystackIndex:
    """A query pipeline over documents whose ids are rows."""

    def __init__(self, model: Path, store: InMemoryDocumentStore) -> None:
        self._embedder = SentenceTransformersTextEmbedder(
            model=str(model), device=_CPU, prefix="query: ", normalize_embeddings=True, progress_bar=False
        )
        self._indexer = SentenceTransformersDocumentEmbedder(
            model=str(model), device=_CPU, prefix="passage: ", normalize_embeddings=True, progress_bar=False
        )
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", self._embedder)
        self._pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store))
        self._pipeline.connect("embedder.embedding", "retriever.query_embedding")
        self._embedder.warm_up()

    def encode(self, question: str) -> object:
        return self._embedder.run(question)["embedding"]

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        found = self._pipeline.run({"embedder": {"text": question}, "retriever": {"top_k": k}})
        return [(int(document.id), float(document.score)) for document in found["retriever"]["documents"]]

    def build(self, texts: list[str], folder: Path) -> None:
        self._indexer.warm_up()
        documents = [Document(id=str(row), content=text) for row, text in enumerate(texts)]
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(self._indexer.run(documents)["documents"])
        store.save_to_disk(str(folder / "index.json"))


def load(model: Path, folder: Path | None) -> HaystackIndex:
    store = InMemoryDocumentStore.load_from_disk(str(folder / "index.json")) if folder else InMemoryDocumentStore()
    return HaystackIndex(model, store)
