"""Puts the owner's page on the server, in each language."""

from fastapi import APIRouter, FastAPI

from ingest.text import LANGUAGES
from ui.owner.document_forms import make_document_routes
from ui.owner.jobs.drafting_routes import make_drafting_routes
from ui.owner.routes import make_owner_routes
from ui.owner.service import Desk
from ui.site import FactsFor


def add_owner_routes(app: FastAPI | APIRouter, desk: Desk, facts_for: FactsFor) -> None:
    """Add all of it; who may use it is held by `api.access`."""
    for language in LANGUAGES:
        app.include_router(make_owner_routes(desk, facts_for, language))
        app.include_router(make_drafting_routes(desk, facts_for, language))
        app.include_router(make_document_routes(desk, facts_for, language))
