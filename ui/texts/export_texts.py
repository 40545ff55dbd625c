"""Fixed texts of an exported conversation, in Danish and English."""

from ingest.text import Text

TITLE = Text("Samtale med Rundbord", "Conversation with Rundbord")
SUBJECT = Text("Spørgsmål og svar med kilder", "Questions and answers with sources")
MADE = Text("Hentet {day}.", "Downloaded {day}.")
AUTOMATIC = Text(
    "Svarene er fundet af et automatisk system. De er dokumentets egne ord, med kilden i fodnoten. Systemet kan "
    "overse noget eller vælge et forkert sted: læs kilden, før du handler på svaret.",
    "The answers were found by an automatic system. They are the document’s own words, with the source in the "
    "footnote. The system can miss something or choose the wrong place: read the source before you act on the answer.",
)
UNDERSTOOD_AS = Text("Forstået som: {question}", "Understood as: {question}")
ONLY_IN = Text("Kun i: {limits}", "Only in: {limits}")
NEAREST = Text("Steder, der ligger nærmest", "The nearest places")
PAGE = Text("side {page}", "page {page}")
OPEN = Text("Se stedet i dokumentet", "See the place in the document")
