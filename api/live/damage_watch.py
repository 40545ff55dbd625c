"""Detection of damage to the index in use."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Event
from time import monotonic

from api.live.current_bundle import CurrentBundle
from api.metrics import Metrics
from index.storage.soundness import Soundness

LOOK_SECONDS = 5.0
"""Time between two checks of the files' sizes and times, which reveal truncated and overwritten files."""

_log = logging.getLogger(__name__)


class DamageWatch:
    """Checks the sizes and times of the bundle's files often, and their checksums at intervals.

    Damage is logged, counted and reported by `/readyz`. Answers continue as long as they read none of the damaged
    files: what is in memory was verified when the bundle was opened. Otherwise they are refused until the bundle is
    exchanged or repaired.
    """

    def __init__(
        self, current: CurrentBundle, metrics: Metrics, minutes: float, look_seconds: float = LOOK_SECONDS
    ) -> None:
        """Watch the bundle in use; `minutes` lie between two computations of the checksums."""
        self._current = current
        self._metrics = metrics
        self._seconds = 60 * minutes
        self._look_seconds = min(look_seconds, self._seconds)
        self._stop = Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch for as long as the context lasts."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._stop.set()
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        summed = monotonic()
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                if monotonic() - summed < self._seconds:
                    await self._check(all_files=False)
                else:
                    await self._check(all_files=True)
                    summed = monotonic()
            except Exception:  # an edge: it logs, and the watch continues
                _log.exception("The index's files cannot be looked at.")

    async def _check(self, *, all_files: bool) -> None:
        soundness = self._current.serving.soundness  # no reference to the bundle, which may be exchanged meanwhile
        if soundness is None:
            return
        before = soundness.damage
        await (asyncio.to_thread(soundness.verify, self._stop) if all_files else asyncio.to_thread(soundness.look))
        if self._current.serving.soundness is soundness:
            self._metrics.note_damage(len(soundness.damage))
            if soundness.damage != before:
                self._act(soundness)

    def _act(self, soundness: Soundness) -> None:
        store = self._current.serving.store
        if soundness.is_safe_to_answer:
            store.refuse(None)
        else:
            store.refuse(soundness.describe())
        if not soundness.damage:
            _log.warning("The index's files are whole again.")
            return
        goes_on = "answers go on from memory" if soundness.is_safe_to_answer else "questions are refused"
        _log.error("%s. Meanwhile %s.", soundness.describe(), goes_on)
