"""The answerer in this process: a question and a bundle become an answer made of quotes, or an honest refusal."""

from answer.compose import compose
from answer.messages import UNKNOWN_DOCUMENT, not_answered, partly_answered
from answer.question import Query, understand
from answer.question_language import notice_language
from answer.related import related_questions
from answer.sentence_choice import TUNED_SCORING, FollowUp, Scoring, choose
from answer.types import Answer, Citation, Coverage, Found, Part, Question
from index.answerability import Calibration, Confidence
from index.lexical.danish import words
from index.search import Ranking, Searcher
from index.storage.bundle import Bundle
from index.visible_documents import VisibleDocuments
from ingest.errors import QuestionError

# Tuned on the tune half of eval/questions.jsonl: at most 5 % of its answerable questions fall below the first.
REFUSE_BELOW = 0.35
PARTIAL_BELOW = 0.65
_NEAREST = 3


class DocumentAnswerer:
    """Answers from one bundle; implements `Answerer`, and is safe to call from several threads."""

    def __init__(
        self,
        bundle: Bundle,
        searcher: Searcher | None = None,
        scoring: Scoring = TUNED_SCORING,
        calibration: Calibration | None = None,
    ) -> None:
        """Answer from a bundle; the other parameters turn parts off for `rundbord ablate`.

        Parameters
        ----------
        searcher
            The bundle's searcher; None makes one with all parts.
        scoring
            The weights of the choice of sentences.
        calibration
            The calibration of the confidence; None takes the bundle's own.
        """
        self._bundle = bundle
        self._searcher = searcher or Searcher(bundle.parts)
        self._scoring = scoring
        self._confidence = Confidence(calibration or Calibration.load(bundle.folder), bundle.parts)

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question; see `Answerer`."""
        query, ranking = self._rank(question)
        hits, explanations = self._searcher.hits(ranking, k)
        return Found(hits, explanations, query.text, self._bundle.version)

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse; see `Answerer`."""
        query, ranking = self._rank(question)
        nearest, _ = self._searcher.hits(ranking, _NEAREST)
        # A question without a word has no answer, whatever the vector of «?!» happens to be near.
        confidence = 0.0
        if words(query.text):
            confidence = self._confidence(
                query.text, ranking.vector, ranking.best_cosine, ranking.visibility, ranking.question_coverage
            )
        language = notice_language(query.asked)
        parts: tuple[Part, ...] = ()
        citations: tuple[Citation, ...] = ()
        asked = self._count_asked(question)
        coverage, notice = Coverage.NONE, not_answered(language, asked)
        if confidence >= REFUSE_BELOW and nearest:
            chosen = choose(self._searcher, ranking, self._scoring, self._follow_up(query, question))
            parts, citations = compose(chosen, self._bundle.store)
            coverage = Coverage.PARTIAL if confidence < PARTIAL_BELOW else Coverage.FULL
            notice = partly_answered(language, asked) if coverage is Coverage.PARTIAL else ""
        return Answer(
            question=query.asked,
            understood=query.text,
            parts=parts,
            citations=citations,
            confidence=round(confidence, 4),
            nearest=nearest,
            index_version=self._bundle.version,
            coverage=coverage,
            notice=notice,
            related=related_questions(self._searcher, ranking, query, language),
        )

    def _count_asked(self, question: Question) -> int:
        """Count the documents that the question names, or else those that the reader may see."""
        if question.documents:
            return len(question.documents)
        return sum(version.is_for(question.search_filter.groups) for version in self._bundle.store.versions())

    def _follow_up(self, query: Query, question: Question) -> FollowUp | None:
        if not query.before:
            return None
        before, own = (
            self._searcher.rank(text, text, question.documents, question.search_filter)
            for text in (query.before, query.focus)
        )
        return FollowUp(before, own)

    def _rank(self, question: Question) -> tuple[Query, Ranking]:
        groups = question.search_filter.groups
        query = understand(question, self._searcher.visibility(groups).spelling)
        if question.documents is not None:
            for unknown in sorted(
                question.documents - set(VisibleDocuments(self._bundle.store, groups).document_ids())
            ):
                raise QuestionError(UNKNOWN_DOCUMENT.filled(id=unknown))
        return query, self._searcher.rank(query.text, query.focus, question.documents, question.search_filter)
