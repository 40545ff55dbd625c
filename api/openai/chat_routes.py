"""Routes of OpenAI's chat completions."""

from collections.abc import AsyncIterator
from time import time
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Path as PathParameter
from sse_starlette import EventSourceResponse, ServerSentEvent

from answer.types import Question
from api.answering import answer_question
from api.openai.chat import paragraphs, question_of
from api.openai.chat_errors import chat_error, documented_for_chat
from api.openai.chat_models import (
    MODEL,
    AssistantMessage,
    ChatChoice,
    ChatChunk,
    ChatCompletion,
    ChatRequest,
    ChunkChoice,
    Delta,
    Model,
    ModelList,
)
from api.problems.problems import Problem, ProblemError, problem_of
from api.rest.events import event_stream
from api.rest.responses import AnswerResponse
from api.rest.serialize import Serializer
from api.services import RequireJson, SerializerParameter, Services, ServicesParameter

router = APIRouter(prefix="/v1", tags=["OpenAI"])

ModelName = Annotated[str, PathParameter(description="Modellens navn", examples=[MODEL])]
EVENTS = "text/event-stream"


@router.get(
    "/models",
    summary="Hvilke modeller kan spørges?",
    responses=documented_for_chat("unexpected"),
)
async def list_models() -> ModelList:
    """Vis den ene model, der er: `rundbord`, som svarer med dokumenternes egne sætninger."""
    return ModelList(data=[_model()])


@router.get(
    "/models/{name}",
    summary="Findes modellen?",
    responses=documented_for_chat("unknown-model", "invalid-request", "unexpected"),
)
async def read_model(name: ModelName) -> Model:
    """Vis en model; der er kun `rundbord`."""
    _check_model(name)
    return _model()


@router.post(
    "/chat/completions",
    summary="Svar på en samtale, i OpenAIs form",
    dependencies=[RequireJson],
    response_model=ChatCompletion,
    responses={
        200: {
            "description": "Svaret. Med `stream: true` det samme som hændelser af formen `chat.completion.chunk`, "
            "hvoraf den sidste har `citations` og `rundbord`, og derefter `[DONE]`.",
            "content": {EVENTS: {"schema": {"type": "string"}}},
        },
        **documented_for_chat(
            "broken-json", "body-too-large", "not-json", "invalid-request", "question-refused", "unknown-model",
            "index-unavailable", "unexpected",
        ),
    },
)  # fmt: skip
async def complete_chat(
    chat: ChatRequest, request: Request, services: ServicesParameter, serializer: SerializerParameter
) -> ChatCompletion | EventSourceResponse:
    """Besvar den sidste besked fra `user` med dokumenternes egne sætninger; de tidligere beskeder er samtalen."""
    _check_model(chat.model)
    question = question_of(chat)
    server = f"{request.url.scheme}://{request.url.netloc}"
    if chat.stream:
        tried = await services.queue.run(lambda: _try(question, services, serializer, server), request)
        return event_stream(_problem(tried) if isinstance(tried, Problem) else _chunks(*tried))
    answer, content = await services.queue.run(lambda: _answer(question, services, serializer, server), request)
    message = AssistantMessage(content="\n\n".join(content))
    return ChatCompletion(
        id=_name(answer),
        created=int(time()),
        choices=[ChatChoice(message=message)],
        citations=answer.citations,
        rundbord=answer,
    )


def _answer(
    question: Question, services: Services, serializer: Serializer, server: str
) -> tuple[AnswerResponse, list[str]]:
    """Answer a question. Return the answer and its paragraphs for a chat."""
    answer = answer_question(question, services, serializer)
    return answer, paragraphs(answer, server)


def _try(
    question: Question, services: Services, serializer: Serializer, server: str
) -> tuple[AnswerResponse, list[str]] | Problem:
    """Answer a question, or return its problem, which a stream sends as an event."""
    try:
        return _answer(question, services, serializer, server)
    except Exception as error:  # an edge: `problem_of` logs
        return problem_of(error)


async def _problem(problem: Problem) -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent(data=chat_error(problem).model_dump_json())


async def _chunks(answer: AnswerResponse, content: list[str]) -> AsyncIterator[ServerSentEvent]:
    created, name = int(time()), _name(answer)

    def event(choice: ChunkChoice, final: AnswerResponse | None = None) -> ServerSentEvent:
        citations = None if final is None else final.citations
        chunk = ChatChunk(id=name, created=created, choices=[choice], citations=citations, rundbord=final)
        left_out = {"citations", "rundbord"} if final is None else set()
        return ServerSentEvent(data=chunk.model_dump_json(exclude=left_out))

    for place, paragraph in enumerate(content):
        text = paragraph if place == 0 else f"\n\n{paragraph}"
        yield event(ChunkChoice(delta=Delta(role="assistant", content=text)))
    yield event(ChunkChoice(delta=Delta(), finish_reason="stop"), answer)
    yield ServerSentEvent(data="[DONE]")


def _model() -> Model:
    return Model(id=MODEL)


def _name(answer: AnswerResponse) -> str:
    return f"chatcmpl-{answer.id}"


def _check_model(name: str) -> None:
    if name != MODEL:
        raise ProblemError("unknown-model")
