"""One document as the owner sees it: what was understood, its facts, its passages and their questions."""

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
from ui.inspection import Understood
from ui.owner.jobs.job_status import outcome_of_drafting, words_of
from ui.owner.render import NOTHING_TOLD, Told, Writer
from ui.owner.service import Desk
from ui.owner.workspace import Entry
from ui.texts import owner_texts

PASSAGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage with its number from 1, its page's label, its sentences, and the questions that it answers."""

    number: int
    label: str
    passage: Passage
    sentences: tuple[Sentence, ...]
    questions: tuple[CorpusQuestion, ...]


def show_document(desk: Desk, writer: Writer, entry: Entry, first: int = 0, told: Told = NOTHING_TOLD) -> HTMLResponse:
    """Show one document, its passages from the one numbered `first`, from 0."""
    path = f"/documents/{quote(entry.id, safe='')}"
    outcome = desk.readings.of(entry.file)
    if isinstance(outcome, Failure):
        why = outcome.text.in_(writer.language)
        wrong = (*told.wrong, f"{owner_texts.UNREADABLE.in_(writer.language)} {why}")
        return writer.page("owner_unread.html", path, entry.id, replace(told, wrong=wrong), entry=entry)
    files, document = question_files_of(entry.file), outcome.document
    questions, problems = read_questions(files.answered, document)
    drafted, _ = read_questions(files.answered_drafts, document)
    asked, run = _asked(outcome, questions), desk.drafting.run_for(entry)
    return writer.page(
        "owner_document.html",
        path,
        document.title,
        replace(told, wrong=(*told.wrong, *(fault.placed.in_(writer.language) for fault in problems))),
        entry=entry,
        understood=outcome,
        stated=entry.facts,
        asked=asked[first : first + PASSAGES_SHOWN],
        has_few=bool(questions) and sum(bool(one.questions) for one in asked) < len(asked) / 2,
        first=first,
        step=PASSAGES_SHOWN,
        unanswered=_lines(files.unanswered),
        drafts=tuple(find_drafts(files, document)),
        model=desk.drafting.model,
        lacking=len(find_gaps(outcome.passages, [*questions, *drafted])),
        run=run,
        meter_words=words_of(run),
        outcome=outcome_of_drafting(run),
    )


def _asked(understood: Understood, questions: list[CorpusQuestion]) -> list[Asked]:
    sentences = body_sentences(understood.document)
    return [
        Asked(
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
