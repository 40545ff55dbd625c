"""Export of a SentenceTransformer to ONNX, so that serving needs no torch."""

import json
import warnings
from pathlib import Path

import onnx
import torch
from sentence_transformers import SentenceTransformer

from ingest.encoder.bert_onnx import bert_of, write_bert
from ingest.encoder.sentencepiece_export import write_pieces

_OPSET = 17
_SMALL = 384  # dimensions up to which one core encodes a question faster than several


class _Encode(torch.nn.Module):
    """The encoder as one graph: transformer, pooling and normalisation."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = {"input_ids": input_ids, "attention_mask": attention_mask}
        embedding: torch.Tensor = self.model(features)["sentence_embedding"]
        return embedding


def export_encoder(model: SentenceTransformer, folder: Path) -> None:
    """Write an encoder's folder: `model.onnx`, `weights.bin`, `pieces.model` or `tokenizer.json`, `encoder.json`.

    The graph's inputs are `input_ids` and `attention_mask`, int64 of shape (texts, tokens); its output is `embedding`,
    float32 of shape (texts, dimension). Weights that are exact in 4 bits stay so in the vocabulary and are rounded to 7
    bits in the layers (`ingest.encoder.int8`); other weights do not change. `weights.bin` is apart from the graph so
    that it is mapped into memory, not read. `encoder.json` has the prompts, the longest input in tokens, and the number
    of threads for one run (0: one a core).
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = model.tokenizer
    bert = bert_of(model)
    if bert is None:
        _trace(model, folder / "model.onnx")
    else:
        write_bert(bert, folder / "model.onnx")
    (folder / "weights.bin").chmod(0o644)
    if not write_pieces(tokenizer.backend_tokenizer, folder / "pieces.model"):
        tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    facts = {
        "query_prompt": model.prompts.get("query", ""),
        "passage_prompt": model.prompts.get("document", model.prompts.get("passage", "")),
        "longest": model.max_seq_length,
        "pad_id": tokenizer.pad_token_id,
        "threads": 1 if (model.get_embedding_dimension() or 0) <= _SMALL else 0,
    }
    (folder / "encoder.json").write_text(json.dumps(facts, ensure_ascii=False, indent=2), encoding="utf-8")


def _trace(model: SentenceTransformer, path: Path) -> None:
    """Write the graph of any other model by torch's tracing."""
    texts = [
        "query: hvad er det",
        "passage: en lidt længere tekst om digital ledelse",
    ]  # two lengths, so that one is padded
    example = model.tokenizer(texts, padding=True, return_tensors="pt")
    with torch.no_grad(), warnings.catch_warnings():
        # Tracing warns about Python values that become constants; `index.storage.bundle` compares the graph's vectors
        # with the model's own at each load, which is the decisive check.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Encode(model.eval()),
            (example["input_ids"], example["attention_mask"]),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": {0: "texts", 1: "tokens"},
                "attention_mask": {0: "texts", 1: "tokens"},
                "embedding": {0: "texts"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
    onnx.save_model(
        onnx.load(path),
        path,
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location="weights.bin",
    )
