"""Which language a document is written in."""

from collections.abc import Iterable
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 20_000  # characters
_LANGUAGES = ("da", "en", "sv", "nb", "no", "nn", "de", "fr", "kl", "fo", "is", "fi", "nl", "pl", "es")
_FEWEST = 40  # characters that a language can be told from
_DEFAULT = "da"


def language_of(pages: Iterable[str]) -> str:
    """Tell a document's language by its first pages; too little text counts as Danish.

    Returns
    -------
    str
        The language's ISO 639-1 code.
    """
    text = ""
    for page in pages:
        text += page + "\n"
        if len(text) > _ENOUGH:
            break
    if sum(letter.isalpha() for letter in text) < _FEWEST:
        return _DEFAULT
    language, _ = _identifier().classify(text[:_ENOUGH])
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([language for language in _LANGUAGES if language in identifier.nb_classes])
    return identifier
