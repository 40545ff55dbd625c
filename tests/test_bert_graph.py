"""The graph that serves gives a BERT's own vectors, and weights stand in 4 bits only where they lose nothing."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel

from ingest.bert_graph import write_bert
from ingest.four_bits import BLOCK, in_four_bits

IDS = torch.tensor([[5, 17, 3, 60, 9], [8, 2, 33, 1, 1]])
MASK = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


def rounded(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to what 4 bits hold: in each block the weight furthest from zero is -8 times the scale."""
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
    assert not {"MatMulNBits", "GatherBlockQuantized"} & set(operators(tmp_path))


def test_a_bert_whose_weights_fit_into_4_bits_has_them_in_4_bits(bert: BertModel, tmp_path: Path) -> None:
    with torch.no_grad():
        for name, tensor in bert.named_parameters():
            if tensor.ndim == 2 and "position" not in name and "token_type" not in name:
                tensor.copy_(torch.from_numpy(rounded(tensor.numpy())))
    served, own = served_and_own(bert, tmp_path)
    assert float((served * own).sum(axis=1).min()) > 0.9995  # activations go through 8 bits
    assert operators(tmp_path).count("MatMulNBits") == 4 * 2
    assert "GatherBlockQuantized" in operators(tmp_path)


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
