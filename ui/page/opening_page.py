"""The page that a browser is shown while the Gradio page is built."""

from starlette.types import Receive, Scope, Send

from ingest.text import Language
from ui.plain_page import respond
from ui.texts import page_texts as texts
from ui.texts.locale import PREFIX, Address

_AGAIN = {"Refresh": "1", "Retry-After": "1", "Cache-Control": "no-store"}


async def opening_page(scope: Scope, receive: Receive, send: Send) -> None:
    """Show in the page's language that it is opening; the browser reloads after a second."""
    path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
    language: Language = "en" if path.startswith(PREFIX["en"]) else "da"
    response = respond("opening.html", Address(language), texts.OPENING.in_(language), 503)
    response.headers.update(_AGAIN)
    await response(scope, receive, send)
