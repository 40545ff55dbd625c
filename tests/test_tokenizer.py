"""Tokens equal those of the model's own tokenizer, for any text."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from index.query_encoder.tokenizer import (
    PIECES,
    TOKENIZER,
    HuggingFaceTokenizer,
    SentencePieceTokenizer,
    open_tokenizer,
)
from ingest.encoder.model import load_sentence_transformer
from ingest.encoder.sentencepiece_export import write_pieces
from tests.real_bundle import real_bundle

LONGEST = 512


@cache
def own_tokenizer() -> Tokenizer:
    tokenizer: Tokenizer = load_sentence_transformer().tokenizer.backend_tokenizer
    return tokenizer


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[SentencePieceTokenizer, HuggingFaceTokenizer]:
    folder = tmp_path_factory.mktemp("encoder")
    assert write_pieces(own_tokenizer(), folder / PIECES)
    own_tokenizer().save(str(folder / TOKENIZER))
    assert isinstance(open_tokenizer(folder, LONGEST), SentencePieceTokenizer)
    return SentencePieceTokenizer(folder / PIECES, LONGEST), HuggingFaceTokenizer(folder / TOKENIZER, LONGEST)


@pytest.mark.model
@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200).filter(lambda text: text.isprintable()))
@example(text="  to  mellemrum ")
@example(text="e\u0301 ﬁ ½ 日本語 👍🏽")
@example(text="\ufdfa" * 40)
@example(text="<s></s><pad>")
@example(text="ord " * 2000)
def test_any_text_gives_the_same_pieces(both: tuple[SentencePieceTokenizer, HuggingFaceTokenizer], text: str) -> None:
    pieces, whole = both
    if not any(special in text for special in ("<s>", "</s>", "<pad>", "<unk>")):
        assert pieces.numbers([f"query: {text}"]) == whole.numbers([f"query: {text}"])
    numbers = pieces.numbers([text])[0]
    assert len(numbers) <= LONGEST
    assert not {0, 1, 2} & set(numbers[1:-1])  # nobody who asks can write what begins, fills or ends a text


@pytest.mark.model
def test_every_question_and_passage_of_the_index_gives_the_same_pieces(
    both: tuple[SentencePieceTokenizer, HuggingFaceTokenizer],
) -> None:
    store = real_bundle().store
    texts = [passage.text for passage in store.passages(list(range(store.passage_count())))]
    texts += [question.text for question in store.questions()]
    pieces, whole = both
    assert pieces.numbers(texts) == whole.numbers(texts)


def test_another_kind_of_tokenizer_is_left_as_it_is(tmp_path: Path) -> None:
    words = Tokenizer(models.WordLevel({"<unk>": 0, "hej": 1}, unk_token="<unk>"))  # noqa: S106
    assert not write_pieces(words, tmp_path / PIECES)
    assert not (tmp_path / PIECES).exists()
    words.save(str(tmp_path / TOKENIZER))
    assert open_tokenizer(tmp_path, LONGEST).numbers(["hej"]) == [[1]]
