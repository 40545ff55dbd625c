"""The steps of a build on a terminal: a line each, and a progress bar where texts are encoded."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from index.build.steps import Stage, Step
from ingest.text import both
from ui.cli.step_texts import step_text


class StepBars:
    """Shows steps as they are reported; a context manager, which leaves the terminal whole after an error."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def show(self, step: Step) -> None:
        """Print the step's sentence when it begins, or move its bar."""
        text = step_text(step)
        sentence = both(text.da, text.en)
        if step.stage is Stage.ENCODING:
            self._move(sentence, step)
        elif step.stage is Stage.ENCODED_BEFORE or not step.done:
            self._console.print(sentence, highlight=False)

    def _move(self, sentence: str, step: Step) -> None:
        if self._bar is None:
            columns = (
                TextColumn("[progress.description]{task.description}"),
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(elapsed_when_finished=True),
            )
            self._bar = Progress(*columns, console=self._console)
            self._bar.start()
            self._bar.add_task(sentence, total=step.of)
        self._bar.update(self._bar.task_ids[0], completed=step.done)
        if step.done == step.of:
            self._stop()

    def _stop(self) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None
