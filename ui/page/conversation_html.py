"""A conversation as HTML: questions, answers made of quotes with numbered sources, and refusals."""

from collections.abc import Sequence

from ingest.text import Language
from ui.page.exchange import Exchange, keep
from ui.page.exchange_view import view_exchange
from ui.site import PageFacts
from ui.templates import render_for_markdown


def render_exchange(exchange: Exchange, facts: PageFacts, language: Language) -> str:
    """Render a question with its answer, or as waiting for it."""
    view = view_exchange(exchange, facts, language)
    return render_for_markdown("exchange.html", language, exchange=exchange, view=view)


def render_conversation(exchanges: Sequence[Exchange], facts: PageFacts, language: Language) -> str:
    """Render answered questions, oldest first. Where a quote has changed, only the question is shown."""
    return "".join(
        render_exchange(exchange, facts, language)
        if exchange.stands(facts.store)
        else render_for_markdown("exchange_outdated.html", language, exchange=exchange, kept=keep(exchange))
        for exchange in exchanges
    )


def render_problem(problem: str, language: Language, question: str = "") -> str:
    """Render a problem, with the question that met it."""
    return render_for_markdown("problem.html", language, problem=problem, question=question)
