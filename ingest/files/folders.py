"""The documents in a folder, and what stands beside a document that is not there."""

from collections.abc import Iterable
from pathlib import Path

from ingest.errors import CorpusError, DocumentError
from ingest.metadata import Facts, names_in, read_facts
from ingest.readers.file_formats import ENDINGS

SKIPPED = ("readme", ".", "~$")
"""Beginnings of names of what lies beside documents."""

QUESTION_ENDINGS = (".questions.jsonl", ".unanswered.jsonl")


def documents_in(folder: Path) -> list[Path]:
    """List a folder's documents, subfolders included, in order of path; what is hidden is passed over."""
    return sorted(file for file in folder.rglob("*") if is_document(file) and not _is_hidden(file.relative_to(folder)))


def is_document(file: Path) -> bool:
    """Tell whether a file is a document that can be read, by its name."""
    return file.suffix.lower() in ENDINGS and file.is_file() and not file.name.lower().startswith(SKIPPED)


def facts_without_document(folder: Path, *, deep: bool = False) -> list[Path]:
    """List the files of facts in a folder, and if `deep` in its subfolders, that stand beside no document.

    A name counts as it is spelt: facts in other letters than the document's, or under another Unicode form of them, are
    not read with it. TOML that holds no fact, such as a program's settings, is passed over.
    """
    files = [file for file in folder.glob("**/*" if deep else "*") if not _is_hidden(file.relative_to(folder))]
    named = {file.with_suffix(".toml") for file in files if is_document(file)}
    return sorted(f for f in files if f.suffix.lower() == ".toml" and f not in named and _may_be_facts(f))


def questions_without_document(folder: Path) -> list[Path]:
    """List the question files directly in a folder that stand beside no document."""
    named = {file.with_suffix(ending) for file in folder.iterdir() if is_document(file) for ending in QUESTION_ENDINGS}
    found = (file for file in folder.iterdir() if file.name.lower().endswith(QUESTION_ENDINGS))
    return sorted(file for file in found if file not in named and not file.name.lower().startswith(SKIPPED))


def refuse_facts_without_document(facts: Iterable[Path]) -> None:
    """Stop where facts have lost their document: those who alone may read it would no longer be heeded.

    Raises
    ------
    CorpusError
        If there are any; it names each, with the groups that it speaks of, and says what to do.
    """
    listed = [_named(file) for file in facts]
    if listed:
        danish, english = (", ".join(names) for names in zip(*listed, strict=True))
        raise CorpusError(
            f"Her er oplysninger uden deres dokument: {danish}. Der bygges intet: er dokumentet omdøbt eller flyttet, "
            "ville det blive udgivet uden dem. Giv filen dokumentets navn, og læg den ved siden af det, eller slet "
            "den, og prøv igen. / "
            f"Here are facts without their document: {english}. Nothing is built: if the document was renamed or "
            "moved, it would be published without them. Give the file the document's name and put it beside the "
            "document, or delete it, and try again."
        )


def _named(file: Path) -> tuple[str, str]:
    try:
        groups = ", ".join(read_facts(file).groups)
    except DocumentError:
        groups = ""
    return (f"{file} (kun for {groups})", f"{file} (only for {groups})") if groups else (str(file), str(file))


def _may_be_facts(file: Path) -> bool:
    """Tell whether a file holds a fact, or cannot be read, so that it might."""
    if file.name.lower().startswith(SKIPPED) or not file.is_file():
        return False
    try:
        return bool(names_in(file) & set(Facts.model_fields))
    except DocumentError:
        return True


def _is_hidden(inside: Path) -> bool:
    """Tell whether a file lies in a hidden folder, below the one that was named."""
    return any(folder.startswith(".") for folder in inside.parent.parts)
