"""Integer matrix products: weights in 7 bits with a scale per output, activations in 8 with a scale per token."""

import numpy as np
from numpy.typing import NDArray

from ingest.encoder.onnx_graph import Graph

_ACTIVATION = 127  # a token's largest activation, from _ZERO up or down
_ZERO = 128
# One bit less than int8: processors without VNNI add two products in 16 bits, and 2 * 255 * 64 fits into them.
_WEIGHT = 64
_LEAST = 1e-12  # divisor for a row of zeros


def multiply(graph: Graph, states: str, weights: NDArray[np.float32], spread: NDArray[np.float32] | None = None) -> str:
    """Add the product of states and a layer's weights, both rounded, and return its name.

    Every token has its own scale. So tokens with large activations (the first and the last, in some channels) cost the
    others no precision, and a text's vector does not depend on the rest of the batch.

    Parameters
    ----------
    states
        Shape (texts, tokens, inputs).
    weights
        Shape (outputs, inputs).
    spread
        The usual size of each input, positive, shape (inputs,). States are divided and weights multiplied by it before
        they are rounded (SmoothQuant: Xiao et al., ICML 2023), so that large inputs cost small ones no precision.
    """
    if spread is not None:
        states = graph.add("Div", states, graph.constant(spread))
        weights = weights * spread
    scales = np.maximum(np.abs(weights).max(axis=1), np.float32(_LEAST)) / np.float32(_WEIGHT)
    whole = np.rint(weights / scales[:, None]).astype(np.int8)
    one, zero = graph.constant(np.float32(1)), graph.constant(np.uint8(_ZERO))
    largest = graph.add("ReduceMax", graph.add("Abs", states), graph.constant([-1]), keepdims=1)
    unit = graph.add(
        "Mul",
        graph.add("Max", largest, graph.constant(np.float32(_LEAST))),
        graph.constant(np.float32(1 / _ACTIVATION)),
    )
    rounded = graph.add("QuantizeLinear", graph.add("Div", states, unit), one, zero)
    product = graph.fused("MatMulIntegerToFloat", rounded, graph.constant(whole.T), one, graph.constant(scales), zero)
    return graph.add("Mul", product, unit)
