"""`rundbord questions draft`: a language model writes questions for the passages that have too few."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from ingest.corpus import gather
from ingest.errors import ServiceError, SettingsError
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.questions.coverage import find_gaps, has_answer_in
from ingest.questions.draft_prompt import INSTRUCTIONS, DraftedQuestions, prompt, read_reply
from ingest.questions.files import append_entries, question_files_of
from ingest.questions.llm_client import LanguageModel
from ingest.text import Text, both
from ui.cli.questions.draft_settings import ACCEPTED, ModelSettings


def draft(file: Path, url: str | None, model: str | None) -> None:
    """Draft questions passage by passage; what is drafted is on the disk before the next passage is sent.

    Raises
    ------
    SettingsError
        If no endpoint or model is named, or a setting has a value that cannot be used.
    ServiceError
        If the endpoint fails; the drafts until then are kept, and the same command goes on from there.
    """
    settings = _load(url, model)
    corpus, files, console = gather((file,)), question_files_of(file), Console(highlight=False)
    document = corpus.documents[0]
    asked = [*corpus.questions, *read_questions(files.answered_drafts, document)[0]]
    missed = [*corpus.unanswered, *read_unanswered(files.unanswered_drafts)]
    known = [*(question.text for question in asked), *(question.text for question in missed)]
    lacks = find_gaps(corpus.passages, asked)
    if not lacks:
        console.print("Alle afsnit har spørgsmål nok. / Every passage has enough questions.")
        return
    _say_what_is_sent(console, len(lacks), settings)
    made: list[DraftedQuestions] = []
    try:
        with _endpoint(settings) as endpoint:
            for number, lack in enumerate(
                track(lacks, "Skriver udkast / Drafting", console=Console(stderr=True), transient=True), 1
            ):
                own = [question.text for question in asked if has_answer_in(question, lack.passage)]
                reply = endpoint.reply(INSTRUCTIONS, prompt(document, lack, own))
                drafts = read_reply(reply, document, lack.passage, known)
                append_entries(files.answered_drafts, drafts.answered)
                append_entries(files.unanswered_drafts, drafts.unanswered)
                known += [entry.question for entry in (*drafts.answered, *drafts.unanswered)]
                made.append(drafts)
                count = len(drafts.answered) + len(drafts.unanswered)
                console.print(
                    both(
                        f"Afsnit {number} af {len(lacks)}: {count} udkast",
                        f"Passage {number} of {len(lacks)}: {count} drafts",
                    )
                )
    except ServiceError as error:
        done, of = len(made), len(lacks)
        raise ServiceError(
            Text(
                f"{error.text.da} Udkastene til {done} af {of} afsnit er gemt; samme kommando går videre derfra.",
                f"{error.text.en} The drafts of {done} of {of} passages are kept; the same command goes on from there.",
            )
        ) from error
    finally:
        _say_what_came(console, made, file.stem)


def _endpoint(settings: ModelSettings) -> LanguageModel:
    key = settings.key.get_secret_value() if settings.key else None
    return LanguageModel(settings.url, settings.model, key, settings.timeout_seconds)


def _load(url: str | None, model: str | None) -> ModelSettings:
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


def _say_what_is_sent(console: Console, passages: int, settings: ModelSettings) -> None:
    where = escape(f"{settings.url} ({settings.model})")
    told = both(
        f"Nu sendes {passages} afsnit med overskrifter, dokumentets titel og afsnittenes spørgsmål til {where}.",
        f"[dim]Now {passages} passages with their headings, the document's title and the passages' questions are sent "
        f"to {where}.[/]",
    )
    console.print(told, soft_wrap=True)
    if settings.is_in_the_clear:
        console.print("[yellow]Forbindelsen er ikke krypteret. / The connection is not encrypted.[/]")


def _say_what_came(console: Console, made: list[DraftedQuestions], name: str) -> None:
    answered, unanswered = sum(len(d.answered) for d in made), sum(len(d.unanswered) for d in made)
    dropped = tuple(sum(getattr(d, why) for d in made) for why in ("not_verbatim", "repeated", "malformed"))
    console.print(f"{answered} udkast med svar og {unanswered} uden. / {answered} answered drafts, {unanswered} not.")
    if any(dropped):
        quote, again, form = dropped
        told = both(
            f"Kasseret: {quote} uden ordret citat, {again} gentagelser, {form} ikke til at læse.",
            f"[dim]Dropped: {quote} without a verbatim quote, {again} repeats, {form} unreadable.[/]",
        )
        console.print(told, soft_wrap=True)
    if answered + unanswered:
        command = f"rundbord questions accept {escape(name)}"
        console.print(both(f"Gennemgå dem: {command}", f"Review them: {command}"), soft_wrap=True)
