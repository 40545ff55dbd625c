"""An answer as every way in gives it: REST, chat completions and MCP."""

from answer.answer import Question
from api.clock import Stopwatch
from api.models import AnswerResponse, SearchResponse
from api.services import Services
from api.wire import Wire


def answer_question(question: Question, services: Services, wire: Wire) -> AnswerResponse:
    """Answer a question, and hold the answer ready for feedback."""
    stopwatch = Stopwatch()
    answer = services.answerer.answer(question)
    if services.feedback is not None:
        services.feedback.remember(question, answer)
    return wire.answer(question, answer, stopwatch.milliseconds())


def search_passages(question: Question, k: int, services: Services, wire: Wire, *, explain: bool) -> SearchResponse:
    """Find the k passages nearest to a question."""
    stopwatch = Stopwatch()
    found = services.answerer.search(question, k)
    return wire.found(question.text, found, stopwatch.milliseconds(), explain=explain)
