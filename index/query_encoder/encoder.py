"""Text becomes vectors, without torch."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.query_encoder.batches import batches
from index.query_encoder.tokenizer import open_tokenizer
from ingest.errors import IndexMismatchError
from ingest.text import Text

WEIGHTS = "weights.bin"
Vectors = NDArray[np.float32]
"""Shape (texts, dimension), each row of length 1."""


class Encoder(Protocol):
    """Encoder of text as vectors; models prefix queries and passages differently, hence two methods.

    Row i of the result belongs to text i. Text beyond the model's longest input is cut off, never an error.
    """

    def queries(self, texts: list[str]) -> Vectors:
        """Encode questions."""
        ...

    def passages(self, texts: list[str]) -> Vectors:
        """Encode what is to be found."""
        ...


class OnnxEncoder:
    """The bundle's own encoder on ONNX Runtime; safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        """Load the graph and the tokenizer from the folder where `ingest.encoder.onnx_export` wrote them.

        Raises
        ------
        IndexMismatchError
            If one of the files is missing or cannot be read.
        """
        try:
            facts = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            self._tokenizer = open_tokenizer(folder, facts["longest"])
            options = onnxruntime.SessionOptions()
            cores = os.cpu_count() or 1
            threads = facts["threads"] or cores
            options.intra_op_num_threads = threads
            self._abreast = max(1, cores // threads)
            # Threads that spin while they wait take the core from the server's other work.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._session = _open_session(folder, options)
        except Exception as error:  # both libraries raise bare Exception
            raise IndexMismatchError(
                Text(
                    f"Sprogmodellen i {folder} kan ikke åbnes: {error}. Kør: rundbord ingest --force",
                    f"The language model in {folder} cannot be opened: {error}. Run: rundbord ingest --force",
                )
            ) from error
        self._query_prompt, self._passage_prompt = facts["query_prompt"], facts["passage_prompt"]
        self._padding = facts["pad_id"]

    def queries(self, texts: list[str]) -> Vectors:
        """Encode questions; see `Encoder`."""
        return self._encode([self._query_prompt + text for text in texts])

    def passages(self, texts: list[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        return self._encode([self._passage_prompt + text for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        numbers = self._tokenizer.numbers(texts)
        runs = list(batches([len(found) for found in numbers]))
        if len(runs) == 1:
            return self._run([numbers[row] for row in runs[0]])[np.argsort(runs[0])]
        with ThreadPoolExecutor(self._abreast) as pool:
            vectors = np.concatenate(list(pool.map(lambda run: self._run([numbers[row] for row in run]), runs)))
        ordered: Vectors = vectors[np.argsort(np.concatenate(runs))]
        return ordered

    def _run(self, numbers: list[list[int]]) -> Vectors:
        shape = len(numbers), max(map(len, numbers))
        ids, mask = np.full(shape, self._padding, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, found in enumerate(numbers):
            ids[row, : len(found)], mask[row, : len(found)] = found, 1
        vectors: Vectors = self._session.run(["embedding"], {"input_ids": ids, "attention_mask": mask})[0]
        return vectors


def _open_session(folder: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """Open the graph with its weights in memory.

    Given a path, ONNX Runtime maps the weights, and a file that is cut short ends the process.
    """
    weights = folder / WEIGHTS
    if weights.exists():
        content = weights.read_bytes()
        options.add_external_initializers_from_files_in_memory([WEIGHTS], [content], [len(content)])
    return onnxruntime.InferenceSession((folder / "model.onnx").read_bytes(), options, ["CPUExecutionProvider"])
