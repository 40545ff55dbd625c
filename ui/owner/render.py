"""One of the owner's pages as HTML, in one language: what a form did, and the way to everything else."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from ingest.text import Language, Text
from ui.site import FactsFor
from ui.templates import render
from ui.texts import owner_texts
from ui.texts.locale import Address

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a form did or why not, and its path below the page that answers it, from which the links there lead."""

    said: str = ""
    wrong: tuple[str, ...] = ()
    status: int = 200
    at: str = ""


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the owner's pages in a language."""

    facts_for: FactsFor
    language: Language

    def page(self, template: str, path: str, title: str, told: Told, **values: object) -> HTMLResponse:
        """Fill in a template for the page at a path below the owner's."""
        texts, path = owner_texts.PATH, path + told.at
        address = Address(self.language, Text(texts.da + path, texts.en + path))
        base = address.home + texts.in_(self.language)
        values |= {"said": told.said, "wrong": told.wrong, "facts": self.facts_for({})}
        html = render(template, self.language, address=address, title=title, base=base, **values)
        return HTMLResponse(html, told.status, _HEADERS)
