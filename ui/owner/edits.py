"""What an owner may change about one document; each returns the name of what the page then says."""

from collections.abc import Mapping

from ingest.errors import CorpusError
from ingest.metadata import write_facts
from ingest.questions.files import QuestionEntry, append_entries, question_files_of, read_entries, remove_entries
from ingest.questions.quotes import name_sentences
from ingest.questions.review import clean_question, decide, find_drafts
from ui.owner.service import Desk
from ui.owner.workspace import Entry, State
from ui.texts import owner_texts

Sent = Mapping[str, list[str]]
"""A form's fields, each with all its values."""


class RefusedError(CorpusError):
    """A form whose values cannot be used."""


def set_facts(_desk: Desk, entry: Entry, sent: Sent) -> str:
    """Write the facts beside the document, all or none."""
    given: dict[str, str | list[str]] = {name: _one(sent, name) for name, _, _ in owner_texts.FACTS}
    given["groups"] = [name for part in _one(sent, "groups").split(",") if (name := part.strip())]
    try:
        write_facts(entry.file.with_suffix(".toml"), given)
    except CorpusError as error:
        raise RefusedError(owner_texts.BAD_FACTS) from error
    return "facts"


def remove(desk: Desk, entry: Entry, _sent: Sent) -> str:
    """Have the document go the next time; one that only waits is gone at once."""
    desk.workspace.take_out(entry)
    return "removed" if entry.state is State.STAYS else "withdrawn"


def keep(desk: Desk, entry: Entry, _sent: Sent) -> str:
    """Have a document stay after all."""
    desk.workspace.leave_in(entry)
    return "kept"


def add_question(desk: Desk, entry: Entry, sent: Sent) -> str:
    """Write a question with the sentences of one passage that answer it."""
    understood, question = desk.readings.sure(entry.file), _question(sent)
    passage = next((p for p in understood.passages if p.id == _one(sent, "passage")), None)
    chosen = sent.get("sentence", [])
    named = [name_sentences(text, understood.document, passage) for text in chosen] if passage else []
    if not named or not all(named):
        raise RefusedError(owner_texts.NO_SENTENCE)
    quotes = tuple(dict.fromkeys(name for names in named for name in names))
    _append(entry, QuestionEntry(question=question, quotes=quotes))
    return "question"


def add_unanswered(_desk: Desk, entry: Entry, sent: Sent) -> str:
    """Write a question that the document does not answer."""
    kind = _one(sent, "kind")
    if kind not in dict(owner_texts.KINDS):
        raise RefusedError(owner_texts.NO_QUESTION)
    _append(entry, QuestionEntry(question=_question(sent), kind=kind))
    return "question"


def delete_question(_desk: Desk, entry: Entry, sent: Sent) -> str:
    """Take a question out of the files, whichever it is in."""
    files, question = question_files_of(entry.file), _one(sent, "question")
    for file in (files.answered, files.unanswered):
        remove_entries(file, [line for _, line in read_entries(file) if _plain(line.question) == question])
    return "deleted"


def decide_draft(desk: Desk, entry: Entry, sent: Sent) -> str:
    """Accept a draft, in the wording that was sent, or delete it."""
    document, draft = desk.readings.sure(entry.file).document, _one(sent, "draft")
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
"""Each change by the last part of the address that its form is posted to."""


def _one(sent: Sent, name: str) -> str:
    return _plain((sent.get(name) or [""])[0])


def _plain(text: str) -> str:
    """Write a text on one line: a browser sends line breaks in another form than it got them."""
    return " ".join(text.split())


def _question(sent: Sent) -> str:
    question = clean_question((sent.get("question") or [""])[0])
    if not question:
        raise RefusedError(owner_texts.NO_QUESTION)
    return question


def _append(entry: Entry, line: QuestionEntry) -> None:
    files = question_files_of(entry.file)
    target = files.answered if line.quotes else files.unanswered
    if any(known.question == line.question for _, known in read_entries(target)):
        raise RefusedError(owner_texts.ASKED_BEFORE)
    append_entries(target, [line])
