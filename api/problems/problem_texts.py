"""Texts of the API's problems in Danish and English, in full sentences with a remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemText:
    """One kind of problem; `{name}` in a detail is filled in when the problem is raised."""

    status: int
    title: str
    detail_da: str
    detail_en: str


PROBLEMS = {
    "broken-json": ProblemText(
        400,
        "Bad Request",
        "Forespørgslens indhold kan ikke læses som JSON i UTF-8. Ret det, og send det igen.",
        "The request body cannot be read as JSON in UTF-8. Mend it and send it again.",
    ),
    "bad-request": ProblemText(
        400,
        "Bad Request",
        "Forespørgslen kan ikke bruges, som den er sendt. Ret den, og send den igen.",
        "The request cannot be used as it was sent. Mend it and send it again.",
    ),
    "feedback-off": ProblemText(
        403,
        "Forbidden",
        "Denne server tager ikke imod feedback, og intet er gemt. "
        "Den, der driver serveren, kan slå det til med RUNDBORD_FEEDBACK=on.",
        "This server takes no feedback, and nothing is stored. "
        "Whoever runs the server can turn it on with RUNDBORD_FEEDBACK=on.",
    ),
    "not-found": ProblemText(
        404,
        "Not Found",
        "Der er intet på denne adresse. Se /docs, hvad der er.",
        "There is nothing at this address. See /docs for what there is.",
    ),
    "unknown-document": ProblemText(
        404,
        "Not Found",
        "Der er intet dokument med det navn. Se /api/v1/documents, hvilke der er.",
        "There is no document of that name. See /api/v1/documents for those there are.",
    ),
    "unknown-page": ProblemText(
        404,
        "Not Found",
        "Dokumentet har ikke den side. Det har siderne {first} til {last}.",
        "The document has no such page. It has the pages {first} to {last}.",
    ),
    "unknown-model": ProblemText(
        404,
        "Not Found",
        "Der er ingen model af det navn. Der er kun én: skriv rundbord som model.",
        "There is no model of that name. There is only one: write rundbord as the model.",
    ),
    "unknown-answer": ProblemText(
        404,
        "Not Found",
        "Serveren husker intet svar med det id, måske fordi det er over en time siden. "
        "Stil spørgsmålet igen, og sig så, om svaret hjalp.",
        "The server remembers no answer with that id, perhaps since it was given more than an hour ago. "
        "Ask the question again, and then say whether the answer was useful.",
    ),
    "no-original": ProblemText(
        404,
        "Not Found",
        "Det originale dokument er ikke gemt sammen med indekset. Byg det igen med: rundbord ingest --force",
        "The original document is not kept with the index. Build it again with: rundbord ingest --force",
    ),
    "method-not-allowed": ProblemText(
        405,
        "Method Not Allowed",
        "Adressen kan ikke bruges med den metode. Headeren Allow siger, hvilke der kan bruges.",
        "This address cannot be used with that method. The header Allow names those that can.",
    ),
    "body-too-slow": ProblemText(
        408,
        "Request Timeout",
        "Forespørgslens indhold kom for langsomt: det hele skal være her inden {seconds} sekunder. Send det igen.",
        "The request body came too slowly: all of it must be here within {seconds} seconds. Send it again.",
    ),
    "body-too-large": ProblemText(
        413,
        "Content Too Large",
        "Forespørgslen er for stor: højst 64 KiB. Send færre eller kortere tidligere svar med.",
        "The request is too large: 64 KiB at most. Send fewer or shorter earlier answers along.",
    ),
    "conversation-too-large": ProblemText(
        413,
        "Content Too Large",
        "Samtalen er for stor: højst 2 MiB. Slet noget af den, og prøv igen.",
        "The conversation is too large: 2 MiB at most. Delete some of it and try again.",
    ),
    "not-json": ProblemText(
        415,
        "Unsupported Media Type",
        "Send indholdet som JSON med headeren Content-Type: application/json.",
        "Send the body as JSON with the header Content-Type: application/json.",
    ),
    "invalid-request": ProblemText(422, "Unprocessable Content", "{da}", "{en}"),
    "not-a-conversation": ProblemText(
        422,
        "Unprocessable Content",
        "Indholdet er ikke en samtale, som siden har gemt den. Hent siden igen, og prøv så.",
        "The body is not a conversation as the page keeps it. Load the page again, and then try.",
    ),
    "question-refused": ProblemText(422, "Unprocessable Content", "{da}", "{en}"),
    "index-unavailable": ProblemText(
        503,
        "Service Unavailable",
        "Indekset kan ikke bruges lige nu. Den, der driver serveren, kan se hvorfor med: rundbord status",
        "The index cannot be used right now. Whoever runs the server can see why with: rundbord status",
    ),
    "disk-full": ProblemText(
        507,
        "Insufficient Storage",
        "Serverens disk er fuld, så intet er gemt. Den, der driver serveren, skal gøre plads; prøv så igen.",
        "The server's disk is full, so nothing was saved. Whoever runs the server has to make room; then try again.",
    ),
    "disk-unusable": ProblemText(
        503,
        "Service Unavailable",
        "Serveren kan ikke læse eller skrive på sin disk lige nu, og intet er gemt. Prøv igen om lidt; den, der driver "
        "serveren, kan se hvorfor i dens log.",
        "The server cannot read or write on its disk just now, and nothing was saved. Try again in a while; whoever "
        "runs the server can see why in its log.",
    ),
    "index-damaged": ProblemText(
        503,
        "Service Unavailable",
        "Indekset er beskadiget, mens serveren kørte: {files}. Den, der driver serveren, bygger det igen med: rundbord "
        "ingest",
        "The index was damaged while the server ran: {files}. Whoever runs the server builds it again with: rundbord "
        "ingest",
    ),
    "overloaded": ProblemText(
        503,
        "Service Unavailable",
        "Serveren har for travlt lige nu: der er for mange spørgsmål foran i køen. Prøv igen om lidt; den, der driver "
        "serveren, kan gøre køen længere med RUNDBORD_QUEUE.",
        "The server is too busy just now: there are too many questions ahead in the queue. Try again in a while; "
        "whoever runs the server can make the queue longer with RUNDBORD_QUEUE.",
    ),
    "unexpected": ProblemText(
        500,
        "Internal Server Error",
        "Noget gik galt på serveren, og det er skrevet i dens log. Prøv igen om lidt.",
        "Something went wrong on the server, and it is written in its log. Try again in a while.",
    ),
}

FIELD_TEXTS = {
    "missing": ("mangler. Tilføj det.", "is missing. Add it."),
    "extra_forbidden": ("kendes ikke. Fjern det.", "is not known. Remove it."),
    "blank": ("er tomt. Skriv mindst ét synligt tegn.", "is blank. Write at least one visible character."),
    "string_too_short": ("er tomt. Skriv mindst ét synligt tegn.", "is blank. Write at least one visible character."),
    "string_too_long": (
        "er for langt. Skriv højst {max_length} tegn.",
        "is too long. Write at most {max_length} characters.",
    ),
    "string_type": ("skal være tekst.", "must be text."),
    "not_text": (
        "indeholder tegn, der ikke er tekst (et NUL eller et halvt tegn). Fjern dem.",
        "holds characters that are not text (a NUL or half a character). Remove them.",
    ),
    "int_type": ("skal være et helt tal.", "must be a whole number."),
    "greater_than_equal": ("er for lille. Det mindste er {ge}.", "is too small. The least is {ge}."),
    "less_than_equal": ("er for stort. Det største er {le}.", "is too large. The most is {le}."),
    "bool_parsing": ("skal være true eller false.", "must be true or false."),
    "list_type": ("skal være en liste.", "must be a list."),
    "too_short": (
        "er en tom liste. Udelad feltet, eller nævn noget.",
        "is an empty list. Leave it out or name something.",
    ),
    "too_long": ("er for lang en liste: højst {max_length}.", "is too long a list: {max_length} at most."),
    "enum": ("skal være en af {expected}.", "must be one of {expected}."),
    "model_type": ("skal være et JSON-objekt.", "must be a JSON object."),
    "other": ("har en værdi, der ikke kan bruges.", "has a value that cannot be used."),
}
"""Texts of invalid fields, by pydantic's error type or ours."""

SAME_AS = {
    "string_unicode": "not_text",
    "int_parsing": "int_type",
    "int_from_float": "int_type",
    "int_parsing_size": "int_type",
    "bool_type": "bool_parsing",
    "literal_error": "enum",
    "model_attributes_type": "model_type",
    "dict_type": "model_type",
}
"""Pydantic's names for what reads the same to a person."""
