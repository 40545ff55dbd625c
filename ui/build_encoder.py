"""The sentence encoder as a build needs it: what was encoded or exported before comes from what is kept."""

import json
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.progress import track

import ingest
from index.encoder import Vectors
from index.kept import Kept, digest_of, link_into
from ingest.weights import BUNDLED_NAME, PACKED_SHA256

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_INGEST = Path(ingest.__path__[0])


class BuildEncoder:
    """Encodes texts that were not encoded before; the model itself is loaded only when it is needed for that."""

    def __init__(self, name: str | None, kept: Kept, console: Console) -> None:
        """Take a SentenceTransformer's folder or hub name (None: the bundled weights), and where vectors are kept."""
        self.name = name or BUNDLED_NAME
        self._named = name
        self._kept = kept
        self._console = console

    @cached_property
    def revision(self) -> str:
        """What the vectors depend on besides the text: the weights, the prompts and the libraries that compute them."""
        libraries = [version(name) for name in ("torch", "transformers", "sentence-transformers")]
        if self._named is None:
            return digest_of(PACKED_SHA256, *libraries, _INGEST / "model.py", _INGEST / "weights.py")
        prompts = json.dumps([self._model.prompts, self._model.max_seq_length])
        weights = [tensor.cpu().numpy() for tensor in self._model.state_dict().values()]
        return digest_of(prompts, *libraries, *weights)

    def encode(self, prompt: str, texts: list[str], what: str = "tekster") -> Vectors:
        """Give the vectors of texts, shape (texts, dimension): those encoded before bit for bit as they were then.

        Parameters
        ----------
        prompt
            `query` or `document`.
        texts
            At least one.
        what
            What the texts are, for the progress bar.
        """
        keys = [bytes.fromhex(digest_of(self.revision, prompt, text)) for text in texts]
        vectors = self._kept.vectors(keys)
        # Of about one length in a batch, so that little is padded.
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        in_order = sorted(missing, key=lambda key: (len(missing[key]), key))
        batches = [in_order[start : start + _BATCH] for start in range(0, len(in_order), _BATCH)]
        if len(texts) > len(missing):
            self._console.print(f"{len(texts) - len(missing)} {what} er indlejret før.", highlight=False)
        for batch in track(batches, f"Indlejrer {len(missing)} {what}", console=self._console, disable=not batches):
            made = list(zip(batch, self._encode(prompt, [missing[key] for key in batch]), strict=True))
            self._kept.keep_vectors(made)
            vectors.update(made)
        return np.stack([vectors[key] for key in keys])

    def export(self, folder: Path) -> None:
        """Write the encoder that serves to a bundle's folder."""

        def make(path: Path) -> None:
            from ingest.export import export_encoder  # noqa: PLC0415  brings torch

            export_encoder(self._model, path)

        exported = digest_of(self.revision, version("onnx"), _INGEST / "export.py", _INGEST / "pieces.py")
        link_into(self._kept.path(f"encoder-{exported}", make), folder)

    def _encode(self, prompt: str, texts: list[str]) -> Vectors:
        encode = self._model.encode_query if prompt == "query" else self._model.encode_document
        vectors = encode(texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from ingest.model import load_sentence_transformer  # noqa: PLC0415  brings torch

        self._console.print("Indlæser sprogmodellen …")
        return load_sentence_transformer(self._named)
