"""Exchange of the bundle in use for a newly published one, without dropping requests."""

import asyncio
import logging
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from api.live.current_bundle import CurrentBundle, Serving
from api.live.free_memory import return_free_memory
from index.storage.bundle import Bundle, current_bundle, open_bundle
from index.storage.store import PassageStore
from ingest.errors import RundbordError

CHECK_SECONDS = 2.0
"""Time between two looks at the folder; one look reads one link."""

_log = logging.getLogger(__name__)


class BundleWatch:
    """Opens, verifies and warms each newly published bundle, and then exchanges the bundle in use for it.

    An unusable bundle is logged, and the server continues with the current one.
    """

    def __init__(
        self,
        current: CurrentBundle,
        bundle: Bundle,
        root: Path,
        serve: Callable[[Bundle], Serving],
        check_seconds: float = CHECK_SECONDS,
    ) -> None:
        """Watch the folder `root`, from which `bundle` is in use; `serve` prepares a bundle for use."""
        self._current = current
        self._bundle = bundle
        self._root = root
        self._serve = serve
        self._check_seconds = check_seconds
        self._previous_store: weakref.ref[PassageStore] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch for as long as the context lasts."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        seen = self._bundle.folder
        while True:
            await asyncio.sleep(self._check_seconds)
            if (
                self._previous_store is not None and self._previous_store() is None
            ):  # the last request to the previous bundle has ended
                self._previous_store = None
                await asyncio.to_thread(return_free_memory)
            with suppress(RundbordError):  # without any index in the folder, the current bundle stays in use
                folder = await asyncio.to_thread(current_bundle, self._root)
                if folder not in (seen, self._bundle.folder):
                    await self._exchange()
                seen = folder

    async def _exchange(self) -> None:
        try:
            bundle, serving = await asyncio.to_thread(self._open)
        except Exception as error:  # an edge: it logs, and the current bundle stays in use
            _log.error("The new index cannot be used; %s goes on serving.", self._bundle.version, exc_info=error)
            return
        _log.warning("Index %s is in use instead of %s.", bundle.version, self._bundle.version)
        self._previous_store = weakref.ref(self._bundle.store)
        self._current.exchange(serving)
        self._bundle = bundle

    def _open(self) -> tuple[Bundle, Serving]:
        bundle = open_bundle(self._root, self._bundle)
        return bundle, self._serve(bundle)
