"""The one-time code in the server's terminal, which makes its reader the owner of the documents.

An unprotected server cannot distinguish its own machine from clients of a proxy on it. The code can, since the terminal
is not served.
"""

from hmac import compare_digest
from secrets import token_hex, token_urlsafe

_CODE_BYTES = 32


class OwnerCode:
    """A random code of 256 bits, valid for one session of the owner.

    Attributes
    ----------
    session_secret
        The signing secret of the owner's cookie. Secret and sessions end with the process.
    """

    def __init__(self) -> None:
        self._code = token_urlsafe(_CODE_BYTES)
        self.session_secret = token_hex(_CODE_BYTES)

    def show(self) -> str:
        """Return the code, for the terminal only; empty once it is used."""
        return self._code

    def redeem(self, sent: str) -> bool:
        """Use the code up if the sent one is equal. The comparison takes constant time.

        Nothing is awaited here, so that of two simultaneous requests one succeeds.
        """
        is_right = compare_digest(sent.encode(), self._code.encode()) and bool(self._code)
        if is_right:
            self._code = ""
        return is_right
