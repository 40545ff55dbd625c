"""Service routes: health, readiness, metrics, the API's documentation and the widget's file."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.staticfiles import StaticFiles
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from answer.types import Question
from api.metrics import MEDIA_TYPE, Metrics
from api.middleware.security_headers import POLICY
from api.problems.problems import documented
from api.rest.responses import Health, Readiness
from api.services import RequireSound, ServicesParameter

router = APIRouter(tags=["Drift"])

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_ASSETS = "/docs/assets"
_CACHE_WIDGET = "public, max-age=300, must-revalidate"


@router.get("/healthz", summary="Kører serveren?")
async def healthz() -> Health:
    """Svar, så snart serveren kører."""
    return Health(status="ok")


@router.get(
    "/readyz",
    summary="Kan serveren svare?",
    responses=documented("index-unavailable", "index-damaged", "unexpected"),
    dependencies=[RequireSound],
)
def readyz(services: ServicesParameter) -> Readiness:
    """Svar, når en prøvesøgning i indekset lykkes, og ingen af dets filer er beskadiget."""
    result = services.answerer.search(Question("digitalisering"), 1)
    return Readiness(status="ready", index_version=result.index_version)


@router.get(
    "/metrics",
    summary="Tal til overvågning",
    response_class=PlainTextResponse,
    responses={
        200: {
            "description": "Tallene i Prometheus' form",
            "content": {"text/plain": {"schema": {"type": "string", "examples": ["rundbord_requests_in_flight 1.0"]}}},
        },
        **documented("admin-missing", "scope-missing"),
    },
)
async def read_metrics(request: Request) -> Response:  # async: it reads the event loop's thread limiter
    """Vis, hvor meget der spørges, hvor hurtigt der svares, og hvor ofte svaret er et afslag, aldrig om hvad."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.exposed(), media_type=MEDIA_TYPE)


def add_docs(app: FastAPI) -> None:
    """Serve Swagger UI at /docs, with assets from this server and none from third parties."""

    async def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "").rstrip("/")
        page = get_swagger_ui_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            swagger_js_url=f"{root}{_ASSETS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{_ASSETS}/swagger-ui.css",
            swagger_favicon_url="data:,",
            swagger_ui_parameters={"validatorUrl": None},
        )
        page.headers[POLICY] = _policy(bytes(page.body))
        return page

    app.router.routes.append(Route("/docs", docs))
    app.mount(_ASSETS, StaticFiles(packages=[("fastapi_offline", "static")]))


def _policy(html: bytes) -> str:
    """Write a content policy that allows the page's inline scripts and this server's files."""
    scripts = " ".join(f"'sha256-{b64encode(sha256(s).digest()).decode()}'" for s in _INLINE_SCRIPT.findall(html))
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def add_widget(app: FastAPI, file: Path) -> None:
    """Serve the widget's script. Any page may load it; only allowed origins can ask with it."""
    content = file.read_bytes()
    headers = {
        "ETag": f'"{sha256(content).hexdigest()[:16]}"',
        "Cache-Control": _CACHE_WIDGET,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    async def widget(request: Request) -> Response:
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="text/javascript; charset=utf-8")

    app.router.routes.append(Route("/widget.js", widget))
