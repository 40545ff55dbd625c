"""The page to return to after the login: a path of this server, never another host."""

import re
from urllib.parse import quote

from starlette.types import Scope

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*", re.ASCII)
"""A path as browsers read it: a second slash or a backslash after the first would begin a host name."""

_LONGEST = 2000


def login_address(scope: Scope) -> str:
    """Return the address of the login, with the requested path to return to."""
    root = root_of(scope)
    path = root + quote(scope["path"].removeprefix(root), safe="/~")
    query = scope.get("query_string", b"").decode("ascii", "replace")
    return f"{root}/login?next={quote(f'{path}?{query}' if query else path, safe='/')}"


def local_path(requested: str, scope: Scope) -> str:
    """Return the requested path, or the front page's if it is not a path of this server."""
    is_ours = len(requested) <= _LONGEST and _LOCAL.fullmatch(requested) is not None
    return requested if is_ours else f"{root_of(scope)}/"


def root_of(scope: Scope) -> str:
    """Return the path prefix that a proxy in front strips, without a slash at its end."""
    root: str = scope.get("root_path", "")
    return root.rstrip("/")
