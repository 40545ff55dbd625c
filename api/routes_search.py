"""Search: the passages nearest to a question, without an answer."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from answer.answer import Question
from api.answering import search_passages
from api.models import SearchResponse
from api.problems import documented
from api.requests import SearchBody, SearchParameters
from api.services import RequireJson, Services, ServicesParameter, WireParameter
from api.wire import Wire
from api.written import written

router = APIRouter(tags=["Søg"])


@router.get(
    "/search",
    summary="Find steder i dokumenterne",
    response_model=SearchResponse,
    responses=documented("invalid-request", "question-refused", "index-unavailable", "overloaded", "unexpected"),
)
def search_by_address(
    search: Annotated[SearchParameters, Query()], services: ServicesParameter, wire: WireParameter
) -> Response:
    """Find de steder, der er nærmest det, der søges efter. Kan skrives direkte i browserens adresselinje."""
    return _search(search.as_question(), search, services, wire)


@router.post(
    "/search",
    summary="Find steder i dokumenterne, også ud fra en samtale",
    response_model=SearchResponse,
    dependencies=[RequireJson],
    responses=documented(
        "broken-json", "body-too-large", "not-json", "invalid-request", "question-refused", "index-unavailable",
        "overloaded", "unexpected",
    ),
)  # fmt: skip
def search(search: SearchBody, services: ServicesParameter, wire: WireParameter) -> Response:
    """Find de steder, der er nærmest det, der søges efter; `history` gør et opfølgende spørgsmål forståeligt."""
    return _search(search.as_question(), search, services, wire)


def _search(question: Question, search: SearchParameters, services: Services, wire: Wire) -> Response:
    return written(search_passages(question, search.k, services, wire, explain=search.explain))
