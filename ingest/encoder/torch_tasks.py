"""The tasks of `ingest.encoder.subprocess`, which run in its child process."""

from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.encoder.maps import fit_maps
from ingest.encoder.model import bundled_model, load_sentence_transformer
from ingest.encoder.onnx_export import export_encoder


def export(name: str | None, folder: Path) -> None:
    """Load the named encoder, or for None the bundled one, and export it to a folder."""
    export_encoder(load_sentence_transformer(name), folder)


def digest(name: str) -> str:
    """Return the SHA-256 of an encoder's weights, prompts and longest input, in hexadecimal digits."""
    model = load_sentence_transformer(name)
    made = sha256(repr((sorted(model.prompts.items()), model.max_seq_length)).encode())
    for key, tensor in model.state_dict().items():
        made.update(f"\n{key} {tuple(tensor.shape)}\n".encode())
        made.update(tensor.cpu().contiguous().numpy().tobytes())
    return made.hexdigest()


def fit(
    questions: NDArray[np.float32], sentences: NDArray[np.float32], answers: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
    """Fit the two maps, and return them as `questions` and `sentences`."""
    maps = fit_maps(questions, sentences, answers)
    return {"questions": maps.questions, "sentences": maps.sentences}


def unpack() -> Path:
    """Return the folder of the bundled model, unpacked."""
    return bundled_model()
