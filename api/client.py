"""A client for another Rundbord server, with the interface of the answerer in this process."""

from dataclasses import asdict
from typing import TypeVar
from urllib.parse import quote, urlsplit

import httpx
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from answer.types import Answer, Citation, Coverage, Found, Part, PartKind, Question
from api.problems.problems import Problem
from api.rest.responses import AnswerResponse, CitationModel, ExplainedHitModel, PassageModel, SearchResponse
from api.rest.serialize import API
from index.hit import Explanation, Hit
from ingest.document import Kind, Passage
from ingest.errors import QuestionError, ServiceError
from ingest.text import Text

Response = TypeVar("Response", bound=BaseModel)

CLIENT_ACCEPTED = {
    "key": Text(
        "en nøgle, som serveren har lavet med `rundbord keys create`, med scopes search og answer; uden "
        "værdi sendes ingen",
        "a key that the server made with `rundbord keys create`, scopes search and answer; unset sends none",
    ),
}


class ClientSettings(BaseSettings):
    """Settings of the client. The key is never shown."""

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    key: SecretStr = SecretStr("")


class HttpAnswerer:
    """Answers by asking the server at `url` over REST.

    Passages lack `opening`, which REST does not send, and a page without a number becomes page 1.

    Parameters
    ----------
    key
        The key for that server; empty sends none.
    """

    def __init__(self, url: str, client: httpx.Client, key: str = "") -> None:
        self._url = url.rstrip("/")
        self._root = urlsplit(self._url).path + "/"
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question."""
        response = self._post("search", {"query": question.text, "k": k, "explain": True}, question, SearchResponse)
        return Found(
            hits=tuple(Hit(_passage(hit.passage), hit.score) for hit in response.hits),
            explanations=tuple(
                Explanation(**hit.explanation.model_dump())
                for hit in response.hits
                if isinstance(hit, ExplainedHitModel)
            ),
            understood=response.understood,
            index_version=response.index_version,
        )

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse."""
        response = self._post("answer", {"question": question.text}, question, AnswerResponse)
        return Answer(
            question=response.question,
            understood=response.understood,
            parts=tuple(Part(part.text, PartKind(part.kind), tuple(part.citations)) for part in response.parts),
            citations=tuple(self._citation(citation) for citation in response.citations),
            confidence=response.confidence,
            nearest=tuple(Hit(_passage(hit.passage), hit.score) for hit in response.nearest),
            index_version=response.index_version,
            coverage=Coverage(response.coverage),
            notice=response.notice,
            related=tuple(response.related),
        )

    def page_text(self, document_id: str, number: int) -> str:
        """Fetch the text of a page; KeyError if there is no such page."""
        page = f"{self._url}{API}/documents/{quote(document_id, safe='')}/pages/{number}"
        try:
            response = self._client.get(page, headers=self._headers)
        except httpx.HTTPError as error:
            raise self._unreached(error) from error
        if response.status_code == httpx.codes.NOT_FOUND:
            raise KeyError((document_id, number))
        if not response.is_success:
            raise _answered(page, response)
        return str(response.json()["text"])

    def _post(self, path: str, body: dict[str, object], question: Question, response_type: type[Response]) -> Response:
        body["history"] = [{"question": turn.question, "answer": turn.answer} for turn in question.history]
        if question.documents is not None:
            body["documents"] = sorted(question.documents)
        limits = {name: value for name, value in asdict(question.search_filter).items() if name != "groups"}
        if any(limits.values()):  # groups are left out: the server decides them
            body |= limits
        try:
            response = self._client.post(f"{self._url}{API}/{path}", json=body, headers=self._headers)
        except httpx.HTTPError as error:
            raise self._unreached(error) from error
        if response.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            raise QuestionError(_detail(response))
        if not response.is_success:
            raise _answered(self._url, response)
        try:
            return response_type.model_validate_json(response.content)
        except ValidationError as error:
            raise ServiceError(
                Text(
                    f"{self._url} er ingen Rundbord-server af denne udgave: {error}",
                    f"{self._url} is no Rundbord server of this version: {error}",
                )
            ) from error

    def _unreached(self, error: httpx.HTTPError) -> ServiceError:
        return ServiceError(
            Text(
                f"{self._url} kan ikke nås: {error}. Kører serveren?",
                f"{self._url} cannot be reached: {error}. Is the server running?",
            )
        )

    def _citation(self, model: CitationModel) -> Citation:
        return Citation(
            number=model.number,
            quote=model.quote,
            passage_id=model.passage_id,
            document_id=model.document_id,
            document_title=model.document_title,
            section=tuple(model.section),
            page=model.page or 1,
            page_label=model.page_label or "",
            start=model.start,
            end=model.end,
            url=model.url.removeprefix(self._root),
        )


def _passage(model: PassageModel) -> Passage:
    return Passage(
        id=model.id,
        document_id=model.document_id,
        section=tuple(model.section),
        page=model.page or 1,
        start=model.start,
        end=model.end,
        text=model.text,
        kind=Kind(model.kind),
    )


def _answered(address: str, response: httpx.Response) -> ServiceError:
    detail = _detail(response)
    return ServiceError(
        Text(
            f"{address} svarede {response.status_code}: {detail.da}",
            f"{address} answered {response.status_code}: {detail.en}",
        )
    )


def _detail(response: httpx.Response) -> Text:
    """Read the reason that a server gives for its refusal."""
    try:
        problem = Problem.model_validate_json(response.content)
        return Text(problem.detail_da, problem.detail_en)
    except ValidationError:
        return Text(response.reason_phrase, response.reason_phrase)
