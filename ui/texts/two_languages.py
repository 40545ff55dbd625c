"""One line in two languages, as the terminal shows it: the Danish, a slash, the English."""

import re

from ingest.text import Language

_BETWEEN = " / "
_CELLS = " · "
_FILE = re.compile(r"(?:Fejl: )?((?:(?!//).)*?[.]\w+:\d* )")  # «plan.pdf: », «/corpus/plan.questions.jsonl:7 »


def half(line: str, language: Language) -> str:
    """Say a line in one of its languages, or whole if it has only one, as a table's row of titles and figures has.

    A file's name that stands before the Danish only is said in English too.
    """
    cells = line.split(_CELLS)
    if not all(_BETWEEN in cell for cell in cells):
        return line
    return _CELLS.join(_half(cell, language) for cell in cells)


def _half(text: str, language: Language) -> str:
    danish, _, english = text.partition(_BETWEEN)
    if language == "da":
        return danish
    named = _FILE.match(danish)
    return named[1] + english if named and not english.startswith(named[1]) else english
