"""What the page says to people, in Danish with the English beside it.

Words in braces are filled in by whoever shows the text.
"""

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["da", "en"]
SHOWN: Final[Language] = "da"
"""The language that the page speaks until there is a switch."""


@dataclass(frozen=True, slots=True)
class Text:
    """One thing the page says, in each of its languages."""

    da: str
    en: str

    def __str__(self) -> str:
        return self.da if SHOWN == "da" else self.en


BRAND = Text("Rundbord", "Rundbord")
PAGE_HEADING = Text("Spørg dokumentet", "Ask the document")
EXPLANATION = Text(
    "Stil et spørgsmål, og få et kort svar i dokumentets egne ord. Hvert citat har sit sidetal, så du kan se efter.",
    "Ask a question and get a short answer in the document’s own words. Each quote has its page number to check.",
)
NOTICE = Text(
    "Du skriver med et automatisk system, ikke et menneske. Det citerer dokumentet ordret og skriver ikke selv, men "
    "det kan overse noget eller vælge et forkert sted. Læs kilden, før du handler på svaret.",
    "You are writing with an automatic system, not a person. It quotes the document word for word and writes nothing "
    "itself, but it can miss something or choose the wrong place. Read the source before you act on the answer.",
)
STARTERS_HEADING = Text("Begynd med et af dokumentets egne spørgsmål", "Begin with one of the document’s own questions")
QUESTION_LABEL = Text("Dit spørgsmål", "Your question")
QUESTION_PLACEHOLDER = Text("Skriv dit spørgsmål", "Write your question")
QUESTION_HINT = Text("Enter sender. Shift + Enter giver ny linje.", "Enter sends. Shift + Enter breaks the line.")
CHARACTERS_LEFT = Text("{count} tegn tilbage", "{count} characters left")
SEND = Text("Spørg", "Ask")
SEARCHING = Text("Finder stederne i dokumentet …", "Finding the places in the document …")
CONVERSATION = Text("Samtalen", "The conversation")
YOU_ASKED = Text("Du spurgte", "You asked")
UNDERSTOOD_AS = Text("Forstået som", "Understood as")

ANSWER_HEADING = Text("Dokumentet svarer", "The document answers")
REFUSAL_HEADING = Text("Ikke besvaret", "Not answered")
NEAREST_HEADING = Text("Steder, der ligger nærmest", "The nearest places")
SOURCES_HEADING = Text("Kilder", "Sources")
RELATED_HEADING = Text("Spørg videre", "Ask on")
ANNOUNCE_ANSWER = Text("Svar med {count} kilder er klar.", "An answer with {count} sources is ready.")
ANNOUNCE_ANSWER_ONE = Text("Svar med én kilde er klar.", "An answer with one source is ready.")

CITATION_NAME = Text("Kilde {number}, side {page}", "Source {number}, page {page}")
CITATION_NAME_UNPAGED = Text("Kilde {number}", "Source {number}")
CITATION_PLACE = Text("Kilde {number} af {count}", "Source {number} of {count}")
NEAREST_PLACE = Text("Sted {number} af {count}", "Place {number} of {count}")
PAGE_NUMBER = Text("Side {page}", "Page {page}")
PAGE_COUNT = Text("{count} sider", "{count} pages")

SOURCE_REGION = Text("Kilden", "The source")
PREVIOUS_CITATION = Text("Forrige kilde", "Previous source")
NEXT_CITATION = Text("Næste kilde", "Next source")
BACK_TO_ANSWER = Text("Tilbage til svaret", "Back to the answer")
SOURCE_FAILED = Text(
    "Siden kunne ikke hentes. Se, om du har forbindelse til nettet, og prøv igen.",
    "The page could not be fetched. See whether you are connected, and try again.",
)
CONTENTS = Text("Indhold", "Contents")
PAGE_NAVIGATION = Text("Sider i dokumentet", "Pages of the document")
PREVIOUS_PAGE = Text("Forrige side", "Previous page")
NEXT_PAGE = Text("Næste side", "Next page")
PUBLISHED_AT = Text("Udgivet på", "Published at")
TO_THE_QUOTE = Text("Gå til citatet", "Go to the quote")
TO_FRONT_PAGE = Text("Spørg dokumentet", "Ask the document")
NOT_FOUND_HEADING = Text("Den side findes ikke", "There is no such page")
NOT_FOUND = Text(
    "Linket peger på et dokument eller en side, som ikke er her. Måske er dokumentet skiftet ud med en nyere udgave.",
    "The link points to a document or a page that is not here. The document may have been replaced by a newer edition.",
)
NEEDS_SCRIPT = Text(
    "Spørgefeltet bruger JavaScript. Uden det kan du læse dokumentet her:",
    "The question field uses JavaScript. Without it you can read the document here:",
)

EMPTY_QUESTION = Text("Skriv et spørgsmål først.", "Write a question first.")
LONG_QUESTION = Text(
    "Spørgsmålet er på {count} tegn. Forkort det til højst {limit}.",
    "The question has {count} characters. Shorten it to at most {limit}.",
)
BAD_QUESTION = Text(
    "Spørgsmålet kunne ikke læses, som det er skrevet. Ret det, og prøv igen.",
    "The question could not be read as it is written. Mend it and try again.",
)
SERVICE_DOWN = Text(
    "Svartjenesten svarer ikke lige nu. Dit spørgsmål står stadig i feltet; prøv igen om lidt.",
    "The answering service does not respond right now. Your question is still in the field; try again shortly.",
)
INDEX_MISSING = Text(
    "Dokumentet er ikke gjort klar på serveren endnu. Dit spørgsmål står stadig i feltet; giv besked til den, der "
    "driver siden.",
    "The document has not been made ready on the server yet. Your question is still in the field; tell whoever runs "
    "this page.",
)
UNEXPECTED = Text(
    "Der skete en fejl hos os. Dit spørgsmål står stadig i feltet; prøv igen.",
    "Something went wrong on our side. Your question is still in the field; try again.",
)


def say(text: Text, **values: object) -> str:
    """Fill in the words in braces."""
    return str(text).format(**values)
