"""Where a browser wanted to go before it was led to the login: a path of this server's, and nothing else."""

import re
from urllib.parse import quote

from starlette.types import Scope

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*", re.ASCII)
"""A path as browsers read it: a second slash, or a backslash in its place, would begin another host's name."""

_LONGEST = 2000


def login_address(scope: Scope) -> str:
    """Give the address that leads to the login, and from there to what this request wanted."""
    root = root_of(scope)
    path = root + quote(scope["path"].removeprefix(root), safe="/~")
    query = scope.get("query_string", b"").decode("ascii", "replace")
    return f"{root}/login?next={quote(f'{path}?{query}' if query else path, safe='/')}"


def local_path(wanted: str, scope: Scope) -> str:
    """Give the path that was wanted, or the page's own where that is none of this server's."""
    is_ours = len(wanted) <= _LONGEST and _LOCAL.fullmatch(wanted) is not None
    return wanted if is_ours else f"{root_of(scope)}/"


def root_of(scope: Scope) -> str:
    """Give the path that a proxy in front strips, without a slash at its end."""
    root: str = scope.get("root_path", "")
    return root.rstrip("/")
