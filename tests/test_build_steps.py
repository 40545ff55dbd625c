"""A build reports its steps as numbers and names; the terminal turns each into a line or a bar in both languages."""

from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from index.build.cache import BuildCache
from index.build.encoding import BuildEncoder
from index.build.steps import Stage, Step, Texts
from index.query_encoder.encoder import Vectors
from ui.cli.step_bars import StepBars
from ui.cli.step_texts import step_text


class LengthEncoder(BuildEncoder):
    revision = "of a made-up encoder"

    def _encode(self, prompt: str, texts: list[str]) -> Vectors:
        return np.array([[len(prompt + text)] for text in texts], np.float32)


def shown(*steps: Step) -> list[str]:
    page = StringIO()
    with StepBars(Console(file=page, width=100)) as bars:
        for step in steps:
            bars.show(step)
    return page.getvalue().splitlines()


def test_encoding_reports_how_many_texts_are_done_and_how_many_were_before(tmp_path: Path) -> None:
    steps: list[Step] = []
    encoder = LengthEncoder(None, BuildCache(tmp_path), steps.append)
    texts = [f"tekst {number}" for number in range(200)]
    encoder.encode("document", texts, Texts.PASSAGES)
    assert [(step.stage, step.texts, step.done, step.of) for step in steps] == [
        (Stage.ENCODING, Texts.PASSAGES, done, 200) for done in (0, 128, 200)
    ]
    steps.clear()
    encoder.encode("document", [*texts, "ny"], Texts.PASSAGES)
    assert steps == [
        Step(Stage.ENCODED_BEFORE, Texts.PASSAGES, 200, 200),
        Step(Stage.ENCODING, Texts.PASSAGES, 0, 1),
        Step(Stage.ENCODING, Texts.PASSAGES, 1, 1),
    ]


@pytest.mark.parametrize("stage", Stage)
def test_each_step_has_a_whole_sentence_in_each_language(stage: Stage) -> None:
    text = step_text(Step(stage, Texts.SENTENCES, 1, 7))
    assert text.da != text.en
    assert not {"{", "}", "/"} & {*text.da, *text.en}


def test_a_step_is_one_line_however_often_it_is_reported() -> None:
    lines = shown(*(Step(Stage.READING, done=done, of=2) for done in range(3)), Step(Stage.PUBLISHING))
    assert lines == ["Læser dokumenterne … / Reading the documents …", "Udgiver indekset … / Publishing the index …"]


def test_what_is_encoded_has_a_bar_that_ends_where_an_error_ends_the_build() -> None:
    whole = shown(*(Step(Stage.ENCODING, Texts.QUESTIONS, done, 200) for done in (0, 128, 200)))
    assert whole[-1].startswith("Indlejrer 200 spørgsmål / Encoding 200 questions ━")
    assert "100%" in whole[-1]
    assert "64%" in shown(*(Step(Stage.ENCODING, Texts.QUESTIONS, done, 200) for done in (0, 128)))[-1]
