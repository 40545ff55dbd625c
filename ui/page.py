"""The page where a leader asks, reads the answer's quotes and checks them in the document beside it."""

from collections.abc import Callable, Sequence
from functools import partial

import gradio as gr
from gradio.components import Component

from answer.answer import LONGEST_QUESTION, Answerer
from index.store import PassageStore
from ui import texts
from ui.page_asking import MOST_RELATED, ask
from ui.page_sheet import contents, own_questions
from ui.page_templates import render_for_markdown

# Names only, no GoogleFont: the page fetches nothing from elsewhere. The look itself is in assets/static.
THEME = gr.themes.Base(font=["IBM Plex Sans", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])

QUESTIONS_AT_ONCE = 8
"""Questions that are answered side by side; the others queue."""


def build_page(answerer: Answerer, store: PassageStore) -> gr.Blocks:
    """Lay out the page; a conversation lives in its session's state and nowhere else."""
    documents = [store.document(name) for name in store.document_ids()]
    starters = [question for document in documents for question in own_questions(document)]
    page = gr.Blocks(title=f"{texts.PAGE_HEADING} – {texts.BRAND}", fill_width=True, analytics_enabled=False)
    with page:
        exchanges = gr.State(())
        _html("masthead.html", documents=documents)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                _html("welcome.html")
                with gr.Column(elem_id="starters", visible=bool(starters)) as welcome:
                    _html("suggestions_heading.html", heading=texts.STARTERS_HEADING)
                    starter_buttons = [gr.Button(question, elem_classes="suggestion") for question in starters]
                conversation = _html("conversation.html", elem_id="conversation", exchanges=(), problem="")
                with gr.Column(elem_id="related", visible=False) as related:
                    _html("suggestions_heading.html", heading=texts.RELATED_HEADING)
                    related_buttons = [gr.Button("", elem_classes="suggestion") for _ in range(MOST_RELATED)]
                _html("lost.html")
                with gr.Row(elem_id="ask"):
                    question = _question_field()
                    send = gr.Button(str(texts.SEND), variant="primary", elem_id="send")
                _html("notice.html")
            with gr.Column(elem_id="source-column"):
                _html("source_panel.html", documents=[(d, contents(d)) for d in documents], base="documents/")

        outputs = [exchanges, conversation, question, welcome, related, *related_buttons]
        answer_typed = partial(ask, answerer, store, typed=True)
        answer_suggested = partial(ask, answerer, store, typed=False)
        for event in (question.submit, send.click):
            _on(event, answer_typed, [question, exchanges], outputs)
        for button in (*starter_buttons, *related_buttons):
            _on(button.click, answer_suggested, [button, exchanges], outputs)
    page.queue(default_concurrency_limit=QUESTIONS_AT_ONCE)
    return page


def _html(template: str, elem_id: str | None = None, **values: object) -> gr.Markdown:
    html = render_for_markdown(template, **values)
    return gr.Markdown(html, elem_id=elem_id, sanitize_html=False, latex_delimiters=[], elem_classes="html")


def _question_field() -> gr.Textbox:
    """Make the field: with `lines=1` Enter sends and Shift+Enter breaks the line, which then makes it grow."""
    return gr.Textbox(
        label=str(texts.QUESTION_LABEL),
        placeholder=str(texts.QUESTION_PLACEHOLDER),
        lines=1,
        max_lines=6,
        max_length=LONGEST_QUESTION,
        elem_id="question",
    )


def _on(
    event: Callable[..., object],
    handler: Callable[..., object],
    inputs: Sequence[Component],
    outputs: Sequence[object],
) -> None:
    # Private: the REST API is the service's own; Gradio's would be a second one, without its limits.
    event(handler, inputs, outputs, show_progress="hidden", api_visibility="private")
