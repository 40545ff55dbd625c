"""The owner's changes of one document; each returns the name of its result's text."""

from collections.abc import Mapping

from ingest.errors import CorpusError
from ingest.metadata import write_facts
from ingest.questions.files import QuestionEntry, append_entries, question_files_of, read_entries, remove_entries
from ingest.questions.quotes import name_sentences
from ingest.questions.review import clean_question, decide, find_drafts
from ui.owner.service import OwnerService
from ui.owner.workspace import State, WorkspaceDocument
from ui.texts import owner_texts

Sent = Mapping[str, list[str]]
"""A form's fields, each with all its values."""


class RefusedError(CorpusError):
    """Invalid values in a form."""


def set_facts(_service: OwnerService, entry: WorkspaceDocument, sent: Sent) -> str:
    """Write the facts beside the document, all or none."""
    given: dict[str, str | list[str]] = {name: _one(sent, name) for name, _, _ in owner_texts.FACTS}
    given["groups"] = [name for part in _one(sent, "groups").split(",") if (name := part.strip())]
    try:
        write_facts(entry.file.with_suffix(".toml"), given)
    except CorpusError as error:
        raise RefusedError(owner_texts.BAD_FACTS) from error
    return "facts"


def remove(service: OwnerService, entry: WorkspaceDocument, _sent: Sent) -> str:
    """Remove the document at the next publishing; delete a waiting one at once."""
    service.workspace.take_out(entry)
    return "removed" if entry.state is State.STAYS else "withdrawn"


def keep(service: OwnerService, entry: WorkspaceDocument, _sent: Sent) -> str:
    """Cancel the removal of a document."""
    service.workspace.leave_in(entry)
    return "kept"


def add_question(service: OwnerService, entry: WorkspaceDocument, sent: Sent) -> str:
    """Add a question with the sentences of one passage that answer it."""
    understood, question = service.readings.sure(entry.file), _question(sent)
    passage = next((p for p in understood.passages if p.id == _one(sent, "passage")), None)
    chosen = sent.get("sentence", [])
    named = [name_sentences(text, understood.document, passage) for text in chosen] if passage else []
    if not named or not all(named):
        raise RefusedError(owner_texts.NO_SENTENCE)
    quotes = tuple(dict.fromkeys(name for names in named for name in names))
    _append(entry, QuestionEntry(question=question, quotes=quotes))
    return "question"


def add_unanswered(_service: OwnerService, entry: WorkspaceDocument, sent: Sent) -> str:
    """Add a question that the document does not answer."""
    kind = _one(sent, "kind")
    if kind not in dict(owner_texts.KINDS):
        raise RefusedError(owner_texts.NO_QUESTION)
    _append(entry, QuestionEntry(question=_question(sent), kind=kind))
    return "question"


def delete_question(_service: OwnerService, entry: WorkspaceDocument, sent: Sent) -> str:
    """Remove a question from the files."""
    files, question = question_files_of(entry.file), _one(sent, "question")
    for file in (files.answered, files.unanswered):
        remove_entries(file, [line for _, line in read_entries(file) if _plain(line.question) == question])
    return "deleted"


def decide_draft(service: OwnerService, entry: WorkspaceDocument, sent: Sent) -> str:
    """Accept a draft, in the wording of the form, or delete it."""
    document, draft = service.readings.sure(entry.file).document, _one(sent, "draft")
    accepts = _one(sent, "choice") == "accept"
    for drafts in find_drafts(question_files_of(entry.file), document):
        for line in drafts.usable:
            if _plain(line.line()) == draft:
                edited = line.model_copy(update={"question": _question(sent)}) if accepts else line
                decide(drafts, [edited] if accepts else [], [line])
    return "accepted" if accepts else "rejected"


CHANGES = {
    "facts": set_facts,
    "remove": remove,
    "keep": keep,
    "question": add_question,
    "unanswered": add_unanswered,
    "delete": delete_question,
    "draft": decide_draft,
}
"""Each change by the last part of its form's address."""


def _one(sent: Sent, name: str) -> str:
    return _plain((sent.get(name) or [""])[0])


def _plain(text: str) -> str:
    """Write a text on one line: browsers change line breaks."""
    return " ".join(text.split())


def _question(sent: Sent) -> str:
    question = clean_question((sent.get("question") or [""])[0])
    if not question:
        raise RefusedError(owner_texts.NO_QUESTION)
    return question


def _append(entry: WorkspaceDocument, line: QuestionEntry) -> None:
    files = question_files_of(entry.file)
    target = files.answered if line.quotes else files.unanswered
    if any(other.question == line.question for _, other in read_entries(target)):
        raise RefusedError(owner_texts.ASKED_BEFORE)
    append_entries(target, [line])
