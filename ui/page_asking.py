"""What happens when a question is asked on the page, and what of the page changes by it."""

import logging
from collections.abc import Iterator

import gradio as gr

from answer.answer import LONGEST_QUESTION, Answerer, Question
from index.store import PassageStore
from ingest.errors import (
    CorpusError,
    IndexMismatchError,
    IndexMissingError,
    ModelError,
    QuestionError,
    RundbordError,
    ServiceError,
)
from ui import texts
from ui.page_conversation import Exchange, answered, render_conversation, turns

log = logging.getLogger(__name__)

MOST_EXCHANGES = 50
"""Questions that a conversation shows before the oldest goes, so that a session's memory is bounded."""

MOST_RELATED = 3
"""Related questions shown after an answer."""

_PROBLEMS: dict[type[RundbordError], texts.Text] = {
    QuestionError: texts.BAD_QUESTION,
    ServiceError: texts.SERVICE_DOWN,
    IndexMissingError: texts.INDEX_MISSING,
    IndexMismatchError: texts.INDEX_MISSING,
    ModelError: texts.INDEX_MISSING,
    CorpusError: texts.INDEX_MISSING,
}

Updates = tuple[object, ...]
"""New values, in this order: the session's exchanges, the conversation, the question field, whether the starters show,
whether the related questions show, and each of the related questions."""


def ask(
    answerer: Answerer, store: PassageStore, question: str, exchanges: tuple[Exchange, ...], *, typed: bool
) -> Iterator[Updates]:
    """Show the question at once and its answer when it comes; a question that failed stays in its field."""
    if problem := _problem_with(question):
        yield (exchanges, *_show(exchanges, store, problem))
        return
    question = question.strip()
    yield (exchanges, *_show((*exchanges, Exchange(question)), store))
    try:
        answer = answerer.answer(Question(question, turns(exchanges)))
    except RundbordError as error:
        log.warning("A question on the page was not answered: %s", error)
        problem = str(_PROBLEMS.get(type(error), texts.UNEXPECTED))
    except Exception:  # the edge of the process: the asker gets a sentence, the log the rest
        log.exception("A question on the page met an error that nobody expected")
        problem = str(texts.UNEXPECTED)
    else:
        exchanges = (*exchanges, answered(question, answer, store))[-MOST_EXCHANGES:]
        yield (exchanges, *_show(exchanges, store, field="" if typed else None))
        return
    yield (exchanges, *_show(exchanges, store, problem, field=question))


def _problem_with(question: str) -> str:
    if not question.strip():
        return str(texts.EMPTY_QUESTION)
    if len(question) > LONGEST_QUESTION:
        return texts.say(texts.LONG_QUESTION, count=len(question), limit=LONGEST_QUESTION)
    return ""


def _show(exchanges: tuple[Exchange, ...], store: PassageStore, problem: str = "", field: str | None = None) -> Updates:
    """Make the updates of all but the session; `field` is what the question becomes, None leaves it as it is."""
    last = exchanges[-1].answer if exchanges else None
    related = last.related if last else ()
    return (
        render_conversation(exchanges, store, problem),
        gr.skip() if field is None else field,
        gr.update(visible=not exchanges),
        gr.update(visible=bool(related)),
        *(
            gr.update(value=related[place], visible=True) if place < len(related) else gr.update(visible=False)
            for place in range(MOST_RELATED)
        ),
    )
