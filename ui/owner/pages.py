"""The owner's routes in each language."""

from fastapi import APIRouter, FastAPI

from ingest.text import LANGUAGES
from ui.owner.document_forms import make_document_routes
from ui.owner.jobs.drafting_routes import make_drafting_routes
from ui.owner.routes import make_owner_routes
from ui.owner.service import OwnerService
from ui.site import FactsFor


def add_owner_routes(app: FastAPI | APIRouter, service: OwnerService, facts_for: FactsFor) -> None:
    """Add all routes; `api.access` admits the owner only."""
    for language in LANGUAGES:
        app.include_router(make_owner_routes(service, facts_for, language))
        app.include_router(make_drafting_routes(service, facts_for, language))
        app.include_router(make_document_routes(service, facts_for, language))
