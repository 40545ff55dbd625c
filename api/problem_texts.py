"""What the API says when it cannot do as asked: Danish beside English, each a full sentence that says what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemText:
    """One kind of problem; `{name}` in a detail is filled in where the problem arises."""

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
    "key-missing": ProblemText(
        401,
        "Unauthorized",
        "Denne server svarer kun den, den kender. Send jeres nøgle i headeren Authorization: Bearer …; den, der driver "
        "serveren, laver en med: rundbord keys create",
        "This server answers only those it knows. Send your key in the header Authorization: Bearer …; whoever runs "
        "the server makes one with: rundbord keys create",
    ),
    "key-unknown": ProblemText(
        401,
        "Unauthorized",
        "Nøglen kendes ikke: den er forkert, udløbet eller tilbagekaldt. Bed den, der driver serveren, om en ny.",
        "The key is not known: it is wrong, has ended or was revoked. Ask whoever runs the server for a new one.",
    ),
    "page-closed": ProblemText(
        401,
        "Unauthorized",
        "Siden er kun for dem, som organisationens login lukker ind. Åbn den på den adresse, som jeres organisation "
        "bruger.",
        "This page is only for those whom the organisation’s login lets in. Open it at the address that your "
        "organisation uses.",
    ),
    "owner-key-missing": ProblemText(
        401,
        "Unauthorized",
        "Denne side er for den, der ejer dokumenterne. Skriv en nøgle med adgangen admin som adgangskode (brugernavnet "
        "er uden betydning); den, der driver serveren, laver en med: rundbord keys create NAVN --scope admin",
        "This page is for who owns the documents. Write a key with the scope admin as the password (the user name does "
        "not matter); whoever runs the server makes one with: rundbord keys create NAME --scope admin",
    ),
    "owner-unknown": ProblemText(
        403,
        "Forbidden",
        "Denne side er for den, der ejer dokumenterne. Serveren kender dig som {user}; er du en af ejerne, så bed den, "
        "der driver serveren, om at føje det til RUNDBORD_OWNERS.",
        "This page is for who owns the documents. The server knows you as {user}; if you are one of the owners, ask "
        "whoever runs the server to add that to RUNDBORD_OWNERS.",
    ),
    "login-refused": ProblemText(
        403,
        "Forbidden",
        "Login lykkedes ikke: det blev afbrudt, tog for lang tid, eller organisationens login lukkede dig ikke ind. "
        "Prøv at logge ind igen.",
        "The login did not succeed: it was broken off, took too long, or the organisation’s login did not let you in. "
        "Try to log in again.",
    ),
    "login-unavailable": ProblemText(
        502,
        "Bad Gateway",
        "Organisationens login svarer ikke, eller svarer noget, der ikke kan bruges. Prøv igen om lidt; bliver det "
        "ved, så sig det til den, der driver serveren: grunden står i dens log.",
        "The organisation’s login does not answer, or answers what cannot be used. Try again in a while; if it stays "
        "so, tell whoever runs the server: the reason is in its log.",
    ),
    "scope-missing": ProblemText(
        403,
        "Forbidden",
        "Nøglen må ikke bruges til det: den mangler {scope}. Bed den, der driver serveren, om en nøgle med det.",
        "The key may not be used for that: it lacks {scope}. Ask whoever runs the server for a key with it.",
    ),
    "origin-refused": ProblemText(
        403,
        "Forbidden",
        "Siden, der spørger, er ikke på serverens liste over tilladte oprindelser. "
        "Bed den, der driver serveren, om at tilføje den til RUNDBORD_ALLOWED_ORIGINS.",
        "The page that asks is not on the server's list of allowed origins. "
        "Ask whoever runs the server to add it to RUNDBORD_ALLOWED_ORIGINS.",
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
    "not-json": ProblemText(
        415,
        "Unsupported Media Type",
        "Send indholdet som JSON med headeren Content-Type: application/json.",
        "Send the body as JSON with the header Content-Type: application/json.",
    ),
    "host-refused": ProblemText(
        421,
        "Misdirected Request",
        "Serveren er kun åben for maskinen selv, og forespørgslen kommer fra eller nævner en anden. Brug "
        "http://localhost eller http://127.0.0.1; den, der driver serveren, kan lukke andre ind: se docs/access.md.",
        "This server is open to its own machine only, and the request comes from or names another. Use "
        "http://localhost or http://127.0.0.1; whoever runs the server can let others in: see docs/access.md.",
    ),
    "too-many": ProblemText(
        429,
        "Too Many Requests",
        "Der kommer for mange spørgsmål på kort tid. Prøv igen om {seconds} sekunder; den, der driver serveren, kan "
        "hæve grænsen med RUNDBORD_RATE_LIMIT.",
        "Too many questions in a short time. Try again in {seconds} seconds; whoever runs the server can raise the "
        "limit with RUNDBORD_RATE_LIMIT.",
    ),
    "too-many-keys": ProblemText(
        429,
        "Too Many Requests",
        "Der er sendt for mange forkerte nøgler. Prøv igen om {seconds} sekunder med den rigtige.",
        "Too many wrong keys were sent. Try again in {seconds} seconds with the right one.",
    ),
    "invalid-request": ProblemText(422, "Unprocessable Content", "{da}", "{en}"),
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
"""What is wrong with a field, by pydantic's name for it or ours."""

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
