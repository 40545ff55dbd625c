"""`rundbord feedback draft`: drafts of evaluation questions from bad answers, for a person to correct."""

import json
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from answer.question_language import notice_language
from answer.types import LONGEST_QUESTION
from api.feedback.feedback_store import StoredOpinion
from eval.exam.cases import Split, read_cases, squeeze


def draft(entries: Iterable[StoredOpinion], file: Path) -> None:
    """Append a draft for each entry to a file, except for ids and questions that the file already has.

    `eval.exam.cases` reads drafts too. A draft's evidence is the bad answer's quotes; after a refusal it is marked as
    unanswerable. A person corrects it before it is moved to the evaluation's questions.

    Raises
    ------
    CorpusError
        If the file exists and does not hold evaluation questions.
    """
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    cases = read_cases(file) if before.strip() else ()
    seen = {case.id for case in cases} | {_comparable(case.question) for case in cases}
    lines = []
    for entry in entries:
        line = _line(entry)
        if not seen & {line["id"], _comparable(entry.understood)}:
            seen |= {str(line["id"]), _comparable(entry.understood)}
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    if lines:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", newline="") as opened:
            opened.write(("\n" if before and not before.endswith("\n") else "") + "".join(lines))
    console = Console(highlight=False)
    console.print(f"{len(lines)} udkast lagt til {escape(str(file))}. / {len(lines)} drafts added.", soft_wrap=True)
    if lines:
        console.print(
            "Ret kind, evidence og facts i hvert, før det flyttes. / Correct kind, evidence and facts in each."
        )


def _line(entry: StoredOpinion) -> dict[str, object]:
    return {
        "id": f"feedback-{entry.id}",
        "kind": "direct" if entry.answered else "near",
        "language": notice_language(entry.understood),
        "question": entry.understood[:LONGEST_QUESTION],  # masking can make it longer
        "answerable": entry.answered,
        "evidence": [[{"quote": cited.quote, "page": cited.page}] for cited in entry.citations],
        "facts": [],
        "split": Split.TUNE,
    }


def _comparable(question: str) -> str:
    return squeeze(question).casefold()
