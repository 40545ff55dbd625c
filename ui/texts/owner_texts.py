"""Texts of the owner's page, in Danish and English; the caller fills in the fields in braces."""

from typing import Final

from ingest.text import Text

PATH = Text("ejer", "owner")
HEADING = Text("Dokumenternes ejer", "The owner’s page")
LEAD = Text(
    "Her lægger du dokumenter ind, ser, hvad der er forstået af dem, og skriver de spørgsmål, de svarer på. Læserne "
    "ser "
    "først ændringerne, når du udgiver.",
    "Here you add documents, see what was understood of them, and write the questions that they answer. Readers see "
    "your changes only when you publish.",
)
CANNOT = Text(
    "Dokumenterne kan ikke ændres fra denne server: mappen med dokumenter (RUNDBORD_CORPUS) er her ikke, eller "
    "pakkerne "
    "til at bygge et indeks mangler (pip install -e '.[ingest]').",
    "The documents cannot be changed from this server: the folder of documents (RUNDBORD_CORPUS) is not here, or the "
    "packages that build an index are missing (pip install -e '.[ingest]').",
)

UPLOAD_HEADING = Text("Læg dokumenter ind", "Add documents")
UPLOAD_DROP = Text("Træk filer hertil, eller vælg dem:", "Drop files here, or choose them:")
UPLOAD_HINT = Text(
    "PDF, Word (.docx), HTML, Markdown eller tekst, højst {megabytes} MB hver. En fil med et kendt navn afløser "
    "dokumentet. Har du dets oplysninger (.toml) og spørgsmål (.questions.jsonl), kan de lægges ind sammen med det.",
    "PDF, Word (.docx), HTML, Markdown or text, at most {megabytes} MB each. A file with a known name replaces the "
    "document. If you have its facts (.toml) and questions (.questions.jsonl), they can be added with it.",
)
UPLOAD = Text("Læg ind", "Add")
UPLOAD_LIST = Text("De seneste filer", "The latest files")
SENDING = Text("Sender", "Sending")
READING = Text("Læser og forstår …", "Reading and understanding …")
TOO_LARGE = Text(
    "filen er for stor: der læses højst {megabytes} MB. Del den i flere filer.",
    "the file is too large: at most {megabytes} MB are read. Split it into several files.",
)
NOT_SENT = Text(
    "blev ikke sendt. Se, om der er forbindelse, og prøv igen.", "was not sent. Check the connection and try again."
)
TAKEN_IN = Text(
    "{file}: forstået, {pages} sider og {passages} afsnit. Venter på at blive udgivet.",
    "{file}: understood, {pages} pages and {passages} passages. Waiting to be published.",
)
TAKEN_IN_UNPAGED = Text(
    "{file}: forstået, {passages} afsnit. Venter på at blive udgivet.",
    "{file}: understood, {passages} passages. Waiting to be published.",
)
NOT_TAKEN_IN = Text("{file}: {why}", "{file}: {why}")

DOCUMENTS_HEADING = Text("Dokumenter", "Documents")
NO_DOCUMENTS = Text("Der er ingen dokumenter endnu.", "There are no documents yet.")
FACTS_WAITING = Text("Oplysninger, der venter på deres dokument", "Facts that wait for their document")
FACTS_WAITING_LEAD = Text(
    "Der udgives intet, før dokumentet er lagt ind under samme navn, eller oplysningerne er slettet.",
    "Nothing is published until the document has been added under the same name, or the facts have been deleted.",
)
WITHDRAW_FACTS = Text("Slet {file}", "Delete {file}")
STATES: Final[dict[str, Text]] = {
    "STAYS": Text("Udgivet", "Published"),
    "COMES": Text("Nyt, venter", "New, waiting"),
    "REPLACES": Text("Ny udgave, venter", "New version, waiting"),
    "GOES": Text("Fjernes, når du udgiver", "Removed when you publish"),
}
COUNTS = Text(
    "{pages} sider, {passages} afsnit, {questions} spørgsmål",
    "{pages} pages, {passages} passages, {questions} questions",
)

