"""Puts the page on the server."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from answer.answer import Answerer
from index.store import PassageStore
from ui import texts
from ui.page import THEME, build_page
from ui.page_door import PageDoor
from ui.page_shell import PageShell
from ui.page_templates import ASSETS, render

_GRADIO_ENVIRONMENT = {
    # It would look up its makers' hosts for telemetry and for a newer version of itself.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # After every question it would put the last 10,000 into a table to sum up how long they took, for nobody.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
"""Gradio takes these from the environment only."""


def mount_page(app: FastAPI, answerer: Answerer, store: PassageStore) -> FastAPI:
    """Mount the page at `/`; it links to what `ui.source_view.add_documents` adds.

    Call it after every other route is there: Gradio takes all paths that nobody else has.
    """
    os.environ |= _GRADIO_ENVIRONMENT
    # Where no event loop runs Gradio makes some of its own and never closes them: it gets one, in a thread's safety.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _mount_gradio(app, answerer, store)).result()
    gradio_mount = app.routes[-1]
    if not isinstance(gradio_mount, Mount):
        raise TypeError(f"Gradio's mount was expected last among the routes; there is {gradio_mount!r}.")
    documents = [store.document(name) for name in store.document_ids()]
    gradio_mount.app = PageShell(
        PageDoor(gradio_mount.app),
        language=texts.SHOWN,
        head=render("head.html"),
        without_script=render("without_script.html", documents=documents),
    )
    return app


async def _mount_gradio(app: FastAPI, answerer: Answerer, store: PassageStore) -> None:
    gr.mount_gradio_app(
        app,
        build_page(answerer, store),
        path="/",
        ssr_mode=False,
        footer_links=[],
        run_history=False,  # it would keep every question in the browser, on a page of Gradio's own
        enable_monitoring=False,
        show_error=False,
        theme=THEME,
        favicon_path=str(ASSETS / "static" / "mark.svg"),
    )
