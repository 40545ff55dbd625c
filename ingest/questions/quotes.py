"""Find the sentences that contain a quote, and name them as question files do."""

import re

from ingest.document import Document, Passage
from ingest.sentences import Sentence, body_sentences

_FIRST_WORDS = 40  # the fewest characters of a name, unless the sentence is shorter
_FEWEST_WORDS = 3  # a shorter quote is ambiguous, unless it is the sentence


def name_sentences(quote: str, document: Document, passage: Passage) -> tuple[str, ...]:
    """Name the sentences that contain a quote by their first words.

    Returns
    -------
    tuple[str, ...]
        The names by which `ingest.questions.corpus_questions.read_questions` finds these sentences, in reading order.
        Empty if the quote is not verbatim in the passage, or is ambiguous.
    """
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), passage.text) if words else None
    if found is None:
        return ()
    start, end = passage.start + found.start(), passage.start + found.end()
    sentences = body_sentences(document)
    quoted = [s for s in sentences if s.page == passage.page and s.start < end and start < s.end]
    if len(words) < _FEWEST_WORDS and [s.text for s in quoted] != [found[0]]:
        return ()
    named = tuple(_shortest_name(sentence, sentences) for sentence in quoted)
    return named if all(named) else ()


def _shortest_name(sentence: Sentence, sentences: list[Sentence]) -> str:
    """Return the fewest first words that find a sentence; empty if an earlier one begins with the same text."""
    words = sentence.text.split()
    for count in range(1, len(words) + 1):
        name = " ".join(words[:count])
        if len(name) >= _FIRST_WORDS or count == len(words):
            first = next((other for other in sentences if other.text.startswith(name)), None)
            if first == sentence:
                return name
    return ""
