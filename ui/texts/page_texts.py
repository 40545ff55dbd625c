"""Texts of the page, in Danish and English.

The caller fills in the fields in braces. Problems are in `page_problems`, the texts that the law requires in `legal`.
"""

from ingest.text import Text
from ui.texts.locale import Hindrance

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
OPENING = Text("Siden åbner …", "The page is opening …")
OPENING_SOON = Text(
    "Serveren er lige startet. Siden er klar om få sekunder og kommer af sig selv; dokumenterne kan læses imens.",
    "The server has just started. The page is ready in a few seconds and comes by itself; the documents can be read "
    "meanwhile.",
)
CHANGE_LANGUAGE = Text("English", "Dansk")

STARTERS_HEADING = Text("Begynd med et af dokumentets egne spørgsmål", "Begin with one of the document’s own questions")
QUESTION_LABEL = Text("Dit spørgsmål", "Your question")
QUESTION_PLACEHOLDER = Text("Skriv dit spørgsmål", "Write your question")
QUESTION_HINT = Text(
    "Enter sender. Shift + Enter giver ny linje. Pil op henter dit seneste spørgsmål.",
    "Enter sends. Shift + Enter breaks the line. The up arrow brings back your latest question.",
)
CHARACTERS_LEFT = Text("{count} tegn tilbage", "{count} characters left")
SEND = Text("Spørg", "Ask")
STOP = Text("Stop", "Stop")
SEARCHING = Text("Finder stederne i dokumentet …", "Finding the places in the document …")
YOU_ASKED = Text("Du spurgte", "You asked")
UNDERSTOOD_AS = Text("Forstået som", "Understood as")
CORRECT = Text("Ret spørgsmålet", "Correct the question")

LOOK_IN = Text("Søg i", "Search in")
EVERYWHERE = Text("alle dokumenter", "all documents")
LIMIT_DOCUMENTS = Text("Dokumenter (sæt kryds ved dem, der skal søges i)", "Documents (tick those to search in)")
FIND_DOCUMENT = Text("Find dokument i listen", "Find a document in the list")
NO_SUCH_TITLE = Text("Ingen titel passer.", "No title matches.")
TITLE_AMONG = Text("«{title}»", "“{title}”")
AND_THE_LAST = Text("{first} og {last}", "{first} and {last}")
AND_OTHERS = Text("{first} og {count} andre", "{first} and {count} others")
LIMIT_PUBLISHER = Text("Udgiver", "Publisher")
LIMIT_YEAR = Text("Udgivet i", "Published in")
LIMIT_SECTION = Text("Ord i overskriften", "Words in the heading")
ANY_PUBLISHER = Text("Alle udgivere", "All publishers")
ANY_YEAR = Text("Alle år", "All years")
UNDER_HEADING = Text("under «{section}»", "under “{section}”")
REMOVE_LIMITS = Text("Søg i alle dokumenter", "Search in all documents")
ONLY_IN = Text("Kun i: {limits}", "Only in: {limits}")
LIMITED_REFUSAL = Text(
    "Der blev kun søgt i: {limits}. Svaret kan stå et andet sted.",
    "The search was limited to: {limits}. The answer may be somewhere else.",
)
ASK_EVERYWHERE = Text("Spørg i alle dokumenter", "Ask in all documents")

ANSWER_HEADING = Text("Svar fra dokumentet", "Answer from the document")
CLEARLY_ANSWERED = Text("Dokumentet svarer tydeligt", "The document answers clearly")
LIKELY_ANSWERED = Text("Dokumentet ser ud til at svare", "The document seems to answer")
PARTLY_ANSWERED = Text("Dokumentet berører det kun delvist", "The document touches on it only in part")
REFUSAL_HEADING = Text("Dokumentet svarer ikke", "The document does not answer")
QUOTED_LANGUAGE = Text("Citeret på {spoken}", "Quoted in {spoken}")
LANGUAGE_NAMES = {"da": Text("dansk", "Danish"), "en": Text("engelsk", "English")}
NEAREST_HEADING = Text("Steder, der ligger nærmest", "The nearest places")
SOURCES_HEADING = Text("Kilder", "Sources")
RELATED_HEADING = Text("Spørg videre", "Ask on")
ANNOUNCE_ANSWER = Text("Svar med {count} kilder er klar.", "An answer with {count} sources is ready.")
ANNOUNCE_ANSWER_ONE = Text("Svar med én kilde er klar.", "An answer with one source is ready.")
COPY_ANSWER = Text("Kopiér svaret", "Copy the answer")
COPY_LINK = Text("Kopiér link til spørgsmålet", "Copy a link to the question")
COPIED = Text("Kopieret", "Copied")
COPY_FAILED = Text("Browseren tillod ikke at kopiere", "The browser did not allow copying")
OUTDATED = Text(
    "Dokumentet er skiftet ud, siden du spurgte, og svaret passer ikke længere på det.",
    "The document has been replaced since you asked, and the answer no longer fits it.",
)
ASK_AGAIN = Text("Spørg igen", "Ask again")

