"""Analysis of Danish text into terms for lexical search: lower-cased, stemmed, one spelling of æ, ø and å."""

import re
import unicodedata
from itertools import pairwise

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_EDGE, _NGRAM, _NGRAM_LENGTH = "_", "~", 4
_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})
# Words that carry no subject: they would match a question to passages about anything.
_DANISH = (
    "af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter eller "
    "en end er et for fra få får gør gøre ham han hans har havde have hende hendes her hos hun hvad hvem hver hvilke "
    "hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind jeg jer jo kan kunne man mange med meget men mig "
    "min mine mit mod når ned noget nogle nu og også om op os over på så selv siger sig sin sine sit skal skulle som "
    "sådan ting til ud under var ved vi vil ville vor være været "
)
_ENGLISH = (
    "a an and are as be by can do does for from how in is it of on or our should that the their they to was we what "
    "when where which who why will with you "
)
_STOP_WORDS = frozenset((_DANISH + _ENGLISH).split())


def _stemmer() -> "Stemmer.Stemmer":
    # A new one for each call: a stemmer has a cache that two threads must not share.
    return Stemmer.Stemmer("danish")


def words(text: str) -> list[str]:
    """Split text into lower-cased words in the normal form NFKC, punctuation left out."""
    return [match[0] for match in _WORD.finditer(unicodedata.normalize("NFKC", text).lower())]


def terms(text: str) -> list[str]:
    """Analyse text for lexical search.

    Returns
    -------
    list[str]
        The stems of the words that carry a subject, in order, repeats kept; «ændringer» and «aendringer» give the same.
    """
    subjects = [word for word in words(text) if word not in _STOP_WORDS]
    return [stem.translate(_SPELLINGS) for stem in _stemmer().stemWords(subjects)]


def character_ngrams(subject_terms: list[str]) -> list[str]:
    """Cut terms into overlapping n-grams of four letters, with marks at a term's ends.

    «digitaliseringsstyrelse» shares most of its n-grams with «digitalisering» and «styrelse», and a misspelt word
    shares some with the right one. After McNamee and Mayfield (Information Retrieval 2004), who found four letters best
    for the Germanic languages. Here they help more than splitting compounds.

    Returns
    -------
    list[str]
        The n-grams in order, repeats kept; none is equal to a term.
    """
    return [ngram for term in subject_terms for ngram in _ngrams_of(f"{_EDGE}{term}{_EDGE}")]


def bigrams(subject_terms: list[str]) -> list[str]:
    """Join each two neighbouring terms; no bigram is equal to a term or an n-gram."""
    return [f"{one} {other}" for one, other in pairwise(subject_terms)]


def _ngrams_of(marked: str) -> list[str]:
    starts = range(max(1, len(marked) - _NGRAM_LENGTH + 1))
    return [_NGRAM + marked[start : start + _NGRAM_LENGTH] for start in starts]
