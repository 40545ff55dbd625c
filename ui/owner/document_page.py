"""The page of one document for the owner: parsed content, facts, passages and their questions."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from ingest.document import Passage
from ingest.questions.corpus_questions import CorpusQuestion, read_questions
from ingest.questions.coverage import find_gaps, has_answer_in
from ingest.questions.files import QuestionEntry, question_files_of, read_entries
from ingest.questions.review import find_drafts
from ingest.readers.parsed import Failure
from ingest.sentences import Sentence, body_sentences
from ui.inspection import Inspection
from ui.owner.jobs.job_status import outcome_of_drafting, words_of
from ui.owner.render import NO_RESULT, FormResult, PageRenderer
from ui.owner.service import OwnerService
from ui.owner.workspace import WorkspaceDocument
from ui.texts import owner_texts

PASSAGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PassageQuestions:
    """A passage with its number from 1, its page's label, its sentences, and the questions that it answers."""

    number: int
    label: str
    passage: Passage
    sentences: tuple[Sentence, ...]
    questions: tuple[CorpusQuestion, ...]


def show_document(
    service: OwnerService,
    renderer: PageRenderer,
    entry: WorkspaceDocument,
    first: int = 0,
    result: FormResult = NO_RESULT,
) -> HTMLResponse:
    """Show one document, with passages from index `first`."""
    path = f"/documents/{quote(entry.id, safe='')}"
    outcome = service.readings.of(entry.file)
    if isinstance(outcome, Failure):
        why = outcome.text.in_(renderer.language)
        wrong = (*result.wrong, f"{owner_texts.UNREADABLE.in_(renderer.language)} {why}")
        return renderer.page("owner_unread.html", path, entry.id, replace(result, wrong=wrong), entry=entry)
    files, document = question_files_of(entry.file), outcome.document
    questions, problems = read_questions(files.answered, document)
    drafted, _ = read_questions(files.answered_drafts, document)
    asked, run = _asked(outcome, questions), service.drafting.run_for(entry)
    return renderer.page(
        "owner_document.html",
        path,
        document.title,
        replace(result, wrong=(*result.wrong, *(fault.placed.in_(renderer.language) for fault in problems))),
        entry=entry,
        understood=outcome,
        stated=entry.facts,
        asked=asked[first : first + PASSAGES_SHOWN],
        has_few=bool(questions) and sum(bool(one.questions) for one in asked) < len(asked) / 2,
        first=first,
        step=PASSAGES_SHOWN,
        unanswered=_lines(files.unanswered),
        drafts=tuple(find_drafts(files, document)),
        model=service.drafting.model,
        lacking=len(find_gaps(outcome.passages, [*questions, *drafted])),
        run=run,
        meter_words=words_of(run),
        outcome=outcome_of_drafting(run),
    )


def _asked(understood: Inspection, questions: list[CorpusQuestion]) -> list[PassageQuestions]:
    sentences = body_sentences(understood.document)
    return [
        PassageQuestions(
            number,
            understood.document.page(passage.page).label,
            passage,
            tuple(s for s in sentences if s.page == passage.page and passage.start <= s.start < passage.end),
            tuple(question for question in questions if has_answer_in(question, passage)),
        )
        for number, passage in enumerate(understood.passages, start=1)
    ]


def _lines(path: Path) -> list[QuestionEntry]:
    return [line for _, line in read_entries(path)]
