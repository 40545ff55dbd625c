"""Notices of answers and refusals, in Danish and English."""

from ingest.text import Text

_NOT_ANSWERED = {
    ("da", False): "Det svarer dokumentet ikke på. Her er de steder, der kommer nærmest, så du selv kan se efter.",
    ("da", True): "Det svarer dokumenterne ikke på. Her er de steder, der kommer nærmest, så du selv kan se efter.",
    ("en", False): (
        "The document does not answer that. These are the nearest passages, so that you can look for yourself."
    ),
    (
        "en",
        True,
    ): "The documents do not answer that. These are the nearest passages, so that you can look for yourself.",
}
_PARTLY_ANSWERED = {
    ("da", False): "Dokumentet berører det kun delvist. Det nærmeste, det siger, er:",
    ("da", True): "Dokumenterne berører det kun delvist. Det nærmeste, de siger, er:",
    ("en", False): "The document touches on this only in part. The nearest it says is:",
    ("en", True): "The documents touch on this only in part. The nearest they say is:",
}
EMPTY = Text("Spørgsmålet er tomt: skriv et spørgsmål.", "The question is empty: write a question.")
TOO_LONG = Text(
    "Spørgsmålet er på {length} tegn; det må højst være på {longest}.",
    "The question has {length} characters; it may have {longest} at most.",
)
UNREADABLE = Text("Spørgsmålet indeholder tegn, der ikke er tekst.", "The question holds characters that are not text.")
UNKNOWN_DOCUMENT = Text("Der er intet dokument med id «{id}».", "There is no document with the id «{id}».")
TOO_MANY_TURNS = Text(
    "Samtalen har {turns} tidligere spørgsmål; send højst {most}.",
    "The history has {turns} turns; send {most} at most.",
)


def not_answered(language: str, documents: int) -> str:
    """Say that so many documents do not answer; `language` is `da` or `en`."""
    return _NOT_ANSWERED[language, documents != 1]


def partly_answered(language: str, documents: int) -> str:
    """Say that so many documents answer in part; `language` is `da` or `en`."""
    return _PARTLY_ANSWERED[language, documents != 1]
