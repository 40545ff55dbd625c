"""Rundbord as a LangChain retriever.

pip install langchain-core httpx, then: python langchain_retriever.py "digitalt mindset"
"""

import os
import sys

import httpx
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class RundbordRetriever(BaseRetriever):
    """Finds passages; each document's metadata say where it stands, with `url` to open the page with it marked."""

    url: str = "http://127.0.0.1:8000"
    key: str | None = None
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        response = httpx.post(f"{self.url}/api/v1/search", json={"query": query, "k": self.k}, headers=headers)
        response.raise_for_status()
        return [_document(self.url, hit) for hit in response.json()["hits"]]


def _document(url: str, hit: dict) -> Document:
    place = {name: value for name, value in hit["passage"].items() if name != "text"}
    metadata = {**place, "url": url + place["url"], "score": hit["score"]}
    return Document(page_content=hit["passage"]["text"], metadata=metadata)


if __name__ == "__main__":
    retriever = RundbordRetriever(
        url=os.environ.get("RUNDBORD_URL", "http://127.0.0.1:8000"), key=os.environ.get("RUNDBORD_KEY")
    )
    for found in retriever.invoke(" ".join(sys.argv[1:])):
        print(f"side {found.metadata['page_label']}: {found.page_content[:80]}…\n    {found.metadata['url']}")
