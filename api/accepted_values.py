"""Texts of the server's settings and their accepted values, for error messages and the help of `rundbord serve`."""

from ingest.text import Text

ACCEPTED = {
    "index": Text(
        "en mappe, fx .rundbord/index",
        "a folder, such as .rundbord/index",
    ),
    "host": Text(
        "adressen at lytte på, fx 127.0.0.1 eller 0.0.0.0",
        "the address to listen on, such as 127.0.0.1 or 0.0.0.0",
    ),
    "port": Text(
        "et helt tal fra 1 til 65535",
        "a whole number from 1 to 65535",
    ),
    "allowed_origins": Text(
        "origins adskilt af komma, fx https://intra.example.dk,https://www.example.dk:8443",
        "origins separated by commas, such as https://intra.example.dk,https://www.example.dk:8443",
    ),
    "feedback": Text(
        "on eller off",
        "on or off",
    ),
    "feedback_db": Text(
        "en fil, som serveren må skrive, fx .rundbord/feedback.db",
        "a file that the server may write, such as .rundbord/feedback.db",
    ),
    "feedback_days": Text(
        "hvor mange dage feedback gemmes, et helt tal fra 1 til 3650",
        "how many days feedback is kept, a whole number from 1 to 3650",
    ),
    "open": Text(
        "on betjener alle, der når serveren, off ingen uden nøgle eller login; uden værdi kun denne maskine",
        "on serves everybody who reaches the server, off nobody without a key or a login; unset is this machine",
    ),
    "keys_db": Text(
        "filen med nøgler, som `rundbord keys` laver, fx .rundbord/keys.db",
        "the file of keys that `rundbord keys` makes, such as .rundbord/keys.db",
    ),
    "secret": Text(
        "mindst 32 tegn, der underskriver widgettens tokens og logins; uden værdi et tilfældigt ved hver start",
        "at least 32 characters that sign the widget's tokens and logins; unset is a random one at each start",
    ),
    "oidc_issuer": Text(
        "https-adressen på den OpenID Connect-udbyder, som folk logger ind hos; uden værdi intet login",
        "the https address of the OpenID Connect provider that people log in with; unset is no login",
    ),
    "oidc_client_id": Text(
        "det id, som udbyderen kender serveren under",
        "the id under which that provider knows this server",
    ),
    "oidc_client_secret": Text(
        "den hemmelighed, der hører til id'et; uden værdi for en offentlig klient",
        "the secret that belongs to the id; unset for a public client",
    ),
    "oidc_scope": Text(
        "det, udbyderen bedes om, fx openid eller openid groups",
        "what the provider is asked for, such as openid or openid groups",
    ),
    "oidc_groups_claim": Text(
        "det sted, hvor udbyderens token nævner en persons grupper, fx groups; tom læser ingen",
        "where the provider's token lists a person's groups, such as groups; empty reads none",
    ),
    "trusted_proxies": Text(
        "de proxyer, der står foran, adresser eller net adskilt af komma, fx 10.0.0.5,10.1.0.0/24",
        "the proxies in front, addresses or networks separated by commas, such as 10.0.0.5,10.1.0.0/24",
    ),
    "user_header": Text(
        "den header, hvori en betroet proxy nævner den bruger, den har lukket ind, fx X-Remote-User",
        "the header in which a trusted proxy names the user whom it has let in, such as X-Remote-User",
    ),
    "groups_header": Text(
        "den header, hvori den proxy nævner brugerens grupper, med komma imellem, fx X-Remote-Groups",
        "the header in which that proxy lists the user's groups, commas between, such as X-Remote-Groups",
    ),
    "owners": Text(
        "dem, der ejer dokumenterne, adskilt af komma: brugere, som proxyen nævner dem, eller id'er, som `/ejer` viser",
        "who own the documents, separated by commas: users as the proxy names them, or ids that `/ejer` tells",
    ),
    "rate_limit": Text(
        "et antal som 60/minute, eller off; uden værdi 120/minute, dog ikke for spørgsmål til en ubeskyttet server",
        "a rate such as 60/minute, or off; unset is 120/minute, without questions to an unprotected server",
    ),
    "usage": Text(
        "on eller off; on tæller spørgsmål efter dag, udfald og afsnit, uden deres ord, eller hvem der spurgte",
        "on or off; on counts questions by day, outcome and section, without their words or who asked",
    ),
    "page": Text(
        "on eller off; off viser API'et, widgetten og dokumenterne, men ikke siden at spørge på",
        "on or off; off serves the API, the widget and the documents, without the page to ask on",
    ),
    "cache": Text(
        "hvor mange svar der gemmes for at blive givet igen, et helt tal fra 0 (ingen) til 100000",
        "how many answers are kept to be given again, a whole number from 0 (none) to 100000",
    ),
    "address_connections": Text(
        "hvor mange forbindelser én adresse må holde, et helt tal fra 1 til 1000; ikke denne maskine og de "
        "betroede proxyer",
        "how many connections one address may hold, a whole number from 1 to 1000; not this machine and the "
        "trusted proxies",
    ),
    "queue": Text(
        "hvor mange spørgsmål der må vente, mens andre besvares, et helt tal fra 0 til 10000",
        "how many questions may wait while others are being answered, a whole number from 0 to 10000",
    ),
    "verify_minutes": Text(
        "minutter fra én summering af alle indeksets filer til den næste, fra 1 til 10080, eller 0 for aldrig",
        "minutes from one summing of all the index's files to the next, from 1 to 10080, or 0 for never",
    ),
    "root_path": Text(
        "den sti, som proxyen foran fjerner, fx /rundbord",
        "the path that the proxy in front strips, such as /rundbord",
    ),
}
"""The accepted values of each field of `api.settings.Settings`, by its name."""