PUBLISH_HEADING = Text("Udgiv", "Publish")
PUBLISH_LEAD = Text(
    "Indekset bygges ved siden af det, der er i brug, og tages i brug i ét hug. Læserne mærker intet imens. Går noget "
    "galt, bliver det gamle.",
    "The index is built beside the one in use and taken into use in one step. Readers notice nothing meanwhile. If "
    "anything goes wrong, the old one stays.",
)
PUBLISH = Text("Udgiv nu", "Publish now")
PUBLISHING = Text("Udgiver …", "Publishing …")
PUBLISHED = Text(
    "Udgivet. Serveren tager det i brug om få sekunder.", "Published. The server takes it into use within seconds."
)
PUBLISHED_PARTLY = Text(
    "Udgivet, men nogle dokumenter kunne ikke læses og er ikke med. Hvilke og hvorfor står herunder.",
    "Published, but some documents could not be read and are left out. Which, and why, stands below.",
)
NOT_PUBLISHING = Text("Der udgives ikke noget.", "Nothing is being published.")
PUBLISH_FAILED = Text(
    "Det lykkedes ikke at udgive. Det gamle indeks er stadig i brug. Grunden står herunder.",
    "Publishing failed. The old index is still in use. The reason stands below.",
)
PERCENT = Text("{percent} %", "{percent}%")
MINUTE_LEFT = Text("under et minut tilbage", "less than a minute left")
MINUTES_LEFT = Text("ca. {minutes} minutter tilbage", "about {minutes} minutes left")
LOG_LABEL = Text("Sådan går det", "Progress")
RELOAD = Text("Opdatér siden", "Reload the page")
IN_USE = Text("I brug nu: bygget {made}. Dokumenter: {documents}.", "In use now: built {made}. Documents: {documents}.")
BACK_HEADING = Text("Gå tilbage", "Go back")
BACK_LEAD = Text(
    "Det forrige indeks er bygget {made}. Dokumenter: {documents}. Dokumenterne her på siden ændres ikke: "
    "udgiver du igen, er de med.",
    "The index before was built {made}. Documents: {documents}. The documents on this page do not change: "
    "publish again and they are in.",
)
NO_BACK = Text("Der er intet ældre indeks at gå tilbage til.", "There is no older index to go back to.")
BACK = Text("Gå tilbage til det forrige indeks", "Go back to the index before")

TO_OVERVIEW = Text("Alle dokumenter", "All documents")
UNDERSTOOD_HEADING = Text("Forstået", "Understood")
FILE, LANGUAGE, PAGES = Text("Fil", "File"), Text("Sprog", "Language"), Text("Sider", "Pages")
HEADINGS, PASSAGES, WARNINGS = (
    Text("Overskrifter", "Headings"),
    Text("Afsnit", "Passages"),
    Text("Advarsler", "Warnings"),
)
PAGE, CHARACTERS = Text("Side", "Page"), Text("Tegn", "Characters")
PAGE_TABLE = Text("Side for side", "Page by page")
TAKEN_OFF = Text(
    "Taget af siderne: sidehoveder, sidefødder og sidetal ({count} linjer)",
    "Taken off the pages: running heads, feet and page numbers ({count} lines)",
)
FACTS_HEADING = Text("Oplysninger", "Facts")
FACTS: Final[tuple[tuple[str, Text, Text], ...]] = (
    ("title", Text("Titel", "Title"), Text("Tom: dokumentets egen titel", "Empty: the document’s own title")),
    ("publisher", Text("Udgiver", "Publisher"), Text("", "")),
    ("published", Text("Udgivet", "Published"), Text("ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD", "YYYY, YYYY-MM or YYYY-MM-DD")),
    (
        "work",
        Text("Værk", "Work"),
        Text("Det samme navn for alle udgaver af dokumentet", "The same name for all editions of the document"),
    ),
    ("edition", Text("Udgave", "Edition"), Text("Fx 2. udgave", "Such as 2nd edition")),
    (
        "source_url",
        Text("Link", "Link"),
        Text("Hvor dokumentet er udgivet: https://…", "Where it is published: https://…"),
    ),
    (
        "groups",
        Text("Kun for grupperne", "Only for the groups"),
        Text(
            "Grupper, der alene må læse det, med komma imellem. Tom: alle, der må spørge",
            "Groups that alone may read it, with commas between. Empty: everybody who may ask",
        ),
    ),
)
ONLY_FOR = Text("Kun for: {groups}", "Only for: {groups}")
SAVE_FACTS = Text("Gem oplysninger", "Save the facts")
REMOVE_HEADING = Text("Fjern dokumentet", "Remove the document")
REMOVE_LEAD = Text(
    "Det forsvinder for læserne, når du udgiver. Filen flyttes til mappen .removed ved siden af de andre.",
    "It is gone for readers when you publish. The file is moved to the folder .removed beside the others.",
)
REMOVE, LEAVE_IN = (
    Text("Fjern dokumentet", "Remove the document"),
    Text("Behold dokumentet alligevel", "Keep the document after all"),
)

