"""A one-time code by which whoever sees the server's terminal becomes the documents' owner.

An unprotected server cannot tell its own machine from what a proxy in front of it lets through. The terminal can: no
proxy reads it.
"""

from hmac import compare_digest
from secrets import token_hex, token_urlsafe

_CODE_BYTES = 32


class OwnerCode:
    """A random code of 256 bits, worth one session of the owner's.

    Attributes
    ----------
    session_secret
        The secret that signs the owner's cookie. It ends with the process, and so does each session.
    """

    def __init__(self) -> None:
        self._code = token_urlsafe(_CODE_BYTES)
        self.session_secret = token_hex(_CODE_BYTES)

    def show(self) -> str:
        """Give the code, for the terminal alone; empty once it is used."""
        return self._code

    def redeem(self, sent: str) -> bool:
        """Use the code up if it is the one that was sent, in a time that tells nothing of how much of it was right.

        Nothing is awaited here, so that of two requests at once one succeeds.
        """
        is_right = compare_digest(sent.encode(), self._code.encode()) and bool(self._code)
        if is_right:
            self._code = ""
        return is_right
