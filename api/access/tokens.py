"""The widget's token: an allowed origin gets it, and for a few minutes it opens the API to that origin."""

from hashlib import sha256
from secrets import token_bytes, token_hex

from itsdangerous import BadData, URLSafeTimedSerializer

LIFE_SECONDS = 300


class OriginTokens:
    """Signs tokens and knows them again.

    The origin is part of what is signed and not of what is sent: a token is worth nothing to another origin.

    Parameters
    ----------
    secret
        What tokens are signed with; empty is a random one, so that they end with the process.
    life_seconds
        How long a token lasts.
    """

    def __init__(self, secret: str = "", life_seconds: int = LIFE_SECONDS) -> None:
        self._secret: str | bytes = secret or token_bytes(32)
        self.life_seconds = life_seconds

    def sign(self, origin: str) -> str:
        """Make a token for an origin."""
        return self._signer(origin).dumps(token_hex(8))

    def is_for(self, token: str, origin: str) -> bool:
        """Tell whether we made a token for this origin, and not too long ago."""
        try:
            self._signer(origin).loads(token, max_age=self.life_seconds)
        except BadData:
            return False
        return True

    def _signer(self, origin: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret, salt=f"rundbord widget {origin}", signer_kwargs={"digest_method": sha256}
        )
