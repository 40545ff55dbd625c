"""Puts the page on the server, once in each language."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock

import gradio as gr
from cachetools import LRUCache, cached
from fastapi import FastAPI
from starlette.routing import Mount

from api.answer_queue import AnswerQueue
from ingest.text import LANGUAGES, Language
from ui.page.asking import LONGEST_WAIT_SECONDS
from ui.page.gradio_allowlist import GradioAllowlist, refuse_what_fails
from ui.page.gradio_html import GradioHtml, PageParts
from ui.page.layout import THEME, build_page
from ui.page.reader_parts import NamingParts, render_own_parts, render_without_script
from ui.site import FactsFor, PageFacts
from ui.templates import render
from ui.texts import page_texts as texts
from ui.texts.locale import PREFIX, Address

_GRADIO_ENVIRONMENT = {
    # It would look up its makers' hosts for telemetry and for a newer version of itself.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # After every question it would put the last 10,000 into a table to sum up how long they took, for nobody.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
"""Gradio takes these from the environment only."""

_AUDIENCES = 64
"""Pairs of a bundle and groups whose parts of the page are cached."""


def mount_page(
    app: FastAPI,
    facts_for: FactsFor,
    queue: AnswerQueue,
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
) -> FastAPI:
    """Mount the page at `/` in Danish and at `/en/` in English; it links to what `ui.page.page_routes` adds.

    Call it after every other route is there: Gradio takes all paths that nobody else has.
    """
    os.environ |= _GRADIO_ENVIRONMENT
    for language in sorted(LANGUAGES, key=lambda language: PREFIX[language], reverse=True):  # the longest path first
        _mount_in(app, partial(build_page, facts_for, queue, language, longest_wait_seconds), facts_for, language)
    return app


def _mount_in(app: FastAPI, build: Callable[[], gr.Blocks], facts_for: FactsFor, language: Language) -> None:
    # Where no event loop runs Gradio makes some of its own and never closes them: it gets one, in a thread's safety.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _mount_gradio(app, build, "/" + PREFIX[language].rstrip("/"))).result()
    gradio_mount = app.routes[-1]
    if not isinstance(gradio_mount, Mount):
        raise TypeError(f"Gradio's mount was expected last among the routes; there is {gradio_mount!r}.")
    address = Address(language)
    refuse_what_fails(gradio_mount.app)
    parts: LRUCache[object, PageParts] = LRUCache(_AUDIENCES)

    # By what tells them apart, not by the facts themselves: those would keep a bundle that is no longer in use.
    @cached(parts, key=lambda facts: (facts.files, facts.groups), lock=Lock())
    def set_parts(facts: PageFacts) -> PageParts:
        return _set_parts(facts, language)

    gradio_mount.app = GradioHtml(
        GradioAllowlist(gradio_mount.app, language),
        language=language,
        head=render("head.html", language, address=address),
        opening=texts.OPENING.in_(language),
        parts_for=lambda asker: set_parts(facts_for(asker)),
    )


def _set_parts(facts: PageFacts, language: Language) -> PageParts:
    without_script = f"<noscript>{render_without_script(facts, language)}</noscript>"
    return PageParts(NamingParts(facts, language).title, without_script + render_own_parts(facts, language))


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
