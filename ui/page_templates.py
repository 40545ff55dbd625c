"""The HTML templates of the page and the source view, everything put into them escaped."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui import texts

ASSETS = Path(__file__).resolve().parent / "assets"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": texts, "say": texts.say}
    return environment


def render(template: str, **values: object) -> str:
    """Fill in a template; the texts stand in it as `t.NAME`."""
    return _environment().get_template(template).render(values)


def render_for_markdown(template: str, **values: object) -> str:
    """Fill in a template on one line, so that Gradio's Markdown passes it on as the HTML it is.

    We use gr.Markdown, since gr.HTML calls JavaScript's `Function` and so fails under a content security policy without
    `unsafe-eval`. An HTML block of Markdown lasts until a blank line; a template for it begins with a block element.
    """
    return re.sub(r"\s+", " ", render(template, **values)).strip()
