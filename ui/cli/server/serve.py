"""`rundbord serve`: the page, the API and the widget in one server."""

import resource
from asyncio import Protocol
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

import uvicorn

from api.accepted_values import ACCEPTED
from api.access.addresses import Proxies, is_this_machine
from api.connections.connection import Connection, RequestTracking
from api.connections.connection_limits import ConnectionLimits, Connections
from api.logging.setup import LOG_ACCEPTED, load_log_settings, start_logging
from api.logging.streams import logged_streams
from api.settings import Settings, load_settings
from ui import page_settings
from ui.cli.server.show_owner_code import show_address, show_owner_code

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from index.storage.bundle import Bundle

_COULD_NOT_START = 3
OPEN_FILES = 8192
KEEP_ALIVE_SECONDS = 10
"""Seconds that an idle connection stays open: longer than a client's own five, or a request would meet its closing."""

SHUTDOWN_SECONDS = 30
"""Seconds that a stopping server waits for running requests; an open page never ends by itself."""

EPILOG = "Miljøvariable: " + " ".join(
    f"RUNDBORD_{name.upper()}: {accepted.en}."
    for name, accepted in (ACCEPTED | LOG_ACCEPTED | page_settings.ACCEPTED).items()
)


def serve(host: str | None, port: int | None, *, page: bool | None = None) -> None:
    """Serve until stopped; arguments take precedence over the environment."""
    start_logging(load_log_settings())
    settings = load_settings()
    given = {name: value for name, value in {"host": host, "port": port, "page": page}.items() if value is not None}
    settings = settings.model_copy(update=given)
    opened = _open_beside(settings)
    # The server is imported while the bundle is opened, mostly without Python's lock.
    from api.access.configure import check_start, warn_of_open_reading  # noqa: PLC0415
    from ui.server import make_live_server  # noqa: PLC0415

    check_start(settings)
    _allow_open_files()
    app = make_live_server(opened.result(), settings)
    server = uvicorn.Server(configure(app, settings))
    warn_of_open_reading(app.state.access)
    show_address(settings)
    show_owner_code(app.state.access.owner_code, settings)
    with logged_streams(), suppress(KeyboardInterrupt):  # uvicorn has shut down, and raises the signal again
        server.run()
    if not server.started:
        raise SystemExit(_COULD_NOT_START)


def _open_beside(settings: Settings) -> "Future[Bundle]":
    """Open the bundle in a thread."""
    from index.storage.bundle import open_bundle  # noqa: PLC0415  FAISS and ONNX Runtime; `--help` needs neither

    threads = ThreadPoolExecutor(1)
    opened = threads.submit(open_bundle, settings.index)
    threads.shutdown(wait=False)
    return opened


def _allow_open_files() -> None:
    """Raise the limit of open files to the system's maximum: connections alone take 1,000 of the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def make_connections(settings: Settings) -> Connections:
    """Make the limits on connections; a proxy or a tunnel to this machine is many clients with one address."""
    proxies = Proxies(settings.trusted_proxies)
    limits = ConnectionLimits(an_address=settings.address_connections)
    return Connections(limits, lambda host: not (is_this_machine(host) or host in proxies))


def configure(server: "ASGIApp", settings: Settings, connections: Connections | None = None) -> uvicorn.Config:
    """Configure the server: its address, its proxies, and its limits of time and of connections."""
    return uvicorn.Config(
        RequestTracking(server),
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        access_log=False,
        log_config=None,  # `api.logging.setup` has configured logging
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        http=cast("type[Protocol]", partial(Connection, connections or make_connections(settings))),
        ws="none",
        proxy_headers=False,  # the app trusts only the proxies that the operator names
        server_header=False,
    )
