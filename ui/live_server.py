"""A running server takes a newly published bundle into use without dropping a request.

Every bundle has an app of its own. A new one is opened, verified and warmed beside the one that serves; then requests
go to it, and the old one is let go of when it has answered its last.
"""

import asyncio
import ctypes
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from index.bundle import Bundle, current_bundle, open_bundle
from ingest.errors import RundbordError
from ui.collecting import collect_all
from ui.live_edition import Edition

_log = logging.getLogger(__name__)

CHECK_SECONDS = 2.0
"""How often the folder is looked at; one look reads one link."""

LONGEST_GOODBYE_SECONDS = 60.0
"""How long an old bundle's requests may take before they are ended: a question takes one second, an open page stays."""

MakeApp = Callable[[Bundle], FastAPI]


class LiveServer:
    """Serves the current bundle, and the next one from when it is published."""

    def __init__(
        self,
        bundle: Bundle,
        root: Path,
        make_app: MakeApp,
        check_seconds: float = CHECK_SECONDS,
        longest_goodbye_seconds: float = LONGEST_GOODBYE_SECONDS,
    ) -> None:
        """Take the bundle to begin with, the folder of bundles it came from, and what makes a bundle's app."""
        self._root = root
        self._make_app = make_app
        self._check_seconds = check_seconds
        self._longest_goodbye_seconds = longest_goodbye_seconds
        self._edition = Edition(bundle, make_app(bundle))
        self._goodbyes: set[asyncio.Task[None]] = set()

    def asgi(self) -> ASGIApp:
        """Give the ASGI app; its lifespan runs the watch."""
        return Router(default=self._serve, lifespan=self._lifespan)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._edition(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: object) -> AsyncIterator[None]:
        await self._edition.start()
        watching = asyncio.create_task(self._watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        for goodbye in self._goodbyes:
            goodbye.cancel()
        await self._edition.end(patience_seconds=0)

    async def _watch(self) -> None:
        seen = self._edition.bundle.folder
        while True:
            await asyncio.sleep(self._check_seconds)
            with suppress(RundbordError):  # without an index at all, the old one goes on serving
                folder = await asyncio.to_thread(current_bundle, self._root)
                if folder not in (seen, self._edition.bundle.folder):
                    await self._change()
                seen = folder

    async def _change(self) -> None:
        old = self._edition
        try:
            edition = await asyncio.to_thread(self._open, old.bundle)
            await edition.start()
        except Exception as error:  # the server goes on with what it has: this is the edge, and it logs
            _log.error("The new index cannot be used; %s goes on serving.", old.bundle.version, exc_info=error)
            return
        self._edition = edition
        _log.warning("Index %s is in use instead of %s.", edition.bundle.version, old.bundle.version)
        goodbye = asyncio.create_task(_let_go(old, self._longest_goodbye_seconds))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)

    def _open(self, before: Bundle) -> Edition:
        bundle = open_bundle(self._root, before)
        return Edition(bundle, self._make_app(bundle))


async def _let_go(old: Edition, longest_seconds: float) -> None:
    await old.end(longest_seconds)
    old.bundle.store.close()  # FastAPI remembers every endpoint there ever was, and so what each reads from
    del old
    await asyncio.to_thread(_give_memory_back)


def _give_memory_back() -> None:
    """Return what the old bundle took to the system: it lies in reference cycles, and then in glibc's free lists."""
    collect_all()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc only
    if trim is not None:
        trim(0)
