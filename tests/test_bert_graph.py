"""The exported graph gives a BERT's vectors, and only weights that are exact in 4 bits are rounded."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel

from ingest.encoder.bert_onnx import write_bert
from ingest.encoder.int4 import BLOCK, in_four_bits
from ingest.encoder.int8 import multiply
from ingest.encoder.onnx_graph import Graph

IDS = torch.tensor([[5, 17, 3, 60, 9], [8, 2, 33, 1, 1]])
MASK = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


def rounded(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round weights to 4 bits: in each block the weight furthest from zero is -8 times the scale."""
    blocks = weights.reshape(-1, BLOCK)
    furthest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scales = (furthest / -8).astype(np.float16).astype(np.float32)
    whole = np.rint(blocks / np.where(scales == 0, np.float32(1), scales))
    return (np.clip(whole, -8, 7) * scales).reshape(weights.shape)


@pytest.fixture
def bert() -> BertModel:
    torch.manual_seed(7)
    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96}
    return BertModel(BertConfig(vocab_size=64, max_position_embeddings=16, **sizes)).eval()


def served_and_own(bert: BertModel, folder: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    write_bert(bert, folder / "model.onnx")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    taken = {"input_ids": IDS.numpy(), "attention_mask": MASK.numpy()}
    with torch.no_grad():
        states = bert(input_ids=IDS, attention_mask=MASK).last_hidden_state
    mean = (states * MASK[:, :, None]).sum(1) / MASK.sum(1, keepdim=True)
    return session.run(["embedding"], taken)[0], torch.nn.functional.normalize(mean, dim=1).numpy()


def operators(folder: Path) -> list[str]:
    return [node.op_type for node in onnx.load(folder / "model.onnx", load_external_data=False).graph.node]


def test_a_bert_whose_weights_need_32_bits_keeps_them(bert: BertModel, tmp_path: Path) -> None:
    served, own = served_and_own(bert, tmp_path)
    np.testing.assert_allclose(served, own, atol=1e-5)
    assert not {"MatMulIntegerToFloat", "GatherBlockQuantized"} & set(operators(tmp_path))


def in_four_bits_already(bert: BertModel) -> BertModel:
    with torch.no_grad():
        for name, tensor in bert.named_parameters():
            if tensor.ndim == 2 and "position" not in name and "token_type" not in name:
                tensor.copy_(torch.from_numpy(rounded(tensor.numpy())))
    return bert


def test_a_bert_whose_weights_fit_into_4_bits_is_computed_in_whole_numbers(bert: BertModel, tmp_path: Path) -> None:
    served, own = served_and_own(in_four_bits_already(bert), tmp_path)
    assert float((served * own).sum(axis=1).min()) > 0.9995
    assert operators(tmp_path).count("MatMulIntegerToFloat") == 4 * 2
    assert "GatherBlockQuantized" in operators(tmp_path)


def test_a_loud_text_in_the_same_run_changes_no_other(bert: BertModel, tmp_path: Path) -> None:
    with torch.no_grad():
        in_four_bits_already(bert).embeddings.word_embeddings.weight[60] *= 1024  # a power of two: still 4 bits
    write_bert(bert, tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    quiet, loud = np.array([[5, 17, 3, 9, 2]]), np.array([[60, 60, 60, 60, 60]])
    mask = np.ones_like(quiet)
    [alone] = session.run(["embedding"], {"input_ids": quiet, "attention_mask": mask})
    taken = {"input_ids": np.concatenate([quiet, loud]), "attention_mask": np.concatenate([mask, mask])}
    [together] = session.run(["embedding"], taken)
    np.testing.assert_allclose(together[0], alone[0], atol=1e-6)


def product_of(states: NDArray[np.float32], weights: NDArray[np.float32], **given: Any) -> NDArray[np.float32]:
    graph = Graph({})
    name = multiply(graph, "states", weights, **given)
    taken = onnx.helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, list(states.shape))
    made = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
    versions = [onnx.helper.make_opsetid("", 18), onnx.helper.make_opsetid("com.microsoft", 1)]
    whole = onnx.helper.make_graph(graph.nodes, "product", [taken], [made], graph.tensors)
    model = onnx.helper.make_model(whole, opset_imports=versions, ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: NDArray[np.float32] = session.run([name], {"states": states})[0]
    return found


def test_a_product_of_whole_numbers_is_near_the_exact_one() -> None:
    draw = np.random.default_rng(5)
    states, weights = (draw.normal(size=size).astype(np.float32) for size in ((2, 7, 64), (48, 64)))
    states[0, 0] *= 1000  # a loud token
    states[1, 3] = 0
    weights[9] = 0
    exact = states @ weights.T
    made = product_of(states, weights)
    far = np.linalg.norm(made - exact, axis=2)
    np.testing.assert_array_less(far, 0.03 * np.linalg.norm(exact, axis=2) + 1e-9)
    assert not made[1, 3].any()
    assert not made[:, :, 9].any()


def test_a_loud_input_leaves_the_quiet_ones_their_digits_when_its_spread_is_known() -> None:
    draw = np.random.default_rng(6)
    spread = np.ones(64, dtype=np.float32)
    spread[3] = 50
    states = (draw.normal(size=(1, 20, 64)) * spread).astype(np.float32)
    weights = draw.normal(size=(48, 64)).astype(np.float32)
    weights[:, 3] /= 50
    exact = states @ weights.T
    unknown, known = (np.abs(product_of(states, weights, spread=given) - exact).mean() for given in (None, spread))
    assert known < unknown / 4


def test_four_bits_give_back_every_weight() -> None:
    weights = rounded(np.random.default_rng(3).normal(size=(48, 96)).astype(np.float32))
    weights[5] = 0
    four = in_four_bits(weights)
    assert four is not None
    halves = np.stack([four.packed & 15, four.packed >> 4], axis=2).reshape(48, -1, BLOCK).astype(np.float32) - 8
    assert np.array_equal((halves * four.scales[:, :, None]).reshape(48, 96), weights)
    weights[7, 9] = np.nextafter(weights[7, 9], np.float32(9))
    assert in_four_bits(weights) is None
    assert in_four_bits(weights[:, :40]) is None
