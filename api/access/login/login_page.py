"""The pages of the login: plain HTML without a script, Danish first."""

from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.problems.problems import Problem

_PAGE = Markup("""\
<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title} – Rundbord</title>
<main>
<h1>{title}</h1>
<p>{danish}</p>
<p lang="en">{english}</p>
<p><a href="{login}">Log ind / <span lang="en">Log in</span></a></p>
</main>
</html>
""")
_FAILED = "Du er ikke logget ind"
_LEFT = (
    "Du er logget ud",
    "Du er logget ud af Rundbord. Deler du maskinen med andre, så log også ud af organisationens login, eller luk "
    "browseren.",
    "You are logged out of Rundbord. If you share this machine, log out of the organisation’s login too, or close the "
    "browser.",
)


def failed_page(why: Problem, login: str) -> HTMLResponse:
    """Render the reason of a failed login, with a link to the next attempt at the address `login`."""
    return _page(_FAILED, why.detail_da, why.detail_en, login, why.status)


def left_page(login: str) -> HTMLResponse:
    """Render the page after a logout."""
    return _page(*_LEFT, login, 200)


def _page(title: str, danish: str, english: str, login: str, status: int) -> HTMLResponse:
    html = _PAGE.format(title=title, danish=danish, english=english, login=login)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})
