"""What happens when a question is asked on the page, and what of the page changes by it."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import gradio as gr
from pydantic import TypeAdapter, ValidationError

from answer.answer import LONGEST_QUESTION, MOST_TURNS, Answer, Answerer, Question, Turn
from api.wire import answer_id
from ingest.errors import (
    CorpusError,
    IndexMismatchError,
    IndexMissingError,
    ModelError,
    QuestionError,
    RundbordError,
    ServiceError,
)
from ui import page_problem_texts as problems
from ui.page_conversation import render_exchange, render_problem
from ui.page_exchange import Exchange
from ui.page_facts import PageFacts
from ui.page_language import Language, Text, say
from ui.page_limits import Limits, read_limits

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 30.0
"""How long the page waits for an answer before it says that it took too long."""

_PROBLEMS: dict[type[Exception], Text] = {
    QuestionError: problems.BAD_QUESTION,
    ServiceError: problems.SERVICE_DOWN,
    IndexMissingError: problems.INDEX_MISSING,
    IndexMismatchError: problems.INDEX_MISSING,
    ModelError: problems.INDEX_MISSING,
    CorpusError: problems.INDEX_MISSING,
    TimeoutError: problems.TOO_SLOW,
}

_EARLIER = TypeAdapter(tuple[Turn, ...])


class Asking:
    """Answers the page's questions in one language, as HTML of the newest question.

    It holds no conversation: the browser sends the earlier questions along with each new one. Nor does it touch the
    question field, since Gradio keeps what it makes to update a component by anything but a plain value.
    """

    def __init__(
        self,
        answerer: Answerer,
        facts: PageFacts,
        language: Language,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._answerer = answerer
        self._facts = facts
        self._language: Language = language
        self._longest_wait_seconds = longest_wait_seconds

    def ask(self, question: str, earlier: str, limits: str = "{}", request: gr.Request | None = None) -> Iterator[str]:
        """Show the question at once and its answer part by part; `earlier` and `limits` are what the browser knows."""
        if not question.strip():
            yield self._problem(problems.EMPTY_QUESTION)
        elif len(question) > LONGEST_QUESTION:
            yield self._problem(problems.LONG_QUESTION, question, count=len(question), limit=LONGEST_QUESTION)
        else:
            asker = request.request.scope if request and request.request else {}
            facts = self._facts.shown_to(asker)
            yield from self._ask(question.strip(), _read_turns(earlier), read_limits(limits), facts)

    def stop(self) -> str:
        """Say that the answer was stopped."""
        return self._problem(problems.STOPPED)

    def _ask(self, question: str, earlier: tuple[Turn, ...], limits: Limits, facts: PageFacts) -> Iterator[str]:
        if not set(limits.documents) <= set(facts.store.document_ids()):
            yield self._problem(problems.UNKNOWN_DOCUMENT, question)
            return
        yield self._show(Exchange(question, limits=limits), facts)
        asked = Question(question, earlier, limits.named, replace(limits.within, groups=facts.groups))
        try:
            answer = self._answer(asked)
        except (RundbordError, TimeoutError) as error:
            log.warning("A question on the page was not answered: %s", error or "it took too long")
            yield self._problem(_PROBLEMS.get(type(error), problems.UNEXPECTED), question)
            return
        except Exception:  # the edge of the process: the asker gets a sentence, the log the rest
            log.exception("A question on the page met an error that nobody expected")
            yield self._problem(problems.UNEXPECTED, question)
            return
        exchange = Exchange(question, answer, self._name(asked, answer), limits=limits)
        for count in range(1, len(answer.parts)):
            yield self._show(exchange.first_parts(count), facts)
        yield self._show(exchange, facts)

    def _answer(self, question: Question) -> Answer:
        pool = ThreadPoolExecutor(1)
        try:
            return pool.submit(self._answerer.answer, question).result(self._longest_wait_seconds)
        finally:
            pool.shutdown(wait=False)

    def _name(self, question: Question, answer: Answer) -> str:
        """Name an answer as feedback will; only where it is taken is the answer remembered for it."""
        feedback = self._facts.feedback
        return feedback.remember(question, answer) if feedback else answer_id(question, answer.index_version)

    def _problem(self, problem: Text, question: str = "", **values: object) -> str:
        return render_problem(say(problem, self._language, **values), self._language, question)

    def _show(self, exchange: Exchange, facts: PageFacts) -> str:
        return render_exchange(exchange, facts, self._language)


def _read_turns(earlier: str) -> tuple[Turn, ...]:
    """Read the earlier questions that the browser sends; what is not a list of them counts as none."""
    try:
        return _EARLIER.validate_json(earlier)[-MOST_TURNS:]
    except ValidationError:
        return ()
