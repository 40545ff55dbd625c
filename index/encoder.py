"""Text becomes vectors, without torch."""

import json
import os
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.errors import IndexMismatchError

Vectors = NDArray[np.float32]
"""Shape (texts, dimension), each row of length 1."""


class Encoder(Protocol):
    """What turns text into vectors; models prefix a query and a passage differently, hence two verbs.

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

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load the graph and the tokenizer.

        Parameters
        ----------
        folder
            Where `model.onnx`, `tokenizer.json` and `encoder.json` lie.
        threads
            Threads for one run of the graph; None takes one a core.

        Raises
        ------
        IndexMismatchError
            If one of the files is missing or cannot be read.
        """
        try:
            facts = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads or os.cpu_count() or 1
            # Threads that spin while they wait take the core from the server's other work.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare Exception
            raise IndexMismatchError(
                f"The encoder in {folder} cannot be loaded: {error}. Run: rundbord ingest --force"
            ) from error
        self._query_prompt, self._passage_prompt = facts["query_prompt"], facts["passage_prompt"]
        self._tokenizer.enable_truncation(facts["longest"])
        self._tokenizer.enable_padding(pad_id=facts["pad_id"], pad_token=facts["pad_token"])

    def queries(self, texts: list[str]) -> Vectors:
        """Encode questions; see `Encoder`."""
        return self._encode([self._query_prompt + text for text in texts])

    def passages(self, texts: list[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        return self._encode([self._passage_prompt + text for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        inputs = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64),
        }
        vectors: Vectors = self._session.run(["embedding"], inputs)[0]
        return vectors
