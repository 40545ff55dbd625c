"""The HTTP app: its middleware, its routes and its lifespan."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.access.access import Access, open_access
from api.access.addresses import Proxies
from api.access.admission import AccessMiddleware, ProxyUser
from api.access.login.login_routes import make_login_routes
from api.access.login.sessions import OWNER_COOKIE, Sessions
from api.access.owner.owner_code_routes import make_owner_code_routes
from api.access.paths import OWNER_CODE_PATHS, UPLOAD
from api.answer_queue import AnswerQueue
from api.feedback.feedback import Feedback
from api.live.current_bundle import CurrentBundle
from api.mcp.lazy_app import LazyMcpApp
from api.metrics import Metrics
from api.middleware.access_log import AccessLog
from api.middleware.body_limit import BodyLimit
from api.middleware.origins import OriginGuard
from api.middleware.security_headers import SecurityHeaders
from api.middleware.unexpected_errors import UnexpectedErrors
from api.openai import chat_routes
from api.openai.chat_errors import ChatErrors
from api.problems.problems import documented, handle_problems
from api.rest import answer_routes, document_routes, feedback_routes, search_routes, service_routes, token_routes
from api.rest.serialize import API
from api.services import ServicesFor, provide_services
from api.settings import Settings

MOST_BODY_BYTES = 64 * 1024

LIMITED = ("/api/", "/v1/", "/mcp", *OWNER_CODE_PATHS)

DESCRIPTION = """\
Spørg dokumenterne, og få et svar af deres egne sætninger med sidetal. Svarene laves af et automatisk system.

REST ligger under `/api/v1`; fejl er `application/problem+json` med `detail_da` og `detail_en`. Under `/v1` tales
OpenAIs form, og på `/mcp` MCP (streamable HTTP) med værktøjerne `search`, `answer` og `get_page`.
"""


Lifetime = Callable[[], AbstractAsyncContextManager[None]]
"""Makes a context that is entered when the server starts and left when it ends."""


def create_app(  # noqa: PLR0913  each is a part of the app
    current: CurrentBundle,
    settings: Settings,
    widget: Path | None,
    *,
    feedback: Feedback | None = None,
    access: Access | None = None,
    metrics: Metrics | None = None,
    queue: AnswerQueue | None = None,
    lifetimes: Sequence[Lifetime] = (),
) -> FastAPI:
    """Join the parts to an app that serves the bundle in `current`, which may be exchanged.

    Parameters
    ----------
    widget
        The built script to serve at /widget.js; None serves none.
    access
        The access rules. Without them everybody may ask and read, without rate limits.
    queue
        Without it the app has a queue of its own.
    lifetimes
        Contexts that start and end with the server, in the order of starting.
    """
    access = access or open_access(frozenset(settings.allowed_origins))
    metrics = metrics or Metrics()
    queue = queue or AnswerQueue(settings.queue, metrics)
    services_for = provide_services(current, queue, feedback)
    mcp = LazyMcpApp(lambda: _make_mcp(services_for), settings.allowed_origins)
    app = FastAPI(
        title="Rundbord",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan([mcp.running, *lifetimes]),
        middleware=_middleware(access, settings, metrics),
    )
    app.state.access = access
    app.state.current = current
    app.state.services_for = services_for
    app.state.metrics = metrics
    handle_problems(app)
    _add_routes(app, access, widget)
    app.router.routes.append(Route("/mcp", mcp))
    unmatched = _Unmatched(app)
    app.router.routes += [Route(f"/{prefix}/{{rest:path}}", unmatched) for prefix in ("api", "v1")]
    return app


def _middleware(access: Access, settings: Settings, metrics: Metrics) -> list[Middleware]:
    """List the middleware from the outermost to the innermost."""
    proxies = Proxies(settings.trusted_proxies)
    return [
        Middleware(AccessLog, metrics=metrics, proxies=proxies),
        Middleware(
            ProxyUser,
            proxies=proxies,
            header=settings.user_header,
            groups_header=settings.groups_header,
        ),
        Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies)),
        Middleware(ChatErrors),
        Middleware(SecurityHeaders, framed_by=settings.allowed_origins),
        Middleware(OriginGuard, allowed=settings.allowed_origins),
        Middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("Retry-After",),
        ),
        Middleware(UnexpectedErrors),
        *_session_middleware(access, settings),
        Middleware(AccessMiddleware, access=access),
        Middleware(BodyLimit, prefixes=LIMITED, most_bytes=MOST_BODY_BYTES, upload=UPLOAD),
    ]


def _add_routes(app: FastAPI, access: Access, widget: Path | None) -> None:
    for part in (answer_routes, search_routes, document_routes, feedback_routes):
        app.include_router(part.router, prefix=API, responses=documented("key-missing", "scope-missing", "too-many"))
    app.include_router(chat_routes.router)
    app.include_router(token_routes.router, prefix=API)
    app.include_router(service_routes.router)
    if access.login is not None:
        app.include_router(make_login_routes(access.login))
    if access.owner_code is not None:
        app.include_router(make_owner_code_routes(access))
    service_routes.add_docs(app)
    if widget is not None:
        service_routes.add_widget(app, widget)


def _session_middleware(access: Access, settings: Settings) -> list[Middleware]:
    """Make the session middleware for a login by the server itself or by the owner's code; none otherwise."""
    path = settings.root_path
    if access.login is not None:
        return [Middleware(Sessions, secret=access.login.session_secret, path=path)]
    if access.owner_code is not None:
        secret, cookie = access.owner_code.session_secret, f"{OWNER_COOKIE}_{settings.port}"
        return [Middleware(Sessions, secret=secret, path=path, cookie=cookie, same_site="strict")]
    return []


def _make_mcp(services_for: ServicesFor) -> Starlette:
    from api.mcp.tools import make_mcp_app  # noqa: PLC0415  takes over a second, and the server starts without it

    return make_mcp_app(services_for)


def _lifespan(lifetimes: Sequence[Lifetime]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for lifetime in lifetimes:
                await stack.enter_async_context(lifetime())
            yield

    return lifespan


class _Unmatched:
    """Responds 404 or 405 to unknown paths below /api and /v1, so that a page mounted at / does not."""

    def __init__(self, app: FastAPI) -> None:
        self._routes = tuple(app.router.routes)

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        allowed = [method for method in ("GET", "POST") if self._would_match({**scope, "method": method})]
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(404)

    def _would_match(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is Match.FULL for route in self._routes)
