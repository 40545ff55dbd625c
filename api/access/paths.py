"""What each path asks of a caller, and which of them are counted."""

import re
from enum import Enum, auto

from api.access.caller import Scope


class Need(Enum):
    """What a caller must have, where it is no key's scope."""

    NOTHING = auto()
    """Health, the widget's script, what is the same for everybody."""
    PAGE = auto()
    """To be somebody whom the organisation's login let in."""
    DOCUMENT = auto()
    """The same, or to have come from a widget's link."""
    OWNER = auto()
    """To be one of those who own the documents."""
    OWNER_CODE = auto()
    """Nothing but the code in the form, sent from the owner's page: this is where somebody becomes the owner."""


_FOR_ALL = frozenset(
    {"/healthz", "/readyz", "/widget.js", "/embed", "/openapi.json", "/docs", "/api/v1/token", "/login", "/logout"}
)
_FILES_FOR_ALL = ("/docs/assets/", "/page-assets/", "/login/")
_FREE_BUT_COUNTED = frozenset({"/api/v1/token", "/login", "/login/done"})
_BY_SCOPE = (
    ("/api/v1/search", Scope.SEARCH),
    ("/api/v1/documents", Scope.SEARCH),
    ("/api/v1/feedback", Scope.FEEDBACK),
    ("/api/", Scope.ANSWER),
    ("/v1/", Scope.ANSWER),
    ("/mcp", Scope.ANSWER),
    ("/metrics", Scope.ADMIN),
)
_DOCUMENT = re.compile(r"/(en/)?documents/")
UPLOAD = re.compile(r"/(ejer|en/owner)/upload")
"""Where an owner sends documents, which are larger than anything that others send."""

OWNER_CODE_PATHS = ("/ejer/code", "/en/owner/code")
"""Where the owner's page sends the one-time code from the terminal, in each language."""

_OWNER = re.compile(r"/(ejer|en/owner)(/|$)")
_QUESTION_ON_PAGE = re.compile(r"/(en/)?gradio_api/queue/join")
_COSTLY_PAGE = re.compile(r"/(en/)?(conversation(/\w+)?|documents/[^/]+/(file|pages/[^/]+/print(\.png)?))")


def need_of(path: str) -> Need | Scope:
    """Tell what a path asks for; one that nobody thought of asks for as much as the page."""
    if path in _FOR_ALL or path.startswith(_FILES_FOR_ALL):
        return Need.NOTHING
    if path in OWNER_CODE_PATHS:
        return Need.OWNER_CODE
    if _OWNER.match(path):
        return Need.OWNER
    for beginning, scope in _BY_SCOPE:
        if path.startswith(beginning):
            return scope
    return Need.DOCUMENT if _DOCUMENT.match(path) else Need.PAGE


def is_counted(path: str) -> bool:
    """Tell whether a request to a path is one of those that are limited: what costs something, not a page's parts."""
    need = need_of(path)
    if isinstance(need, Scope):
        return need is not Scope.ADMIN
    return (
        path in _FREE_BUT_COUNTED
        or _QUESTION_ON_PAGE.fullmatch(path) is not None
        or _COSTLY_PAGE.fullmatch(path) is not None
    )


def is_question(path: str) -> bool:
    """Tell whether a request asks, searches or reads: the answer queue bounds that, whoever sends it."""
    return need_of(path) in {Scope.SEARCH, Scope.ANSWER} or _QUESTION_ON_PAGE.fullmatch(path) is not None
