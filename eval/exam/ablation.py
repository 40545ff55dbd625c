"""Ablation: the figures of the same questions with one part of the product turned off."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rich.markup import escape
from rich.table import Table

from answer.answerer import DocumentAnswerer
from answer.sentence_choice import Scoring
from answer.types import Answerer
from eval.exam.cases import Case
from eval.exam.figures import Figure, Report
from eval.exam.intervals import estimate, mean
from eval.exam.runner import evaluate
from index.answerability import Calibration
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.search import Searcher, Weights
from index.storage.bundle import Bundle, Parts
from ingest.passages import text_for_words

_FIGURES = (Figure.RECALL, Figure.NDCG, Figure.FACTS, Figure.CITATION_PRECISION, Figure.REFUSED)
_TUNED = Scoring()
_OWN_LIKENESS = Scoring(votes=0, answering=0)
ALL_ON = "all on"


@dataclass(frozen=True, slots=True)
class Variant:
    """The product with a part turned off; `asks` changes each case before it is asked."""

    name: str
    answerer: Answerer
    asks: Callable[[Case], Case] = lambda case: case


def variants(bundle: Bundle) -> Iterator[Variant]:
    """Yield the full product, then the product without each part, then the usual chunk-and-embed recipe.

    A part is turned off by a weight of 0 or by a smaller index built from the bundle's text; the other parts are not
    tuned again. Only the last variant also lacks calibration: its confidence is the best passage's cosine.
    """
    parts = bundle.parts

    def answerer(changed: Parts = parts, scoring: Scoring = _TUNED, **weights: float) -> DocumentAnswerer:
        return DocumentAnswerer(bundle, Searcher(changed, Weights(**weights)), scoring)

    plain = replace(parts, lexical=_lexical(parts, [[] for _ in range(parts.store.passage_count())]))
    whole_words = replace(parts, lexical=_lexical(parts, _asked(parts), words_only=True))
    yield Variant(ALL_ON, DocumentAnswerer(bundle))
    yield Variant("without dense", answerer(dense=0))
    yield Variant("without BM25", answerer(lexical=0, wording=0))
    yield Variant("BM25 of whole words only", answerer(whole_words))
    yield Variant("without corpus questions in ranking", answerer(plain, questions=0))
    if parts.question_map is not None:
        identity = np.eye(len(parts.question_map), dtype=np.float32)
        unmapped = replace(parts, question_map=identity, sentence_map=identity)
        yield Variant("without the learned maps: plain cosines", answerer(unmapped))
    yield Variant("without votes of corpus questions", answerer(scoring=Scoring(votes=0)))
    yield Variant("without the learned likeness of sentences", answerer(scoring=Scoring(answering=0)))
    yield Variant("sentences' own likeness only", answerer(scoring=_OWN_LIKENESS))
    unspelt = replace(bundle, parts=replace(parts, spelling=Spelling(Counter(), ())))
    yield Variant("without correcting typing errors", DocumentAnswerer(unspelt))
    yield Variant("without completing follow-ups", answerer(), lambda case: replace(case, history=()))
    usual = Searcher(plain, Weights(questions=0, lexical=0))
    yield Variant("dense only: the usual recipe", DocumentAnswerer(bundle, usual, _OWN_LIKENESS, Calibration()))


def ablate(bundle: Bundle, cases: Sequence[Case]) -> dict[str, Report]:
    """Evaluate every variant; return the reports by variant name, the full product first."""
    store = bundle.store
    return {
        variant.name: evaluate(
            variant.answerer,
            [variant.asks(case) for case in cases],
            lambda name, number: store.document(name).page(number).text,
            description=variant.name,
        )
        for variant in variants(bundle)
    }


def ablation_table(reports: dict[str, Report], title: str) -> Table:
    """Set the reports as a table, one row per variant.

    A figure has a star if it differs significantly from the full product's: if the 95 % bootstrap interval of the
    differences per question excludes 0.
    """
    table = Table(title=escape(title), title_justify="left", caption_justify="left")
    table.caption = "* differs from «all on» by more than the questions' chance (95 %). ms: one answer, median."
    table.add_column("")
    for name in (*_FIGURES, "AUROC", "ms"):
        table.add_column(name, justify="right")
    baseline = reports[ALL_ON]
    for name, report in reports.items():
        auroc = report.refusals[0].auroc if report.refusals else None
        table.add_row(
            name,
            *(_cell(report, baseline, figure) for figure in _FIGURES),
            f"{auroc.value:.3f}" if auroc else "",
            f"{report.answer.p50:.1f}",
        )
    return table


def _cell(report: Report, baseline: Report, figure: Figure) -> str:
    value = report.answerable.figures.get(figure)
    if value is None:
        return ""
    difference = estimate(mean, list(_differences(report, baseline, figure)))
    star = "*" if difference and (difference.low > 0 or difference.high < 0) else " "
    return f"{value.value:.3f}{star}"


def _differences(report: Report, baseline: Report, figure: Figure) -> Iterable[float]:
    for one, other in zip(report.questions, baseline.questions, strict=True):
        if figure in one.figures and figure in other.figures:
            yield one.figures[figure] - other.figures[figure]


def _lexical(parts: Parts, asked: list[list[str]], *, words_only: bool = False) -> LexicalIndex:
    """Build the BM25 index of the passages, each with these questions."""
    passages = parts.store.passages(list(range(parts.store.passage_count())))
    texts = [text_for_words(passage, questions) for passage, questions in zip(passages, asked, strict=True)]
    return LexicalIndex.build(texts, words_only=words_only)


def _asked(parts: Parts) -> list[list[str]]:
    """List each passage's questions, by its row."""
    asked: list[list[str]] = [[] for _ in range(parts.store.passage_count())]
    for question, rows in zip(parts.store.questions(), parts.store.question_passages(), strict=True):
        for row in rows:
            asked[row].append(question.text)
    return asked
