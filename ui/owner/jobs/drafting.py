"""Drafting of questions from the owner's page: in a child process, one document at a time."""

import logging
from contextlib import ExitStack
from importlib.util import find_spec
from threading import Thread

from pydantic import ValidationError

from ingest.text import Text
from ui.cli.questions.draft_settings import ModelSettings
from ui.owner.jobs.job import Job
from ui.owner.workspace import BusyError, Workspace, WorkspaceDocument

_log = logging.getLogger(__name__)

_PROGRAM = "ui.owner.jobs.draft_process"


class Drafting:
    """Drafts questions by a language model; each draft is saved beside the document before it is reported."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._run: Job | None = None
        self._document = ""

    @property
    def model(self) -> ModelSettings | None:
        """The language model that drafts; None where none is configured or its client package is missing."""
        try:
            return ModelSettings() if find_spec("openai") else None
        except ValidationError:
            return None

    def run_for(self, entry: WorkspaceDocument) -> Job | None:
        """Return the latest job if it was for this document."""
        return self._run if self._document == entry.id else None

    def start(self, entry: WorkspaceDocument) -> None:
        """Start to draft for a document; publishing is locked meanwhile.

        Raises
        ------
        BusyError
            If a job drafts or publishes already.
        """
        with ExitStack() as held:
            held.enter_context(self._workspace.changing())
            if self._run and self._run.exit_code is None:
                raise BusyError(
                    Text(
                        f"Der skrives allerede udkast til {self._document}. Vent på det, eller stop det der.",
                        f"Drafts are being written for {self._document} already. Wait for it, or stop it there.",
                    )
                )
            self._run, self._document = Job(), entry.id
            Thread(target=self._draft, args=[self._run, entry, held.pop_all()], daemon=True).start()

    def _draft(self, run: Job, entry: WorkspaceDocument, held: ExitStack) -> None:
        code = 1
        try:
            with held:
                code = run.work(_PROGRAM, [str(entry.file.resolve())], {})
        except Exception:  # a thread's edge: it logs, and the page shows the failure
            _log.exception("Drafting from the owner's page failed.")
        finally:
            run.end(code)
