"""The page for a browser that may not open the owner's page: plain HTML in the product's own look."""

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
<title>{title} – Rundbord</title>
<link rel="icon" href="{root}page-assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}page-assets/look.css">
<link rel="stylesheet" href="{root}page-assets/plain.css">
</head>
<body class="plain-page">
<header class="masthead"><p class="brand"><a href="{home}">Rundbord</a></p></header>
<main><h1>{title}</h1><p>{detail}</p><p><a href="{home}">{back}</a></p></main>
</body>
</html>
""")
_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


def forbidden_page(refused: ProblemError, path: str) -> HTMLResponse:
    """Render the reason in the language of the requested path. The links are relative to that path."""
    root, why = "../" * (path.count("/") - 1) or "./", refused.problem
    if path.startswith("/en/"):
        language, title, detail, back = "en", "This page is not open to you", why.detail_en, "To the front page"
    else:
        language, title, detail, back = "da", "Siden er ikke åben for dig", why.detail_da, "Til forsiden"
    home = f"{root}en/" if language == "en" else root
    html = _PAGE.format(language=language, title=title, detail=detail, back=back, root=root, home=home)
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", **(refused.headers or {})}
    return HTMLResponse(html, why.status, headers)
