"""Conversion of answers, hits and passages to response models."""

from urllib.parse import quote

from answer.links import page_path
from answer.types import Answer, Citation, Found, Part, Question
from api.rest.responses import (
    AnswerResponse,
    CitationModel,
    ExplainedHitModel,
    ExplanationModel,
    HitModel,
    PartModel,
    PassageModel,
    SearchResponse,
)
from index.hit import Hit
from index.visible_documents import VisibleDocuments
from ingest.document import Document, Passage

API = "/api/v1"


class Serializer:
    """Converts answers and hits to response models, for one reader.

    `root` is the path prefix of the server, without a slash at its end. A passage of a document that the reader may not
    read raises KeyError.
    """

    def __init__(self, store: VisibleDocuments, root: str) -> None:
        self._store = store
        self._root = root

    def search(self, query: str, result: Found, took_ms: float, *, explain: bool) -> SearchResponse:
        """Convert the hits of a search, ranked from 1, and on request their explanations."""
        hits = [self._hit(rank, hit) for rank, hit in enumerate(result.hits, start=1)]
        if explain:
            hits = [
                ExplainedHitModel(
                    rank=hit.rank,
                    score=hit.score,
                    passage=hit.passage,
                    explanation=ExplanationModel(dense=how.dense, lexical=how.lexical, questions=how.questions),
                )
                for hit, how in zip(hits, result.explanations, strict=True)
            ]
        return SearchResponse(
            query=query,
            understood=result.understood,
            hits=list(hits),
            index_version=result.index_version,
            took_ms=took_ms,
        )

    def answer(self, name: str, question: Question, answer: Answer, took_ms: float) -> AnswerResponse:
        """Convert an answer or a refusal; `name` is its id."""
        return AnswerResponse(
            id=name,
            question=question.text,
            understood=answer.understood,
            answered=answer.answered,
            coverage=answer.coverage,
            notice=answer.notice,
            answer=answer.markdown,
            parts=[_part(part) for part in answer.parts],
            citations=[self._citation(citation) for citation in answer.citations],
            confidence=answer.confidence,
            nearest=[self._hit(rank, hit) for rank, hit in enumerate(answer.nearest, start=1)],
            related=list(answer.related),
            index_version=answer.index_version,
            took_ms=took_ms,
        )

    def url(self, path: str) -> str:
        """Return the link for a path below the server's root."""
        return f"{self._root}/{path}"

    def document_url(self, document: Document) -> str:
        """Return the link to a document in this API."""
        return self.url(f"{API.lstrip('/')}/documents/{quote(document.id, safe='')}")

    def _hit(self, rank: int, hit: Hit) -> HitModel:
        return HitModel(rank=rank, score=hit.score, passage=self._passage(hit.passage))

    def _passage(self, passage: Passage) -> PassageModel:
        document = self._store.document(passage.document_id)
        return PassageModel(
            id=passage.id,
            document_id=document.id,
            document_title=document.title,
            section=list(passage.section),
            page=passage.page if document.paged else None,
            page_label=document.page(passage.page).label if document.paged else None,
            start=passage.start,
            end=passage.end,
            kind=passage.kind,
            text=passage.text,
            url=self.url(page_path(passage.document_id, passage.page, passage.start, passage.end)),
        )

    def _citation(self, citation: Citation) -> CitationModel:
        paged = self._store.document(citation.document_id).paged
        return CitationModel(
            number=citation.number,
            quote=citation.quote,
            passage_id=citation.passage_id,
            document_id=citation.document_id,
            document_title=citation.document_title,
            section=list(citation.section),
            page=citation.page if paged else None,
            page_label=citation.page_label if paged else None,
            start=citation.start,
            end=citation.end,
            url=self.url(citation.url),
        )


def _part(part: Part) -> PartModel:
    return PartModel(text=part.text, kind=part.kind, citations=list(part.citations))
