"""Puts the page on the server, once in each language."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from answer.answer import Answerer
from api.turns import Turns
from ui import texts
from ui.page import THEME, build_page
from ui.page_asking import LONGEST_WAIT_SECONDS
from ui.page_door import PageDoor
from ui.page_facts import PageFacts
from ui.page_language import LANGUAGES, PREFIX, Address, Language
from ui.page_own import render_own_parts, render_without_script
from ui.page_shell import PageShell
from ui.page_templates import render

_GRADIO_ENVIRONMENT = {
    # It would look up its makers' hosts for telemetry and for a newer version of itself.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # After every question it would put the last 10,000 into a table to sum up how long they took, for nobody.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
"""Gradio takes these from the environment only."""

_AUDIENCES = 64
"""Sets of groups whose parts of the page are remembered."""


def mount_page(
    app: FastAPI,
    answerer: Answerer,
    facts: PageFacts,
    turns: Turns,
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
) -> FastAPI:
    """Mount the page at `/` in Danish and at `/en/` in English; it links to what `ui.page_routes` adds.

    Call it after every other route is there: Gradio takes all paths that nobody else has.
    """
    os.environ |= _GRADIO_ENVIRONMENT
    for language in sorted(LANGUAGES, key=lambda known: PREFIX[known], reverse=True):  # the longest path first
        _mount_in(app, partial(build_page, answerer, facts, turns, language, longest_wait_seconds), facts, language)
    return app


def _mount_in(app: FastAPI, build: Callable[[], gr.Blocks], facts: PageFacts, language: Language) -> None:
    # Where no event loop runs Gradio makes some of its own and never closes them: it gets one, in a thread's safety.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _mount_gradio(app, build, "/" + PREFIX[language].rstrip("/"))).result()
    gradio_mount = app.routes[-1]
    if not isinstance(gradio_mount, Mount):
        raise TypeError(f"Gradio's mount was expected last among the routes; there is {gradio_mount!r}.")
    address = Address(language)
    before = lru_cache(maxsize=_AUDIENCES)(partial(_before, facts, language))
    gradio_mount.app = PageShell(
        PageDoor(gradio_mount.app, language),
        language=language,
        head=render("head.html", language, address=address),
        opening=texts.OPENING.in_(language),
        before=lambda asker: before(facts.shown_to(asker).groups),
    )


def _before(facts: PageFacts, language: Language, groups: frozenset[str]) -> str:
    hers = replace(facts, groups=groups)
    return f"<noscript>{render_without_script(hers, language)}</noscript>{render_own_parts(hers, language)}"


async def _mount_gradio(app: FastAPI, build: Callable[[], gr.Blocks], path: str) -> None:
    gr.mount_gradio_app(
        app,
        build(),
        path=path,
        ssr_mode=False,
        footer_links=[],
        run_history=False,  # it would keep every question in the browser, on a page of Gradio's own
        enable_monitoring=False,
        show_error=False,
        theme=THEME,
    )
