"""The rendering of the owner's pages in one language, with the result of a form."""

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
class FormResult:
    """The result of a form or its errors; `at` is its path below the page, from which links are resolved."""

    said: str = ""
    wrong: tuple[str, ...] = ()
    status: int = 200
    at: str = ""


NO_RESULT = FormResult()


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """Renders the owner's pages in a language."""

    facts_for: FactsFor
    language: Language

    def page(self, template: str, path: str, title: str, result: FormResult, **values: object) -> HTMLResponse:
        """Fill in a template for the page at a path below the owner's."""
        texts, path = owner_texts.PATH, path + result.at
        address = Address(self.language, Text(texts.da + path, texts.en + path))
        base = address.home + texts.in_(self.language)
        values |= {"said": result.said, "wrong": result.wrong, "facts": self.facts_for({})}
        html = render(template, self.language, address=address, title=title, base=base, **values)
        return HTMLResponse(html, result.status, _HEADERS)
