"""Drafting questions from the owner's page: the ordinary command in a process of its own, one document at a time."""

import logging
from contextlib import ExitStack
from importlib.util import find_spec
from threading import Thread

from pydantic import ValidationError

from ingest.text import Text
from ui.cli.questions.draft_settings import ModelSettings
from ui.owner.jobs.job import Run
from ui.owner.workspace import BusyError, Entry, Workspace

_log = logging.getLogger(__name__)

_PROGRAM = "ui.owner.jobs.draft_process"


class Drafting:
    """Has a language model draft questions; what it has drafted is beside the document as soon as it is told of."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._run: Run | None = None
        self._document = ""

    @property
    def model(self) -> ModelSettings | None:
        """The language model that drafts; None where none is set up, or the package that talks to it is missing."""
        try:
            return ModelSettings() if find_spec("openai") else None
        except ValidationError:
            return None

    def run_for(self, entry: Entry) -> Run | None:
        """Give the latest run if it was this document's."""
        return self._run if self._document == entry.id else None

    def start(self, entry: Entry) -> None:
        """Begin to draft for a document; nothing is published meanwhile.

        Raises
        ------
        BusyError
            If drafts are being written already, or something is being published.
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
            self._run, self._document = Run(), entry.id
            Thread(target=self._draft, args=[self._run, entry, held.pop_all()], daemon=True).start()

    def _draft(self, run: Run, entry: Entry, held: ExitStack) -> None:
        code = 1
        try:
            with held:
                code = run.work(_PROGRAM, [str(entry.file.resolve())], {})
        except Exception:  # a thread's edge: it logs, and the page says that it failed
            _log.exception("Drafting from the owner's page failed.")
        finally:
            run.end(code)
