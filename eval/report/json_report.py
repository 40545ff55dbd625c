"""A report as JSON, for comparing evaluations."""

from collections.abc import Iterable
from dataclasses import asdict

from eval.exam.failures import failures
from eval.exam.figures import FigureGroup, MeasuredCase, Report

Json = dict[str, object]


def as_json(report: Report, title: str) -> Json:
    """Return the report as an object for `json.dumps`: every figure, and every question's result."""
    return {
        "title": title,
        "index_version": report.index_version,
        "answerable": _group(report.answerable),
        "kinds": _by_name(report.kinds),
        "sections": _by_name(report.sections),
        "pages": _by_name(report.pages),
        "languages": _by_name(report.languages),
        "refusals": {refusal.name: asdict(refusal) for refusal in report.refusals},
        "recall_by_rank": list(report.recall_by_rank),
        "mean_hit_length": report.mean_hit_length,
        "citations": report.citations,
        "verbatim": report.verbatim,
        "confidence": asdict(report.confidence) if report.confidence else None,
        "search_milliseconds": asdict(report.search),
        "answer_milliseconds": asdict(report.answer),
        "questions": [_question(question) for question in report.questions],
    }


def _by_name(groups: Iterable[FigureGroup]) -> Json:
    return {group.name: _group(group) for group in groups}


def _group(group: FigureGroup) -> Json:
    return {"count": group.count, "figures": {str(name): asdict(value) for name, value in group.figures.items()}}


def _question(question: MeasuredCase) -> Json:
    outcome = question.outcome
    case, answer = outcome.case, outcome.answer
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "understood": answer.understood,
        "answerable": case.answerable,
        "answered": answer.answered,
        "confidence": answer.confidence,
        "figures": {str(name): value for name, value in question.figures.items()},
        "failures": [str(failure) for failure in failures(question)],
        "hits": [{"passage_id": hit.passage.id, "page": hit.passage.page, "score": hit.score} for hit in outcome.hits],
        "citations": [
            {"page": citation.page, "quote": citation.quote, "verbatim": right}
            for citation, right in zip(answer.citations, outcome.verbatim, strict=True)
        ],
        "search_milliseconds": outcome.search_milliseconds,
        "answer_milliseconds": outcome.answer_milliseconds,
    }
