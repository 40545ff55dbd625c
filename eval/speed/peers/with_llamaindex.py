"""LlamaIndex with its own vector store, after its guides to local embeddings and to storing."""

from pathlib import Path

from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding


class LlamaIndexIndex:
    """A VectorStoreIndex of nodes whose ids are rows; passages are not split again."""

    def __init__(self, embedding: HuggingFaceEmbedding, index: VectorStoreIndex | None) -> None:
        self._embedding = embedding
        self._index = index

    def encode(self, question: str) -> object:
        return self._embedding.get_query_embedding(question)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        found = self._index.as_retriever(similarity_top_k=k).retrieve(question)
        return [(int(hit.node.node_id), float(hit.score)) for hit in found]

    def build(self, texts: list[str], folder: Path) -> None:
        nodes = [TextNode(text=text, id_=str(row)) for row, text in enumerate(texts)]
        index = VectorStoreIndex(nodes, embed_model=self._embedding)
        index.storage_context.persist(persist_dir=str(folder / "index"))


def load(model: Path, folder: Path | None) -> LlamaIndexIndex:
    embedding = HuggingFaceEmbedding(
        model_name=str(model), query_instruction="query: ", text_instruction="passage: ", device="cpu"
    )
    index = None
    if folder:
        storage = StorageContext.from_defaults(persist_dir=str(folder / "index"))
        index = load_index_from_storage(storage, embed_model=embedding)
    return LlamaIndexIndex(embedding, index)
