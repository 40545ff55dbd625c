"""Run torch in a child process, so that its memory is returned to the system."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def export_in_subprocess(name: str | None, folder: Path) -> None:
    """Load the named encoder, or for None the bundled one, and export it to a folder (`ingest.encoder.onnx_export`).

    Raises
    ------
    ModelError
        If the encoder cannot be found or read.
    """
    _run(_export, name, folder)


def digest_in_subprocess(name: str) -> str:
    """Return the SHA-256 of an encoder's weights, prompts and longest input; raises as `export_in_subprocess` does."""
    return _run(_weights, name)


def fit_maps_in_subprocess(
    questions: NDArray[np.float32], sentences: NDArray[np.float32], answers: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
    """Fit the maps `questions` and `sentences` by `ingest.encoder.maps.fit_maps`."""
    return _run(_fit, questions, sentences, answers)


def _run(function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
    # A fork of a program with threads may hang.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def _export(name: str | None, folder: Path) -> None:
    from ingest.encoder.model import load_sentence_transformer  # noqa: PLC0415
    from ingest.encoder.onnx_export import export_encoder  # noqa: PLC0415  brings torch

    export_encoder(load_sentence_transformer(name), folder)


def _weights(name: str) -> str:
    from ingest.encoder.model import load_sentence_transformer  # noqa: PLC0415  brings torch

    model = load_sentence_transformer(name)
    digest = sha256(repr((sorted(model.prompts.items()), model.max_seq_length)).encode())
    for key, tensor in model.state_dict().items():
        digest.update(f"\n{key} {tuple(tensor.shape)}\n".encode())
        digest.update(tensor.cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def _fit(
    questions: NDArray[np.float32], sentences: NDArray[np.float32], answers: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
    from ingest.encoder.maps import fit_maps  # noqa: PLC0415  brings torch

    maps = fit_maps(questions, sentences, answers)
    return {"questions": maps.questions, "sentences": maps.sentences}
