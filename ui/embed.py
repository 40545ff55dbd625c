"""The widget on a page of its own, for an `<iframe>`, which many editors may paste where scripts are forbidden."""

from base64 import b64encode
from collections.abc import Collection
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from markupsafe import Markup

_LONGEST_HEADING = 120

_STYLE = (
    "html, body { margin: 0; background: transparent; } "
    "h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }"
)
_PAGE = Markup("""<!doctype html>
<html lang="{lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title}</title>
    <style>{style}</style>
    <script src="widget.js" async></script>
  </head>
  <body>
    <main>
      <h1>Rundbord</h1>
      <rundbord-answer lang="{lang}" heading="{heading}" theme="{theme}">{missing}</rundbord-answer>
    </main>
  </body>
</html>
""")
_TITLE = {"da": "Stil et spørgsmål", "en": "Ask a question"}
_MISSING = {
    "da": "Spørgefeltet kræver JavaScript, og det kunne ikke hentes.",
    "en": "The question field needs JavaScript, and it could not be fetched.",
}


def make_embed(allowed_origins: Collection[str]) -> APIRouter:
    """Make the route `/embed`; only the server itself and these origins may frame its page."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    headers = {
        "Content-Security-Policy": _policy(allowed_origins),
        # A host page with cross-origin isolation (COEP) frames only resources that allow it.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "public, max-age=300",
    }

    @router.get("/embed")
    def embed(
        lang: Annotated[str, Query()] = "",
        heading: Annotated[str, Query()] = "",
        theme: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        language = "en" if lang.lower().partition("-")[0] == "en" else "da"
        shown = heading.strip()[:_LONGEST_HEADING] or _TITLE[language]
        html = _PAGE.format(
            lang=language,
            title=shown,
            heading=shown,
            theme=theme if theme in {"light", "dark"} else "auto",
            style=Markup(_STYLE),  # noqa: S704  our own, and the policy contains its hash
            missing=_MISSING[language],
        )
        return HTMLResponse(html, headers=headers)

    return router


def _policy(allowed_origins: Collection[str]) -> str:
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    ancestors = " ".join(["'self'", *allowed_origins])
    return (
        f"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-{style}'; font-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )
