"""Client of a language model at an OpenAI-compatible endpoint that the owner has configured; the only one."""

import json
from typing import Self

from openai import APIConnectionError, APIStatusError, APITimeoutError, DefaultHttpxClient, OpenAI, OpenAIError

from ingest.errors import ServiceError
from ingest.text import Text

_ADVICE = {
    401: Text("Sæt RUNDBORD_LLM_KEY til en nøgle, den kender.", "Set RUNDBORD_LLM_KEY to a key that it knows."),
    403: Text(
        "Sæt RUNDBORD_LLM_KEY til en nøgle, der må bruge modellen.",
        "Set RUNDBORD_LLM_KEY to a key that may use this model.",
    ),
    404: Text(
        "Efterse RUNDBORD_LLM_URL (den ender ofte på /v1) og RUNDBORD_LLM_MODEL.",
        "Check RUNDBORD_LLM_URL (it often ends in /v1) and RUNDBORD_LLM_MODEL.",
    ),
    429: Text(
        "Den har travlt, eller kvoten er brugt: vent, og kør kommandoen igen.",
        "It is busy or the quota is used up: wait, and run the command again.",
    ),
}
_OTHER_ADVICE = Text("Prøv igen senere, eller spørg dem, der driver den.", "Try again later, or ask those who run it.")
_KEYLESS = "none"  # the client insists on a key; local servers ask for none
_LONGEST_DETAIL = 200


class LanguageModel:
    """A chat model at one address; leaving the context closes the connections.

    OPENAI_* variables, which may be another program's, are ignored, and redirects are not followed: text goes only to
    the configured address.
    """

    def __init__(self, url: str, model: str, key: str | None, timeout_seconds: float) -> None:
        self._url, self._model, self._timeout_seconds = url, model, timeout_seconds
        self._client = OpenAI(
            base_url=url,
            api_key=key or _KEYLESS,
            organization="",
            project="",
            timeout=timeout_seconds,
            max_retries=1,
            http_client=DefaultHttpxClient(follow_redirects=False),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def reply(self, instructions: str, message: str) -> str:
        """Send instructions and a message, and return the model's reply.

        Raises
        ------
        ServiceError
            If the endpoint does not answer in time, cannot be reached, or answers with something else than a reply.
        """
        try:
            completion = self._client.chat.completions.create(
                model=self._model,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": message}],
            )
            content = completion.choices[0].message.content
        except APITimeoutError as error:
            raise ServiceError(
                Text(
                    f"{self._url} svarede ikke inden for {self._timeout_seconds:g} sekunder. "
                    "Prøv igen, eller sæt RUNDBORD_LLM_TIMEOUT_SECONDS højere.",
                    f"{self._url} did not answer within {self._timeout_seconds:g} seconds. "
                    "Try again, or set RUNDBORD_LLM_TIMEOUT_SECONDS higher.",
                )
            ) from error
        except APIConnectionError as error:
            why = error.__cause__ or error
            raise ServiceError(
                Text(
                    f"{self._url} kan ikke nås: {why}. Efterse RUNDBORD_LLM_URL.",
                    f"{self._url} cannot be reached: {why}. Check RUNDBORD_LLM_URL.",
                )
            ) from error
        except APIStatusError as error:
            raise ServiceError(self._status_message(error)) from error
        # The client checks no types: another response than a chat completion raises one of these.
        except (OpenAIError, json.JSONDecodeError, AttributeError, IndexError, TypeError) as error:
            raise ServiceError(
                Text(
                    f"{self._url} svarede ikke som en sprogmodel: {error}. Efterse RUNDBORD_LLM_URL.",
                    f"{self._url} did not answer as a chat model: {error}. Check RUNDBORD_LLM_URL.",
                )
            ) from error
        if not isinstance(content, str) or not content.strip():
            raise ServiceError(
                Text(
                    f"{self._url} gav et tomt svar. Prøv en anden RUNDBORD_LLM_MODEL end {self._model}.",
                    f"{self._url} gave an empty reply. Try another RUNDBORD_LLM_MODEL than {self._model}.",
                )
            )
        return content

    def _status_message(self, error: APIStatusError) -> Text:
        status = error.status_code
        detail = " ".join(error.message.split())[:_LONGEST_DETAIL]
        if error.response.is_redirect:
            elsewhere = error.response.headers.get("location", "")
            return Text(
                f"{self._url} henviser til {elsewhere or 'et andet sted'}, hvor intet blev sendt hen. "
                "Nævn den adresse, hvis du stoler på den.",
                f"{self._url} points to {elsewhere or 'elsewhere'}, where nothing was sent. "
                "Name that address if you trust it.",
            )
        advice = _ADVICE.get(status, _OTHER_ADVICE)
        return Text(
            f"{self._url} svarede {status} for modellen {self._model}: {detail}. {advice.da}",
            f"{self._url} answered {status} for the model {self._model}: {detail}. {advice.en}",
        )
