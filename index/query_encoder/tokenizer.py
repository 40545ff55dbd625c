"""Tokenizers: text becomes the token numbers that an encoder's graph takes."""

import re
import unicodedata
from pathlib import Path
from typing import Protocol

from sentencepiece import SentencePieceProcessor

PIECES = "pieces.model"
TOKENIZER = "tokenizer.json"

_SPACES = re.compile(r"\s+")


class Tokenizer(Protocol):
    """Cuts texts into tokens; safe to call from several threads."""

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """Return each text's token numbers with the model's start and end tokens, cut off at its longest input."""
        ...


class SentencePieceTokenizer:
    """A unigram model in SentencePiece: 250,000 tokens in 53 MB, where `HuggingFaceTokenizer` takes 295."""

    def __init__(self, path: Path, longest: int) -> None:
        self._pieces = SentencePieceProcessor(model_file=str(path))
        self._longest = longest

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """Cut texts into tokens; see `Tokenizer`."""
        first, last = self._pieces.bos_id(), self._pieces.eos_id()
        prepared = [_SPACES.sub(" ", unicodedata.normalize("NFKC", text)) for text in texts]
        # One by one: for a list SentencePiece starts threads, which compete with those of the graph.
        return [[first, *self._pieces.encode(text)[: self._longest - 2], last] for text in prepared]


class HuggingFaceTokenizer:
    """Any other tokenizer, by Hugging Face's library `tokenizers`."""

    def __init__(self, path: Path, longest: int) -> None:
        import tokenizers  # noqa: PLC0415  the bundled model does not need it

        self._tokenizer = tokenizers.Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest)

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """Cut texts into tokens; see `Tokenizer`."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]


def open_tokenizer(folder: Path, longest: int) -> Tokenizer:
    """Open the tokenizer of an encoder's folder; `longest` counts tokens."""
    path = folder / PIECES
    return SentencePieceTokenizer(path, longest) if path.exists() else HuggingFaceTokenizer(folder / TOKENIZER, longest)
