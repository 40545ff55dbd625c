"""Document routes: metadata, text of the pages, and original files."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter
from starlette.responses import FileResponse

from api.problems.problems import ProblemError, documented
from api.rest.document_responses import (
    BlockModel,
    DocumentDetail,
    DocumentList,
    DocumentModel,
    PageReference,
    PageResponse,
)
from api.rest.serialize import Serializer
from api.services import SerializerParameter, Services, ServicesParameter
from ingest.document import Document, Page

router = APIRouter(prefix="/documents", tags=["Dokumenter"])

Identity = Annotated[str, PathParameter(description="Dokumentets navn", examples=["whitepaper"])]
Number = Annotated[int, PathParameter(description="Sidens nummer; 1 i et dokument uden sider", examples=[11])]
FAILURES = documented("index-unavailable", "unexpected")


_PLAIN = (".txt", ".md", ".markdown")
_AS_IT_IS = {".pdf": "application/pdf"}
_TO_SAVE = "application/octet-stream"


@router.get("", summary="Hvilke dokumenter er der?", responses=FAILURES)
def list_documents(services: ServicesParameter, serializer: SerializerParameter) -> DocumentList:
    """Vis alle dokumenter, i rækkefølge efter navn."""
    documents = [_find(identity, services) for identity in services.store.document_ids()]
    return DocumentList(documents=[_facts(document, serializer) for document in documents])


@router.get(
    "/{identity}",
    summary="Et dokument og dets sider",
    responses={**documented("unknown-document", "invalid-request"), **FAILURES},
)
def read_document(identity: Identity, services: ServicesParameter, serializer: SerializerParameter) -> DocumentDetail:
    """Vis et dokuments oplysninger og sider."""
    document = _find(identity, services)
    pages = [_reference(page, document, serializer) for page in document.pages]
    return DocumentDetail(**_facts(document, serializer).model_dump(), pages=pages)


@router.get(
    "/{identity}/pages/{number}",
    summary="En sides tekst",
    responses={**documented("unknown-document", "unknown-page", "invalid-request"), **FAILURES},
)
def read_page(identity: Identity, number: Number, services: ServicesParameter) -> PageResponse:
    """Vis en sides tekst, så et citat kan markeres ved sin `start` og `end`."""
    document = _find(identity, services)
    try:
        page = document.page(number)
    except KeyError:
        first, last = document.pages[0].number, document.pages[-1].number
        raise ProblemError("unknown-page", first=first, last=last) from None
    return PageResponse(
        document_id=document.id,
        document_title=document.title,
        number=page.number if document.paged else None,
        label=page.label if document.paged else None,
        text=page.text,
        blocks=[
            BlockModel(kind=block.kind, start=block.start, end=block.end, section=list(block.section))
            for block in document.blocks
            if block.page == page.number
        ],
    )


@router.get(
    "/{identity}/file",
    summary="Det originale dokument",
    response_class=FileResponse,
    responses={
        200: {
            "description": "Filen, byte for byte",
            "content": {kind: {"schema": {"type": "string"}} for kind in ("text/plain", *_AS_IT_IS.values(), _TO_SAVE)},
        },
        **documented("unknown-document", "no-original", "invalid-request"),
        **FAILURES,
    },
)
def read_file(identity: Identity, services: ServicesParameter) -> FileResponse:
    """Hent dokumentet, som det blev udgivet. Tekst sendes som ren tekst, PDF som PDF; alt andet er til at gemme."""
    document = _find(identity, services)
    name = services.store.file_name(document.id)
    path = (services.documents_folder / name).resolve()
    if path.parent != services.documents_folder.resolve() or not path.is_file():
        raise ProblemError("no-original")
    ending = path.suffix.lower()
    kind = "text/plain; charset=utf-8" if ending in _PLAIN else _AS_IT_IS.get(ending, _TO_SAVE)
    disposition = "attachment" if kind == _TO_SAVE else "inline"
    return FileResponse(path, media_type=kind, filename=name, content_disposition_type=disposition)


def _find(identity: str, services: Services) -> Document:
    try:
        return services.store.document(identity)
    except KeyError:
        raise ProblemError("unknown-document") from None


def _facts(document: Document, serializer: Serializer) -> DocumentModel:
    url = serializer.document_url(document)
    return DocumentModel(
        id=document.id,
        title=document.title,
        language=document.language,
        publisher=document.publisher,
        source_url=document.source_url,
        published=document.published,
        sha256=document.sha256,
        paged=document.paged,
        page_count=len(document.pages) if document.paged else None,
        url=url,
        file_url=f"{url}/file",
    )


def _reference(page: Page, document: Document, serializer: Serializer) -> PageReference:
    return PageReference(
        number=page.number if document.paged else None,
        label=page.label if document.paged else None,
        url=f"{serializer.document_url(document)}/pages/{page.number}",
    )
