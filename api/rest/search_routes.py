"""Search routes: the passages nearest to a question, without an answer."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from answer.types import Question
from api.answering import search_passages
from api.problems.problems import documented
from api.rest.json_response import json_response
from api.rest.requests import SearchBody, SearchParameters
from api.rest.responses import SearchResponse
from api.rest.serialize import Serializer
from api.services import RequireJson, SerializerParameter, Services, ServicesParameter

router = APIRouter(tags=["Søg"])


@router.get(
    "/search",
    summary="Find steder i dokumenterne",
    response_model=SearchResponse,
    responses=documented("invalid-request", "question-refused", "index-unavailable", "overloaded", "unexpected"),
)
async def search_by_address(
    search: Annotated[SearchParameters, Query()],
    request: Request,
    services: ServicesParameter,
    serializer: SerializerParameter,
) -> Response:
    """Find de steder, der er nærmest det, der søges efter. Kan skrives direkte i browserens adresselinje."""
    return await services.queue.run(lambda: _search(search.as_question(), search, services, serializer), request)


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
async def search(
    search: SearchBody, request: Request, services: ServicesParameter, serializer: SerializerParameter
) -> Response:
    """Find de steder, der er nærmest det, der søges efter; `history` gør et opfølgende spørgsmål forståeligt."""
    return await services.queue.run(lambda: _search(search.as_question(), search, services, serializer), request)


def _search(question: Question, search: SearchParameters, services: Services, serializer: Serializer) -> Response:
    return json_response(search_passages(question, search.k, services, serializer, explain=search.explain))
