"""Vectors for a million passages: real ones of Danish paragraphs, and synthetic ones made from them.

A synthetic vector lies between a real one and one of its ten nearest, at .3 to .7 of the way, with noise that has the
covariance of neighbours' differences. The noise level is chosen so that the tenth nearest is as far as among the real
vectors. `eval.speed.scale.faiss_forms` measures whether FAISS' recall is the same on both.
"""

import gzip
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from index.dense.faiss_index import nearest_rows
from index.query_encoder.encoder import Encoder, Vectors
from ingest.errors import CorpusError
from ingest.text import Text

_SEED = 20261125
_TOGETHER, _BATCH = 4_096, 32
_NEAREST = 10
_COMPARED = 8_000
_LEVELS = np.arange(0.0, 1.01, 0.1)
_NEAR, _FAR = 0.3, 0.7
_BLOCK = 16_384

Matrix = NDArray[np.floating]


def read_paragraphs(path: Path) -> list[str]:
    """Read paragraphs, one per line, in a fixed shuffled order.

    Raises
    ------
    CorpusError
        If there is no such file.
    """
    if not path.exists():
        raise CorpusError(
            Text(
                f"{path} findes ikke: nævn en .txt.gz med et afsnit pr. linje.",
                f"{path} does not exist: name a .txt.gz of one paragraph a line.",
            )
        )
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line for line in file.read().splitlines() if line.strip()]
    return [lines[place] for place in np.random.default_rng(_SEED).permutation(len(lines))]


def encode_paragraphs(texts: list[str], count: int, encoder: Encoder, folder: Path) -> Vectors:
    """Encode at least the first `count` paragraphs; earlier results in the folder are reused."""
    folder.mkdir(parents=True, exist_ok=True)
    starts = range(0, min(count, len(texts)), _TOGETHER)
    parts = [(folder / f"{start:07}.npy", texts[start : start + _TOGETHER]) for start in starts]
    missing = [part for part in parts if not part[0].exists()]
    for path, part in track(missing, "Encoding paragraphs", console=Console(stderr=True), disable=not missing):
        order = sorted(range(len(part)), key=lambda place: len(part[place]))
        vectors = np.empty((len(part), len(encoder.passages(["."])[0])), np.float32)
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            vectors[places] = encoder.passages([part[place] for place in places])
        np.save(path.with_suffix(".unfinished.npy"), vectors)
        path.with_suffix(".unfinished.npy").rename(path)
    return np.concatenate([np.load(path) for path, _ in parts])


def write_vectors_of(real: Vectors, count: int, path: Path) -> float:
    """Write `count` vectors in 16 bits, the real ones first, and return the noise level."""
    written = np.lib.format.open_memmap(path, "w+", np.float16, (count, real.shape[1]))
    written[: len(real)] = real[:count]
    if count <= len(real):
        written.flush()
        return 0.0
    maker = _Maker(real)
    for start in range(len(real), count, _BLOCK):
        made = maker.make(min(_BLOCK, count - start), start)
        written[start : start + len(made)] = made
    written.flush()
    return maker.level


def make_up(real: Vectors, count: int) -> Vectors:
    """Make synthetic vectors only, for comparison with the real ones."""
    return _Maker(real).make(count, seed=1)


class _Maker:
    def __init__(self, real: Vectors) -> None:
        self._real = real
        self._near = nearest_rows(real, real, _NEAREST + 1)
        differences = real[self._near[:, 5]] - real[self._near[:, 3]]
        values, axes = np.linalg.eigh(np.cov(differences.T))
        self._shape = (axes * np.sqrt(values.clip(0)) @ axes.T).astype(np.float32)
        self.level = self._chosen_level()

    def make(self, count: int, seed: int, level: float | None = None) -> Vectors:
        generator = np.random.default_rng(seed)
        one = generator.integers(0, len(self._real), count)
        other = self._near[one, generator.integers(1, _NEAREST + 1, count)]
        way = generator.uniform(_NEAR, _FAR, (count, 1)).astype(np.float32)
        noise = generator.standard_normal((count, self._real.shape[1])).astype(np.float32) @ self._shape
        made = (1 - way) * self._real[one] + way * self._real[other] + (self.level if level is None else level) * noise
        unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
        return unit

    def _chosen_level(self) -> float:
        """Choose the level at which the median distance to the tenth nearest equals the real vectors'."""
        count = min(_COMPARED, len(self._real))
        wanted = _tenth(self._real[:count])
        return float(min(_LEVELS, key=lambda level: abs(_tenth(self.make(count, 0, level)) - wanted)))


def _tenth(vectors: Vectors) -> float:
    nearest = nearest_rows(vectors, vectors[:1000], _NEAREST + 1)[:, _NEAREST]
    return float(np.median((vectors[:1000] * vectors[nearest]).sum(axis=1)))
