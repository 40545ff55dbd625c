"""Texts of the owner's page about drafts by a language model, in Danish and English."""

from ingest.text import Text

DRAFTING_HEADING = Text("Lad en sprogmodel skrive udkast", "Have a language model write drafts")
NO_MODEL = Text(
    "Der er ikke sat en sprogmodel op på serveren, så spørgsmålene skrives i hånden herunder. Den, der driver "
    "serveren, sætter RUNDBORD_LLM_URL og RUNDBORD_LLM_MODEL og installerer pip install -e '.[llm]'.",
    "No language model is set up on this server, so that questions are written by hand below. Whoever runs the "
    "server sets RUNDBORD_LLM_URL and RUNDBORD_LLM_MODEL and installs pip install -e '.[llm]'.",
)
DRAFTING_LEAD = Text(
    "Dokumentets titel og afsnittenes tekst, overskrifter og spørgsmål sendes til {url} ({model}), når du begynder. "
    "Udkast bruges først, når du har godkendt dem.",
    "The document’s title and the passages’ text, headings and questions are sent to {url} ({model}) when you begin. "
    "Drafts are used only once you have accepted them.",
)
IN_THE_CLEAR = Text("Forbindelsen dertil er ikke krypteret.", "The connection to it is not encrypted.")
LACKING = Text(
    "Afsnit med for få spørgsmål: {count} af {passages}.", "Passages with too few questions: {count} of {passages}."
)
NOTHING_LACKS = Text("Alle afsnit har spørgsmål nok.", "Every passage has enough questions.")
DRAFT, STOP_DRAFTING = Text("Skriv udkast", "Write drafts"), Text("Stop", "Stop")
DRAFTING = Text("Skriver udkast …", "Writing drafts …")
DRAFTED = Text("Udkastene er skrevet. Tag stilling til dem herunder.", "The drafts are written. Decide on them below.")
DRAFTING_STOPPED = Text(
    "Stoppet. Det, der nåede at blive skrevet, er gemt.", "Stopped. What was written until then is kept."
)
DRAFTING_FAILED = Text(
    "Sprogmodellen gav ikke udkast til alle afsnit. Det, der nåede at blive skrevet, er gemt. Grunden står herunder.",
    "The language model did not give drafts for every passage. What was written is kept. The reason stands below.",
)
NOT_DRAFTING = Text("Der skrives ikke udkast.", "No drafts are being written.")
