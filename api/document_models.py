"""What the API tells about documents; the field names are the contract."""

from pydantic import Field

from api.models import WireModel


class DocumentModel(WireModel):
    """Et dokument og dets oplysninger."""

    id: str
    title: str
    language: str
    publisher: str
    source_url: str
    published: str | None
    sha256: str
    paged: bool = Field(description="Om dokumentet har sider")
    page_count: int | None
    url: str = Field(description="Dokumentets egen adresse i dette API")
    file_url: str = Field(description="Det originale dokument")


class DocumentList(WireModel):
    """De dokumenter, der kan spørges om."""

    documents: list[DocumentModel]


class PageReference(WireModel):
    """En side og hvor den hentes."""

    number: int | None
    label: str | None
    url: str


class DocumentDetail(DocumentModel):
    """Et dokument med sine sider."""

    pages: list[PageReference]


class BlockModel(WireModel):
    """En overskrift, et afsnit, et listepunkt, et citat eller en figurtekst på siden."""

    kind: str
    start: int
    end: int
    section: list[str]


class PageResponse(WireModel):
    """En sides tekst; alle `start` og `end` i dette API tæller i den."""

    document_id: str
    document_title: str
    number: int | None
    label: str | None
    text: str
    blocks: list[BlockModel]
