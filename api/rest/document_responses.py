"""Response models of documents. The field names are the contract."""

from pydantic import Field

from api.rest.responses import SECTION_EXAMPLE, TITLE_EXAMPLE, ResponseModel


class DocumentModel(ResponseModel):
    """Et dokument og dets oplysninger."""

    id: str = Field(description="Dokumentets navn", examples=["whitepaper"])
    title: str = Field(description="Dokumentets titel", examples=[TITLE_EXAMPLE])
    language: str = Field(description="Dokumentets sprog", examples=["da"])
    publisher: str = Field(description="Hvem der har udgivet det", examples=["Dansk IT"])
    source_url: str = Field(description="Hvor det er udgivet", examples=["https://dit.dk/politik"])
    published: str | None = Field(description="Hvornår det er udgivet; null, hvis det ikke vides", examples=["2024-03"])
    sha256: str = Field(
        description="Den originale fils SHA-256",
        examples=["04f1bb6732cd03ad91e3e205bb98259b41a8fdcf2f95a09f5df8b0737ace59b5"],
    )
    paged: bool = Field(description="Om dokumentet har sider", examples=[True])
    page_count: int | None = Field(description="Antal sider; null i et dokument uden sider", examples=[17])
    url: str = Field(description="Dokumentets egen adresse i dette API", examples=["/api/v1/documents/whitepaper"])
    file_url: str = Field(description="Det originale dokument", examples=["/api/v1/documents/whitepaper/file"])


class DocumentList(ResponseModel):
    """De dokumenter, der kan spørges om."""

    documents: list[DocumentModel] = Field(description="Dokumenterne, i rækkefølge efter navn")


class PageReference(ResponseModel):
    """En side og hvor den hentes."""

    number: int | None = Field(description="Sidens nummer; null i et dokument uden sider", examples=[11])
    label: str | None = Field(description="Sidetallet, som det er trykt", examples=["11"])
    url: str = Field(description="Sidens tekst i dette API", examples=["/api/v1/documents/whitepaper/pages/11"])


class DocumentDetail(DocumentModel):
    """Et dokument med sine sider."""

    pages: list[PageReference] = Field(description="Siderne i rækkefølge")


class BlockModel(ResponseModel):
    """En overskrift, et afsnit, et listepunkt, et citat eller en figurtekst på siden."""

    kind: str = Field(description="heading, paragraph, list_item, quote, table eller caption", examples=["heading"])
    start: int = Field(description="Hvor det begynder på siden", examples=[0])
    end: int = Field(description="Hvor det slutter på siden", examples=[62])
    section: list[str] = Field(description="Overskrifterne fra den øverste og ned", examples=[SECTION_EXAMPLE])


class PageResponse(ResponseModel):
    """En sides tekst; alle `start` og `end` i dette API tæller i den."""

    document_id: str = Field(description="Dokumentets navn", examples=["whitepaper"])
    document_title: str = Field(description="Dokumentets titel", examples=[TITLE_EXAMPLE])
    number: int | None = Field(description="Sidens nummer; null i et dokument uden sider", examples=[11])
    label: str | None = Field(description="Sidetallet, som det er trykt", examples=["11"])
    text: str = Field(description="Sidens tekst", examples=["Hvordan skabes digitalt mindset hos ledelse …"])
    blocks: list[BlockModel] = Field(description="Sidens overskrifter, afsnit og lister i rækkefølge")
