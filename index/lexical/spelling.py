"""Spelling correction of a question by the documents' own words; a word that exists is never changed."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.lexical.danish import terms, words
from index.lexical.known_words import WordList, write_words

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 100_000  # of the documents' words, the most frequent are corrected to: of many documents the rest are errors
_SHORTEST, _LONG = 5, 9  # letters: a shorter word is left alone, and a long one may have two errors


class Spelling:
    """The documents' vocabulary and the other words that exist; safe to call from several threads."""

    def __init__(
        self, vocabulary: Counter[str], others: Container[str], knows: Callable[[str], bool] = lambda _term: False
    ) -> None:
        """Take the documents' lower-cased words with how often they stand there, and other words that exist.

        `knows` returns which terms of `index.lexical.danish.terms` exist besides those of the words.
        """
        # Frequent words first: of two that are as near, the first is taken.
        self._targets = sorted(vocabulary, key=lambda word: (-vocabulary[word], word))[:_MOST]
        self._vocabulary = Counter({word: vocabulary[word] for word in self._targets})
        self._others = others
        self._stems = frozenset(terms(" ".join(self._targets)))
        self._knows = knows

    @classmethod
    def learn(cls, texts: Iterable[str], others: Collection[str]) -> "Spelling":
        """Learn the vocabulary from texts."""
        return cls(Counter(word for text in texts for word in words(text)), frozenset(others))

    def knowing_also(self, texts: Iterable[str]) -> "Spelling":
        """Return one that has learned from more texts, for whoever may read them."""
        more = Counter(word for text in texts for word in words(text))
        return Spelling(self._vocabulary + more, self._others)

    def knows(self, term: str) -> bool:
        """Return whether the documents have a term of `index.lexical.danish.terms`."""
        return term in self._stems

    def save(self, path: Path) -> None:
        """Write a word of the documents a line, each with how often it stands there; the others to a file beside it."""
        if not isinstance(self._others, Collection):
            raise TypeError(f"{path}: a vocabulary that was loaded cannot be saved")
        lines = [f"{word} {self._vocabulary[word]}" for word in self._targets]
        path.write_text("\n".join(lines), encoding="utf-8")
        write_words(_others_beside(path), self._others)

    @classmethod
    def load(cls, path: Path, knows: Callable[[str], bool] = lambda _term: False) -> "Spelling":
        """Read what `save` wrote; `knows` as above."""
        counts = {word: int(count) for word, count in map(str.split, path.read_text(encoding="utf-8").splitlines())}
        others: Container[str] = counts  # a bundle that was built earlier has them all in one file, these with 0
        if _others_beside(path).exists():
            others = WordList(_others_beside(path))
        return cls(Counter({word: count for word, count in counts.items() if count}), others, knows)

    def correct(self, text: str) -> str:
        """Replace each misspelt word by the nearest one of the documents' words.

        Left alone are words of fewer than five letters, capitalised ones inside a sentence (names), and all that exist:
        in the word lists, or in any inflection in the documents or a question about them. A correction begins with the
        same letter and is one error away (a letter too many, too few or wrong, or two swapped: Damerau-Levenshtein),
        from nine letters on two.
        """
        return _WORD.sub(lambda match: self._corrected(match[0], within=bool(text[: match.start()].strip())), text)

    def _corrected(self, word: str, *, within: bool) -> str:
        lowered = word.lower()
        if len(word) < _SHORTEST or self._exists(lowered) or (within and word != lowered and not word.isupper()):
            return word
        errors = 2 if len(word) >= _LONG else 1
        found = process.extractOne(lowered, self._targets, scorer=DamerauLevenshtein.distance, score_cutoff=errors)
        if found is None or found[0][0] != lowered[0]:
            return word
        return found[0].capitalize() if word[0].isupper() else found[0]

    def _exists(self, word: str) -> bool:
        if word in self._vocabulary or word in self._others:
            return True
        return all(term in self._stems or self._knows(term) for term in terms(word))


def _others_beside(path: Path) -> Path:
    return path.with_suffix(".npy")
