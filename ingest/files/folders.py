"""The documents in a folder, and metadata and question files that have no document."""

from collections.abc import Iterable
from pathlib import Path

from ingest.errors import CorpusError, DocumentError
from ingest.metadata import Facts, names_in, read_facts
from ingest.readers.file_formats import ENDINGS
from ingest.text import Text

SKIPPED = ("readme", ".", "~$")
"""Prefixes of names of files that are not documents."""

QUESTION_ENDINGS = (".questions.jsonl", ".unanswered.jsonl")


def documents_in(folder: Path) -> list[Path]:
    """List a folder's documents, including subfolders, in order of path; hidden files and folders are skipped."""
    return sorted(file for file in folder.rglob("*") if is_document(file) and not _is_hidden(file.relative_to(folder)))


def is_document(file: Path) -> bool:
    """Check by its name whether a file is a document of a readable format."""
    return file.suffix.lower() in ENDINGS and file.is_file() and not file.name.lower().startswith(SKIPPED)


def facts_without_document(folder: Path, *, deep: bool = False) -> list[Path]:
    """List the metadata files without a document in a folder, with `deep` also in its subfolders.

    Names are compared exactly, also in case and Unicode form, as when metadata is read. TOML files without any known
    key, such as a program's settings, are skipped.
    """
    files = [file for file in folder.glob("**/*" if deep else "*") if not _is_hidden(file.relative_to(folder))]
    named = {file.with_suffix(".toml") for file in files if is_document(file)}
    return sorted(f for f in files if f.suffix.lower() == ".toml" and f not in named and _may_be_facts(f))


def questions_without_document(folder: Path) -> list[Path]:
    """List the question files without a document directly in a folder."""
    named = {file.with_suffix(ending) for file in folder.iterdir() if is_document(file) for ending in QUESTION_ENDINGS}
    found = (file for file in folder.iterdir() if file.name.lower().endswith(QUESTION_ENDINGS))
    return sorted(file for file in found if file not in named and not file.name.lower().startswith(SKIPPED))


def refuse_facts_without_document(facts: Iterable[Path]) -> None:
    """Refuse metadata files that have lost their document, since a limit to groups would be lost with them.

    Raises
    ------
    CorpusError
        If there are any; the message names each with its groups.
    """
    listed = [_named(file) for file in facts]
    if listed:
        danish, english = (", ".join(names) for names in zip(*listed, strict=True))
        raise CorpusError(
            Text(
                f"Her er oplysninger uden deres dokument: {danish}. Der bygges intet: er dokumentet omdøbt eller "
                "flyttet, ville det blive udgivet uden dem. Giv filen dokumentets navn, og læg den ved siden af det, "
                "eller slet den, og prøv igen.",
                f"Here are facts without their document: {english}. Nothing is built: if the document was renamed or "
                "moved, it would be published without them. Give the file the document's name and put it beside the "
                "document, or delete it, and try again.",
            )
        )


def _named(file: Path) -> tuple[str, str]:
    try:
        groups = ", ".join(read_facts(file).groups)
    except DocumentError:
        groups = ""
    return (f"{file} (kun for {groups})", f"{file} (only for {groups})") if groups else (str(file), str(file))


def _may_be_facts(file: Path) -> bool:
    """Check whether a file has a key of the metadata, or cannot be read and may have one."""
    if file.name.lower().startswith(SKIPPED) or not file.is_file():
        return False
    try:
        return bool(names_in(file) & set(Facts.model_fields))
    except DocumentError:
        return True


def _is_hidden(inside: Path) -> bool:
    """Check whether a path relative to the named folder goes through a hidden folder."""
    return any(folder.startswith(".") for folder in inside.parent.parts)
