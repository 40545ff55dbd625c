"""Texts of the page for problems: a sentence and the remedy."""

from ingest.text import Text

EMPTY_QUESTION = Text("Skriv et spørgsmål først.", "Write a question first.")
LONG_QUESTION = Text(
    "Spørgsmålet er på {count} tegn. Forkort det til højst {limit}.",
    "The question has {count} characters. Shorten it to at most {limit}.",
)
BAD_QUESTION = Text(
    "Spørgsmålet kunne ikke læses, som det er skrevet. Ret det, og prøv igen.",
    "The question could not be read as it is written. Mend it and try again.",
)
UNKNOWN_DOCUMENT = Text(
    "Et dokument, du søger i, er her ikke længere. Dit spørgsmål står stadig i feltet; vælg igen under «Søg i».",
    "A document that you search in is no longer here. Your question is still in the field; choose again under "
    "“Search in”.",
)
SERVICE_DOWN = Text(
    "Svartjenesten svarer ikke lige nu. Dit spørgsmål står stadig i feltet; prøv igen om lidt.",
    "The answering service does not respond right now. Your question is still in the field; try again shortly.",
)
TOO_BUSY = Text(
    "Der er for mange spørgsmål foran i køen lige nu. Dit står stadig i feltet; prøv igen om lidt.",
    "There are too many questions ahead in the queue just now. Yours is still in the field; try again in a while.",
)
TOO_SLOW = Text(
    "Svaret lod vente for længe på sig. Dit spørgsmål står stadig i feltet; prøv igen, eller stil det kortere.",
    "The answer took too long. Your question is still in the field; try again, or ask it more briefly.",
)
TOO_MANY = Text(
    "Der er stillet mange spørgsmål på kort tid. Dit står stadig i feltet; prøv igen om {count} sekunder.",
    "Many questions were asked in a short time. Yours is still in the field; try again in {count} seconds.",
)
WAIT = Text(
    "Der er bedt om meget på kort tid. Prøv igen om {count} sekunder.",
    "Much was asked for in a short time. Try again in {count} seconds.",
)
STOPPED = Text(
    "Du stoppede svaret. Dit spørgsmål står stadig i feltet.",
    "You stopped the answer. Your question is still in the field.",
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
SOURCE_FAILED = Text(
    "Siden kunne ikke hentes. Se, om du har forbindelse til nettet, og prøv igen.",
    "The page could not be fetched. See whether you are connected, and try again.",
)
FEEDBACK_TOO_LATE = Text(
    "Svaret er for længe siden. Stil spørgsmålet igen, hvis du vil sige, om det hjalp.",
    "The answer was too long ago. Ask the question again if you want to say whether it was useful.",
)
FAILED = Text(
    "Det lykkedes ikke. Se, om du har forbindelse til nettet, og prøv igen.",
    "That did not work. See whether you are connected, and try again.",
)
