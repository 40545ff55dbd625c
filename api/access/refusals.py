"""Texts of refused access in Danish and English, each with a remedy."""

from api.problems.problem_texts import ProblemText

REFUSALS = {
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
        "This page is for whoever owns the documents. Write a key with the scope admin as the password (the user name "
        "does not matter); whoever runs the server makes one with: rundbord keys create NAME --scope admin",
    ),
    "owner-code-missing": ProblemText(
        401,
        "Unauthorized",
        "Denne side er for den, der ejer dokumenterne. Skriv den kode, som serveren viste i terminalen, da den blev "
        "startet. Kører den uden terminal, så lav en nøgle med «rundbord keys create NAVN --scope admin», og start den "
        "igen.",
        "This page is for whoever owns the documents. Write the code that the server showed in the terminal when it "
        "was started. If it runs without a terminal, make a key with “rundbord keys create NAME --scope admin” and "
        "restart it.",
    ),
    "owner-code-wrong": ProblemText(
        403,
        "Forbidden",
        "Det er ikke koden, eller den er allerede brugt: den gælder én gang. Skriv den, som terminalen viser, eller "
        "start serveren igen for at få en ny.",
        "That is not the code, or it has been used already: it works once. Write the one that the terminal shows, or "
        "restart the server to get another.",
    ),
    "admin-missing": ProblemText(
        401,
        "Unauthorized",
        "Dette er for den, der driver serveren. Send en nøgle med adgangen admin i headeren Authorization: Bearer …; "
        "den laves med: rundbord keys create NAVN --scope admin",
        "This is for whoever runs the server. Send a key with the scope admin in the header Authorization: Bearer …; "
        "it is made with: rundbord keys create NAME --scope admin",
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
        "Der er sendt for mange forkerte nøgler eller koder. Prøv igen om {seconds} sekunder med den rigtige.",
        "Too many wrong keys or codes were sent. Try again in {seconds} seconds with the right one.",
    ),
}
