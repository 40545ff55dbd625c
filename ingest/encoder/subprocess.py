"""Run torch in a child process, so that its memory is returned to the system."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray


def export_in_subprocess(name: str | None, folder: Path) -> None:
    """Load the named encoder, or for None the bundled one, and export it to a folder (`ingest.encoder.onnx_export`).

    Raises
    ------
    ModelError
        If the encoder cannot be found or read.
    """
    _run("export", name, folder)


def digest_in_subprocess(name: str) -> str:
    """Return the SHA-256 of an encoder's weights, prompts and longest input; raises as `export_in_subprocess` does."""
    return cast("str", _run("digest", name))


def fit_maps_in_subprocess(
    questions: NDArray[np.float32], sentences: NDArray[np.float32], answers: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
    """Fit the maps `questions` and `sentences` by `ingest.encoder.maps.fit_maps`."""
    return cast("dict[str, NDArray[np.float32]]", _run("fit", questions, sentences, answers))


def bundled_model_in_subprocess() -> Path:
    """Return the folder of the bundled SentenceTransformer (`ingest.encoder.model.bundled_model`)."""
    return cast("Path", _run("unpack"))


def _run(task: str, *arguments: object) -> object:
    # A fork of a program with threads may hang.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_in_child, task, *arguments).result()


def _in_child(task: str, *arguments: object) -> object:
    from ingest.encoder import torch_tasks  # noqa: PLC0415  imports torch, which must stay out of the parent

    return getattr(torch_tasks, task)(*arguments)
