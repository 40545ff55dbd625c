"""Have a language model draft questions for the passages of a document that have too few; nothing is shown here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest.corpus import gather
from ingest.errors import ServiceError, SettingsError
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.questions.coverage import find_gaps, has_answer_in
from ingest.questions.draft_prompt import INSTRUCTIONS, DraftedQuestions, prompt, read_reply
from ingest.questions.files import append_entries, question_files_of
from ingest.questions.llm_client import LanguageModel
from ingest.text import Text
from ui.cli.questions.draft_settings import ACCEPTED, ModelSettings


class DraftRun:
    """One run over a document: `gaps` are its passages with too few questions, `made` the drafts until now."""

    def __init__(self, file: Path, settings: ModelSettings) -> None:
        """Read a document, with its questions and its drafts."""
        corpus = gather((file,))
        self._settings, self._files = settings, question_files_of(file)
        self._document = corpus.documents[0]
        self._asked = [*corpus.questions, *read_questions(self._files.answered_drafts, self._document)[0]]
        missed = [*corpus.unanswered, *read_unanswered(self._files.unanswered_drafts)]
        self._known = [*(question.text for question in self._asked), *(question.text for question in missed)]
        self.gaps = find_gaps(corpus.passages, self._asked)
        self.made: list[DraftedQuestions] = []

    def drafts(self) -> Iterator[DraftedQuestions]:
        """Draft passage by passage; what is drafted is on the disk before the next passage is sent.

        Raises
        ------
        ServiceError
            If the endpoint fails; the drafts until then are kept, and another run goes on from there.
        """
        try:
            with _endpoint(self._settings) as endpoint:
                for gap in self.gaps:
                    own = [question.text for question in self._asked if has_answer_in(question, gap.passage)]
                    reply = endpoint.reply(INSTRUCTIONS, prompt(self._document, gap, own))
                    drafts = read_reply(reply, self._document, gap.passage, self._known)
                    append_entries(self._files.answered_drafts, drafts.answered)
                    append_entries(self._files.unanswered_drafts, drafts.unanswered)
                    self._known += [entry.question for entry in (*drafts.answered, *drafts.unanswered)]
                    self.made.append(drafts)
                    yield drafts
        except ServiceError as error:
            done, of = len(self.made), len(self.gaps)
            raise ServiceError(
                Text(
                    f"{error.text.da} Udkastene til {done} af {of} afsnit er gemt; samme kommando går videre derfra.",
                    f"{error.text.en} The drafts of {done} of {of} passages are kept; the same command goes on from "
                    "there.",
                )
            ) from error


def _endpoint(settings: ModelSettings) -> LanguageModel:
    key = settings.key.get_secret_value() if settings.key else None
    return LanguageModel(settings.url, settings.model, key, settings.timeout_seconds)


def load_model_settings(url: str | None, model: str | None) -> ModelSettings:
    """Read the settings from the environment, but for those that are given.

    Raises
    ------
    SettingsError
        If no endpoint or model is named, or a setting has a value that cannot be used.
    """
    given: dict[str, Any] = {name: value for name, value in {"url": url, "model": model}.items() if value is not None}
    try:
        return ModelSettings(**given)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise SettingsError(
            Text(
                f"RUNDBORD_LLM_{name.upper()} mangler eller kan ikke bruges; den kan være: {ACCEPTED[name].da}. "
                "Intet er sendt.",
                f"RUNDBORD_LLM_{name.upper()} is missing or cannot be used; it accepts {ACCEPTED[name].en}. "
                "Nothing was sent.",
            )
        ) from error
