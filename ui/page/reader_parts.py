"""The parts of the page that name documents, rendered for each request, since bundles and readers differ."""

from dataclasses import dataclass

from ingest.text import Language
from ui.page.search_filter import choices
from ui.site import PageFacts
from ui.source.typeset import contents, own_questions
from ui.templates import render
from ui.texts import page_texts as texts
from ui.texts.locale import Address
from ui.texts.several_texts import counted

PLACES = {
    "masthead": '<header class="masthead"></header>',
    "welcome": '<section class="welcome"></section>',
    "limits": '<div id="where"></div>',
    "notice": '<div class="ask-notes"></div>',
    "source": '<section id="source"></section>',
}
"""Empty elements of the layout; own.js replaces each by the part that was sent."""


@dataclass(frozen=True, slots=True)
class NamingParts:
    """The values for the templates of those parts, by name."""

    facts: PageFacts
    language: Language

    @property
    def title(self) -> str:
        """The title in the browser's tab."""
        heading = counted(texts.PAGE_HEADING, self.facts.document_count)
        return f"{heading.in_(self.language)} – {texts.BRAND.in_(self.language)}"

    @property
    def values(self) -> dict[str, object]:
        """The values, the same for every part."""
        documents = self.facts.documents
        return {
            "facts": self.facts,
            "address": Address(self.language),
            "documents": documents,
            "count": len(documents),
            "starters": [(asked, document.language) for document in documents for asked in own_questions(document)],
            "choices": choices(documents),
            "entries": contents(documents[0]) if len(documents) == 1 else (),
            "base": "documents/",
        }


def render_own_parts(facts: PageFacts, language: Language) -> str:
    """Render the parts for a reader; own.js puts them in their places."""
    parts = NamingParts(facts, language)
    return render("own_parts.html", language, title=parts.title, **parts.values)


def render_without_script(facts: PageFacts, language: Language) -> str:
    """List the documents for a reader whose browser runs no JavaScript."""
    return render("without_script.html", language, documents=facts.documents)