WAS_IT_USEFUL = Text("Hjalp svaret?", "Was the answer useful?")
YES = Text("Ja", "Yes")
NO = Text("Nej", "No")
COMMENT = Text("Hvad manglede, eller hvad var godt? (frivilligt)", "What was missing, or good? (optional)")
COMMENT_HINT = Text(
    "Skriv ingen personoplysninger. Spørgsmål og kommentar gemmes, se",
    "Write no personal data. Question and comment are stored, see",
)
SEND_COMMENT = Text("Send kommentar", "Send comment")
THANKS = Text("Tak. Det er gemt.", "Thank you. It has been stored.")
THANKS_COMMENT = Text("Tak for kommentaren.", "Thank you for the comment.")

DOWNLOAD = Text("Hent samtalen", "Download the conversation")
FILE_NAME = Text("rundbord-samtale", "rundbord-conversation")
MARKDOWN = Text("Markdown", "Markdown")
WORD = Text("Word", "Word")
FORGET = Text("Slet samtalen", "Delete the conversation")
FORGET_QUESTION = Text("Slet hele samtalen?", "Delete the whole conversation?")
FORGET_EXPLANATION = Text(
    "Samtalen ligger kun i denne fane i din browser. Når den er slettet, kan den ikke hentes tilbage.",
    "The conversation is only in this tab of your browser. Once deleted it cannot be brought back.",
)
CANCEL = Text("Fortryd", "Cancel")
FORGOTTEN = Text("Samtalen er slettet.", "The conversation has been deleted.")

CITATION_NAME = Text("Kilde {number}, side {page}", "Source {number}, page {page}")
CITATION_NAME_UNPAGED = Text("Kilde {number}", "Source {number}")
NUMBERS_SPOKEN = Text("{first} til {last}", "{first} to {last}")
CITATION_NAME_IN = Text("Kilde {number}, {document}, side {page}", "Source {number}, {document}, page {page}")
CITATION_NAME_IN_UNPAGED = Text("Kilde {number}, {document}", "Source {number}, {document}")
CITATION_PLACE = Text("Kilde {number} af {count}", "Source {number} of {count}")
NEAREST_PLACE = Text("Sted {number} af {count}", "Place {number} of {count}")
PAGE_NUMBER = Text("Side {page}", "Page {page}")
PAGE_COUNT = Text("{count} sider", "{count} pages")
ONE_PAGE = Text("1 side", "1 page")

SOURCE_REGION = Text("Kilden", "The source")
PREVIOUS_CITATION = Text("Forrige kilde", "Previous source")
NEXT_CITATION = Text("Næste kilde", "Next source")
BACK_TO_ANSWER = Text("Tilbage til svaret", "Back to the answer")
CONTENTS = Text("Indhold", "Contents")
PAGE_NAVIGATION = Text("Sider i dokumentet", "Pages of the document")
PREVIOUS_PAGE = Text("Forrige side", "Previous page")
NEXT_PAGE = Text("Næste side", "Next page")
PUBLISHED_AT = Text("Udgivet på", "Published at")
EDITION = Text("Udgave", "Edition")
EDITION_UNKNOWN = Text("dokumentet oplyser ingen dato", "the document states no date")
INDEXED = Text("Indlæst her", "Read in here")
WHOLE_DOCUMENT = Text("Hele dokumentet", "The whole document")
STANDS_UNDER = Text("Citatet står under", "The quote stands under")
VIEWS = Text("Visning", "View")
AS_TEXT = Text("Tekst", "Text")
AS_PRINTED = Text("Som trykt", "As printed")
PAGE_AS_PRINTED = Text("Side {page}, som den er trykt", "Page {page} as it is printed")
PICTURE_OF_PAGE = Text(
    "Billede af side {page}; den kan også læses som tekst.", "Picture of page {page}; it can be read as text too."
)
PICTURE_MARKED = Text("Markeret er: «{quote}»", "Marked is: “{quote}”")
NOT_MARKED = Text(
    "Citatet kan ikke findes på den trykte side. Det er markeret i teksten.",
    "The quote cannot be found on the printed page. It is marked in the text.",
)
UNDRAWABLE = Hindrance(
    Text("Siden kan ikke vises, som den er trykt", "The page cannot be shown as it is printed"),
    Text(
        "Den tager mere tid eller hukommelse at tegne, end serveren giver en side. Læs dens tekst, eller åbn PDF’en.",
        "It takes more time or memory to draw than the server gives a page. Read its text, or open the PDF.",
    ),
)
DRAWING_BUSY = Hindrance(
    Text("Serveren har for travlt til at tegne siden", "The server is too busy to draw the page"),
    Text(
        "Prøv igen om lidt, eller læs sidens tekst imens.", "Try again in a while, or read the page’s text meanwhile."
    ),
)
SEE_PRINTED = Text("Se siden, som den er trykt", "See the page as it is printed")
SEE_TEXT = Text("Se sidens tekst", "See the page’s text")
OPEN_PDF = Text("Åbn PDF’en her", "Open the PDF here")
NEW_TAB = Text("(åbner i en ny fane)", "(opens in a new tab)")
SIZE = Text("Størrelse", "Size")
LARGER = Text("Forstør", "Larger")
SMALLER = Text("Formindsk", "Smaller")
ALL_DOCUMENTS = Text("Alle dokumenter", "All documents")
DOCUMENT_COUNT = Text("{count} dokumenter", "{count} documents")

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
FOOTER = Text("Om siden", "About this page")
ACCESSIBILITY = Text("Tilgængelighedserklæring", "Accessibility statement")
PRIVACY = Text("Privatliv", "Privacy")
LOG_OUT = Text("Log ud", "Log out")
