"""Access requirements by path, and the paths that the rate limit counts."""

import re
from enum import Enum, auto

from api.access.caller import Scope


class Need(Enum):
    """A requirement that is not a scope of a key."""

    NOTHING = auto()
    """None: health, the widget's script and other public files."""
    PAGE = auto()
    """A login, on a server that has one."""
    DOCUMENT = auto()
    """The same, unless sites with the widget link here."""
    OWNER = auto()
    """Ownership of the documents."""
    OWNER_CODE = auto()
    """The code in the form, sent from the owner's page, which makes the sender the owner."""


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
"""Paths of uploads by the owner, the largest of all requests."""

OWNER_CODE_PATHS = ("/ejer/code", "/en/owner/code")
"""Targets of the form for the one-time code, in each language."""

_OWNER = re.compile(r"/(ejer|en/owner)(/|$)")
_QUESTION_ON_PAGE = re.compile(r"/(en/)?gradio_api/queue/join")
_COSTLY_PAGE = re.compile(r"/(en/)?(conversation(/\w+)?|documents/[^/]+/(file|pages/[^/]+/print(\.png)?))")


def need_of(path: str) -> Need | Scope:
    """Return the requirement of a path; an unlisted path has that of the page."""
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
    """Return whether the rate limit counts a path: costly ones do count, the files of a page do not."""
    need = need_of(path)
    if isinstance(need, Scope):
        return need is not Scope.ADMIN
    return (
        path in _FREE_BUT_COUNTED
        or _QUESTION_ON_PAGE.fullmatch(path) is not None
        or _COSTLY_PAGE.fullmatch(path) is not None
    )


def is_question(path: str) -> bool:
    """Return whether a path asks, searches or reads; the answer queue limits these for all callers together."""
    return need_of(path) in {Scope.SEARCH, Scope.ANSWER} or _QUESTION_ON_PAGE.fullmatch(path) is not None
