"""Who may do what: every request is admitted here, or refused with the reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from starlette.datastructures import Headers
from starlette.types import Scope as Request

from api.access.addresses import is_this_machine, named_host, stands_for
from api.access.caller import EVERYTHING, GROUPS, READERS, Caller, Scope
from api.access.keys import KeyStore, looks_like_key
from api.access.limits import OFF, Limits
from api.access.ownership import NO_OWNERS, credentials, is_own_change
from api.access.paths import Need, is_counted, need_of
from api.access.tokens import OriginTokens
from api.problems import ProblemError

if TYPE_CHECKING:
    from api.access.login import Login  # brings Authlib, which only a server with a login of its own waits for

USER = "rundbord.user"
"""Where, in a request's scope, stands the user whom a trusted proxy or the browser's session names."""

_ASK_FOR_KEY = {"WWW-Authenticate": "Bearer"}
_ASK_OWNER_FOR_KEY = {"WWW-Authenticate": 'Basic realm="Rundbord", charset="UTF-8"'}
"""Browsers then ask for a name and a password by themselves: the key is the password."""


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server.

    Attributes
    ----------
    keys
        The programs' keys; None where there are none.
    is_protected
        Whether a caller must be known. If not, everybody may everything, and keys only tell callers apart.
    has_login
        Whether people are let in by the organisation's login: then pages are for them alone. Else the documents' pages
        are open to whoever can have the widget, since its links lead there.
    login
        That login, where the server itself leads people there; None where a proxy does, or nobody.
    only_this_machine
        Whether nothing but the loopback is served. A page whose own name was pointed at this address under way (DNS
        rebinding) is told by its Host header, and who comes by way of a named proxy by the address that it tells.
    owners
        Who of those that the login names own the documents, each as the server knows her.
    """

    limits: Limits
    tokens: OriginTokens
    allowed_origins: Collection[str] = ()
    keys: KeyStore | None = None
    is_protected: bool = False
    has_login: bool = False
    only_this_machine: bool = False
    login: "Login | None" = None
    owners: Collection[str] = NO_OWNERS

    def admit(self, request: Request) -> Caller:
        """Tell who asks, and count it.

        Raises
        ------
        ProblemError
            If she may not have what the request's path stands for, or has asked too often.
        """
        headers = Headers(scope=request)
        path = request["path"].removeprefix(request.get("root_path", ""))
        address = (request.get("client") or ("", 0))[0]
        if self.only_this_machine and not (is_this_machine(address) and _names_this_machine(headers)):
            raise ProblemError("host-refused")
        need = need_of(path)
        secret = credentials(headers, asks_owner=need is Need.OWNER)
        caller = self._identify(request, headers, address, secret, _asking(need))
        self._check(caller, need)
        if need is Need.OWNER and not is_own_change(request["method"], headers, _own_origins(headers)):
            raise ProblemError("origin-refused", {"Vary": "Origin"})
        if is_counted(path):
            self._count(caller, address)
        return caller

    def origin_for_token(self, headers: Headers) -> str:
        """Tell which origin a token is to be made for.

        Raises
        ------
        ProblemError
            If the request comes from no page, or from one that may not have the widget.
        """
        origin = headers.get("origin", "")
        own = self.allowed_origins and origin in _own_origins(headers)  # the page at /embed, in somebody's frame
        if origin and (origin in self.allowed_origins or own):
            return origin
        raise ProblemError("origin-refused", {"Vary": "Origin"})

    def _identify(
        self, request: Request, headers: Headers, address: str, secret: str, asking: dict[str, str]
    ) -> Caller:
        if secret and (known := self._holder(secret, headers)):
            return replace(known, owns=Scope.ADMIN in known.scopes)
        groups: frozenset[str] = request.get(GROUPS, frozenset())
        if not self.is_protected:
            # Where everybody is admitted from anywhere, an owner still has to be known.
            here, counted_as = self.only_this_machine, f"address {stands_for(address)}"
            return Caller(counted_as, EVERYTHING, reads_pages=True, groups=groups, owns=here)
        if user := request.get(USER, ""):
            counted_as = f"user {sha256(user.encode()).hexdigest()}"
            owns = user in self.owners
            return Caller(counted_as, READERS, reads_pages=True, groups=groups, owns=owns, name=user)
        if secret:
            self._refuse_credentials(secret, address, asking)
        return Caller(f"address {stands_for(address)}", frozenset())

    def _holder(self, secret: str, headers: Headers) -> Caller | None:
        if looks_like_key(secret):
            return self.keys.open_with(secret) if self.keys else None
        # A browser states no origin where a page reads from its own server.
        stated = headers.get("origin")
        for origin in [stated] if stated is not None else _own_origins(headers):
            if token := self.tokens.open_with(secret, origin):
                return Caller(f"token {token}", READERS, origin)
        return None

    def _refuse_credentials(self, secret: str, address: str, asking: dict[str, str]) -> None:
        wait = self.limits.spend_wrong_key(stands_for(address)) if looks_like_key(secret) else 0
        if wait:
            raise ProblemError("too-many-keys", {"Retry-After": str(wait)}, seconds=wait)
        raise ProblemError("key-unknown", asking)

    def _check(self, caller: Caller, need: Need | Scope) -> None:
        match need:
            case Scope():
                if not caller.scopes:
                    raise ProblemError("key-missing", _ASK_FOR_KEY)
                if need not in caller.scopes:
                    raise ProblemError("scope-missing", scope=need)
            case Need.PAGE | Need.DOCUMENT:
                by_link = need is Need.DOCUMENT and self.allowed_origins and not self.has_login
                if not (caller.reads_pages or by_link):
                    raise ProblemError("page-closed", _ASK_FOR_KEY)
            case Need.OWNER:
                self._check_owner(caller)
            case Need.NOTHING:
                pass
            case _:
                assert_never(need)

    def _check_owner(self, caller: Caller) -> None:
        if caller.owns:
            return
        if caller.name:
            raise ProblemError("owner-unknown", user=caller.name)
        if caller.scopes and self.is_protected:
            raise ProblemError("scope-missing", scope=Scope.ADMIN)
        if self.login is not None:
            raise ProblemError("page-closed", _ASK_FOR_KEY)  # where the way leads through the login
        raise ProblemError("owner-key-missing", _ASK_OWNER_FOR_KEY)

    def _count(self, caller: Caller, address: str) -> None:
        if self.limits.spares_this_machine and is_this_machine(address):
            return
        if wait := self.limits.spend(caller.counted_as, caller.origin):
            raise ProblemError("too-many", {"Retry-After": str(wait)}, seconds=wait)


def open_access(allowed_origins: Collection[str] = ()) -> Access:
    """Make the rules of a server that admits everybody and counts nobody."""
    return Access(Limits(OFF), OriginTokens(), allowed_origins)


def _asking(need: Need | Scope) -> dict[str, str]:
    return _ASK_OWNER_FOR_KEY if need is Need.OWNER else _ASK_FOR_KEY


def _own_origins(headers: Headers) -> tuple[str, ...]:
    """Name the server's own origin, in either scheme: a proxy in front may speak another than we hear."""
    host = headers.get("host", "")
    return (f"https://{host}", f"http://{host}") if host else ()


def _names_this_machine(headers: Headers) -> bool:
    return is_this_machine(named_host(headers.get("host", "")))
