"""The rules of access: each request is admitted here, or refused with a reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from starlette.datastructures import Headers
from starlette.types import Scope as Request

from api.access.addresses import counted_host, is_this_machine, named_host
from api.access.caller import EVERYTHING, GROUPS, OWNER_SESSION, READERS, Caller, Scope
from api.access.keys import KeyStore, looks_like_key
from api.access.limits import OFF, RateLimits
from api.access.owner.owner_changes import NO_OWNERS, is_own_change, read_credentials
from api.access.owner.owner_code import OwnerCode
from api.access.paths import Need, is_counted, is_question, need_of
from api.access.tokens import OriginTokens
from api.problems.problems import ProblemError

if TYPE_CHECKING:
    from api.access.login.openid import Login  # brings Authlib, which only a server with a login of its own waits for

USER = "rundbord.user"
"""Key in a request's ASGI scope: the user whom a trusted proxy or the browser's session names."""

_OWNERS_OWN = frozenset({Need.OWNER, Scope.ADMIN})
_ASK_FOR_KEY = {"WWW-Authenticate": "Bearer"}
_ASK_OWNER_FOR_KEY = {"WWW-Authenticate": 'Basic realm="Rundbord", charset="UTF-8"'}
"""Makes a browser ask for a name and a password. The key is the password."""


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server.

    Attributes
    ----------
    keys
        The keys for programs; None on a server without keys.
    is_protected
        Whether a caller must be known. If not, everybody may ask and read. All else needs a key of scope admin, a named
        login, or the owner's session.
    has_login
        Whether the organisation's login admits people. If so, pages are for logged-in users only. If not, sites with
        the widget can link to the documents' pages, which are then open.
    login
        The login that the server runs itself; None where a proxy runs it, or where there is none.
    only_this_machine
        Whether only the loopback is served. The Host header reveals a foreign name that was pointed at this address
        (DNS rebinding), and the forwarded address reveals a client of a named proxy. An unnamed proxy looks like this
        machine, so that admission here proves nothing about the caller.
    owners
        The users who own the documents, by the names that the login uses.
    owner_code
        The one-time code for the owner of a server without keys and login; None elsewhere.
    """

    limits: RateLimits
    tokens: OriginTokens
    allowed_origins: Collection[str] = ()
    keys: KeyStore | None = None
    is_protected: bool = False
    has_login: bool = False
    only_this_machine: bool = False
    login: "Login | None" = None
    owners: Collection[str] = NO_OWNERS
    owner_code: OwnerCode | None = None

    def admit(self, request: Request) -> Caller:
        """Identify the caller, check access, and count the request.

        Raises
        ------
        ProblemError
            If the caller lacks access to the request's path, or has asked too often.
        """
        headers = Headers(scope=request)
        path = request["path"].removeprefix(request.get("root_path", ""))
        address = address_of(request)
        if self.only_this_machine and not (is_this_machine(address) and _names_this_machine(headers)):
            raise ProblemError("host-refused")
        need = need_of(path)
        sent = read_credentials(headers, asks_owner=need is Need.OWNER)
        holder = self._holder(sent.secret, headers, address) if sent.secret else None
        caller = holder or self._identify(request, address)
        if sent.secret and caller.is_stranger and (self.is_protected or need in _OWNERS_OWN):
            self._refuse_credentials(sent.secret, address, need)
        self._check(caller, need)
        if need in {Need.OWNER, Need.OWNER_CODE}:
            by_known_program = holder is not None and sent.by_program
            if not is_own_change(request["method"], headers, _own_origins(headers), by_known_program=by_known_program):
                raise ProblemError("origin-refused", {"Vary": "Origin"})
        if is_counted(path) and not (self._spares_questions and is_question(path)):
            self._count(caller)
        return caller

    def redeem_owner_code(self, code: str, address: str) -> None:
        """Use up the owner's code.

        Raises
        ------
        ProblemError
            If the code is wrong or used, or if this address has sent too many wrong codes.
        """
        if self.owner_code is not None and self.owner_code.redeem(code):
            return
        self._count_wrong(address)
        raise ProblemError("owner-code-wrong")

    def origin_for_token(self, headers: Headers) -> str:
        """Return the origin that a token is to be made for.

        Raises
        ------
        ProblemError
            If the request comes from no page, or from an origin that is not allowed.
        """
        origin = headers.get("origin", "")
        own = self.allowed_origins and origin in _own_origins(headers)  # the page at /embed, in a frame
        if origin and (origin in self.allowed_origins or own):
            return origin
        raise ProblemError("origin-refused", {"Vary": "Origin"})

    def _identify(self, request: Request, address: str) -> Caller:
        """Identify a caller without a key: the owner by the code, a user by the login, or a stranger."""
        counted_as = f"address {counted_host(address)}"
        groups: frozenset[str] = request.get(GROUPS, frozenset())
        if request.get(OWNER_SESSION, False):
            return Caller(counted_as, EVERYTHING, reads_pages=True, groups=groups, owns=True)
        if user := request.get(USER, ""):
            counted_as = f"user {sha256(user.encode()).hexdigest()}"
            owns = user in self.owners
            return Caller(counted_as, READERS, reads_pages=True, groups=groups, owns=owns, name=user)
        if self.is_protected:
            return Caller(counted_as, frozenset(), is_stranger=True)
        return Caller(counted_as, READERS, reads_pages=True, groups=groups, is_stranger=True)

    def _holder(self, secret: str, headers: Headers, address: str) -> Caller | None:
        if looks_like_key(secret):
            program = self.keys.open_with(secret) if self.keys else None
            return replace(program, owns=Scope.ADMIN in program.scopes) if program else None
        # Browsers send no Origin when a page reads from its own server.
        stated = headers.get("origin")
        for origin in [stated] if stated is not None else _own_origins(headers):
            if self.tokens.is_for(secret, origin):
                # Tokens are free, so all tokens of an address share one count.
                return Caller(f"address {counted_host(address)}", READERS, origin)
        return None

    def _refuse_credentials(self, secret: str, address: str, need: Need | Scope) -> None:
        if looks_like_key(secret) or need in _OWNERS_OWN:
            self._count_wrong(address)
        raise ProblemError("key-unknown", self._asking(need))

    def _count_wrong(self, address: str) -> None:
        if wait := self.limits.spend_wrong_key(counted_host(address)):
            raise ProblemError("too-many-keys", {"Retry-After": str(wait)}, seconds=wait)

    def _check(self, caller: Caller, need: Need | Scope) -> None:
        match need:
            case Scope():
                self._check_scope(caller, need)
            case Need.PAGE | Need.DOCUMENT:
                by_link = need is Need.DOCUMENT and self.allowed_origins and not self.has_login
                if not (caller.reads_pages or by_link):
                    raise ProblemError("page-closed", _ASK_FOR_KEY)
            case Need.OWNER:
                self._check_owner(caller)
            case Need.OWNER_CODE:
                if self.owner_code is None:
                    self._check_owner(caller)
            case Need.NOTHING:
                pass
            case _:
                assert_never(need)

    def _check_scope(self, caller: Caller, need: Scope) -> None:
        if need in caller.scopes:
            return
        if not caller.is_stranger:
            raise ProblemError("scope-missing", scope=need)
        raise ProblemError("admin-missing" if caller.scopes else "key-missing", _ASK_FOR_KEY)

    def _check_owner(self, caller: Caller) -> None:
        if caller.owns:
            return
        if caller.name:
            raise ProblemError("owner-unknown", user=caller.name)
        if not caller.is_stranger:
            raise ProblemError("scope-missing", scope=Scope.ADMIN)
        if self.login is not None:
            raise ProblemError("page-closed", _ASK_FOR_KEY)  # the middleware redirects to the login
        name = "owner-key-missing" if self.owner_code is None else "owner-code-missing"
        raise ProblemError(name, self._asking(Need.OWNER))

    def _asking(self, need: Need | Scope) -> dict[str, str]:
        """Make the authentication header. Browsers ask for a password only where there is no form for the code."""
        return _ASK_OWNER_FOR_KEY if need is Need.OWNER and self.owner_code is None else _ASK_FOR_KEY

    @property
    def _spares_questions(self) -> bool:
        return self.only_this_machine and self.limits.is_default

    def _count(self, caller: Caller) -> None:
        if wait := self.limits.spend(caller.counted_as, caller.origin):
            raise ProblemError("too-many", {"Retry-After": str(wait)}, seconds=wait)


def open_access(allowed_origins: Collection[str] = (), keys: KeyStore | None = None) -> Access:
    """Make the rules of a server on which everybody may ask and read, without a rate limit."""
    return Access(RateLimits(OFF), OriginTokens(), allowed_origins, keys)


def address_of(request: Request) -> str:
    """Return the client's network address, forwarded by the named proxies; empty if unknown."""
    client: tuple[str, int] = request.get("client") or ("", 0)
    return client[0]


def _own_origins(headers: Headers) -> tuple[str, ...]:
    """Return the server's own origin in both schemes, since a proxy in front may use another scheme."""
    host = headers.get("host", "")
    return (f"https://{host}", f"http://{host}") if host else ()


def _names_this_machine(headers: Headers) -> bool:
    return is_this_machine(named_host(headers.get("host", "")))
