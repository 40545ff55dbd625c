"""The sentences about a run that drafts questions, for the terminal and the owner's page."""

from collections.abc import Sequence

from ingest.questions.draft_prompt import DraftedQuestions
from ingest.text import Text
from ui.cli.questions.draft_settings import ModelSettings

NOTHING_LACKS = Text("Alle afsnit har spørgsmål nok.", "Every passage has enough questions.")
IN_THE_CLEAR = Text("Forbindelsen er ikke krypteret.", "The connection is not encrypted.")


def sent_text(passages: int, settings: ModelSettings) -> Text:
    """Return what is sent, and where to."""
    where = f"{settings.url} ({settings.model})"
    return Text(
        f"Nu sendes {passages} afsnit med overskrifter, dokumentets titel og afsnittenes spørgsmål til {where}.",
        f"Now {passages} passages with their headings, the document's title and the passages' questions are sent "
        f"to {where}.",
    )


def passage_text(number: int, of: int, drafts: DraftedQuestions) -> Text:
    """Return how many drafts a passage got."""
    count = len(drafts.answered) + len(drafts.unanswered)
    return Text(f"Afsnit {number} af {of}: {count} udkast", f"Passage {number} of {of}: {count} drafts")


def made_text(made: Sequence[DraftedQuestions]) -> Text:
    """Return how many drafts there are."""
    answered, unanswered = sum(len(d.answered) for d in made), sum(len(d.unanswered) for d in made)
    return Text(f"{answered} udkast med svar og {unanswered} uden.", f"{answered} answered drafts, {unanswered} not.")


def dropped_text(made: Sequence[DraftedQuestions]) -> Text | None:
    """Return how many replies were dropped, and why; None if none was."""
    quote, again, form = (sum(getattr(d, why) for d in made) for why in ("not_verbatim", "repeated", "malformed"))
    if not quote + again + form:
        return None
    return Text(
        f"Kasseret: {quote} uden ordret citat, {again} gentagelser, {form} ikke til at læse.",
        f"Dropped: {quote} without a verbatim quote, {again} repeats, {form} unreadable.",
    )
