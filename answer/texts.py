"""What Rundbord itself says in an answer, in Danish and English."""

from functools import cache
from threading import Lock

from py3langid.langid import LanguageIdentifier

from ingest.language import identifier_of

NOT_ANSWERED = {
    "da": "Det svarer dokumentet ikke på. Her er de steder, der kommer nærmest, så du selv kan se efter.",
    "en": "The document does not answer that. These are the nearest passages, so that you can look for yourself.",
}
PARTLY_ANSWERED = {
    "da": "Dokumentet berører det kun delvist. Det nærmeste, det siger, er:",
    "en": "The document touches on this only in part. The nearest it says is:",
}
EMPTY = "Spørgsmålet er tomt: skriv et spørgsmål. / The question is empty: write a question."
TOO_LONG = (
    "Spørgsmålet er på {length} tegn; det må højst være på {longest}. "
    "/ The question has {length} characters; it may have {longest} at most."
)
UNREADABLE = "Spørgsmålet indeholder tegn, der ikke er tekst. / The question holds characters that are not text."
UNKNOWN_DOCUMENT = "Der er intet dokument med id «{id}». / There is no document with the id «{id}»."
TOO_MANY_TURNS = (
    "Samtalen har {turns} tidligere spørgsmål; send højst {most}. / The history has {turns} turns; send {most} at most."
)


_LOADING = Lock()
"""Who asks while another is loading it waits instead of loading it too."""


@cache
def _identifier() -> LanguageIdentifier:
    return identifier_of(("da", "en", "no", "sv", "de"))


def language_of(text: str) -> str:
    """Tell which of Danish, English, Norwegian, Swedish and German a text is in: `da`, `en`, `no`, `sv` or `de`."""
    with _LOADING:
        identifier = _identifier()
    language, _ = identifier.classify(text)
    return str(language)


def spoken_language(text: str) -> str:
    """Tell which language Rundbord itself should speak: `en` for an English question, else `da`."""
    return "en" if language_of(text) == "en" else "da"
