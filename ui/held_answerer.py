"""An answerer that can be let go of: Gradio holds for ever what a page was built with."""

from answer.answer import Answer, Answerer, Found, Question
from ingest.errors import IndexMissingError


class HeldAnswerer:
    """Passes on to an answerer until it is let go of."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer: Answerer | None = answerer

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question."""
        return self._held().search(question, k)

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse."""
        return self._held().answer(question)

    def let_go(self) -> None:
        """Hold it no longer; nothing is asked after this."""
        self._answerer = None

    def _held(self) -> Answerer:
        if self._answerer is None:
            raise IndexMissingError("This page's index is no longer in use. Load the page again.")
        return self._answerer
