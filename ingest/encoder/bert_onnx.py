"""Export of a BERT sentence encoder with ONNX Runtime's fused operators, which torch's own export lacks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from transformers import BertConfig, BertModel

from ingest.encoder.int4 import BLOCK, in_four_bits
from ingest.encoder.int8 import multiply
from ingest.encoder.onnx_graph import Graph


def bert_of(model: SentenceTransformer) -> BertModel | None:
    """Return the BERT of a model that consists of BERT, mean pooling and normalisation; None for any other."""
    if [type(module) for module in model] != [modules.Transformer, modules.Pooling, modules.Normalize]:
        return None
    bert, pooling = model[0].auto_model, model[1]
    plain = type(bert) is BertModel and bert.config.hidden_act == "gelu" and not bert.config.is_decoder
    return bert if plain and pooling.pooling_mode == "mean" and pooling.include_prompt else None


def write_bert(bert: BertModel, path: Path) -> None:
    """Write the encoder's graph, with the inputs and outputs of `ingest.encoder.onnx_export.export_encoder`."""
    config = bert.config
    graph = Graph({name: tensor.detach().numpy() for name, tensor in bert.state_dict().items()})
    states = _embedded(graph, config.layer_norm_eps)
    mask = graph.add("Cast", "attention_mask", to=TensorProto.INT32)
    for number in range(config.num_hidden_layers):
        states = _layer(graph, f"encoder.layer.{number}", states, mask, config)
    weight = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    weighted = graph.add("Mul", states, graph.add("Unsqueeze", weight, graph.constant([2])))
    total = graph.add("ReduceSum", weighted, graph.constant([1]), keepdims=0)
    # A sum has the mean's direction, and normalisation removes its length.
    graph.add("LpNormalization", total, axis=1, p=2, output="embedding")
    graph.save(path, config.hidden_size)


def _embedded(graph: Graph, epsilon: float) -> str:
    words = graph.weights["embeddings.word_embeddings.weight"]
    four = in_four_bits(words)
    if four is None:
        of_words = graph.add("Gather", graph.constant(words), "input_ids")
    else:
        table, scales = graph.constant(four.packed), graph.constant(four.scales)
        of_words = graph.fused(
            "GatherBlockQuantized", table, "input_ids", scales, quantize_axis=1, block_size=BLOCK, bits=4
        )
    # Every text is of the first type, so that type's row is added to each position's.
    first_type = graph.weights["embeddings.token_type_embeddings.weight"][0]
    places = graph.constant(graph.weights["embeddings.position_embeddings.weight"] + first_type)
    length = graph.add("Slice", graph.add("Shape", "input_ids"), graph.constant([1]), graph.constant([2]))
    of_places = graph.add("Slice", places, graph.constant([0]), length, graph.constant([0]))
    total = graph.add("Add", of_words, of_places)
    return graph.add("LayerNormalization", total, *graph.norm("embeddings.LayerNorm"), epsilon=epsilon)


def _layer(graph: Graph, name: str, states: str, mask: str, config: BertConfig) -> str:
    own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    projected = _linear(graph, states, own)
    thirds = graph.split(projected, 3)
    attended = graph.fused("MultiHeadAttention", *thirds, "", mask, num_heads=config.num_attention_heads)
    attended = _linear(graph, attended, [f"{name}.attention.output.dense"])
    middle = f"{name}.attention.output.LayerNorm"
    states = _normed(graph, middle, attended, states, config)
    # Normalised states have mean 0 and variance 1, so this is each channel's root mean square.
    spread = np.hypot(graph.weights[f"{middle}.weight"], graph.weights[f"{middle}.bias"])
    inner = graph.fused("Gelu", _linear(graph, states, [f"{name}.intermediate.dense"], spread))
    outer = _linear(graph, inner, [f"{name}.output.dense"])
    return _normed(graph, f"{name}.output.LayerNorm", outer, states, config)


def _normed(graph: Graph, name: str, added: str, states: str, config: BertConfig) -> str:
    # Two operators: SkipLayerNormalization takes twice as long as both.
    total = graph.add("Add", added, states)
    return graph.add("LayerNormalization", total, *graph.norm(name), epsilon=config.layer_norm_eps)


def _linear(graph: Graph, states: str, names: list[str], spread: NDArray[np.float32] | None = None) -> str:
    """Apply several layers in one product, with concatenated results, and add their biases."""
    weights = np.concatenate([graph.weights[f"{name}.weight"] for name in names])
    bias = graph.constant(np.concatenate([graph.weights[f"{name}.bias"] for name in names]))
    # Weights that are exact in 4 bits lose next to nothing in 7; other weights stay as they are.
    if in_four_bits(weights) is None:
        product = graph.add("MatMul", states, graph.constant(weights.T))
    else:
        product = multiply(graph, states, weights, spread)
    return graph.add("Add", product, bias)
