"""Login by OpenID Connect: Authlib's authorization code flow with PKCE.

This module sends the server's only outgoing requests: to the issuer, and to the addresses that the issuer names.
"""

import logging
from asyncio import timeout
from hashlib import sha256
from secrets import token_hex
from typing import Any

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from api.problems.problems import ProblemError

log = logging.getLogger(__name__)

LONGEST_SECONDS = 10.0
"""The time limit of the provider's responses in one step of a login."""

_SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
"""Signatures that only the provider can make. A provider may list others, even `none`."""

_REASONS = frozenset(
    {
        "access_denied",
        "invalid_request",
        "invalid_scope",
        "invalid_token",
        "login_required",
        "server_error",
        "sub",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_response_type",
    }
)
"""Reasons of a refused login that the log may contain. Others are hidden, since a browser can send any text."""

_SILENT = (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError)
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError, RuntimeError)
"""Errors that Authlib raises when a provider's response violates the standard."""


class Login:
    """The login at one issuer.

    Nothing is fetched before the first login, so that the server starts while the provider is down.

    Parameters
    ----------
    secret
        The signing secret of sessions; if empty, a random one, so that sessions end with the process.
    scope
        The scopes requested from the provider, including `openid`.
    groups_claim
        The claim that lists a user's groups; empty reads none.
    """

    def __init__(  # noqa: PLR0913  each is agreed between operator and provider
        self,
        issuer: str,
        client_id: str,
        client_secret: str = "",
        secret: str = "",
        *,
        scope: str = "openid",
        groups_claim: str = "",
    ) -> None:
        self._issuer = issuer.rstrip("/")
        self._client_id = client_id
        self._groups_claim = groups_claim
        self.session_secret = f"rundbord session {secret or token_hex(32)}"
        self._client = OAuth().register(
            "provider",
            client_id=client_id,
            client_secret=client_secret or None,
            server_metadata_url=f"{self._issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": LONGEST_SECONDS},
        )

    async def redirect_to_provider(self, request: Request, return_address: str) -> Response:
        """Redirect a browser to the provider.

        Raises
        ------
        ProblemError
            If the provider cannot be reached, or its response is unusable.
        """
        await self._discover()
        try:
            redirect: Response = await self._client.authorize_redirect(request, return_address)
        except (*_SILENT, *_NONSENSE) as error:
            raise _unavailable(error) from error
        return redirect

    async def identify(self, request: Request) -> tuple[str, frozenset[str]]:
        """Identify the user who returns from the provider.

        Returns
        -------
        tuple of str and frozenset of str
            A hash, the same for the same user, and the user's groups.

        Raises
        ------
        ProblemError
            If the provider refused the user or cannot be reached, if the login did not begin here, or if the token is
            not from this issuer, for this server and this login.
        """
        issuer = (await self._discover())["issuer"]
        claims = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": self._client_id}}
        try:
            async with timeout(LONGEST_SECONDS):
                token = await self._client.authorize_access_token(request, claims_options=claims)
            user_info = token["userinfo"]  # present only after the issuer's ID token was verified
            person = user_info["sub"]
            groups = _groups(user_info.get(self._groups_claim))
        except _SILENT as error:
            raise _unavailable(error) from error
        except OAuthError as error:
            raise _refused(error.error, error) from error
        except (JoseError, *_NONSENSE) as error:
            raise _refused("invalid_token", error) from error
        if not isinstance(person, str) or not person:
            raise _refused("sub")
        return sha256(f"{issuer} {person}".encode()).hexdigest(), groups

    async def _discover(self) -> dict[str, Any]:
        try:
            async with timeout(LONGEST_SECONDS):
                metadata: dict[str, Any] = await self._client.load_server_metadata()
            if metadata["issuer"].rstrip("/") != self._issuer:
                raise ValueError(f"it calls itself {metadata['issuer']!r:.200}, not {self._issuer}")
            signed = [name for name in metadata.get("id_token_signing_alg_values_supported", ()) if name in _SIGNED]
            metadata["id_token_signing_alg_values_supported"] = signed or ["RS256"]
        except (*_SILENT, *_NONSENSE) as error:
            self._client.server_metadata.clear()  # the next response may be usable
            raise _unavailable(error) from error
        return metadata


def _groups(claim: object) -> frozenset[str]:
    """Read a groups claim: a list of names, or one name; anything else counts as no groups."""
    listed = [claim] if isinstance(claim, str) else claim
    return frozenset(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else frozenset()


def _unavailable(error: Exception) -> ProblemError:
    log.error("The login provider cannot be used", exc_info=error)
    return ProblemError("login-unavailable")


def _refused(why: object, error: Exception | None = None) -> ProblemError:
    reason = why if why in _REASONS else "a reason that the standard does not name"
    log.warning("A login was refused: %s", reason, exc_info=error)
    return ProblemError("login-refused")
