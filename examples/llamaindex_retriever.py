"""Rundbord as a LlamaIndex retriever.

pip install llama-index-core httpx, then: python llamaindex_retriever.py "digitalt mindset"
"""

import os
import sys

import httpx
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode


class RundbordRetriever(BaseRetriever):
    """Finds passages; each node's metadata say where it stands, with `url` to open the page with it marked."""

    def __init__(self, url: str = "http://127.0.0.1:8000", key: str | None = None, k: int = 5) -> None:
        super().__init__()
        self._url = url
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        body = {"query": query_bundle.query_str, "k": self._k}
        response = httpx.post(f"{self._url}/api/v1/search", json=body, headers=self._headers)
        response.raise_for_status()
        return [self._node(hit) for hit in response.json()["hits"]]

    def _node(self, hit: dict) -> NodeWithScore:
        place = {name: value for name, value in hit["passage"].items() if name not in {"id", "text"}}
        metadata = {**place, "url": self._url + place["url"]}
        node = TextNode(id_=hit["passage"]["id"], text=hit["passage"]["text"], metadata=metadata)
        return NodeWithScore(node=node, score=hit["score"])


if __name__ == "__main__":
    retriever = RundbordRetriever(
        os.environ.get("RUNDBORD_URL", "http://127.0.0.1:8000"), os.environ.get("RUNDBORD_KEY")
    )
    for found in retriever.retrieve(" ".join(sys.argv[1:])):
        print(f"side {found.metadata['page_label']}: {found.text[:80]}…\n    {found.metadata['url']}")
