"""Joining of lines, detection of lists of lines, and splitting into sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.text_layer.reflow import is_list_of_lines, reflow, words_of
from ingest.sentences import sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["handlet om it-", "projekter og drift"], "handlet om it-projekter og drift"),
        (["arbejdsopgaverne og -", "formerne ændret"], "arbejdsopgaverne og -formerne ændret"),
        (["forretningsforståelse, proces-", "og data-"], "forretningsforståelse, proces- og data-"),
        (["en ny udvik-", "ling begyndte"], "en ny udvikling begyndte"),
        (["virtuelle", "møder,  online-platforme."], "virtuelle møder, online-platforme."),
    ],
)
def test_lines_join_to_whole_words(lines: list[str], joined: str) -> None:
    assert reflow(lines, words_of("En udvikling, der også hedder it-projekter.")) == joined


def test_a_list_of_names_is_not_a_paragraph() -> None:
    assert is_list_of_lines(
        ["Jan Riis, Partner", "Anna de Boer, Konsulent, Egedal Kommune", "Poul Venø, Chef", "Jacob Herbst"]
    )
    assert not is_list_of_lines(
        ["Digitale projekter bliver ofte meget komplekse, både fordi de", "involverer mange aktører, fordi de skal",
         "integreres med andre digitale løsninger."]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Her er f.eks. Aarhus og bl.a. Odense. Det er to.", ["Her er f.eks. Aarhus og bl.a. Odense.", "Det er to."]),
        ("Regulering mv. Dog flytter opgaven sig.", ["Regulering mv.", "Dog flytter opgaven sig."]),
        ("Resultater. ”Don’t tell it, show it”. ", ["Resultater.", "”Don’t tell it, show it”."]),
        ("100% sikkerhed. 19 deltog.", ["100% sikkerhed.", "19 deltog."]),
        ("uden punktum", ["uden punktum"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text())
def test_sentences_are_verbatim_in_order_and_leave_nothing_out(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
