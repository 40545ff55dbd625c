"""The HTML templates of the page and the plain pages; all values are escaped."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from ingest.bidi import without_bidi_controls
from ingest.text import Language, Text
from ui.texts import legal as page_law_texts
from ui.texts import owner_draft_texts as owner_drafting_texts
from ui.texts import owner_texts
from ui.texts import page_problems as page_problem_texts
from ui.texts import page_texts as texts
from ui.texts.locale import say, say_date, say_moment
from ui.texts.several_texts import counted

ASSETS = Path(__file__).resolve().parent / "assets"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals |= {
        "t": texts,
        "law": page_law_texts,
        "problems": page_problem_texts,
        "o": owner_texts,
        "d": owner_drafting_texts,
    }
    environment.globals |= {"say": _speaking(say), "say_date": _speaking(say_date), "say_moment": _speaking(say_moment)}
    environment.globals |= {"counted": counted}
    return environment


@pass_context
def _shown(context: Context, value: object) -> object:
    """Give a text in the page's language, without marks that change the reading direction around it."""
    said = value.in_(context["language"]) if isinstance(value, Text) else value
    return type(said)(without_bidi_controls(said)) if isinstance(said, str) else said  # str, or Markup that stays so


def _speaking(words: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def speak(context: Context, what: object, **values: object) -> str:
        return words(what, context["language"], **values)

    return speak


def render(template: str, language: Language, **values: object) -> str:
    """Fill in a template; its texts `t.NAME` are in this language."""
    return _environment().get_template(template).render(values, language=language)


def render_for_markdown(template: str, language: Language, **values: object) -> str:
    """Fill in a template on one line, so that Gradio's Markdown passes it on as HTML.

    We use gr.Markdown, since gr.HTML calls JavaScript's `Function` and so fails under a content security policy without
    `unsafe-eval`. An HTML block of Markdown lasts until a blank line; a template for it begins with a block element.
    """
    return re.sub(r"\s+", " ", render(template, language, **values)).strip()
