"""Writer of an ONNX graph: operators and weights, each with a unique name."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_FUSED = "com.microsoft"  # operators that only ONNX Runtime has


@dataclass(slots=True)
class Graph:
    """The operators and tensors so far, and the model's weights by name."""

    weights: dict[str, NDArray[np.float32]]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    tensors: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, values: NDArray[np.generic] | np.generic | list[int]) -> str:
        """Add a tensor, of no dimensions for a single number, and return its name."""
        name = f"tensor_{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def weight(self, name: str) -> str:
        """Add one of the model's tensors unchanged, and return its name."""
        return self.constant(self.weights[name])

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: float) -> str:
        """Add an operator, and return the name of its output."""
        return self._add(kind, inputs, output, "", attributes)

    def fused(self, kind: str, *inputs: str, **attributes: float) -> str:
        """Add an operator that only ONNX Runtime has, and return the name of its output."""
        return self._add(kind, inputs, "", _FUSED, attributes)

    def _add(self, kind: str, inputs: tuple[str, ...], output: str, domain: str, attributes: dict[str, float]) -> str:
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def norm(self, name: str) -> tuple[str, str]:
        """Add a layer norm's weight and bias, and return their names."""
        return self.weight(f"{name}.weight"), self.weight(f"{name}.bias")

    def split(self, name: str, parts: int) -> list[str]:
        """Split a tensor into equal parts along its last axis, and return their names."""
        names = [f"{name}_{part}" for part in range(parts)]
        self.nodes.append(helper.make_node("Split", [name], names, axis=-1, num_outputs=parts))
        return names

    def save(self, path: Path, dimension: int) -> None:
        """Write the graph from token ids to `embedding`, with its weights in `weights.bin` in the same folder."""
        taken = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        given = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", dimension])
        made = helper.make_graph(self.nodes, "encoder", taken, [given], self.tensors)
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        onnx.save_model(
            helper.make_model(made, opset_imports=versions, ir_version=9),
            path,
            save_as_external_data=True,
            all_tensors_to_one_file=True,
            location="weights.bin",
        )
