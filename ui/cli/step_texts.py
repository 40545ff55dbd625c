"""The sentences about a build, for the terminal and the owner's page."""

from index.build.steps import Stage, Step, Texts
from ingest.text import Text

NOTHING_CHANGED = Text(
    "Intet er ændret: indekset er allerede bygget af netop disse dokumenter.",
    "Nothing has changed: the index is already made of just these documents.",
)
UNREAD = Text("Ikke læst: {files}", "Not read: {files}")
_OF_TEXTS = {
    Texts.PASSAGES: Text("afsnit", "passages"),
    Texts.SENTENCES: Text("sætninger", "sentences"),
    Texts.QUESTIONS: Text("spørgsmål", "questions"),
    Texts.UNANSWERED: Text("spørgsmål uden svar", "questions without an answer"),
    Texts.PROBES: Text("tekster", "texts"),
}
_OF_STAGES = {
    Stage.READING: Text("Læser dokumenterne …", "Reading the documents …"),
    Stage.EXPORTING: Text("Eksporterer sprogmodellen til ONNX …", "Exporting the language model to ONNX …"),
    Stage.ENCODED_BEFORE: Text("{of} {texts} er indlejret før.", "{of} {texts} were encoded before."),
    Stage.ENCODING: Text("Indlejrer {of} {texts}", "Encoding {of} {texts}"),
    Stage.LEARNING_QUESTIONS: Text(
        "Lærer, hvilke spørgsmål der har samme svar …", "Learning which questions have the same answer …"
    ),
    Stage.LEARNING_ANSWERABILITY: Text(
        "Lærer, hvad dokumenterne svarer på, og hvad de ikke svarer på …",
        "Learning what the documents answer and what they do not …",
    ),
    Stage.PUBLISHING: Text("Udgiver indekset …", "Publishing the index …"),
}


def step_text(step: Step) -> Text:
    """Return the sentence of a step; it is the same however far the step has come."""
    sentence, texts = _OF_STAGES[step.stage], _OF_TEXTS[step.texts]
    return Text(
        sentence.da.format(of=step.of, texts=texts.da),
        sentence.en.format(of=step.of, texts=texts.en),
    )


def note_text(text: Text) -> Text:
    """Return what the owner should know, marked as a note."""
    return Text(f"Bemærk: {text.da}", f"Note: {text.en}")
