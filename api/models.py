"""What the API answers with; the field names are the contract."""

from pydantic import BaseModel, ConfigDict, Field


class WireModel(BaseModel):
    """What all that the API answers with has in common."""

    model_config = ConfigDict(frozen=True)


class Place(WireModel):
    """Where in a document something stands; `page` and `page_label` are null in a document without pages."""

    document_id: str = Field(examples=["whitepaper"])
    document_title: str
    section: list[str] = Field(description="Overskrifterne fra den øverste og ned")
    page: int | None = Field(description="Siden, som en PDF-læser åbner", examples=[11])
    page_label: str | None = Field(description="Sidetallet, som det er trykt", examples=["11"])
    start: int = Field(description="Hvor teksten begynder på siden, talt i Unicode-tegn fra 0")
    end: int = Field(description="Hvor teksten slutter på siden (tegnet efter det sidste)")
    url: str = Field(description="Åbner siden med teksten markeret; en sti på denne server")


class PassageModel(Place):
    """Et sted i et dokument: `text` er sidens tekst fra `start` til `end`."""

    id: str
    kind: str = Field(examples=["paragraph"])
    text: str


class HitModel(WireModel):
    """Et fundet sted. `score` kan kun sammenlignes inden for én søgning og er ingen sandsynlighed."""

    rank: int
    score: float
    passage: PassageModel


class ExplanationModel(WireModel):
    """Stedets nummer i hver af de tre søgninger; null, hvor den ikke fandt det."""

    dense: int | None = Field(description="Nærhed i betydning")
    lexical: int | None = Field(description="Fælles ord (BM25)")
    questions: int | None = Field(description="Nærhed til spørgsmål, som stedet besvarer")


class ExplainedHitModel(HitModel):
    """Et fundet sted, og hvordan det blev fundet."""

    explanation: ExplanationModel


class SearchResponse(WireModel):
    """De nærmeste steder, det bedste først."""

    query: str
    understood: str = Field(description="Det, som der blev søgt på: et opfølgende spørgsmål er gjort helt af samtalen")
    hits: list[ExplainedHitModel | HitModel]
    index_version: str
    took_ms: float = Field(description="Millisekunder på serveren")


class PartModel(WireModel):
    """En del af svaret: ordret fra dokumentet, med numrene på de citater, den bygger på."""

    text: str
    kind: str = Field(description="sentence, opening (linjen før en liste) eller list_item", examples=["sentence"])
    citations: list[int]


class CitationModel(Place):
    """Et citat: `quote` er sidens tekst fra `start` til `end`, tegn for tegn."""

    number: int
    quote: str
    passage_id: str


class AnswerResponse(WireModel):
    """Et svar af citater, eller et afslag: `answered` er false, og `citations` er tom."""

    id: str = Field(description="Det samme for det samme spørgsmål til det samme indeks")
    question: str
    understood: str = Field(description="Spørgsmålet, som der blev søgt på: et opfølgende er gjort helt af samtalen")
    answered: bool
    coverage: str = Field(description="full, partial eller none", examples=["full"])
    notice: str = Field(description="Hvad Rundbord selv siger: hvorfor der intet svar er, eller kun en del. Ellers tom")
    answer: str = Field(description="Svaret som Markdown med [n] efter hvert citat")
    parts: list[PartModel]
    citations: list[CitationModel]
    confidence: float = Field(description="Sandsynligheden for, at dokumenterne besvarer spørgsmålet, 0 til 1")
    nearest: list[HitModel] = Field(description="De nærmeste steder, til den, der selv vil se efter")
    related: list[str] = Field(description="Beslægtede spørgsmål, som dokumenterne besvarer")
    mode: str = Field(description="Hvordan svaret blev lavet", examples=["extractive"])
    index_version: str
    took_ms: float = Field(description="Millisekunder på serveren")


class FeedbackResponse(WireModel):
    """Det, der blev sagt om svaret, er gemt."""

    id: str = Field(description="Send det som `replaces`, hvis det skal rettes eller have en kommentar")


class Health(WireModel):
    """Serveren kører."""

    status: str = Field(examples=["ok"])


class Readiness(WireModel):
    """Indekset er læst, efterprøvet og svarer."""

    status: str = Field(examples=["ready"])
    index_version: str
