"""Tokens of the widget: they give an allowed origin access to the API for a few minutes."""

from hashlib import sha256
from secrets import token_bytes, token_hex

from itsdangerous import BadData, URLSafeTimedSerializer

LIFE_SECONDS = 300


class OriginTokens:
    """Signs and verifies tokens.

    The signature covers the origin, which the token itself does not contain: another origin cannot use the token.

    Parameters
    ----------
    secret
        The signing secret; if empty, a random one, so that tokens end with the process.
    life_seconds
        The lifetime of a token.
    """

    def __init__(self, secret: str = "", life_seconds: int = LIFE_SECONDS) -> None:
        self._secret: str | bytes = secret or token_bytes(32)
        self.life_seconds = life_seconds

    def sign(self, origin: str) -> str:
        """Make a token for an origin."""
        return self._signer(origin).dumps(token_hex(8))

    def is_for(self, token: str, origin: str) -> bool:
        """Return whether a token is valid for this origin, and not expired."""
        try:
            self._signer(origin).loads(token, max_age=self.life_seconds)
        except BadData:
            return False
        return True

    def _signer(self, origin: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret, salt=f"rundbord widget {origin}", signer_kwargs={"digest_method": sha256}
        )
