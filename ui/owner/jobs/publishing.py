"""Building and publishing from the owner's page: in a child process, one at a time."""

import logging
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

from index.storage.rollback import roll_back
from ingest.errors import StorageError
from ingest.files.disk_errors import storage_errors
from ui.cli.index_update import SOME_UNREAD
from ui.owner.jobs.job import Job
from ui.owner.jobs.progress import Progress
from ui.owner.workspace import Workspace

_log = logging.getLogger(__name__)

_PROGRAM = "ui.owner.jobs.build_process"
_PUBLISHED = frozenset({0, SOME_UNREAD})


class Publishing:
    """Builds the workspace's documents and, on success, makes them the corpus; independent of the current index."""

    def __init__(self, workspace: Workspace, index: Path) -> None:
        self._workspace = workspace
        self._index = index
        self.run: Job | None = None

    def start(self) -> None:
        """Start to build.

        Raises
        ------
        BusyError
            If a build or a change is in progress.
        CorpusError
            If facts have no document.
        """
        with ExitStack() as held:
            held.enter_context(self._workspace.changing(alone=True))
            self._workspace.make_ready()
            files = [str(file.resolve()) for file in self._workspace.to_build()]
            self.run = Job()
            Thread(target=self._build, args=[self.run, files, held.pop_all()], daemon=True).start()

    def go_back(self) -> None:
        """Make the index before the current one current again.

        Raises
        ------
        BusyError
            If one is being built.
        IndexMissingError
            If there is none.
        IndexMismatchError
            If it is damaged; the current one stays.
        """
        with self._workspace.changing(alone=True):
            roll_back(self._index)
            self.run = None

    def _build(self, run: Job, files: list[str], held: ExitStack) -> None:
        code = 1
        try:
            with held, storage_errors():
                code = run.work(_PROGRAM, files, {"RUNDBORD_INDEX": str(self._index)})
                if code in _PUBLISHED:
                    self._workspace.settle()
        except StorageError as error:
            code = 1
            run.show(Progress(error.text))
        except Exception:  # a thread's edge: it logs, and the page shows the failure
            code = 1
            _log.exception("Publishing from the owner's page failed.")
        finally:
            run.end(code)
