"""A line that is said in both languages is said in the reader's on a page, and nothing of it is lost."""

from pathlib import Path

import pytest

from ingest.readers.parsed import Failure
from ingest.text import Text, both
from ui.texts.two_languages import half


@pytest.mark.parametrize(
    ("line", "danish", "english"),
    [
        ("Udgiver … / Publishing …", "Udgiver …", "Publishing …"),
        (
            "plan.pdf: side 3: ingen tekst / page 3: no text",
            "plan.pdf: side 3: ingen tekst",
            "plan.pdf: page 3: no text",
        ),
        ("Fejl: plan.pdf: tom / empty", "Fejl: plan.pdf: tom", "plan.pdf: empty"),
        ("Ikke læst: a.pdf / Not read: a.pdf", "Ikke læst: a.pdf", "Not read: a.pdf"),
        ("Titel / Title · Sider / Pages", "Titel · Sider", "Title · Pages"),
        ("plan · Drift / udvikling · 1 · 4", "plan · Drift / udvikling · 1 · 4", "plan · Drift / udvikling · 1 · 4"),
        ("Fejl: /x/y.jsonl:1 er intet / is nothing", "Fejl: /x/y.jsonl:1 er intet", "/x/y.jsonl:1 is nothing"),
        (
            "Sendes til http://a.dk:80 (b) / Sent to http://a.dk:80 (b)",
            "Sendes til http://a.dk:80 (b)",
            "Sent to http://a.dk:80 (b)",
        ),
        ("Kun på dansk", "Kun på dansk", "Kun på dansk"),
    ],
)
def test_a_line_is_halved(line: str, danish: str, english: str) -> None:
    assert (half(line, "da"), half(line, "en")) == (danish, english)


def test_a_failure_names_its_file_in_both(tmp_path: Path) -> None:
    line = str(Failure(tmp_path / "plan.pdf", Text("filen er tom", "the file is empty")).named)
    assert half(line, "en") == "plan.pdf: the file is empty"
    assert half(both("Ét", "One"), "en") == "One"
