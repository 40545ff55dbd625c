"""The mounting of the page on the server, once in each language."""

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
    # Gradio would otherwise connect to its makers' hosts for telemetry and updates.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # After every question Gradio would otherwise summarize the durations of the last 10,000 in a table.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
"""Settings that Gradio reads from the environment only."""

_AUDIENCES = 64
"""Pairs of a bundle and groups with cached parts of the page."""


def mount_page(
    app: FastAPI,
    facts_for: FactsFor,
    queue: AnswerQueue,
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
) -> FastAPI:
    """Mount the page at `/` in Danish and at `/en/` in English; it links to what `ui.page.page_routes` adds.

    Call it after all other routes are added: Gradio takes all remaining paths.
    """
    os.environ |= _GRADIO_ENVIRONMENT
    for language in sorted(LANGUAGES, key=lambda language: PREFIX[language], reverse=True):  # the longest path first
        _mount_in(app, partial(build_page, facts_for, queue, language, longest_wait_seconds), facts_for, language)
    return app


def _mount_in(app: FastAPI, build: Callable[[], gr.Blocks], facts_for: FactsFor, language: Language) -> None:
    # Without a running event loop Gradio makes its own and never closes them, so it gets one, in a thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _mount_gradio(app, build, "/" + PREFIX[language].rstrip("/"))).result()
    gradio_mount = app.routes[-1]
    if not isinstance(gradio_mount, Mount):
        raise TypeError(f"Gradio's mount was expected last among the routes; there is {gradio_mount!r}.")
    address = Address(language)
    refuse_what_fails(gradio_mount.app)
    parts: LRUCache[object, PageParts] = LRUCache(_AUDIENCES)

    # Keyed by bundle and groups, not by the facts: those would keep an old bundle in memory.
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
        run_history=False,  # Gradio would otherwise store every question in the browser, for a page of its own
        enable_monitoring=False,
        show_error=False,
        theme=THEME,
    )
