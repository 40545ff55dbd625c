"""The form for the owner's one-time code: plain HTML in the product's own look, in the path's language."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.problems.problems import ProblemError

_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>{mark}{words.title} – Rundbord</title>
<link rel="icon" href="{root}page-assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}page-assets/look.css">
<link rel="stylesheet" href="{root}page-assets/plain.css">
<link rel="stylesheet" href="{root}page-assets/owner.css">
<script src="{root}page-assets/owner_code.js" defer></script>
</head>
<body class="plain-page">
<header class="masthead"><p class="brand"><a href="{root}{words.home}">Rundbord</a></p>
<p class="masthead-language"><a href="{root}{words.other_path}" lang="{words.other_language}" \
hreflang="{words.other_language}">{words.other_name}</a></p></header>
<main><h1>{words.title}</h1>
<p class="lead">{words.lead}</p>
<form class="card" method="post" action="{root}{words.path}/code">
{wrong}<label for="code">{words.label}</label>
<p id="code-hint" class="hint">{words.hint}</p>
<input id="code" name="code" type="text" required maxlength="{longest}" autocomplete="off" autocapitalize="none" \
spellcheck="false" autofocus aria-describedby="{described}"{invalid}>
<p class="write"><button type="submit" class="main">{words.button}</button></p>
</form>
<p><a href="{root}{words.home}">{words.back}</a></p></main>
</body>
</html>
""")
_WRONG = Markup('<p id="code-wrong" class="owner-wrong" role="alert">{why}</p>\n')
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class _Words:
    """The page's texts in one language, and the paths of the owner's page and the front page in it."""

    path: str
    home: str
    title: str
    lead: str
    label: str
    hint: str
    button: str
    back: str
    mark: str
    other_path: str
    other_language: str
    other_name: str


_DANISH = _Words(
    path="ejer",
    home="",
    title="Vis, at du ejer dokumenterne",
    lead="Intet beskytter denne server endnu, så den kender ikke ejeren. Koden i terminalen viser, at det er dig.",
    label="Kode fra terminalen",
    hint="Serveren viste den, da den blev startet. Den gælder én gang. Er den brugt, så start serveren igen. Kører den "
    "uden terminal, så lav en nøgle med «rundbord keys create NAVN --scope admin», og start den igen.",
    button="Åbn ejerens side",
    back="Til forsiden",
    mark="Fejl: ",
    other_path="en/owner",
    other_language="en",
    other_name="English",
)
_ENGLISH = _Words(
    path="en/owner",
    home="en/",
    title="Show that you own the documents",
    lead="Nothing protects this server yet, so it does not know the owner. The code in the terminal shows that it is "
    "you.",
    label="Code from the terminal",
    hint="The server showed it when it was started. It works once. If it has been used, restart the server. If it runs "
    "without a terminal, make a key with “rundbord keys create NAME --scope admin” and restart it.",
    button="Open the owner’s page",
    back="To the front page",
    mark="Error: ",
    other_path="ejer",
    other_language="da",
    other_name="Dansk",
)


def owner_code_page(refused: ProblemError, path: str) -> HTMLResponse:
    """Render the form, at any path of the owner's page, with the error of the code that was sent, if any."""
    language, words = ("en", _ENGLISH) if path.startswith("/en/") else ("da", _DANISH)
    is_wrong = refused.name != "owner-code-missing"
    why = refused.problem.detail_en if language == "en" else refused.problem.detail_da
    html = _PAGE.format(
        language=language,
        words=words,
        mark=words.mark if is_wrong else "",
        root="../" * (path.count("/") - 1) or "./",
        wrong=_WRONG.format(why=why) if is_wrong else "",
        described="code-wrong code-hint" if is_wrong else "code-hint",
        invalid=Markup(' aria-invalid="true"') if is_wrong else "",
        longest=LONGEST_CODE,
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", **(refused.headers or {})}
    return HTMLResponse(html, refused.problem.status, headers)
