"""A small OpenID Connect provider on a real socket, which tests may have tell lies."""

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from time import time
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "rundbord"
CLIENT_SECRET = "hemmelig-hos-udbyderen"  # noqa: S105  a made-up one


@dataclass
class Provider:
    """Logs everybody in as `person` without asking.

    Attributes
    ----------
    url
        Its own address, known once it is served.
    lies
        Claims of the id token that are not as they should be; None leaves the claim out.
    discovery
        What it tells of itself that is not as it should be.
    signed_with
        RS256 and the provider's own key; HS256 and its public key, which everybody has; or none, and no signature.
    refuses
        Whether it lets nobody in.
    asked
        The paths that were asked for.
    """

    person: str = "aase"
    url: str = ""
    lies: dict[str, object] = field(default_factory=dict)
    discovery: dict[str, object] = field(default_factory=dict)
    signed_with: str = "RS256"
    refuses: bool = False
    asked: list[str] = field(default_factory=list)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._describe),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )

    def honest(self) -> None:
        self.lies, self.discovery, self.signed_with, self.refuses = {}, {}, "RS256", False
        self.asked.clear()

    async def _describe(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        told = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return JSONResponse(told | self.discovery)

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert (asked["scope"], asked["code_challenge_method"]) == ("openid", "S256")
        back = {"state": asked["state"]}
        if self.refuses:
            back |= {"error": "access_denied", "error_description": "<script>alert(1)</script>"}
        else:
            back["code"] = token_urlsafe()
            self._codes[back["code"]] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def _token(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        async with request.form() as form:
            asked = self._codes.pop(str(form.get("code")), None)
            proof = _packed(sha256(str(form.get("code_verifier")).encode()).digest())
            redirect_uri = form.get("redirect_uri")
        authorised = request.headers.get("authorization", "").startswith("Basic ")
        if not authorised or asked is None or (proof, redirect_uri) != (asked["code_challenge"], asked["redirect_uri"]):
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {
            "iss": self.url,
            "sub": self.person,
            "aud": CLIENT,
            "iat": int(time()),
            "exp": int(time()) + 300,
            "nonce": asked["nonce"],
        }
        claims = {name: value for name, value in (claims | self.lies).items() if value is not None}
        return JSONResponse({"access_token": token_urlsafe(), "token_type": "Bearer", "id_token": self._sign(claims)})

    def _sign(self, claims: dict[str, object]) -> str:
        head: dict[str, object] = {"alg": self.signed_with, "kid": "one"}
        if self.signed_with == "RS256":
            return jwt.encode(head, claims, self._key)
        said = (
            f"{_packed(json.dumps(head).encode())}.{_packed(json.dumps(claims).encode())}"  # by hand: joserfc refuses
        )
        public = self._key.as_pem(private=False)
        seal = hmac.digest(public, said.encode(), "sha256") if self.signed_with == "HS256" else b""
        return f"{said}.{_packed(seal)}"

    async def _keys(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        return JSONResponse(KeySet([self._key]).as_dict(private=False))


def _packed(what: bytes) -> str:
    return urlsafe_b64encode(what).decode().rstrip("=")
