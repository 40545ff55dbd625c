"""Answers and searches for all interfaces: REST, chat completions and MCP."""

from answer.types import Question
from api.clock import Stopwatch
from api.feedback.feedback import new_answer_id
from api.rest.responses import AnswerResponse, SearchResponse
from api.rest.serialize import Serializer
from api.services import Services


def answer_question(question: Question, services: Services, serializer: Serializer) -> AnswerResponse:
    """Answer a question from the reader's documents, and cache the answer for feedback."""
    stopwatch = Stopwatch()
    question = services.restricted(question)
    answer = services.answerer.answer(question)
    name = services.feedback.remember(answer) if services.feedback else new_answer_id()
    return serializer.answer(name, question, answer, stopwatch.milliseconds())


def search_passages(
    question: Question, k: int, services: Services, serializer: Serializer, *, explain: bool
) -> SearchResponse:
    """Find the k passages nearest to a question in the reader's documents."""
    stopwatch = Stopwatch()
    result = services.answerer.search(services.restricted(question), k)
    return serializer.search(question.text, result, stopwatch.milliseconds(), explain=explain)
