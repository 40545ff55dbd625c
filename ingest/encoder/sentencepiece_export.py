"""Export of a unigram tokenizer (Kudo 2018) to SentencePiece, which needs a fifth of the memory."""

import json
from pathlib import Path

from sentencepiece import sentencepiece_model_pb2 as model
from tokenizers import Tokenizer

# `SentencePieceTokenizer` of `index.query_encoder` prepares text in this way only; other tokenizers are not converted.
_NORMALISED = [{"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}]
_SPLIT = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False}
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def write_pieces(tokenizer: Tokenizer, path: Path) -> bool:
    """Write the tokenizer as a SentencePiece model with the same piece ids.

    Returns
    -------
    bool
        False if the tokenizer is of another kind and nothing was written; `index.query_encoder` then reads its own
        file.
    """
    facts = json.loads(tokenizer.to_str())
    added = tuple(entry["content"] for entry in facts["added_tokens"])
    prepared = (facts["normalizer"] or {}).get("normalizers"), facts["pre_tokenizer"], added
    if facts["model"]["type"] != "Unigram" or prepared != (_NORMALISED, _SPLIT, _SPECIAL):
        return False
    written, scored = model.ModelProto(), facts["model"]["vocab"]  # type: ignore[attr-defined]
    numbers = {piece: number for number, (piece, _) in enumerate(scored)}
    kinds = model.ModelProto.SentencePiece  # type: ignore[attr-defined]
    for piece, score in scored:
        kind = kinds.UNKNOWN if piece == "<unk>" else kinds.CONTROL if piece in _SPECIAL else kinds.NORMAL
        written.pieces.add(piece=piece, score=score, type=kind)
    trained = written.trainer_spec
    trained.model_type, trained.vocab_size = trained.UNIGRAM, len(scored)
    trained.bos_id, trained.pad_id, trained.eos_id, trained.unk_id = (numbers[piece] for piece in _SPECIAL)
    normalised = written.normalizer_spec
    normalised.name, normalised.add_dummy_prefix = "identity", True
    normalised.remove_extra_whitespaces, normalised.escape_whitespaces = False, True
    path.write_bytes(written.SerializeToString())
    return True
