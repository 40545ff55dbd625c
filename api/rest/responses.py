"""Response models. The field names are the contract."""

from pydantic import BaseModel, ConfigDict, Field

INDEX_VERSION = "Hvilket indeks der svarede; et nyt indeks kan svare anderledes"
VERSION_EXAMPLE = "6ad8a8ed50ad"
QUESTION_EXAMPLE = "Hvordan skabes et digitalt mindset hos ledelsen?"
QUOTE_EXAMPLE = "Fokusere på digitale projekter, der skaber værdi i ledernes og medarbejdernes hverdag."
TITLE_EXAMPLE = "7 strategiske spørgsmål om ledelse af offentlig digitalisering"
SECTION_EXAMPLE = ["Nutid: 7 centrale strategiske spørgsmål i offentlig ledelse af digitalisering"]
PASSAGE_EXAMPLE = "7047f9a99353822b"


class ResponseModel(BaseModel):
    """Base class of the response models."""

    model_config = ConfigDict(frozen=True)


class PlaceModel(ResponseModel):
    """A place in a document; `page` and `page_label` are null in a document without pages."""

    document_id: str = Field(description="Dokumentets navn", examples=["whitepaper"])
    document_title: str = Field(description="Dokumentets titel", examples=[TITLE_EXAMPLE])
    section: list[str] = Field(description="Overskrifterne fra den øverste og ned", examples=[SECTION_EXAMPLE])
    page: int | None = Field(description="Siden, som en PDF-læser åbner", examples=[11])
    page_label: str | None = Field(description="Sidetallet, som det er trykt", examples=["11"])
    start: int = Field(description="Hvor teksten begynder på siden, talt i Unicode-tegn fra 0", examples=[975])
    end: int = Field(description="Hvor teksten slutter på siden (tegnet efter det sidste)", examples=[1061])
    url: str = Field(
        description="Åbner siden med teksten markeret; en sti på denne server",
        examples=["/documents/whitepaper/pages/11?start=975&end=1061#quote"],
    )


class PassageModel(PlaceModel):
    """Et sted i et dokument: `text` er sidens tekst fra `start` til `end`."""

    id: str = Field(description="Stedets navn, det samme i et nyt indeks", examples=[PASSAGE_EXAMPLE])
    kind: str = Field(description="paragraph, list_item, quote, table eller caption", examples=["list_item"])
    text: str = Field(description="Teksten, som den står på siden", examples=[QUOTE_EXAMPLE])


class HitModel(ResponseModel):
    """Et fundet sted. `score` kan kun sammenlignes inden for én søgning og er ingen sandsynlighed."""

    rank: int = Field(description="Nummeret i rækken, det bedste er 1", examples=[1])
    score: float = Field(description="Kan kun sammenlignes inden for én søgning; ingen sandsynlighed", examples=[2.31])
    passage: PassageModel = Field(description="Stedet")


class ExplanationModel(ResponseModel):
    """Stedets nummer i hver af de tre søgninger; null, hvor den ikke fandt det."""

    dense: int | None = Field(description="Nærhed i betydning", examples=[1])
    lexical: int | None = Field(description="Fælles ord (BM25)", examples=[4])
    questions: int | None = Field(description="Nærhed til spørgsmål, som stedet besvarer", examples=[2])


class ExplainedHitModel(HitModel):
    """Et fundet sted, og hvordan det blev fundet."""

    explanation: ExplanationModel = Field(description="Hvordan stedet blev fundet")


class SearchResponse(ResponseModel):
    """De nærmeste steder, det bedste først."""

    query: str = Field(description="Det, der blev spurgt om", examples=["digitalt mindset"])
    understood: str = Field(
        description="Det, som der blev søgt på: et opfølgende spørgsmål er gjort helt af samtalen",
        examples=["digitalt mindset"],
    )
    hits: list[ExplainedHitModel | HitModel] = Field(description="De fundne steder, det bedste først")
    index_version: str = Field(description=INDEX_VERSION, examples=[VERSION_EXAMPLE])
    took_ms: float = Field(description="Millisekunder på serveren", examples=[21.6])


class PartModel(ResponseModel):
    """En del af svaret: ordret fra dokumentet, med numrene på de citater, den bygger på."""

    text: str = Field(description="Ordret fra dokumentet", examples=[QUOTE_EXAMPLE])
    kind: str = Field(description="sentence, opening (linjen før en liste) eller list_item", examples=["list_item"])
    citations: list[int] = Field(description="Numrene på de citater, den bygger på", examples=[[1]])


class CitationModel(PlaceModel):
    """Et citat: `quote` er sidens tekst fra `start` til `end`, tegn for tegn."""

    number: int = Field(description="Det n, som [n] i svaret peger på", examples=[1])
    quote: str = Field(description="Sidens tekst fra start til end, tegn for tegn", examples=[QUOTE_EXAMPLE])
    passage_id: str = Field(description="Navnet på det sted, citatet er fra", examples=[PASSAGE_EXAMPLE])


class AnswerResponse(ResponseModel):
    """Et svar af citater, eller et afslag: `answered` er false, og `citations` er tom."""

    id: str = Field(
        description="Svarets navn i feedback, nyt og tilfældigt for hvert svar",
        examples=["8f306c979fa5d6d1a9bea687f91dc829"],
    )
    question: str = Field(description="Spørgsmålet, som det blev stillet", examples=[QUESTION_EXAMPLE])
    understood: str = Field(
        description="Spørgsmålet, som der blev søgt på: et opfølgende er gjort helt af samtalen",
        examples=[QUESTION_EXAMPLE],
    )
    answered: bool = Field(description="Om dokumenterne svarer; ellers er det et afslag", examples=[True])
    coverage: str = Field(description="full, partial eller none", examples=["full"])
    notice: str = Field(
        description="Hvad Rundbord selv siger: hvorfor der intet svar er, eller kun en del. Ellers tom", examples=[""]
    )
    answer: str = Field(description="Svaret som Markdown med [n] efter hvert citat", examples=[f"{QUOTE_EXAMPLE} [1]"])
    parts: list[PartModel] = Field(description="Svarets dele i rækkefølge")
    citations: list[CitationModel] = Field(description="Citaterne, numre i rækkefølge fra 1; tom i et afslag")
    confidence: float = Field(
        description="Sandsynligheden for, at dokumenterne besvarer spørgsmålet, 0 til 1", examples=[0.97]
    )
    nearest: list[HitModel] = Field(description="De nærmeste steder, til den, der selv vil se efter")
    related: list[str] = Field(
        description="Beslægtede spørgsmål, som dokumenterne besvarer",
        examples=[["Hvordan fastholdes digitalisering på dagsordenen?"]],
    )
    index_version: str = Field(description=INDEX_VERSION, examples=[VERSION_EXAMPLE])
    took_ms: float = Field(description="Millisekunder på serveren", examples=[21.6])


class FeedbackResponse(ResponseModel):
    """Det, der blev sagt om svaret, er gemt."""

    id: str = Field(
        description="Send det som `replaces`, hvis det skal rettes eller have en kommentar",
        examples=["0123456789abcdef"],
    )


class Health(ResponseModel):
    """Serveren kører."""

    status: str = Field(description="Altid ok", examples=["ok"])


class Readiness(ResponseModel):
    """Indekset er læst, efterprøvet og svarer."""

    status: str = Field(description="Altid ready", examples=["ready"])
    index_version: str = Field(description=INDEX_VERSION, examples=[VERSION_EXAMPLE])
