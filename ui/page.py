"""The page where a leader asks, reads the answer's quotes and checks them in the document beside it."""

import logging
from collections.abc import Callable, Iterator
from functools import partial

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
from ui.page_sheet import contents, own_questions
from ui.page_templates import render_for_markdown

log = logging.getLogger(__name__)

MOST_EXCHANGES = 50
"""Questions that a conversation shows before the oldest goes, so that a session's memory is bounded."""

MOST_RELATED = 3
"""Related questions shown after an answer."""

# Names only, no GoogleFont: the page fetches nothing from elsewhere. The look itself is in assets/static.
THEME = gr.themes.Base(font=["IBM Plex Sans", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])

_PROBLEMS: dict[type[RundbordError], texts.Text] = {
    QuestionError: texts.BAD_QUESTION,
    ServiceError: texts.SERVICE_DOWN,
    IndexMissingError: texts.INDEX_MISSING,
    IndexMismatchError: texts.INDEX_MISSING,
    ModelError: texts.INDEX_MISSING,
    CorpusError: texts.INDEX_MISSING,
}

Updates = tuple[object, ...]


def build_page(answerer: Answerer, store: PassageStore) -> gr.Blocks:
    """Lay out the page; the conversation lives in the session's state, nowhere else."""
    documents = [store.document(name) for name in store.document_ids()]
    starters = [question for document in documents for question in own_questions(document)]
    with gr.Blocks(title=f"{texts.PAGE_HEADING} – {texts.BRAND}", fill_width=True, analytics_enabled=False) as page:
        exchanges = gr.State(())
        _html("masthead.html", documents=documents)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                _html("welcome.html")
                with gr.Column(elem_id="starters", visible=bool(starters)) as welcome:
                    _html("starters.html")
                    starter_buttons = [gr.Button(question, elem_classes="suggestion") for question in starters]
                conversation = _html("conversation.html", elem_id="conversation", exchanges=(), problem="")
                with gr.Column(elem_id="related", visible=False) as related:
                    _html("related.html")
                    related_buttons = [gr.Button("", elem_classes="suggestion") for _ in range(MOST_RELATED)]
                with gr.Row(elem_id="ask"):
                    question = gr.Textbox(
                        label=str(texts.QUESTION_LABEL),
                        placeholder=str(texts.QUESTION_PLACEHOLDER),
                        lines=1,
                        max_lines=6,
                        max_length=LONGEST_QUESTION,
                        container=True,
                        elem_id="question",
                    )
                    send = gr.Button(str(texts.SEND), variant="primary", elem_id="send")
                _html("notice.html")
            with gr.Column(elem_id="source-column"):
                _html("source_panel.html", documents=[(d, contents(d)) for d in documents], base="documents/")

        outputs = [exchanges, conversation, question, welcome, related, *related_buttons]
        ask = partial(_ask, answerer, store)
        for triggers in (question.submit, send.click):
            _on(triggers, partial(ask, typed=True), [question, exchanges], outputs)
        for button in (*starter_buttons, *related_buttons):
            _on(button.click, partial(ask, typed=False), [button, exchanges], outputs)
    return page.queue(default_concurrency_limit=8)


def _html(template: str, elem_id: str | None = None, **values: object) -> gr.Markdown:
    html = render_for_markdown(template, **values)
    return gr.Markdown(html, elem_id=elem_id, sanitize_html=False, latex_delimiters=[], elem_classes="html")


def _on(
    event: Callable[..., object], handler: Callable[..., object], inputs: list[object], outputs: list[object]
) -> None:
    event(handler, inputs, outputs, show_progress="hidden", api_visibility="private")


def _ask(
    answerer: Answerer, store: PassageStore, question: str, exchanges: tuple[Exchange, ...], *, typed: bool
) -> Iterator[Updates]:
    """Show the question at once and its answer when it comes; a question that failed stays in its field."""
    if problem := _problem_with(question):
        yield _show(exchanges, store, problem=problem)
        return
    question = question.strip()
    yield _show((*exchanges, Exchange(question)), store, keep=exchanges)
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
        yield _show(exchanges, store, field="" if typed else None, related=answer.related)
        return
    yield _show(exchanges, store, problem=problem, field=question)


def _problem_with(question: str) -> str:
    if not question.strip():
        return str(texts.EMPTY_QUESTION)
    if len(question) > LONGEST_QUESTION:
        return texts.say(texts.LONG_QUESTION, count=len(question), limit=LONGEST_QUESTION)
    return ""


def _show(
    shown: tuple[Exchange, ...],
    store: PassageStore,
    *,
    keep: tuple[Exchange, ...] | None = None,
    problem: str = "",
    field: str | None = None,
    related: tuple[str, ...] = (),
) -> Updates:
    """Make the updates of the page: `keep` is the state where it is not what is shown, `field` what the question becomes."""
    buttons = [
        gr.update(value=related[place], visible=True) if place < len(related) else gr.update(visible=False)
        for place in range(MOST_RELATED)
    ]
    return (
        shown if keep is None else keep,
        render_conversation(shown, store, problem),
        gr.skip() if field is None else field,
        gr.update(visible=not shown),
        gr.update(visible=bool(related)),
        *buttons,
    )
