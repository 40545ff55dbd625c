"""The report's four drawings with their Danish titles, descriptions and captions."""

from collections.abc import Iterator

from eval.exam.figures import ConfidenceFigures, Figure, FigureGroup, Report
from eval.report import plots
from eval.report.canvas import Plot
from eval.report.report_texts import KINDS, number


def drawings(report: Report) -> Iterator[Plot]:
    """Draw what the questions that were asked allow."""
    if report.answerable.count:
        yield _rank(report)
        yield _kind(report.kinds)
    if report.confidence:
        yield _reliability(report.confidence)
        yield _risk(report, report.confidence)


def _rank(report: Report) -> Plot:
    values = report.recall_by_rank
    return Plot(
        "Hvor langt nede står det rigtige?",
        plots.recall_by_rank(report),
        f"Kurve, der stiger fra {_percent(values[0])} ved ét fund over {_percent(values[4])} ved fem "
        f"til {_percent(values[-1])} ved {len(values)}.",
        "Den del af de rigtige steder, der er fundet, når man læser de første 1 til 10 fund.",
    )


def _kind(kinds: tuple[FigureGroup, ...]) -> Plot:
    told = (
        f"{KINDS.get(kind.name, kind.name)}: "
        + " og ".join(_percent(v.value) for f in (Figure.RECALL, Figure.FACTS) if (v := kind.figures.get(f)))
        for kind in kinds
    )
    return Plot(
        "Hvilke spørgsmål er svære?",
        plots.by_kind(kinds),
        "Fundet blandt fem og oplysninger med i svaret, for hver slags spørgsmål. " + "; ".join(told) + ".",
        "Prikken er det målte, stregen 95 %-intervallet: så meget kunne det være med andre spørgsmål af samme slags. "
        "Kontrastpar har ingen ventede oplysninger.",
    )


def _reliability(confidence: ConfidenceFigures) -> Plot:
    error = confidence.calibration_error
    told = (f"{_percent(b.confidence)}: {_percent(b.share)}" for b in confidence.bins if b.count)
    return Plot(
        "Passer sikkerheden?",
        plots.reliability(confidence.bins),
        "Sikkerhed, og hvor stor en del af spørgsmålene dokumentet da svarer på. " + "; ".join(told) + ".",
        "På den stiplede linje er sikkerheden netop sandsynligheden for, at dokumentet svarer. Større prikker er flere "
        f"spørgsmål. Den forventede afvigelse er {number(error.value)} ({number(error.low)}–{number(error.high)}).",
    )


def _risk(report: Report, confidence: ConfidenceFigures) -> Plot:
    answered = [each.outcome for each in report.questions if each.outcome.answer.answered]
    share = len(answered) / len(report.questions)
    wrong = sum(not outcome.case.answerable for outcome in answered) / max(len(answered), 1)
    possible = report.answerable.count / len(report.questions)
    return Plot(
        "Hvad koster det at svare på mere?",
        plots.risk(confidence, share, wrong),
        f"Kurve over andelen af svar, der burde være afvist, efter hvor mange spørgsmål der får svar. Rundbord "
        f"svarer på {_percent(share)}, og {_percent(wrong)} af svarene er på spørgsmål, som dokumentet ikke besvarer.",
        f"Jo lavere grænse for sikkerheden, jo flere svar og jo flere forkerte. Dokumentet svarer på "
        f"{_percent(possible)} af spørgsmålene; en fejlfri grænse ville give nul forkerte dertil.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
