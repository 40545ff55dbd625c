"""The layout of the page: question, answer with quotes, and the document beside it."""

from collections.abc import Callable, Sequence

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from answer.types import LONGEST_QUESTION
from api.answer_queue import AnswerQueue
from ingest.text import Language
from ui.page.asking import LONGEST_WAIT_SECONDS, Asking
from ui.page.reader_parts import PLACES
from ui.site import FactsFor
from ui.templates import render_for_markdown
from ui.texts import page_texts as texts
from ui.texts.locale import Address

# Names only, no GoogleFont: the page fetches nothing from other hosts. The styles are in assets/static.
THEME = gr.themes.Base(font=["IBM Plex Sans", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])

_LOOK_SECONDS = 0.01
"""Seconds between Gradio's checks for a question; its default of a millisecond costs 5 % of a core when idle."""

_SESSIONS = 100
"""Sessions that Gradio remembers, 70 KB each. The conversation is in the browser: an older one goes on without."""

_MORE = 64
"""Questions beyond the queue's capacity that Gradio admits at once, so that they can be refused."""


def build_page(
    facts_for: FactsFor,
    queue: AnswerQueue,
    language: Language,
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
) -> gr.Blocks:
    """Lay out the page in one language; a conversation is stored in the browser only.

    The layout is made once and names no document: those parts are sent with each request, in `PLACES`
    (`reader_parts.py`).
    """
    asking = Asking(facts_for, queue, language, longest_wait_seconds)
    page = gr.Blocks(title=texts.BRAND.in_(language), fill_width=True, analytics_enabled=False)
    with page:
        _markdown(PLACES["masthead"])
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                _markdown(PLACES["welcome"])
                _html("conversation.html", language)
                answer = _markdown("", elem_id="answer")
                _html("lost.html", language)
                with gr.Row(elem_id="ask"):
                    _markdown(PLACES["limits"])
                    question = _question_field(language)
                    send = gr.Button(texts.SEND.in_(language), variant="primary", elem_id="send")
                    stop = gr.Button(texts.STOP.in_(language), elem_id="stop")
                _markdown(PLACES["notice"])
            with gr.Column(elem_id="source-column"):
                _markdown(PLACES["source"] + render_for_markdown("announcing.html", language))
        _html("footer.html", language, address=Address(language), facts=facts_for({}))
        with gr.Row(elem_id="wires"):  # never shown: asking.js fills in values from the browser
            earlier = gr.Textbox("[]", elem_id="earlier-questions")
            limits = gr.Textbox("{}", elem_id="limits-asked")
            suggestion = gr.Textbox(elem_id="suggestion")
            suggest = gr.Button(elem_id="suggest")

        running = [
            _on(question.submit, asking.ask, [question, earlier, limits], answer),
            _on(send.click, asking.ask, [question, earlier, limits], answer),
            _on(suggest.click, asking.ask, [suggestion, earlier, limits], answer),
        ]
        _on(stop.click, asking.stop, [], answer, cancels=running)
    # Questions wait in the server's one queue, not in Gradio's, which would give REST requests priority.
    page.max_threads = queue.most + _MORE
    page.state_session_capacity = _SESSIONS
    page.queue(default_concurrency_limit=None)
    page._queue.sleep_when_free = _LOOK_SECONDS  # noqa: SLF001  Gradio has no public setting
    page._queue.progress_update_sleep_when_free = 1.0  # noqa: SLF001  answers report no progress
    return page


def _html(template: str, language: Language, **values: object) -> gr.Markdown:
    return _markdown(render_for_markdown(template, language, **values))


def _markdown(html: str, elem_id: str | None = None) -> gr.Markdown:
    return gr.Markdown(html, elem_id=elem_id, sanitize_html=False, latex_delimiters=[], elem_classes="html")


def _question_field(language: Language) -> gr.Textbox:
    """Make the question field: with `lines=1` Enter sends and Shift+Enter breaks the line, so that the field grows."""
    return gr.Textbox(
        label=texts.QUESTION_LABEL.in_(language),
        placeholder=texts.QUESTION_PLACEHOLDER.in_(language),
        lines=1,
        max_lines=6,
        max_length=LONGEST_QUESTION,
        elem_id="question",
    )


def _on(
    event: Callable[..., Dependency],
    handler: Callable[..., object],
    inputs: Sequence[Component],
    output: Component,
    cancels: list[Dependency] | None = None,
) -> Dependency:
    # Private: the REST API is the service's own; Gradio's would be a second one, without its limits. Multiple: after a
    # stop Gradio would wait for the stopped one for ever; asking.js sees to it that one question is asked at a time.
    return event(
        handler,
        inputs,
        [output],
        show_progress="hidden",
        api_visibility="private",
        cancels=cancels,
        trigger_mode="multiple",
    )