PASSAGES_HEADING = Text("Afsnit og spørgsmål", "Passages and questions")
PASSAGES_LEAD = Text(
    "Skriv, som folk spørger, og gerne i andre ord end dokumentets. Sæt kryds ved de sætninger, der svarer.",
    "Write as people ask, rather in other words than the document’s. Tick the sentences that answer.",
)
FEW_QUESTIONS = Text(
    "Kun få afsnit har spørgsmål. De andre bliver også fundet og citeret, men mindre sikkert, og spørgsmål, som de "
    "ikke svarer på, bliver sjældnere afvist. Skriv helst til alle afsnit.",
    "Only few passages have questions. The others are found and quoted too, but less surely, and what they do not "
    "answer is refused less often. Rather write for all passages.",
)
SHOWN = Text("Afsnit {first} til {last} af {count}", "Passages {first} to {last} of {count}")
EARLIER, LATER = Text("Forrige afsnit", "Earlier passages"), Text("Næste afsnit", "Later passages")
PASSAGE_NAME = Text("Afsnit {number}, side {page}", "Passage {number}, page {page}")
ASKED = Text("Spørgsmål, det svarer på", "Questions that it answers")
DELETE = Text("Slet", "Delete")
WRITE_QUESTION = Text("Skriv et spørgsmål", "Write a question")
QUESTION = Text("Spørgsmål", "Question")
ANSWERED_BY = Text("Hvilke sætninger svarer?", "Which sentences answer?")
SAVE_QUESTION = Text("Gem spørgsmålet", "Save the question")
UNANSWERED_HEADING = Text("Spørgsmål, som dokumentet ikke svarer på", "Questions that the document does not answer")
UNANSWERED_LEAD = Text(
    "De lærer Rundbord at sige nej. Bedst er nærved-spørgsmål: samme emne, men svaret står der ikke.",
    "They teach Rundbord to refuse. Near misses are best: the same subject, but the answer is not there.",
)
KIND = Text("Slags", "Kind")
KINDS: Final[tuple[tuple[str, Text], ...]] = (
    ("near", Text("nærved", "near miss")),
    ("far", Text("noget helt andet", "something else altogether")),
    ("adversarial", Text("forsøg på misbrug", "attempt at misuse")),
)
DRAFTS_HEADING = Text("Udkast at tage stilling til", "Drafts to decide on")
DRAFTS_LEAD = Text(
    "En sprogmodel har skrevet dem. Tjek, at svaret virkelig står i citatet, og ret gerne ordlyden.",
    "A language model wrote them. Check that the quote really answers, and mend the wording if you like.",
)
DRAFT_OF_NONE = Text("Dokumentet svarer ikke", "The document does not answer")
ACCEPT, REJECT = Text("Godkend", "Accept"), Text("Slet udkastet", "Delete the draft")

TOLD: Final[dict[str, Text]] = {
    "facts": Text(
        "Oplysningerne er gemt. De ses af læserne, når du udgiver.",
        "The facts are saved. Readers see them when you publish.",
    ),
    "question": Text(
        "Spørgsmålet er gemt. Det kommer i brug, når du udgiver.", "The question is saved. It is used when you publish."
    ),
    "deleted": Text("Spørgsmålet er slettet.", "The question is deleted."),
    "accepted": Text("Udkastet er godkendt.", "The draft is accepted."),
    "rejected": Text("Udkastet er slettet.", "The draft is deleted."),
    "removed": Text("Dokumentet fjernes, når du udgiver.", "The document is removed when you publish."),
    "withdrawn": Text("Det ventende dokument er taget tilbage.", "The waiting document is withdrawn."),
    "facts-deleted": Text("Oplysningerne er slettet.", "The facts are deleted."),
    "kept": Text("Dokumentet bliver.", "The document stays."),
    "back": Text("Det forrige indeks er i brug om få sekunder.", "The index before is in use within seconds."),
}
NO_QUESTION = Text("Skriv et spørgsmål på højst 1000 tegn.", "Write a question of at most 1000 characters.")
NO_SENTENCE = Text("Sæt kryds ved mindst én sætning, der svarer.", "Tick at least one sentence that answers.")
ASKED_BEFORE = Text("Det spørgsmål står der allerede.", "That question is already there.")
BAD_FACTS = Text(
    "En af oplysningerne kan ikke bruges: datoen skal være ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD, og linket skal begynde med "
    "https:// eller http://. Intet er gemt.",
    "One of the facts cannot be used: the date must be YYYY, YYYY-MM or YYYY-MM-DD, and the link must begin with "
    "https:// or http://. Nothing was saved.",
)
UNREADABLE = Text("Dokumentet kan ikke læses:", "The document cannot be read:")
