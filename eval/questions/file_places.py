"""The place of each question and passage in the corpus' files, as `file:line`."""

from ingest.corpus import Corpus
from ingest.document import Passage, document_id
from ingest.questions.files import question_files_of, read_entries
from ingest.readers.file_formats import Format, format_of

_FIRST_LETTERS = 40


def question_places(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Return the place of each question of a corpus.

    Returns
    -------
    tuple
        The places of `corpus.questions` and of `corpus.unanswered`, in their order.
    """
    broken = {fault.place for fault in corpus.problems}
    answered, unanswered = [], []
    for file in corpus.files:
        files = question_files_of(file)
        numbers = [number for number, _ in read_entries(files.answered)]
        answered += [f"{files.answered}:{n}" for n in numbers if f"{files.answered.name}:{n}" not in broken]
        unanswered += [f"{files.unanswered}:{number}" for number, _ in read_entries(files.unanswered)]
    return answered, unanswered


def passage_place(passage: Passage, corpus: Corpus) -> str:
    """Return the place where a passage begins in its document's file; by page if the file has no lines."""
    file = next(file for file in corpus.files if document_id(file) == passage.document_id)
    if format_of(file) is not Format.TEXT:
        return f"{file}, s. {passage.page}"
    # Ingest moves and joins lines but loses no letter, so a passage is found by its letters, or by its first letters.
    lines = ["".join(line.split()) for line in file.read_text(encoding="utf-8-sig").split("\n")]
    letters, wanted = "".join(lines), "".join(passage.text.split())
    at = letters.find(wanted)
    at = letters.find(wanted[:_FIRST_LETTERS]) if at < 0 else at
    for number, line in enumerate(lines, start=1):
        at -= len(line)
        if at < 0:
            return f"{file}:{number}"
    return f"{file}:1"
