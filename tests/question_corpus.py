"""A small document with three passages, for the tests of the owner's commands for questions."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.real_bundle import INDEX

FORMAL = "Kommunen vil gøre det enkelt for borgerne at møde det offentlige digitalt. Ingen skal lede efter en blanket."
OEKONOMI = "Der er afsat tre millioner kroner om året til nye løsninger. Pengene fordeles af direktionen hvert efterår."
KANTINE = "Kantinen serverer varm mad hver tirsdag. Menuen hænger på opslagstavlen ved indgangen til gården."
TEXT = f"Formål\n\n{FORMAL}\n\nØkonomi\n\n{OEKONOMI}\n\nKantine\n\n{KANTINE}\n"
RUNDBORD = str(Path(sys.executable).with_name("rundbord"))


def write_corpus(folder: Path, answered: Iterable[tuple[str, str]] = (), unanswered: Iterable[str] = ()) -> Path:
    """Write `plan.txt` and its question files, and return the document's file."""
    folder.mkdir(exist_ok=True)
    file = folder / "plan.txt"
    file.write_text(TEXT, encoding="utf-8")
    headings = "\n".join(f'  {{ page = 1, level = 1, heading = "{h}" }},' for h in ("Formål", "Økonomi", "Kantine"))
    file.with_suffix(".toml").write_text(f'title = "Plan"\noutline = [\n{headings}\n]\n', encoding="utf-8")
    lines = [json.dumps({"question": q, "quotes": [quote]}, ensure_ascii=False) for q, quote in answered]
    misses = [json.dumps({"question": q, "kind": "near"}, ensure_ascii=False) for q in unanswered]
    for name, content in ((".questions.jsonl", lines), (".unanswered.jsonl", misses)):
        if content:
            file.with_suffix(name).write_text("\n".join(content) + "\n", encoding="utf-8")
    return file


def read_lines(path: Path) -> list[dict[str, object]]:
    """Read a question file; a missing file has no lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def questions(corpus: Path, *arguments: str, typed: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `rundbord questions` on this corpus with the project's index."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNDBORD_", "OPENAI_"))}
    settings = {"COLUMNS": "160", "RUNDBORD_CORPUS": corpus.name, "RUNDBORD_INDEX": str(INDEX)}
    return subprocess.run(  # noqa: S603
        [RUNDBORD, "questions", *arguments],
        capture_output=True,
        text=True,
        input=typed,
        cwd=corpus.parent,
        env={**kept, **settings, **environment},
        timeout=120,
        check=False,
    )
