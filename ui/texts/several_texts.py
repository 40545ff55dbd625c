"""Texts of the page for several documents, in place of those for one document."""

from ingest.text import Text
from ui.texts import page_texts as texts

_OF_SEVERAL = {
    texts.PAGE_HEADING: Text("Spørg dokumenterne", "Ask the documents"),
    texts.EXPLANATION: Text(
        "Stil et spørgsmål, og få et kort svar i dokumenternes egne ord. Hvert citat har sit dokument og sidetal, så "
        "du kan se efter.",
        "Ask a question and get a short answer in the documents’ own words. Each quote has its document and page "
        "number to check.",
    ),
    texts.NOTICE: Text(
        "Du skriver med et automatisk system, ikke et menneske. Det citerer dokumenterne ordret og skriver ikke selv, "
        "men det kan overse noget eller vælge et forkert sted. Læs kilden, før du handler på svaret.",
        "You are writing with an automatic system, not a person. It quotes the documents word for word and writes "
        "nothing itself, but it can miss something or choose the wrong place. Read the source before you act on the "
        "answer.",
    ),
    texts.STARTERS_HEADING: Text(
        "Begynd med et af dokumenternes egne spørgsmål", "Begin with one of the documents’ own questions"
    ),
    texts.SEARCHING: Text("Finder stederne i dokumenterne …", "Finding the places in the documents …"),
    texts.ANSWER_HEADING: Text("Svar fra dokumenterne", "Answer from the documents"),
    texts.CLEARLY_ANSWERED: Text("Dokumenterne svarer tydeligt", "The documents answer clearly"),
    texts.LIKELY_ANSWERED: Text("Dokumenterne ser ud til at svare", "The documents seem to answer"),
    texts.PARTLY_ANSWERED: Text("Dokumenterne berører det kun delvist", "The documents touch on it only in part"),
    texts.REFUSAL_HEADING: Text("Dokumenterne svarer ikke", "The documents do not answer"),
}


def counted(text: Text, count: int) -> Text:
    """Return the text for this number of documents."""
    return text if count == 1 else _OF_SEVERAL.get(text, text)
