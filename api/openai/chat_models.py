"""Request and response models at /v1: the needed part of OpenAI's chat completions, and our extensions."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.rest.requests import Limits, Text
from api.rest.responses import AnswerResponse, CitationModel, ResponseModel

MODEL = "rundbord"
"""The name of the only model."""

_MOST_MESSAGES = 200


class TextPart(BaseModel):
    """Et stykke tekst i en besked."""

    model_config = ConfigDict(frozen=True)

    type: Literal["text"] = Field(description="Altid text", examples=["text"])
    text: Text = Field(description="Teksten", examples=["Hvem er formand for udvalget?"])


class ChatMessage(BaseModel):
    """En besked i samtalen. Kun `user` og `assistant` læses; andre roller er uden virkning."""

    model_config = ConfigDict(frozen=True)

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(
        description="Hvem der siger det", examples=["user"]
    )
    content: Text | list[TextPart] | None = Field(
        default=None, description="Teksten", examples=["Hvordan skabes et digitalt mindset hos ledelsen?"]
    )

    @property
    def text(self) -> str:
        """The message's text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class ChatRequest(BaseModel):
    """En samtale, hvis sidste spørgsmål skal besvares. Alle andre felter, fx `temperature`, er uden virkning."""

    model_config = ConfigDict(frozen=True)

    model: Text = Field(description="Altid rundbord", examples=[MODEL])
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=_MOST_MESSAGES)] = Field(
        description="Samtalen, det ældste først. Den sidste besked fra `user` er spørgsmålet"
    )
    stream: bool | None = Field(default=None, description="Send svaret stykke for stykke", examples=[False])
    rundbord: Limits | None = Field(
        default=None,
        description="Hvor der søges; vores tilføjelse til OpenAIs form (`extra_body` i OpenAI's klient)",
        examples=[{"documents": ["whitepaper"]}],
    )


class AssistantMessage(ResponseModel):
    """Svaret."""

    role: Literal["assistant"] = Field(default="assistant", description="Altid assistant", examples=["assistant"])
    content: str = Field(
        description="Svaret som Markdown med [n] efter hvert citat, og til sidst kilderne med links",
        examples=["Topledelsen skal gå forrest. [1]\n\nKilder:\n\n- [1] [Whitepaper, side 11](https://…)"],
    )


class ChatChoice(ResponseModel):
    """Det ene svar, der er."""

    index: int = Field(default=0, description="Altid 0", examples=[0])
    message: AssistantMessage = Field(description="Svaret")
    finish_reason: Literal["stop"] = Field(default="stop", description="Svaret er helt", examples=["stop"])


class Extension(ResponseModel):
    """Det, som Rundbord lægger til OpenAIs form."""

    citations: list[CitationModel] | None = Field(default=None, description="Citaterne, som [n] i svaret peger på")
    rundbord: AnswerResponse | None = Field(default=None, description="Hele svaret, som /api/v1/answer giver det")


class ChatCompletion(Extension):
    """Et svar på en samtale. `citations` og `rundbord` er vores tilføjelse til OpenAIs form."""

    id: str = Field(description="Svarets navn", examples=["chatcmpl-0123456789abcdef0123456789abcdef"])
    object: Literal["chat.completion"] = Field(
        default="chat.completion", description="Altid det samme", examples=["chat.completion"]
    )
    created: int = Field(description="Hvornår, i sekunder siden 1970", examples=[1795000000])
    model: str = Field(default=MODEL, description="Altid rundbord", examples=[MODEL])
    choices: list[ChatChoice] = Field(description="Altid ét svar")


class Delta(ResponseModel):
    """Det næste stykke af svaret."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoice(ResponseModel):
    """Det næste stykke af det ene svar, der er."""

    index: int = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class ChatChunk(Extension):
    """En hændelse i strømmen; den sidste har `finish_reason`, `citations` og `rundbord`."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    choices: list[ChunkChoice]


class Model(ResponseModel):
    """En model, der kan spørges."""

    id: str = Field(description="Modellens navn", examples=[MODEL])
    object: Literal["model"] = Field(default="model", description="Altid model", examples=["model"])
    created: int = Field(default=0, description="Altid 0: modellen har ingen dato", examples=[0])
    owned_by: str = Field(default=MODEL, description="Altid rundbord", examples=[MODEL])


class ModelList(ResponseModel):
    """De modeller, der kan spørges: den ene, der er."""

    object: Literal["list"] = Field(default="list", description="Altid list", examples=["list"])
    data: list[Model] = Field(description="Modellerne")


class ChatErrorDetail(ResponseModel):
    """Hvad der gik galt, i OpenAIs form."""

    message: str = Field(
        description="Hvad der skete, og hvad man kan gøre: på dansk og derefter på engelsk",
        examples=["Der er ingen model «gpt-5». Brug modellen rundbord. / There is no model «gpt-5». Use rundbord."],
    )
    type: str = Field(description="Fejlens slags", examples=["invalid_request_error"])
    param: str | None = Field(default=None, description="Altid null", examples=[None])
    code: str = Field(description="Fejlens navn, det samme som i problem+json", examples=["unknown-model"])


class ChatError(ResponseModel):
    """En fejl ved /v1, som klienter til OpenAI læser den."""

    error: ChatErrorDetail = Field(description="Fejlen")
