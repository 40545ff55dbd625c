"""The page's handler of questions: HTML of the newest question and its answer."""

import logging
from asyncio import Task, create_task, wait
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from threading import Event
from time import monotonic

import gradio as gr
from pydantic import TypeAdapter, ValidationError

from answer.types import LONGEST_QUESTION, MOST_TURNS, Answer, Question
from answer.types import Turn as Earlier
from api.answer_queue import LOOK_SECONDS, AnswerQueue
from api.feedback.feedback import Feedback, new_answer_id
from api.problems.problems import ProblemError
from ingest.errors import (
    CorpusError,
    IndexMismatchError,
    IndexMissingError,
    ModelError,
    QuestionError,
    RundbordError,
    ServiceError,
)
from ingest.text import Language, Text
from ui.page.conversation_html import render_exchange, render_problem
from ui.page.exchange import Exchange
from ui.page.search_filter import ChosenFilter, read_limits
from ui.site import FactsFor, PageFacts
from ui.texts import page_problems as problems
from ui.texts.locale import say

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 30.0
"""The longest time in the queue and for an answer, after which the page shows that it took too long."""

_PROBLEMS: dict[type[Exception], Text] = {
    QuestionError: problems.BAD_QUESTION,
    ServiceError: problems.SERVICE_DOWN,
    IndexMissingError: problems.INDEX_MISSING,
    IndexMismatchError: problems.INDEX_MISSING,
    ModelError: problems.INDEX_MISSING,
    CorpusError: problems.INDEX_MISSING,
    TimeoutError: problems.TOO_SLOW,
}

_EARLIER = TypeAdapter(tuple[Earlier, ...])


class Asking:
    """Answers the page's questions in one language, as HTML of the newest question.

    It stores no conversation: the browser sends the earlier questions each time. It does not update the question
    field, since Gradio stores every update that is not a plain value.
    """

    def __init__(
        self,
        facts_for: FactsFor,
        queue: AnswerQueue,
        language: Language,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._facts_for = facts_for
        self._queue = queue
        self._language: Language = language
        self._longest_wait_seconds = longest_wait_seconds

    async def ask(
        self, question: str, earlier: str, limits: str = "{}", request: gr.Request | None = None
    ) -> AsyncIterator[str]:
        """Show the question at once and then its answer; `earlier` and `limits` come from the browser."""
        facts = self._facts_for(request.request.scope if request and request.request else {})
        where = read_limits(limits)
        refused = self._refuse(question, where, facts)
        if refused is not None:
            yield refused
            return
        search_filter = replace(where.search_filter, groups=facts.groups)
        asked = Question(question.strip(), _read_turns(earlier), where.named, search_filter)
        waiting = self._show(Exchange(asked.text, limits=where), facts)
        yield waiting
        end = monotonic() + self._longest_wait_seconds
        begun = Event()
        answering = create_task(self._queue.run(partial(self._answer, asked, where, facts, begun)))
        try:
            while not await _is_done(answering, begun, end):
                yield waiting  # Gradio stops here if the browser has disconnected
            shown = answering.result()
        except Exception as error:  # the edge of the process: a sentence for the reader, the traceback for the log
            shown = self._problem(_log(error), asked.text)
        finally:
            answering.cancel()
        yield shown

    def stop(self) -> str:
        """Say that the answer was stopped."""
        return self._problem(problems.STOPPED)

    def _refuse(self, question: str, limits: ChosenFilter, facts: PageFacts) -> str | None:
        """Return the reason why a question cannot be asked, if there is one."""
        if not question.strip():
            return self._problem(problems.EMPTY_QUESTION)
        if len(question) > LONGEST_QUESTION:
            return self._problem(problems.LONG_QUESTION, question, count=len(question), limit=LONGEST_QUESTION)
        if not set(limits.documents) <= set(facts.store.document_ids()):
            return self._problem(problems.UNKNOWN_DOCUMENT, question)
        return None

    def _answer(self, asked: Question, limits: ChosenFilter, facts: PageFacts, begun: Event) -> str:
        """Answer a question and render the answer."""
        begun.set()
        answer = facts.services.answerer.answer(asked)
        return self._show(Exchange(asked.text, answer, _name(answer, facts.feedback), limits=limits), facts)

    def _problem(self, problem: Text, question: str = "", **values: object) -> str:
        return render_problem(say(problem, self._language, **values), self._language, question)

    def _show(self, exchange: Exchange, facts: PageFacts) -> str:
        return render_exchange(exchange, facts, self._language)


async def _is_done(answering: Task[str], begun: Event, end: float) -> bool:
    """Wait for the answer; return False after a moment if it has not begun. TimeoutError after `end`.

    Nothing is shown anew once it has begun: a stop between two showings would make Gradio show an error of its own.
    """
    while True:
        done, _ = await wait({answering}, timeout=min(LOOK_SECONDS, max(end - monotonic(), 0)))
        if done or not (begun.is_set() or monotonic() >= end):
            return bool(done)
        if monotonic() >= end:
            raise TimeoutError


def _name(answer: Answer, feedback: Feedback | None) -> str:
    """Make an answer's id for feedback; the answer is stored only where feedback is on."""
    return feedback.remember(answer) if feedback else new_answer_id()


def _log(error: Exception) -> Text:
    """Log why a question was not answered and return the text for the reader."""
    if isinstance(error, ProblemError):  # only a full queue, which the metrics count
        return problems.TOO_BUSY
    if isinstance(error, RundbordError | TimeoutError):
        log.warning("A question on the page was not answered: %s", error or "it took too long")
    else:
        log.error("A question on the page met an error that nobody expected", exc_info=error)
    return _PROBLEMS.get(type(error), problems.UNEXPECTED)


def _read_turns(earlier: str) -> tuple[Earlier, ...]:
    """Read the earlier questions that the browser sends; anything else counts as none."""
    try:
        return _EARLIER.validate_json(earlier)[-MOST_TURNS:]
    except ValidationError:
        return ()
