"""The organisation's own login, by OpenID Connect: authorization code flow with PKCE, which Authlib speaks.

The server's only requests to others are made here: to the issuer, and to the addresses that the issuer names.
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
"""How long the provider may take to answer what it is asked for one step of a login."""

_SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
"""Signatures that only the provider can make. A provider may list others, such as none at all."""

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
"""Why a login can be refused, as far as the log says it: the browser brings the provider's reason, and any other."""

_SILENT = (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError)
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError, RuntimeError)
"""What Authlib raises where a provider's answer is not what the standard says."""


class Login:
    """Leads people to the issuer, and tells who comes back.

    Nothing is fetched before the first login, so that the server starts though the provider is down.

    Parameters
    ----------
    secret
        What sessions are signed with; empty is a random one, so that they end with the process.
    scope
        What the provider is asked for, `openid` among it.
    groups_claim
        Where its token lists a person's groups; empty reads none.
    """

    def __init__(  # noqa: PLR0913  each is something that the operator has agreed with the provider
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

    async def lead_away(self, request: Request, come_back_to: str) -> Response:
        """Send a browser to the provider.

        Raises
        ------
        ProblemError
            If the provider cannot be reached, or answers what cannot be used.
        """
        await self._discover()
        try:
            led: Response = await self._client.authorize_redirect(request, come_back_to)
        except (*_SILENT, *_NONSENSE) as error:
            raise _unavailable(error) from error
        return led

    async def take_in(self, request: Request) -> tuple[str, frozenset[str]]:
        """Tell who has come back from the provider: a hash, the same for the same person, and her groups.

        Raises
        ------
        ProblemError
            If she was not let in, did not begin here, or what vouches for her is not of this issuer, for this server
            and this login; or if the provider cannot be reached.
        """
        issuer = (await self._discover())["issuer"]
        claims = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": self._client_id}}
        try:
            async with timeout(LONGEST_SECONDS):
                token = await self._client.authorize_access_token(request, claims_options=claims)
            user_info = token["userinfo"]  # there only if the issuer's own token was there and held
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
            self._client.server_metadata.clear()  # it may be another answer the next time
            raise _unavailable(error) from error
        return metadata


def _groups(claim: object) -> frozenset[str]:
    """Read a groups claim: a list of names, or one name; of anything else nothing is believed."""
    listed = [claim] if isinstance(claim, str) else claim
    return frozenset(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else frozenset()


def _unavailable(error: Exception) -> ProblemError:
    log.error("The login provider cannot be used", exc_info=error)
    return ProblemError("login-unavailable")


def _refused(why: object, error: Exception | None = None) -> ProblemError:
    reason = why if why in _REASONS else "a reason that the standard does not name"
    log.warning("A login was refused: %s", reason, exc_info=error)
    return ProblemError("login-refused")
