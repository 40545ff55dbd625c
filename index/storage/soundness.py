"""Verification of the files of a bundle in use."""

from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from threading import Event

from index.storage import bundle as part
from index.storage.bundle import Bundle
from index.storage.checksums import Damage, added_files, damage_of
from index.storage.manifest import FILE_NAME, SUM_NAME, read_manifest
from ingest.errors import IndexMismatchError
from ingest.text import Text

# Read whole when a bundle is opened, or not read by answers. Of any other file it is assumed that answers read it.
_NOT_READ_FOR_ANSWERS = (
    *(FILE_NAME, SUM_NAME, part.CALIBRATION, part.SPELLING, part.WORDINGS, part.QUESTION_MAP, part.SENTENCE_MAP),
    *("*.faiss", f"{part.ENCODER}/*", f"{part.DOCUMENTS}/*", "*/*.index.npy", "*/*.index.json"),
)
_RESTS = 9  # times as long as summing takes: a tenth of a core, and of the disk's time


class Soundness:
    """The damage that is known of one bundle's files; none at first, since opening the bundle verified them."""

    def __init__(self, bundle: Bundle) -> None:
        self._folder = bundle.folder
        self._files = bundle.manifest.files
        self._own = (FILE_NAME, SUM_NAME)
        self._seen = {name: self._state_of(name) for name in (*self._files, *self._own)}
        self.damage: Mapping[str, Damage] = {}
        """Each damaged file by its name, with its fault."""

    @property
    def is_safe_to_answer(self) -> bool:
        """True if no damaged file is read for answers: those files were verified and have been in memory since."""
        return all(
            damage is Damage.ADDED or any(fnmatch(name, pattern) for pattern in _NOT_READ_FOR_ANSWERS)
            for name, damage in self.damage.items()
        )

    def describe(self) -> Text:
        """Say which files are damaged, and what mends it."""
        return part.describe_damage(self._folder, self.damage)

    def look(self) -> None:
        """Verify the files that have another size or another time than when they were last looked at."""
        states = {name: self._state_of(name) for name in self._seen}
        changed = [name for name, state in states.items() if state != self._seen[name]]
        self._seen = states
        if changed:
            self._note({name: self._damage_of(name, None) for name in changed})

    def verify(self, stop: Event) -> None:
        """Verify every file, at rest for most of the time; broken off without a result when `stop` is set."""
        found = {name: self._damage_of(name, stop) for name in self._seen}
        if not stop.is_set():
            self.damage = added_files(self._folder, self._files)
            self._note(found)

    def _note(self, found: Mapping[str, Damage | None]) -> None:
        others = {name: damage for name, damage in self.damage.items() if name not in found}
        self.damage = others | {name: damage for name, damage in found.items() if damage}

    def _damage_of(self, name: str, stop: Event | None) -> Damage | None:
        if name not in self._own:
            return damage_of(self._folder / name, self._files[name], stop, _RESTS)
        try:
            read_manifest(self._folder)
        except IndexMismatchError:
            return Damage.CHANGED
        return None

    def _state_of(self, name: str) -> tuple[int, int, int] | None:
        try:
            state = Path(self._folder, name).stat()
        except OSError:
            return None
        return state.st_ino, state.st_size, state.st_mtime_ns
